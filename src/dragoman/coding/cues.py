"""Cues of attribution: the words of data/reporting.toml, and what each says of its holder.

`Lexicon` answers what a lemma can introduce (a quotation, a clause, an infinitive, a noun, a predicate) and how sure
its holder is; contents.py finds in the tree which of these is there.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from msgspec import Struct, structs

from dragoman.coding.clauses import NEGATIONS, Tree
from dragoman.coding.words import lemma_of
from dragoman.language.parse import Parse
from dragoman.records import Certainty, Form, Polarity

PARTICLES = frozenset(("out", "up", "down", "off", "on", "in", "aside", "back"))
CERTAINTIES: dict[str, Certainty] = {
    "certain": "certain",
    "probable": "probable",
    "possible": "possible",
    "unknown": "unknown",
}


class Manner(Struct, frozen=True, kw_only=True):
    """How the holder of a cue presents what it introduces."""

    form: Form = "indirect"
    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    presupposes: bool = False
    """Whether the object is taken for granted by the reporter ("condemned the attack")."""


class Lexicon(Struct, frozen=True, kw_only=True):
    """The reporting words."""

    verbs: dict[str, dict[str, Manner]]
    """Lemma (with "_particle") -> kind of content -> manner."""
    prepositions: dict[str, frozenset[str]]
    nouns: dict[str, Manner]
    adjectives: dict[str, Manner]
    words: dict[str, frozenset[str]]

    def verb(self, tree: Tree, token: int) -> dict[str, Manner]:
        """What the verb at `token` can introduce; empty for any other word."""
        parse = tree.parse
        if parse.upos[token] not in ("VERB", "AUX"):
            return {}
        lemma = tree.lemma[token]
        for c in tree.kids[token]:
            if parse.deprel[c] == "compound:prt" or (c == token + 1 and tree.lower[c] in PARTICLES):
                found = self.verbs.get(f"{lemma}_{tree.lower[c]}")
                if found:
                    return found
        return self.verbs.get(lemma, {})


@cache
def lexicon() -> Lexicon:
    """The reporting words, read once."""
    raw = tomllib.loads(resources.files("dragoman.coding").joinpath("data/reporting.toml").read_text("utf-8"))
    verbs: dict[str, dict[str, Manner]] = {}
    for group in raw["verbs"]:
        manner = Manner(
            form=group["form"],
            certainty=group["certainty"],
            polarity=group["polarity"],
            presupposes=group.get("presupposes", False),
        )
        for word in group["words"].split():
            takes = verbs.setdefault(word, {})
            for take in group["takes"]:
                takes.setdefault(take, manner)
    return Lexicon(
        verbs=verbs,
        prepositions={verb: frozenset(cases.split()) for verb, cases in raw["prepositions"].items()},
        nouns=_graded(raw["nouns"]),
        adjectives=_graded(raw["adjectives"]),
        words={name: frozenset(words.split()) for name, words in raw["words"].items()},
    )


def _graded(table: dict[str, Any]) -> dict[str, Manner]:
    """Words listed by certainty; the list "negative" overrules the others."""
    found: dict[str, Manner] = {}
    for grade, words in table.items():
        for word in words.split():
            if grade == "negative":
                found[word] = Manner(certainty="certain", polarity="negative")
            else:
                found.setdefault(
                    word, Manner(certainty=CERTAINTIES[grade], form="belief" if grade == "possible" else "indirect")
                )
    return found


class Cue(Struct, frozen=True, kw_only=True):
    """A token that introduces content, and where that content stands."""

    token: int
    head: int = -1
    """Head of the content."""
    first: int
    last: int
    """Tokens first … last-1 are the words of the cue ("according to")."""
    take: str
    """quote | clause | infinitive | noun | as | parenthesis"""
    content: tuple[tuple[int, int], ...] = ()
    """Token intervals of the content; for `as` the thing comes first and what it is taken for last."""
    form: Form = "indirect"
    speaker: int = -1
    """Head of the speaker where it is no ordinary subject."""
    told: tuple[int, ...] = ()
    """Heads of who is addressed, where they stand between the cue and "that"."""


def manner(parse: Parse, token: int, form: Form) -> Manner | None:
    """The manner of the cue word at `token` in a statement of this form, negation counted in; None for no cue word."""
    words = lexicon()
    lemma, upos = lemma_of(parse, token), parse.upos[token]
    takes = words.verbs.get(lemma) or words.verbs.get(f"{lemma}_{_word(parse, token + 1)}")
    if takes and upos not in ("NOUN", "ADJ"):
        found = next((m for m in takes.values() if m.form == form), None) or next(iter(takes.values()))
    else:
        found_here = words.adjectives.get(lemma) if upos == "ADJ" else words.nouns.get(lemma)
        if found_here is None:
            return None
        found = found_here
    if not any(
        _word(parse, c) in NEGATIONS for c in parse.children[token] if parse.deprel[c] in ("advmod", "det", "aux")
    ):
        return found
    if found.polarity == "negative":  # "does not deny"
        return structs.replace(found, polarity="positive")
    if found.form == "belief":  # "does not believe"
        return structs.replace(found, polarity="negative")
    return structs.replace(found, certainty="unknown")  # "did not say"


def _word(parse: Parse, token: int) -> str:
    return parse.text[parse.start[token] : parse.end[token]].lower() if token < len(parse) else ""
