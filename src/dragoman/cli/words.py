"""Records in a reader's words: parties, times, places, chains of attribution and quotations, one line each."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from dragoman.cli.canvas import end_of, start_of
from dragoman.cli.output import Page
from dragoman.cli.safe import calm, safe
from dragoman.records import Actor, Link, Place, Reading, Ref, Span, Time

ARROW = "▸"
UNKNOWN = "–"
# Around a trigger no more than this is looked at, so that a megabyte on one line costs no more than a sentence.
REACH = 400


class Frame(Struct, frozen=True, kw_only=True):
    """What every section needs beside its records."""

    page: Page
    explain: bool = False
    actors: Mapping[str, Actor]
    event_numbers: Mapping[str, int]
    """Place of each event in the list, from 1, by its id."""


def frame_of(reading: Reading, *, page: Page, explain: bool) -> Frame:
    """The Frame of one reading."""
    return Frame(
        page=page,
        explain=explain,
        actors={actor.id: actor for actor in reading.actors},
        event_numbers={event.id: number for number, event in enumerate(reading.events, 1)},
    )


def party(ref: Ref, frame: Frame) -> str:
    """A party by its resolved name, with the country it stands for where the name does not say it."""
    name = safe(ref.name)
    actor = frame.actors.get(ref.actor or "")
    belongs = ref.country if actor is None or actor.kind != "state" else None
    return f"{name} ({belongs})" if belongs else name


def parties(refs: Iterable[Ref], frame: Frame) -> str:
    """Several parties, each once, in their order."""
    return ", ".join(dict.fromkeys(party(ref, frame) for ref in refs)) or UNKNOWN


def voice(ref: Ref) -> str:
    """A party in the report's own words, with the resolved name where those words do not hold it."""
    words, name = safe(ref.span.text), safe(ref.name)
    return words if not name or name.casefold() in words.casefold() else f"{words} ({name})"


def chain(links: Iterable[Link]) -> str:
    """A chain of attribution, outermost holder first: "the White House said ▸ the president urged"."""
    return f" {ARROW} ".join(_link(link) for link in links)


def _link(link: Link) -> str:
    holder = voice(link.holder) if link.holder else "somebody"
    cue = safe(link.cue.text) if link.cue else ""
    first = bool(link.holder and link.cue and link.cue.start < link.holder.span.start)
    doubt = [link.certainty] if link.certainty in ("probable", "possible") else []
    denial = ["says no"] if link.polarity == "negative" else []
    remark = f" ({', '.join(doubt + denial)})" if doubt or denial else ""
    return (f"{cue} {holder}" if first else f"{holder} {cue}").strip() + remark


def when(time: Time | None) -> str:
    """The days a time can mean, as short as its precision allows; the report's words where no day is known."""
    if time is None:
        return UNKNOWN
    start, end = time.start, time.end
    if start is None and end is None:
        return safe(time.text or "") or UNKNOWN
    if start is None:
        days = f"until {end}"
    elif end is None:
        days = f"from {start}"
    elif start == end:
        days = start
    elif time.precision == "month" and start[:7] == end[:7]:
        days = start[:7]
    elif time.precision == "year" and start[:4] == end[:4]:
        days = start[:4]
    else:
        days = f"{start}…{end[5:] if start[:4] == end[:4] else end}"
    return f"about {days}" if time.approximate else days


def where(place: Place | None) -> str:
    """A place by its name, with its country."""
    if place is None:
        return UNKNOWN
    name = safe(place.name)
    return f"{name} ({place.country})" if place.country else name


def quotation(sentence: Span, trigger: Span, *, room: int, page: Page) -> Text:
    """A sentence in quotation marks, cut down around its trigger to a width; the trigger is bold or *starred*."""
    begin = trigger.start - sentence.start
    end = begin + len(trigger.text)
    if begin < 0 or sentence.text[begin:end] != trigger.text:
        return Text(f"“{start_of(safe(trigger.text), room - 2)}”")
    before = calm(sentence.text[max(0, begin - REACH) : begin]).lstrip()
    after = calm(sentence.text[end : end + REACH]).rstrip()
    if begin > REACH:
        before = f"… {before}"
    word = start_of(safe(trigger.text) if page.terminal else f"*{safe(trigger.text)}*", room - 2)
    left = max(0, room - cell_len(word) - 2)
    # Each side may have half of the room, and what the other side does not need.
    taken_after = min(cell_len(after), left // 2)
    before = end_of(before, max(1, left - taken_after)) if before else ""
    after = start_of(after, max(1, left - cell_len(before))) if after else ""
    return Text.assemble(("“", "dim"), before, (word, "bold underline"), after, ("”", "dim"))


def words_of(spans: Iterable[Span], *, room: int) -> str:
    """The words of some spans, cut to a width, each gap between two of them shown."""
    held: list[str] = []
    length = 0
    for span in spans:
        piece = safe(span.text[: room * 4])
        held.append(piece)
        length += len(piece)
        if length > room:
            break
    return start_of(" … ".join(piece for piece in held if piece), room)
