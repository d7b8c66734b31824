"""A text in; its pieces out: the paragraphs and lines it is made of, in order, leaving only white space uncovered.

Three ways of writing paragraphs occur, and one text may hold them all: blank lines between them; one line each; lines
broken at a fixed width. A blank line always parts. At a single line end the question is whether the writer ended a
paragraph or ran out of width: the line was broken for width where the next word would not have fitted any more.
"""

import re
from itertools import pairwise

from msgspec import Struct

WIDEST = 100
"""Characters of the longest line still taken for one broken at a width: mail wraps at 60 to 80, some wires at 100."""
SLACK = 4
"""Characters by which a wrapped line may fall short of the width beyond its next word."""
LOOSE_SLACK = 15
"""The same where the line ends inside a sentence: some programs even the lines of a paragraph out."""
SHORTEST_WIDTH = 40
"""Below this width lines are a list or a poem, not wrapped prose."""
WRAPPED_SHARE = 0.3
"""Share of line ends plainly inside a sentence, from which the text is hard-wrapped: in wrapped prose two of three."""

LINE = re.compile(r"[^\n]+")
BULLET = re.compile(r"(?:[-*+•·‣▪–—]|\(?\d{1,3}[.)])\s")
ENDING = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$|[\"”»)]$")


class Piece(Struct, frozen=True, kw_only=True):
    """A paragraph or line: text[start:end] without white space around it."""

    start: int
    end: int
    heading: bool = False
    """The markup says that this is a heading."""
    blank_before: bool = True
    """A blank line, or the start of the text, stands before it."""
    lines: int = 1


def pieces(text: str, limit: int, *, headings: frozenset[int], breaks: frozenset[int]) -> list[Piece]:
    """The pieces of text[:limit]; `headings` and `breaks` are offsets of lines the markup says are headings, or begin
    a paragraph of their own."""
    groups = _groups(text, limit)
    width = _wrap_width(text, groups)
    found: list[Piece] = []
    for group in groups:
        first = 0
        for i in range(1, len(group) + 1):
            if i < len(group) and _runs_on(text, group[i - 1], group[i], width, headings, breaks):
                continue
            start, end = group[first][0], group[i - 1][1]
            heading = start in headings
            found.append(Piece(start=start, end=end, heading=heading, blank_before=first == 0, lines=i - first))
            first = i
    return found


def _groups(text: str, limit: int) -> list[list[tuple[int, int]]]:
    """Lines (without white space around them) in groups set apart by blank lines."""
    groups: list[list[tuple[int, int]]] = []
    last = -2
    for line in LINE.finditer(text, 0, limit):
        start, end = strip(text, line.start(), line.end())
        if start == end:
            continue
        if not groups or line.start() != last + 1:
            groups.append([])
        groups[-1].append((start, end))
        last = line.end()
    return groups


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of text[start:end] without white space around it."""
    part = text[start:end]
    stripped = part.strip()
    if not stripped:
        return start, start
    start += len(part) - len(part.lstrip())
    return start, start + len(stripped)


def _wrap_width(text: str, groups: list[list[tuple[int, int]]]) -> int | None:
    """The width at which the text was wrapped; None where its lines are whole paragraphs."""
    inner = [(a, b) for group in groups for a, b in pairwise(group)]
    lengths = sorted(b[1] - b[0] for group in groups if len(group) > 1 for b in group)
    if not inner or lengths[len(lengths) * 95 // 100] > WIDEST or lengths[-1] < SHORTEST_WIDTH:
        return None
    broken = sum(1 for a, b in inner if not _ends(text, a) and text[b[0]].islower() and not _starts_anew(text, b))
    return lengths[len(lengths) * 95 // 100] if broken >= WRAPPED_SHARE * len(inner) else None


def _ends(text: str, line: tuple[int, int]) -> bool:
    return ENDING.search(text, max(line[0], line[1] - 6), line[1]) is not None


def _starts_anew(text: str, line: tuple[int, int]) -> bool:
    return BULLET.match(text, *line) is not None


def _runs_on(
    text: str,
    line: tuple[int, int],
    following: tuple[int, int],
    width: int | None,
    headings: frozenset[int],
    breaks: frozenset[int],
) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    if line[0] in headings or following[0] in headings or following[0] in breaks or _starts_anew(text, following):
        return False
    if width is None:
        # One line, one paragraph; only a sentence plainly cut in two is joined again.
        return text[following[0]].islower() and not _ends(text, line) and not _starts_anew(text, line)
    word = text[following[0] : min(following[1], following[0] + width)].split(maxsplit=1)[0]
    ends = _ends(text, line)
    fits = line[1] - line[0] + 1 + len(word) + (SLACK if ends else LOOSE_SLACK) <= width
    return not fits or (not ends and text[following[0]].islower())
