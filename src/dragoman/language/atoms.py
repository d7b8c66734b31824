"""Atoms: the smallest pieces a token can be made of, cut by rule; the model says which of them join.

In: a stretch of text. Out: offsets of its atoms. An atom is a run of letters, a run of digits, a clitic ("n't", "'s"),
a run of one repeated mark, or one other character. "U.S." is four atoms and one token; "well-known" three and three.
"""

import re
from collections.abc import Iterator

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f\u200c\u200d\u00ad]*)"
_ATOM = re.compile(
    rf"{_LETTERS}+?(?=n['’]t(?!\w))|n['’]t(?!\w)|(?<=\w)['’](?:s|re|ve|ll|d|m)(?!\w)"
    rf"|{_LETTERS}+|\d+|([.!?\-_*=~#+<>/])\1*|\S",
    re.IGNORECASE,
)
CLITIC = re.compile(r"n['’]t|['’](?:s|re|ve|ll|d|m)?|nt|not|na|ta", re.IGNORECASE)
"""A word that the treebanks write as the later part of a multiword token."""

CLITICS = frozenset(mark + end for mark in "'’" for end in ("s", "re", "ve", "ll", "d", "m")) | {"n't", "n’t"}
"""Atoms that are always words of their own, whatever the model says of them."""

_FUSED = {
    "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "outta": 3, "dont": 2, "wont": 2, "cant": 2, "aint": 2,
    "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "im": 1, "ive": 1,
    "youre": 3, "youll": 3, "theyre": 4, "thats": 4, "theres": 5, "whats": 4, "hes": 2,
}  # fmt: skip
"""Words written as one that the treebanks read as two, and where they are cut (a closed class)."""

# Shape of an atom, for the casing that an uncased encoder cannot see. 0 is kept for padding and special pieces.
_LOWER, _TITLE, _UPPER, _SINGLE, _MIXED, _DIGIT, _MARK = range(1, 8)
SHAPES = 8


def atomize(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the atoms of text[start:end], in order."""
    for match in _ATOM.finditer(text, start, end):
        first, last = match.span()
        cut = _FUSED.get(match.group().lower()) if last - first < 9 else None
        if cut is None:
            yield first, last
        else:
            yield first, first + cut
            yield first + cut, last


def shape(atom: str) -> int:
    """Number of the atom's shape: lower, Title, UPPER, one capital, miXed, digits, mark."""
    if atom.islower():
        return _LOWER
    if atom.isupper():
        return _SINGLE if len(atom) == 1 else _UPPER
    if atom.istitle():
        return _TITLE
    if atom.isdigit():
        return _DIGIT
    return _MIXED if any(map(str.isalpha, atom)) else _MARK
