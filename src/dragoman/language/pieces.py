"""Word pieces of atoms, as the encoder's vocabulary cuts them, with the casing that it cannot see.

In: an atom's text. Out: numbers of its pieces and of its casing. Atoms repeat, so each is cut once and remembered.
"""

from pathlib import Path

from dragoman.language.atoms import shape
from dragoman.language.wordpiece import WordPieces

PAD, UNKNOWN, CLS, SEP = 0, 100, 101, 102
"""Numbers of the special pieces in the vocabulary of uncased BERT, which MiniLM shares."""
MAX_PIECES_AN_ATOM = 6
"""A longer atom keeps its first pieces: no word needs more, and rubbish must not fill the window."""
MAX_CHARACTERS_AN_ATOM = 100
CACHE_SIZE = 100_000
"""Atoms remembered before the memory is emptied (about 40 MB)."""

Numbers = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Pieces of an atom, their casings after white space, and their casings where no white space stands before."""


def casing(shape: int, *, space: bool, later: bool) -> int:
    """Number of a piece's casing: shape of its atom, white space before the atom, a later piece of it."""
    return (shape * 2 + space) * 2 + later


class Pieces:
    """Cuts atoms into pieces."""

    def __init__(self, path: Path) -> None:
        self._words = WordPieces(path.read_text(encoding="utf-8").splitlines())
        self._cache: dict[str, Numbers] = {}

    def of(self, atom: str) -> tuple[int, ...]:
        """Piece numbers of one atom, at least one and at most MAX_PIECES_AN_ATOM."""
        return self.numbers(atom)[0]

    def numbers(self, atom: str) -> Numbers:
        """Pieces and casings of one atom."""
        found = self._cache.get(atom)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            short = atom[:MAX_CHARACTERS_AN_ATOM]
            ids = self._words.cut(short)
            pieces = tuple(ids[:MAX_PIECES_AN_ATOM]) or (UNKNOWN,)
            form = shape(short)
            spaced, joined = (
                tuple(casing(form, space=space, later=k > 0) for k in range(len(pieces))) for space in (True, False)
            )
            found = self._cache[short if len(atom) > len(short) else atom] = (pieces, spaced, joined)
        return found
