"""The parse of a text: columns over tokens, and the views through which they are read.

`Parse` owns the data; `Token` and `Sentence` are views made on demand. Tokens are syntactic words in the sense of
Universal Dependencies: "don't" is two tokens, "well-known" three. Every token covers a stretch of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

EntityLabel = Literal["person", "organisation", "place", "nationality", "time", "event", "facility"]


class Entity(Struct, frozen=True, kw_only=True):
    """Tokens first … last-1 name something of the kind `label`."""

    first: int
    last: int
    label: EntityLabel
    score: float


class Parse:
    """Tokens, sentences, trees and entities of one text, as columns of equal length."""

    def __init__(
        self,
        *,
        text: str,
        start: list[int],
        end: list[int],
        upos: list[str],
        xpos: list[str],
        lemma: list[str],
        feats: list[str],
        head: list[int],
        deprel: list[str],
        bounds: list[tuple[int, int]],
        entities: tuple[Entity, ...] = (),
    ) -> None:
        self.text = text
        self.start, self.end = start, end
        """Code point offsets of each token."""
        self.upos, self.xpos, self.lemma = upos, xpos, lemma
        self.feats = feats
        """Morphology as CoNLL-U writes it ("Tense=Past|VerbForm=Fin"), or "_"."""
        self.head = head
        """Token number of the head in this parse; -1 at the root of a sentence."""
        self.deprel = deprel
        self.bounds = bounds
        """First and last+1 token of each sentence."""
        self.entities = entities

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, i: int) -> "Token":
        return Token(self, i)

    def __iter__(self) -> Iterator["Token"]:
        return (Token(self, i) for i in range(len(self)))

    @cached_property
    def sentences(self) -> list["Sentence"]:
        return [Sentence(self, n) for n in range(len(self.bounds))]

    @cached_property
    def sentence_of(self) -> list[int]:
        """Number of the sentence of each token."""
        return [n for n, (first, last) in enumerate(self.bounds) for _ in range(first, last)]

    @cached_property
    def children(self) -> list[list[int]]:
        """Numbers of the dependents of each token, in text order."""
        children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head >= 0:
                children[head].append(i)
        return children

    def tokens_in(self, start: int, end: int) -> list[int]:
        """Numbers of the tokens that overlap text[start:end]."""
        return list(range(bisect_right(self.end, start), bisect_left(self.start, end)))


class Token:
    """A view of one token."""

    __slots__ = ("i", "parse")

    def __init__(self, parse: Parse, i: int) -> None:
        self.parse, self.i = parse, i

    def __repr__(self) -> str:
        return f"<{self.text} {self.upos} {self.deprel}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and self.i == other.i and self.parse is other.parse

    def __hash__(self) -> int:
        return self.i

    @property
    def start(self) -> int:
        return self.parse.start[self.i]

    @property
    def end(self) -> int:
        return self.parse.end[self.i]

    @property
    def text(self) -> str:
        return self.parse.text[self.start : self.end]

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def lemma(self) -> str:
        return self.parse.lemma[self.i]

    @property
    def upos(self) -> str:
        return self.parse.upos[self.i]

    @property
    def xpos(self) -> str:
        return self.parse.xpos[self.i]

    @property
    def deprel(self) -> str:
        return self.parse.deprel[self.i]

    @property
    def feats(self) -> dict[str, str]:
        """Morphology as a mapping: {"Tense": "Past", "VerbForm": "Part"}."""
        feats = self.parse.feats[self.i]
        return {} if feats == "_" else dict(f.split("=", 1) for f in feats.split("|"))

    @property
    def head(self) -> "Token | None":
        head = self.parse.head[self.i]
        return None if head < 0 else Token(self.parse, head)

    @property
    def sentence(self) -> "Sentence":
        return self.parse.sentences[self.parse.sentence_of[self.i]]

    @property
    def children(self) -> list["Token"]:
        return [Token(self.parse, c) for c in self.parse.children[self.i]]

    def child(self, *deprels: str) -> "Token | None":
        """The first dependent with one of these relations ("nsubj" also finds none of its subtypes)."""
        return next((c for c in self.children if c.deprel in deprels), None)

    def children_by(self, *deprels: str) -> list["Token"]:
        """The dependents with one of these relations, in text order."""
        return [c for c in self.children if c.deprel in deprels]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Head, head of the head … up to the root."""
        token = self.head
        while token is not None:
            yield token
            token = token.head

    def subtree(self, *, without: tuple[str, ...] = ()) -> list[int]:
        """Sorted token numbers of this token and all below it; dependents with a relation in `without` (directly
        below this token) are left out with their own subtrees."""
        found, queue = [self.i], [c for c in self.parse.children[self.i] if self.parse.deprel[c] not in without]
        while queue:
            i = queue.pop()
            found.append(i)
            queue.extend(self.parse.children[i])
        return sorted(found)


class Sentence:
    """A view of one sentence."""

    __slots__ = ("n", "parse")

    def __init__(self, parse: Parse, n: int) -> None:
        self.parse, self.n = parse, n

    @property
    def first(self) -> int:
        return self.parse.bounds[self.n][0]

    @property
    def last(self) -> int:
        """Number after the last token."""
        return self.parse.bounds[self.n][1]

    @property
    def start(self) -> int:
        return self.parse.start[self.first]

    @property
    def end(self) -> int:
        return self.parse.end[self.last - 1]

    @property
    def text(self) -> str:
        return self.parse.text[self.start : self.end]

    @property
    def tokens(self) -> list[Token]:
        return [Token(self.parse, i) for i in range(self.first, self.last)]

    @property
    def root(self) -> Token:
        return next(t for t in self.tokens if t.parse.head[t.i] < 0)
