"""Windows: what the encoder sees at once.

In: a text and its paragraphs. Out: `Window`s of at most about a hundred pieces. Short paragraphs share a window, with
[SEP] between them; a long one is cut where a sentence seems to end, or at the limit. The cut depends on the text alone.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from dragoman.language.atoms import CLITICS, atomize
from dragoman.language.pieces import CLS, SEP, Pieces

ROOM = 120
"""Pieces a window takes before a new one begins: attention is cheap up to here, and neighbours see each other."""
HARD_ROOM = 200
"""Pieces after which a paragraph is cut wherever it stands."""
CLOSERS = frozenset("\"'”’»)]")
"""Marks that close a quotation or bracket where no white space stands before them."""


class Window(Struct, kw_only=True):
    """Columns over pieces (`ids`, `casings`) and over atoms (the rest)."""

    ids: list[int] = field(default_factory=lambda: [CLS])
    casings: list[int] = field(default_factory=lambda: [0])
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    piece: list[int] = field(default_factory=list)
    """Number of the atom's first piece."""
    joins: list[bool] = field(default_factory=list)
    """Whether the atom may belong to the token before it: no white space stands between."""
    closes: list[bool] = field(default_factory=list)
    """Whether a sentence must end here: the paragraph does, or the window was cut here."""

    def close(self) -> None:
        """Add the special piece that parts paragraphs and ends a window."""
        self.ids.append(SEP)
        self.casings.append(0)


Atom = tuple[int, int, bool]
"""Start, end, and whether the atom may join the one before it."""


def atoms_of(text: str, start: int, end: int) -> list[Atom]:
    """Atoms of one paragraph."""
    found: list[Atom] = []
    before = -1
    for first, last in atomize(text, start, end):
        found.append((first, last, first == before and text[first:last].lower() not in CLITICS))
        before = last
    return found


def cut_windows(text: str, paragraphs: Iterable[tuple[int, int]], pieces: Pieces) -> list[Window]:
    """The windows of a text."""
    windows: list[Window] = []
    window = Window()
    for start, end in paragraphs:
        for run in _runs(text, atoms_of(text, start, end)):
            numbers = [pieces.numbers(text[a:b]) for a, b, _ in run]
            size = sum(len(n[0]) for n in numbers)
            if window.start and len(window.ids) + size > ROOM:
                windows.append(window)
                window = Window()
            if window.start:
                window.close()
            for (first, last, joins), (ids, spaced, joined) in zip(run, numbers, strict=True):
                window.piece.append(len(window.ids))
                window.start.append(first)
                window.end.append(last)
                window.joins.append(joins)
                window.closes.append(False)
                window.ids.extend(ids)
                window.casings.extend(joined if joins else spaced)
            if run:
                window.closes[-1] = True
                window.joins[-len(run)] = False
    if window.start:
        windows.append(window)
    for window in windows:
        window.close()
    return windows


def _runs(text: str, atoms: Sequence[Atom]) -> list[Sequence[Atom]]:
    """A paragraph's atoms in runs that fit a window: all, or cut after what looks like a sentence's end."""
    if len(atoms) < ROOM * 2 // 3:
        return [atoms] if atoms else []
    runs: list[Sequence[Atom]] = []
    first, good = 0, 0
    for i, (_, end, _) in enumerate(atoms):
        if _may_end(text, atoms, i):
            good = i + 1
        if i + 1 - first >= ROOM * 2 // 3 and good > first:
            runs.append(atoms[first:good])
            first = good
        elif end - atoms[first][0] > HARD_ROOM * 6 or i + 1 - first >= HARD_ROOM * 2 // 3:
            runs.append(atoms[first : i + 1])
            first = good = i + 1
    if first < len(atoms):
        runs.append(atoms[first:])
    return runs


def _may_end(text: str, atoms: Sequence[Atom], i: int) -> bool:
    """Whether a sentence seems to end here: a final mark, perhaps closed, then white space and no small letter."""
    if i + 1 == len(atoms):
        return True
    start, _, _ = atoms[i]
    following, _, joined = atoms[i + 1]
    if joined or text[following].islower():
        return False
    mark = text[start]
    if mark in CLOSERS and i:
        mark = text[atoms[i - 1][0]]
    return mark in ".!?…"
