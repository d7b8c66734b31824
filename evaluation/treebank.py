"""Treebank documents: what the trees say, and the raw text they stand for.

In: a CoNLL-U file, plain or gzipped. Out: `TreeDocument`s, whose text is rebuilt from the tokens and their SpaceAfter,
with or without the paragraphs that `# newpar` marks.
"""

import gzip
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from dragoman.language.parse import Parse
from dragoman.text.document import Block, Document
from evaluation.conll import Analysis, Word, dense

CLITICS = frozenset({"'", "'s", "n't", "'m", "'re", "'ve", "'d", "'ll", "na", "not", "ta"})
"""Words that the English treebanks write together with the word before them as one token."""


class Row(Struct, frozen=True, kw_only=True):
    """One word of a sentence; `head` is 0 at the root, else the number of a row, counted from 1."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


class Surface(Struct, frozen=True, kw_only=True):
    """One token as it is written, and the words first … last-1 (counted from 0) that it holds."""

    form: str
    first: int
    last: int
    space: bool


class TreeSentence(Struct, frozen=True, kw_only=True):
    """A sentence as words and as it is written."""

    rows: list[Row]
    surface: list[Surface]
    opens: bool
    """Whether a paragraph begins with it."""

    @property
    def spaces(self) -> list[bool]:
        """Whether white space stands before each word."""
        before = {token.first: True for token in self.surface[:1]}
        before |= {two.first: one.space for one, two in pairwise(self.surface)}
        return [before.get(i, False) for i in range(len(self.rows))]


class TreeDocument(Struct, frozen=True, kw_only=True):
    """A document as its sentences."""

    name: str
    sentences: list[TreeSentence]

    def text(self, *, paragraphs: bool) -> str:
        """The raw text; paragraphs are parted by blank lines, or by nothing more than sentences are."""
        parts: list[str] = []
        for sentence in self.sentences:
            if paragraphs and sentence.opens and parts:
                parts[-1] = parts[-1].rstrip()
                parts.append("\n\n")
            parts += [token.form + " " * token.space for token in sentence.surface]
        return "".join(parts).strip()

    def analysis(self) -> Analysis:
        """What the treebank says, by characters other than white space."""
        words: list[Word] = []
        ends: list[int] = []
        at = 0
        for sentence in self.sentences:
            first = len(words)
            for token in sentence.surface:
                end = at + sum(not c.isspace() for c in token.form)
                for row in sentence.rows[token.first : token.last]:
                    words.append(
                        Word(
                            form=row.form,
                            start=at,
                            end=end,
                            part=token.last - token.first > 1,
                            upos=row.upos,
                            xpos=row.xpos,
                            lemma=row.lemma,
                            head=first + row.head - 1 if row.head else -1,
                            deprel=row.deprel,
                        )
                    )
                at = end
            ends.append(len(words))
        return Analysis(words=words, ends=ends)


def read_documents(path: Path) -> list[TreeDocument]:
    """The documents of a file."""
    documents: list[TreeDocument] = []
    opens, lines = True, list[str]()
    for line in _lines(path):
        if line.startswith("# newdoc"):
            documents.append(TreeDocument(name=line.partition("=")[2].strip(), sentences=[]))
            opens = True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        elif line and not line.startswith("#"):
            lines.append(line)
        elif not line and lines:
            documents[-1].sentences.append(_sentence(lines, opens))
            opens, lines = False, []
    return documents


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def _sentence(lines: list[str], opens: bool) -> TreeSentence:
    rows: list[Row] = []
    surface: list[Surface] = []
    inside = 0  # number of the last word of the split token that we are in
    for line in lines:
        number, form, lemma, upos, xpos, _, head, deprel, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            first, inside = (int(n) for n in number.split("-"))
            surface.append(Surface(form=form, first=first - 1, last=inside, space=space))
        elif "." not in number:
            rows.append(Row(form=form, lemma=lemma, upos=upos, xpos=xpos, head=int(head), deprel=deprel))
            if int(number) > inside:
                surface.append(Surface(form=form, first=len(rows) - 1, last=len(rows), space=space))
    return TreeSentence(rows=rows, surface=surface, opens=opens)


def document_of(text: str) -> Document:
    """The raw text as the language core takes it: each paragraph a block, nothing cleaned away."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(start=at, end=at + len(paragraph), kind="body"))
        at += len(paragraph) + 2
    return Document(text=text, blocks=tuple(blocks), language="en")


def parsed(parse: Parse) -> Analysis:
    """What the program says. It knows words only: a clitic and the word it leans on are taken as one token."""
    before = dense(parse.text)
    starts, ends = [before[s] for s in parse.start], [before[e] for e in parse.end]
    groups = [0] * len(parse)
    for i in range(1, len(parse)):
        leans = (
            parse.start[i] == parse.end[i - 1]
            and parse[i].lower.replace("’", "'") in CLITICS
            and parse[i].upos != "PUNCT"
        )
        groups[i] = groups[i - 1] if leans else i
    last = {group: i for i, group in enumerate(groups)}
    words = [
        Word(
            form=parse[i].text,
            start=starts[group],
            end=ends[last[group]],
            part=last[group] > group,
            upos=parse.upos[i],
            xpos=parse.xpos[i],
            lemma=parse.lemma[i],
            head=parse.head[i],
            deprel=parse.deprel[i],
        )
        for i, group in enumerate(groups)
    ]
    return Analysis(words=words, ends=[end for _, end in parse.bounds])
