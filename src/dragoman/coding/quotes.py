"""Quotation marks of a text: from a Document to its quotations, in text order.

Marks come in many styles (straight, curly, guillemets, German low, single, LaTeX) and are often lost: a quotation never
runs past its paragraph. Where a paragraph opens a quotation that it does not close and the next opens one again, the
second carries on the first, as newspapers print long speeches. One pass over the text, no regular expression
that can backtrack.
"""

from bisect import bisect_left

from msgspec import Struct

from dragoman.text.document import Document

OPENERS = {
    "“": "double",
    "„": "double",
    "‟": "double",
    "«": "guillemet",
    "‹": "guillemet",
    "「": "corner",
    "『": "corner",
}
CLOSERS = {"”": "double", "»": "guillemet", "›": "guillemet", "」": "corner", "』": "corner"}
STRAIGHT = '"＂″'
SINGLE_OPENERS, SINGLE_CLOSERS, SINGLE_STRAIGHT = "‘‚‛", "’", "'`´"
MARKS = frozenset([*OPENERS, *CLOSERS, *STRAIGHT, *SINGLE_OPENERS, *SINGLE_CLOSERS, *SINGLE_STRAIGHT])
SINGLE_REACH = 400
"""A quotation in single marks longer than this is taken for stray apostrophes; the longest in news are near 300."""
ELISIONS = ("em ", "n ", "n'", "n’", "til", "tis", "twas", "cause ", "round ")
SENTENCE_ENDS = ".!?…,"


