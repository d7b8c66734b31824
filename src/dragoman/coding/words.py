"""Base forms: from a word and the lemma that the model gives it to the form under which our word lists know it.

A learned lemmatiser errs on rare verbs ("warned" -> "warne"). Where it gives a lemma that no list knows, and undoing a
regular ending gives one that a list knows, the latter is taken.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from dragoman.language.parse import Parse

LISTS = ("reporting.toml", "commitments.toml", "meetings.toml", "quantities.toml")
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
"""Regular inflections; a doubled consonant before them is undone too ("rebutted")."""


@cache
def _irregular() -> dict[str, str]:
    raw = tomllib.loads(resources.files("dragoman.coding").joinpath("data/irregular.toml").read_text("utf-8"))
    return {form: word for word, forms in raw["forms"].items() for form in forms.split()}


@cache
def known() -> frozenset[str]:
    """Every single word of our lists."""
    found: set[str] = set()
    for name in LISTS:
        raw = tomllib.loads(resources.files("dragoman.coding").joinpath(f"data/{name}").read_text("utf-8"))
        found.update(word for text in _strings(raw) for word in text.split() if word.isalpha())
    return frozenset(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


@lru_cache(maxsize=50_000)
def base(form: str, lemma: str) -> str:
    """The lemma, lower case, mended where it is none of our words and an ending explains the form."""
    given, form = lemma.lower(), form.lower()
    if given in known() and given != form:
        return given
    irregular = _irregular().get(form)
    if irregular is not None and (given == form or given not in known()):
        return irregular
    if given in known():
        return given
    for ending, put in ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            for candidate in (stem + put, stem[:-1] if stem[-1] == stem[-2] else ""):
                if candidate in known():
                    return candidate
    return given


def lemma_of(parse: Parse, token: int) -> str:
    """The mended lemma of one token."""
    return base(parse.text[parse.start[token] : parse.end[token]], parse.lemma[token])
