"""Direct speech: which quotation belongs to which cue, or whose it is where no cue stands by it.

A quotation is looked at where it stands: within the content of a cue, before a cue ("…," he said), after one (He said:
"…"), after a quotation of the same speaker, or alone in its paragraph. Each of these is a small finder; the first to
answer, in the order of `FINDERS`, decides.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from msgspec import Struct

from dragoman.coding.clauses import Tree
from dragoman.coding.cues import Cue
from dragoman.coding.quotes import Quote, Quotes
from dragoman.text.document import Document

REACH = 24
"""Tokens between a quotation and its cue: room for a speaker with a long title and an apposition."""
SHORT = 4
"""A quotation of fewer words without a stop is a quoted term, not an utterance."""
ENDS_SPEECH = ",?!…—–-;."
LEADS_IN = ",:—–-"
STOPS = ".?!"


class Voice(Struct, frozen=True, kw_only=True):
    """Whose a quotation is: that of cue number `cue`, said with it (`said`) or only by the same speaker; or of the
    party at token `head`."""

    cue: int = -1
    said: bool = False
    head: int = -1


class Stage(Struct, frozen=True, kw_only=True):
    """What the finders look at."""

    document: Document
    tree: Tree
    quotes: Quotes
    cues: list[Cue]
    """Cues outside all quotations."""
    tokens: list[int]
    """Their tokens, in the same order."""
    able: list[bool]
    """Which of them can introduce a quotation."""
    starts: list[int]
    """Where the paragraphs begin."""


class Spot(Struct, frozen=True, kw_only=True):
    """One quotation and its surroundings."""

    number: int
    quote: Quote
    first: int
    last: int
    """Its tokens first … last-1."""
    paragraph: int
    before: "Spot | None" = None
    """The quotation before it."""
    voice: Voice | None = None


Finder = Callable[[Stage, Spot], Voice | None]


def voices(
    document: Document, tree: Tree, quotes: Quotes, cues: list[Cue], able: list[bool]
) -> list[tuple[Quote, Voice]]:
    """Each outermost quotation that somebody utters, with whose it is. Quotations inside the content of a cue are left
    out: they are part of what it introduces."""
    starts = [block.start for block in document.blocks] or [0]
    stage = Stage(
        document=document,
        tree=tree,
        quotes=quotes,
        cues=cues,
        tokens=[cue.token for cue in cues],
        able=able,
        starts=starts,
    )
    found: list[tuple[Quote, Voice]] = []
    before: Spot | None = None
    starts_of, ends_of = tree.parse.start, tree.parse.end
    for number, quote in enumerate(quotes.outer):
        first, last = bisect_right(ends_of, quote.inner), bisect_left(starts_of, quote.inner_end)
        if first >= last:
            continue
        paragraph = bisect_right(starts, quote.start) - 1
        spot = Spot(number=number, quote=quote, first=first, last=last, paragraph=paragraph, before=before)
        voice = next((v for finder in FINDERS if (v := finder(stage, spot)) is not None), None)
        if voice is not None:
            found.append((quote, voice))
        kept = Spot(number=number, quote=quote, first=first, last=last, paragraph=paragraph, voice=voice)
        before = kept
    return found


def _inside(stage: Stage, spot: Spot) -> Voice | None:
    """Part of what a cue of its sentence introduces."""
    tree = stage.tree
    sentence = tree.parse.sentence_of[spot.first]
    first = tree.parse.bounds[sentence][0]
    closing = tree.parse.sentence_of[spot.last - 1]
    last = tree.parse.bounds[closing][1]
    best = -1
    for n in range(bisect_left(stage.tokens, first), bisect_left(stage.tokens, last)):
        for low, high in stage.cues[n].content:
            if low < spot.last and spot.first < high:
                best = n
    return Voice(cue=best, said=True) if best >= 0 else None


def _closed_before_cue(stage: Stage, spot: Spot) -> Voice | None:
    """ "…," he said, where a comma within the marks leaves no doubt."""
    sure = stage.document.text[spot.quote.inner_end - 1] in ",?!" and spot.last - spot.first >= 2
    return _before_cue(stage, spot) if sure else None


def _before_cue(stage: Stage, spot: Spot) -> Voice | None:
    """ "…," he said."""
    text, parse = stage.document.text, stage.tree.parse
    quote = spot.quote
    after = _next_char(text, quote.end)
    if text[quote.inner_end - 1] not in ENDS_SPEECH and after not in ",—–-":
        return None
    first = bisect_left(parse.start, quote.end)
    if first >= len(parse):
        return None
    end = parse.bounds[parse.sentence_of[first]][1]
    if (
        first < end
        and parse.upos[first] == "PUNCT"
        and first + 1 < len(parse)
        and text[parse.start[first]] not in STOPS
    ):
        first += 1
        end = parse.bounds[parse.sentence_of[first]][1]
    if spot.number + 1 < len(stage.quotes.outer):
        end = min(end, bisect_left(parse.start, stage.quotes.outer[spot.number + 1].start))
    if _paragraph(stage, parse.start[min(first, len(parse) - 1)]) != spot.paragraph:
        return None
    lowered = text[quote.inner_end - 1] not in STOPS or parse.sentence_of[first] == parse.sentence_of[spot.last - 1]
    for n in range(bisect_left(stage.tokens, first), bisect_left(stage.tokens, min(end, first + REACH))):
        if not stage.able[n]:
            continue
        own = [low for low, high in stage.cues[n].content if low >= first]
        if own and not lowered:
            return None  # a new sentence that says something of its own
        if not lowered and stage.tokens[n] - first > 3 and bool(own):
            return None
        following = spot.number + 1 < len(stage.quotes.outer) and _leads(stage, n, stage.quotes.outer[spot.number + 1])
        if following and not lowered:
            return None
        return Voice(cue=n, said=True)
    return None


def _after_cue(stage: Stage, spot: Spot) -> Voice | None:
    """He said: "…" """
    parse = stage.tree.parse
    sentence = parse.sentence_of[spot.first]
    first = parse.bounds[sentence][0]
    lead = _last_char(stage.document.text, spot.quote.start)
    if first >= spot.first - 1 and lead == ":" and sentence > 0:  # the colon ended a sentence
        first = parse.bounds[sentence - 1][0]
    lower = max(first, spot.first - REACH)
    if spot.before is not None:
        lower = max(lower, spot.before.last)
    for n in range(bisect_left(stage.tokens, spot.first) - 1, bisect_left(stage.tokens, lower) - 1, -1):
        if stage.able[n] and _leads(stage, n, spot.quote):
            return Voice(cue=n, said=True)
    return None


def _leads(stage: Stage, n: int, quote: Quote) -> bool:
    """Whether cue n stands before the quotation and leads to it."""
    parse = stage.tree.parse
    text = stage.document.text
    cue = stage.cues[n]
    end = parse.end[cue.last - 1]
    if end > quote.start:
        return False
    if any(high > cue.token for _, high in cue.content):
        return _last_char(text, quote.start) == ":"
    lead = _last_char(text, quote.start)
    return (
        lead in LEADS_IN
        or not text[end : quote.start].strip()
        or stage.tree.lower[bisect_left(parse.start, quote.start) - 1]
        in (
            "that",
            "reporters",
            "as",
        )
    )


def _same_breath(stage: Stage, spot: Spot) -> Voice | None:
    """ "…," he said. "…": the quotation goes on after the cue."""
    before = spot.before
    if before is None or before.paragraph != spot.paragraph or before.voice is None or not _utterance(stage, spot):
        return None
    parse, text = stage.tree.parse, stage.document.text
    if _last_char(text, spot.quote.start) not in STOPS + ',;—–-”"':
        return None
    cue = before.voice.cue
    sentence_before = parse.sentence_of[spot.first - 1] if spot.first else 0
    if cue >= 0 and before.voice.said and parse.sentence_of[stage.tokens[cue]] >= sentence_before - 1:
        return before.voice
    return Voice(cue=cue, head=before.voice.head)


def _cued_sentence(stage: Stage, spot: Spot) -> Voice | None:
    """A sentence that somebody is reported in, then a quotation that stands alone."""
    if not _utterance(stage, spot) or _last_char(stage.document.text, spot.quote.start) not in STOPS + ":":
        return None
    parse = stage.tree.parse
    if not spot.first:
        return None
    token = bisect_left(parse.start, spot.quote.start) - 1
    if token < 0 or _paragraph(stage, parse.start[token]) != spot.paragraph:
        return None
    first, last = parse.bounds[parse.sentence_of[token]]
    last = min(last, token + 1)
    for n in range(bisect_left(stage.tokens, first), bisect_left(stage.tokens, last)):
        if stage.able[n]:
            return Voice(cue=n)
    root = next((t for t in range(first, last) if parse.head[t] < 0), -1)
    subject = stage.tree.child(root, "nsubj", "nsubj:pass") if root >= 0 else -1
    if (
        subject < 0
        and root >= 0
        and last - first <= SHORT + 2
        and _last_char(stage.document.text, spot.quote.start) == ":"
    ):
        subject = root  # "The minister: …"
    return Voice(head=subject) if subject >= 0 else None


def _next_paragraph(stage: Stage, spot: Spot) -> Voice | None:
    """A paragraph that is a quotation, after a paragraph of the same speaker."""
    text = stage.document.text
    if text[stage.starts[spot.paragraph] : spot.quote.start].strip() or not _utterance(stage, spot):
        return None
    before = spot.before
    if before is not None and before.voice is not None and before.paragraph >= spot.paragraph - 1:
        return Voice(cue=before.voice.cue, head=before.voice.head)
    if spot.paragraph == 0:
        return None
    parse = stage.tree.parse
    start = bisect_left(parse.start, stage.starts[spot.paragraph - 1])
    end = bisect_left(parse.start, stage.starts[spot.paragraph])
    for n in range(bisect_left(stage.tokens, start), bisect_left(stage.tokens, end)):
        if stage.able[n]:
            return Voice(cue=n)
    return None


FINDERS: tuple[Finder, ...] = (
    _closed_before_cue,
    _inside,
    _before_cue,
    _after_cue,
    _same_breath,
    _cued_sentence,
    _next_paragraph,
)


def _utterance(stage: Stage, spot: Spot) -> bool:
    """Whether a quotation is a saying, not a quoted term."""
    return spot.last - spot.first >= SHORT or stage.document.text[spot.quote.inner_end - 1] in STOPS


def _paragraph(stage: Stage, offset: int) -> int:
    return bisect_right(stage.starts, offset) - 1


def _next_char(text: str, at: int) -> str:
    rest = text[at : at + 8].lstrip()
    return rest[0] if rest else " "


def _last_char(text: str, at: int) -> str:
    rest = text[max(0, at - 8) : at].rstrip()
    return rest[-1] if rest else " "
