"""The frozen text in; its outer shape out: blocks with their kinds, title, by-line, dateline, day of publication.

Kinds are decided piece by piece from a table of judges, the first that speaks decides: a judge sees one piece with its
neighbourhood and gives a kind or None. Doubtful pieces are body, since a sentence taken for a heading is
lost to the coders.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from dragoman.records import Span, Time
from dragoman.text.byline import find_byline
from dragoman.text.dateline import find_dateline
from dragoman.text.dates import date_line
from dragoman.text.document import Block, BlockKind, Dateline
from dragoman.text.paragraphs import BULLET, Piece, pieces
from dragoman.text.patterns import any_of, load

HEAD = 8
"""Pieces from the top among which by-lines and date lines stand; a page with tags and share lines has as many."""
TAIL = 3
"""Pieces from the end among which they stand when they come last."""
DATELINE_WITHIN = 3
"""Body paragraphs among which the dateline opens one: a summary may come first."""
LONGEST_TITLE = 300
"""Characters of the longest title: the longest headline of 900 reports had 160."""
LONG_SENTENCE = 160
"""A first line that ends in a full stop and is longer than this is a first paragraph, not a title."""
LONGEST_HEADING = 90
"""Characters of the longest sub-heading."""
HEADING_WORDS = 14
"""Words of the longest sub-heading."""

TERMINAL = re.compile(r"[.!?…;:,][\"'”’»)\]]{0,3}$|[”\"’)]$")
SPEAKER = re.compile(r"[-–—•]|\S{1,20}(?:\s\S{1,20})?:\s\S")
LETTER = re.compile(r"[^\W_]")


class Shape(Struct, frozen=True, kw_only=True):
    """The outer shape of a text."""

    title: str | None = None
    blocks: tuple[Block, ...] = ()
    dateline: Dateline | None = None
    byline: Span | None = None
    published: Time | None = None


class Place(Struct, frozen=True, kw_only=True):
    """One piece with what a judge may look at."""

    text: str
    piece: Piece
    number: int
    count: int
    title: str | None
    """The title as the caller or the markup gives it."""
    following: Piece | None
    marked: bool
    """The markup says which lines are headings."""

    @property
    def string(self) -> str:
        return self.text[self.piece.start : self.piece.end]

    @property
    def length(self) -> int:
        return self.piece.end - self.piece.start

    @property
    def outer(self) -> bool:
        """At the top or the end of the text, where by-lines and date lines stand."""
        return self.number < HEAD or self.number >= self.count - TAIL


def lay_out(
    text: str,
    limit: int,
    *,
    title: str | None,
    headings: frozenset[int] = frozenset(),
    breaks: frozenset[int] = frozenset(),
    marked: bool = False,
) -> Shape:
    """The shape of text[:limit]. Where the markup says which lines are headings (`marked`), none is guessed."""
    parts = pieces(text, limit, headings=headings, breaks=breaks)
    blocks: list[Block] = []
    byline: Span | None = None
    dates: list[tuple[Time, bool]] = []
    for n, part in enumerate(parts):
        following = parts[n + 1] if n + 1 < len(parts) else None
        place = Place(
            text=text, piece=part, number=n, count=len(parts), title=title, following=following, marked=marked
        )
        kind: BlockKind = next((k for judge in JUDGES if (k := judge(place)) is not None), "body")
        blocks.append(Block(start=part.start, end=part.end, kind=kind))
        if kind == "byline":
            byline = byline or find_byline(text, part.start, part.end)
        if kind in ("byline", "boilerplate") and place.outer:
            dated = date_line(text, part.start, part.end)
            dates += [dated] if dated else []
    opening = _dateline(text, blocks)
    if opening and opening[1]:
        dates.append((opening[1], True))
    first = blocks[0] if blocks and blocks[0].kind == "title" else None
    return Shape(
        title=title or (text[first.start : first.end] if first else None),
        blocks=tuple(blocks),
        dateline=opening[0] if opening else None,
        byline=byline,
        published=next((t for t, publication in dates if publication), dates[0][0] if dates else None),
    )


def _dateline(text: str, blocks: list[Block]) -> tuple[Dateline, Time | None] | None:
    body = [b for b in blocks if b.kind == "body"][:DATELINE_WITHIN]
    return next((found for b in body if (found := find_dateline(text, b.start, b.end))), None)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, marks and the name of the site behind."""
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return bool(short) and (short == long or (long.startswith(short) and len(short) * 2 > len(long)))


def _letters(title: str) -> str:
    return "".join(c for c in title[: 2 * LONGEST_TITLE].casefold() if c.isalnum())


def _judge_marked(place: Place) -> BlockKind | None:
    """The title where the caller or the markup gives one, and what the markup calls a heading."""
    if place.title and place.number == 0 and place.length <= LONGEST_TITLE and same_title(place.string, place.title):
        return "title"
    if not place.piece.heading or place.length > LONGEST_TITLE:
        return None
    return "heading" if place.number or place.title else "title"


def _judge_empty(place: Place) -> BlockKind | None:
    """Rules and ornaments: no letter and no digit."""
    return None if LETTER.search(place.text, place.piece.start, place.piece.end) else "boilerplate"


def _judge_date(place: Place) -> BlockKind | None:
    """A line that is only a date."""
    dated = place.outer and date_line(place.text, place.piece.start, place.piece.end)
    return "boilerplate" if dated else None


def _judge_byline(place: Place) -> BlockKind | None:
    signed = place.outer and find_byline(place.text, place.piece.start, place.piece.end)
    return "byline" if signed else None


def _judge_boilerplate(place: Place) -> BlockKind | None:
    if place.length > load("layout")["boilerplate"]["longest"]:
        return None
    found = any_of("layout", "boilerplate", "lines").match(place.text, place.piece.start, place.piece.end)
    return "boilerplate" if found else None


def _judge_title(place: Place) -> BlockKind | None:
    """The first line, where a blank line follows it and it is no paragraph."""
    following = place.following
    if (
        place.number
        or place.title
        or place.marked
        or following is None
        or not following.blank_before
        or place.length > LONGEST_TITLE
    ):
        return None
    if place.length > LONG_SENTENCE and place.string.endswith((".", ".”", '."')):
        return None
    if find_dateline(place.text, place.piece.start, place.piece.end):
        return None
    return "title"


def _judge_heading(place: Place) -> BlockKind | None:
    """A short line that ends no sentence, begins like one, and has something below it."""
    piece = place.piece
    if place.marked or place.following is None or piece.lines > 1 or place.length > LONGEST_HEADING:
        return None
    string = place.string
    capitals = string.isupper()
    if BULLET.match(string) or SPEAKER.match(string) or string[0].islower() or len(string.split()) > HEADING_WORDS:
        return None
    if TERMINAL.search(string) and not (capitals and string.endswith(":")):
        return None
    if find_dateline(place.text, piece.start, piece.end):
        return None
    return "heading"


# Each judge gives a kind or None; the first that speaks decides. Order: what the markup says, what is surely no story,
# then title and headings.
JUDGES: tuple[Callable[[Place], BlockKind | None], ...] = (
    _judge_marked,
    _judge_empty,
    _judge_date,
    _judge_byline,
    _judge_boilerplate,
    _judge_title,
    _judge_heading,
)
