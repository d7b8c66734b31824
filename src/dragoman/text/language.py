"""A text with its blocks in; the ISO 639-1 code of its language out, or None where the evidence is thin.

Calling an English report foreign loses it, so that needs clear evidence; most reports are told to be English by their
small words alone, at no cost. Only what they do not settle goes to py3langid, whose model takes a second to load. A
language that has no two-letter code keeps its code of three (ISO 639-3).
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import Struct

from dragoman.text.document import Block
from dragoman.text.patterns import load, words

SAMPLE = 4_000
"""Characters looked at: on news, the answer was never another one past 1,000."""
FEWEST_LETTERS = 20
"""Below this no language is told: names and headlines look like any language."""
FEW_LETTERS = 60
"""Below this a foreign language needs `SURE`."""
FEWEST_SMALL_WORDS = 3
"""English small words a text must hold before their share says anything."""
ENGLISH_SHARE = 0.1
"""Share of English small words from which a text is English: news has 0.15 to 0.3, other languages below 0.05."""
SURE = 0.97
CLEAR = 0.7
"""Confidence of py3langid from which a text is taken to be foreign: names and garble stay below 0.5."""
SCRIPT_SHARE = 0.6
"""Share of letters outside the Latin script from which a text is surely not English."""

WIDE = re.compile(r"[\u0e00-\u0eff\u2e80-\uffdc\U00020000-\U0003ffff]")
LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
WORD = re.compile(r"[^\W\d_]+")


class Look(Struct, frozen=True, kw_only=True):
    """What was seen in a sample."""

    letters: int
    latin: int
    wide: int
    """Letters of scripts that write a word with one or two of them."""
    words: int
    small: int
    """English small words."""


def language_of(text: str, blocks: Iterable[Block]) -> str | None:
    """The language of the body; of all blocks where there is no body."""
    sample = _sample(text, [b for b in blocks if b.kind == "body"]) or _sample(text, blocks)
    look = _look(sample)
    if look.letters < FEWEST_LETTERS:
        # East Asian scripts write a word with one or two letters.
        if look.wide < FEWEST_LETTERS // 2:
            return None
    elif look.small >= FEWEST_SMALL_WORDS and look.small >= ENGLISH_SHARE * look.words:
        return "en"
    label, score = _identifier().classify(sample)
    code = load("language")["same"].get(label, label)
    if code == "zxx":
        return None
    foreign_script = look.latin < look.letters * (1 - SCRIPT_SHARE)
    needed = SURE if look.letters < FEW_LETTERS else CLEAR
    if code == "en" or foreign_script or (score >= needed and look.small < ENGLISH_SHARE * look.words):
        return code if code != "en" or score >= CLEAR else None
    return None


def name_of(code: str) -> str:
    """The English name of a language."""
    return str(load("language")["names"].get(code, f"the language with the code {code}"))


def _sample(text: str, blocks: Iterable[Block]) -> str:
    parts, left = [], SAMPLE
    for block in blocks:
        part = text[block.start : min(block.end, block.start + left)]
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    return "\n".join(parts)


def _look(sample: str) -> Look:
    found = [w.casefold() for w in WORD.findall(sample)]
    letters = sum(map(len, found))
    small = words("language", "english")
    return Look(
        letters=letters,
        latin=len(LATIN.findall(sample)),
        wide=len(WIDE.findall(sample)),
        words=len(found),
        small=sum(1 for w in found if w in small),
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
