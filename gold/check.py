"""Proves what a machine can prove about the gold corpus.

In: the folder of reports. Out: a list of problems in words, empty when every offset, code and reference holds.

    python -m gold.check          prints them; exit code 1 where there are any
"""

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from dragoman.ontology.plover import Ontology
from gold.corpus import REPORTS, Codes, Quote, Report, codes, read

WORDS = (60, 180)
"""Length of a report in words: long enough for a story, short enough to be annotated well."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CODE = re.compile(r"[A-Z][A-Z0-9]+")
TIMEX = re.compile(
    r"P(T?\d+[HDWMY])|FUTURE_REF|PAST_REF|PRESENT_REF"
    r"|(\d{4}|XXXX)(-(\d\d|XX|SP|SU|FA|WI|W(\d\d|XX))(-(\d\d|XX|WE|\d))?)?(T(\d\d:\d\dZ?|MO|AF|EV|NI))?|T\d\d:\d\d"
)

Check = Callable[[Report], Iterator[str]]


def quotes(report: Report) -> Iterator[Quote]:
    """Every span of the annotation."""
    gold = report.gold
    for event in gold.events:
        yield event.trigger
        yield from event.also
    for statement in gold.statements:
        yield from statement.content
        yield from statement.verbatim
        if statement.cue:
            yield statement.cue
    for commitment in gold.commitments:
        yield from (q for q in (commitment.condition, commitment.consequence) if q)
    yield from (time.span for time in gold.times)
    yield from (place.span for place in gold.places)


def parties(report: Report) -> Iterator[str]:
    """Every party of the annotation."""
    gold = report.gold
    for event in gold.events:
        yield from (*event.actor, *event.recipient, *event.holders)
    for statement in gold.statements:
        yield from statement.speaker
    for commitment in gold.commitments:
        yield from (*commitment.by, *commitment.to)
    for meeting in gold.meetings:
        yield from meeting.parties
    yield from (claim.holder for claim in gold.claims if claim.holder)


def offsets(report: Report) -> Iterator[str]:
    """Each span holds the words that it names, without white space around them."""
    for quote in quotes(report):
        found = report.text[quote.start : quote.end]
        if found != quote.text or not found.strip() or found != found.strip():
            yield f"span {quote.start}-{quote.end} holds {found!r}, not {quote.text!r}"


def types(report: Report) -> Iterator[str]:
    """Types agree with their acts under the tense rules, and modes belong to the act."""
    ontology = Ontology.load()
    for event in report.gold.events:
        if event.type not in (event.act, ontology.future.get(event.act)):
            yield f"{event.trigger.text!r}: {event.act} is never coded {event.type}"
        for mode in event.modes:
            if mode not in ontology.types[event.act].modes:
                yield f"{event.trigger.text!r}: {event.act} has no mode {mode}"


def known(report: Report, table: Codes) -> Iterator[str]:
    """Parties are known codes or words of the text; countries of places are ISO codes."""
    words = set(re.findall(r"\w+", report.text.lower()))
    for party in parties(report):
        if CODE.fullmatch(party):
            if party not in table.countries | table.bodies:
                yield f"the code {party} is not in codes.toml"
        elif not words.issuperset(re.findall(r"\w+", party.lower())):
            yield f"the party {party!r} is not in the text"
    for place in report.gold.places:
        if place.country and place.country not in table.countries:
            yield f"the country {place.country} is not in codes.toml"
    for meeting in report.gold.meetings:
        if meeting.place and meeting.place.lower() not in report.text.lower():
            yield f"the place {meeting.place!r} of a meeting is not in the text"


def days(report: Report) -> Iterator[str]:
    """TIMEX3 values are well formed, days exist, begin before they end, and bear the weekday that the text names."""
    intervals = [(t.span.text, t.start, t.end) for t in report.gold.times]
    intervals += [("meeting", m.start, m.end) for m in report.gold.meetings]
    for name, start, end in intervals:
        first = datetime.date.fromisoformat(start) if start else None
        last = datetime.date.fromisoformat(end) if end else None
        if first and last and first > last:
            yield f"{name!r} ends on {end} before it starts on {start}"
        if first and first == last and name.lower() in WEEKDAYS and first.weekday() != WEEKDAYS.index(name.lower()):
            yield f"{start} is no {name}"
    for time in report.gold.times:
        if not TIMEX.fullmatch(time.timex):
            yield f"{time.timex!r} is no TIMEX3 value"
        if time.timex.startswith("XXXX") and time.start:
            yield f"{time.span.text!r} has a day, but its value {time.timex} has no year"


def quoted(report: Report) -> Iterator[str]:
    """What is verbatim stands in quotation marks and within the content."""
    for statement in report.gold.statements:
        for quote in statement.verbatim:
            before = report.text[: quote.start].rstrip()[-1:]
            if before not in ('"', "“"):
                yield f"{quote.text!r} does not stand in quotation marks"
            if not any(c.start <= quote.start and quote.end <= c.end for c in statement.content):
                yield f"{quote.text!r} lies outside the content of its statement"


def shape(report: Report) -> Iterator[str]:
    """The report has its length, ends with one line end, and annotates no span twice alike."""
    count = len(report.text.split())
    if not WORDS[0] <= count <= WORDS[1]:
        yield f"{count} words, not {WORDS[0]} to {WORDS[1]}"
    if report.text != report.text.strip() + "\n":
        yield "the text begins with white space or does not end with one line end"
    triggers = [(e.trigger.start, e.type, e.actor) for e in report.gold.events]
    if len(triggers) != len(set(triggers)):
        yield "an event is annotated twice"
    for spans in ([t.span for t in report.gold.times], [p.span for p in report.gold.places]):
        for one, two in pairwise(spans):
            if two.start < one.end:
                yield f"{one.text!r} and {two.text!r} overlap or stand out of order"


def problems(folder: Path = REPORTS) -> list[str]:
    """All that is wrong in the folder, in words."""
    table, found, reports = codes(), [], []
    names = {kind: {p.stem for p in folder.glob(f"*.{kind}")} for kind in ("txt", "json")}
    found += [f"{name}: .txt or .json is missing" for name in sorted(names["txt"] ^ names["json"])]
    checks: tuple[Check, ...] = (offsets, types, lambda report: known(report, table), days, quoted, shape)
    for name in sorted(names["txt"] & names["json"]):
        try:
            report = read(folder / f"{name}.txt")
        except msgspec.ValidationError as error:
            found.append(f"{name}: {error}")
            continue
        reports.append(report)
        found += [f"{name}: {problem}" for check in checks for problem in check(report)]
    splits: dict[str, set[str]] = {}
    for report in reports:
        splits.setdefault(report.gold.crisis, set()).add(report.gold.split)
    return found + [f"the crisis {crisis} is in both splits" for crisis, both in splits.items() if len(both) > 1]


def main() -> int:
    """Print the problems."""
    found = problems()
    sys.stdout.write("".join(f"{problem}\n" for problem in found) or "the gold corpus holds\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