class Quote(Struct, frozen=True, kw_only=True):
    """text[start:end] with its marks, text[inner:inner_end] without them."""

    start: int
    inner: int
    inner_end: int
    end: int
    closed: bool
    """Whether the closing mark stands in the text."""
    carries_on: bool = False
    """Whether it continues the quotation of the paragraph before."""


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The outermost quotations of the text and the ones within them, ordered by start."""
    text = document.text
    found: list[Quote] = []
    left_open = False
    for start, end in _paragraphs(document):
        quotes = _in_paragraph(text, start, end)
        if quotes and left_open and not text[start : quotes[0].start].strip():
            first = quotes[0]
            quotes[0] = Quote(
                start=first.start,
                inner=first.inner,
                inner_end=first.inner_end,
                end=first.end,
                closed=first.closed,
                carries_on=True,
            )
        found += quotes
        left_open = any(not q.closed and q.end == end for q in quotes)
    return tuple(found)


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    if document.blocks:
        return [(block.start, block.end) for block in document.blocks]
    found, start = [], 0
    for line in document.text.splitlines(keepends=True):
        length = len(line.rstrip())
        if length:
            found.append((start, start + length))
        start += len(line)
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    """Quotations of one paragraph. A stack of open marks: [style, offset of the mark, length of the mark]."""
    marks = [i for i in range(start, end) if text[i] in MARKS]
    singles = _single_pairs(text, start, end, marks)
    done: list[Quote] = []
    open_style, open_at, open_len = "", -1, 0
    last_stop = -1
    i_mark = 0
    while i_mark < len(marks):
        i = marks[i_mark]
        style, is_open, length = _mark(text, i, start, end, open_style)
        i_mark += length
        if not style:
            continue
        if is_open and not open_style:
            open_style, open_at, open_len = style, i, length
        elif is_open and style == open_style:
            last_stop = _lost_end(text, open_at + open_len, i)
            done.append(_quote(open_at, open_len, last_stop, 0, closed=False))
            open_style, open_at, open_len = style, i, length
        elif not is_open and style == open_style:
            done.append(_quote(open_at, open_len, i, length, closed=True))
            open_style = ""
    if open_style:
        inner_end = _trimmed(text, open_at + open_len, end)
        if text[open_at] not in STRAIGHT or text[open_at + open_len : inner_end].strip():
            done.append(Quote(start=open_at, inner=open_at + open_len, inner_end=inner_end, end=end, closed=False))
    done += [_quote(first, 1, last, 1, closed=True) for first, last in singles]
    return sorted((q for q in done if q.inner < q.inner_end), key=lambda q: (q.start, -q.end))


def _mark(text: str, i: int, start: int, end: int, open_style: str) -> tuple[str, bool, int]:
    """Style of the mark at i, whether it opens, and its length; an empty style for what is no double mark."""
    char = text[i]
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    opens = (before.isspace() or before in "([{—–-/:‘'") and not after.isspace()
    if char in "'`´’‘" and after == char:  # '' and ``
        after = text[i + 2] if i + 2 < end else " "
        is_open = char in "`‘" or (not open_style and not after.isspace())
        return "double", is_open, 2
    if char in STRAIGHT:
        if not open_style and before.isdigit():
            return "", False, 1  # inches, seconds
        return "double", not open_style or (opens and after not in ".,;:!?)"), 1
    if char == "“":  # closes a German quotation, and opens an English one
        return "double", not (open_style == "double" and not opens), 1
    if char in "»›":
        return "guillemet", not open_style and opens, 1
    if char in "«‹":
        return "guillemet", not (open_style == "guillemet" and not opens), 1
    if char in OPENERS:
        return OPENERS[char], True, 1
    if char in CLOSERS:
        return CLOSERS[char], not open_style and opens, 1
    return "", False, 1


def _single_pairs(text: str, start: int, end: int, marks: list[int]) -> list[tuple[int, int]]:
    """Pairs of single marks that are no apostrophes: an opener before a letter and the last fitting closer after it."""
    pairs: list[tuple[int, int]] = []
    open_at = candidate = -1
    for i in [*marks, end]:
        char = text[i] if i < end else ""
        if open_at >= 0 and (i >= end or i - open_at > SINGLE_REACH):
            if candidate > 0:
                pairs.append((open_at, candidate))
            open_at = candidate = -1
        if i >= end or char not in "‘‚‛’'`´":
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if after == char or before == char:
            continue  # half of a doubled mark
        if char not in "’´" and not before.isalnum() and before not in ".,!?" and _starts_word(text, i + 1):
            if open_at >= 0 and candidate > 0:
                pairs.append((open_at, candidate))
            if open_at < 0 or candidate > 0:
                open_at, candidate = i, -1
        elif open_at >= 0 and char not in "‘‚‛`" and not after.isalnum() and not before.isspace():
            better = candidate < 0 or text[candidate - 1] == "s"  # "the ministers' talks" may be a possessor
            candidate = i if better else candidate
    return [(first, last) for first, last in pairs if last > first + 1]


def _starts_word(text: str, i: int) -> bool:
    rest = text[i : i + 6]
    return bool(rest) and rest[0].isalpha() and not rest.lower().startswith(ELISIONS)


def _lost_end(text: str, start: int, end: int) -> int:
    """Where a quotation ends whose closing mark is lost: at the last stop before the next opening mark."""
    stop = max(text.rfind(stop + " ", start, end) for stop in SENTENCE_ENDS)
    return stop + 1 if stop >= start else _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _quote(open_at: int, open_len: int, close_at: int, close_len: int, *, closed: bool) -> Quote:
    return Quote(start=open_at, inner=open_at + open_len, inner_end=close_at, end=close_at + close_len, closed=closed)


class Quotes:
    """The quotations of a text, outermost ones apart, and what lies in them."""

    def __init__(self, document: Document) -> None:
        self.all = find_quotes(document)
        self.outer: list[Quote] = []
        for quote in self.all:
            if not self.outer or quote.start >= self.outer[-1].end:
                self.outer.append(quote)
        self._starts = [quote.start for quote in self.outer]
        self._ends = [quote.end for quote in self.outer]

    def around(self, start: int, end: int) -> Quote | None:
        """The outermost quotation that holds text[start:end]."""
        n = bisect_left(self._ends, end)
        if n < len(self.outer) and self.outer[n].start <= start:
            return self.outer[n]
        return None

    def within(self, start: int, end: int) -> list[Quote]:
        """The outermost quotations that begin and end in text[start:end]."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [quote for quote in self.outer[first:last] if quote.end <= end]

    def overlapping(self, start: int, end: int) -> list[Quote]:
        """The outermost quotations that share a character with text[start:end]."""
        first = bisect_left(self._ends, start + 1)
        last = bisect_left(self._starts, end)
        return self.outer[first:last]
