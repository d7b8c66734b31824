"""What reads as the annotator does scores full marks; what reads nothing, or too much, does not."""

from collections.abc import Sequence

import pytest
from evaluation.gold import MEASURES, Case
from evaluation.matching import interval, mover, same_parties, same_party
from evaluation.scores import Scores
from gold.corpus import Quote, codes

from dragoman.records import (
    Claim,
    Clause,
    Commitment,
    Event,
    Meeting,
    Place,
    Reading,
    Ref,
    Report,
    Span,
    Statement,
    Time,
)
from evaluation import gold as scorer
from gold import corpus

NOWHERE = Span(start=0, end=1, text="x")


def ref(party: str) -> Ref:
    table = codes()
    if party in table.countries:
        return Ref(name=f"the state {party}", country=party, span=NOWHERE)
    return Ref(name=party, org=party if party in table.bodies else None, span=NOWHERE)


def refs(parties: Sequence[str]) -> tuple[Ref, ...]:
    return tuple(map(ref, parties))


def span(quote: Quote) -> Span:
    return Span(start=quote.start, end=quote.end, text=quote.text)


def clause(quote: Quote | None) -> Clause | None:
    return Clause(text=quote.text, span=span(quote)) if quote else None


def perfect(report: corpus.Report) -> Reading:
    """The reading of a program that agrees with the annotator."""
    gold = report.gold
    events = [
        Event(
            id="e", type=e.type, act=e.act, actor=refs(e.actor), recipient=refs(e.recipient), trigger=span(e.trigger),
            sentence=NOWHERE, status=e.status, intensity=0.0, confidence=1.0, reason="as the annotator says",
        )
        for e in gold.events
    ]  # fmt: skip
    statements = [
        Statement(id="s", speaker=ref(s.speaker[0]), form=s.form, content=tuple(map(span, s.content)))
        for s in gold.statements
    ]
    commitments = [
        Commitment(
            id="c",
            kind=c.kind,
            by=refs(c.by),
            to=refs(c.to),
            condition=clause(c.condition),
            consequence=clause(c.consequence),
        )
        for c in gold.commitments
    ]
    meetings = [
        Meeting(
            id="m",
            parties=refs(m.parties),
            status=m.status,
            place=Place(text=m.place, span=NOWHERE, name=m.place) if m.place else None,
            time=Time(start=m.start, end=m.end),
        )
        for m in gold.meetings
    ]
    claims = [
        Claim(id="q", value=c.value, low=c.low, high=c.high, holder=ref(c.holder) if c.holder else None)
        for c in gold.claims
    ]
    return Reading(
        report=Report(id="r", text=report.text, version="0"),
        events=tuple(events),
        statements=tuple(statements),
        commitments=tuple(commitments),
        meetings=tuple(meetings),
        claims=tuple(claims),
        times=tuple(Time(span=span(t.span), start=t.start, end=t.end, timex=t.timex) for t in gold.times),
        places=tuple(Place(text=p.span.text, span=span(p.span), name="-", country=p.country) for p in gold.places),
    )


def scores_of(readings: Sequence[tuple[corpus.Report, Reading]]) -> Scores:
    cases = [Case(report=report, reading=reading, move=interval) for report, reading in readings]
    return {name: value for measure in MEASURES for name, value in measure(cases).items()}


def test_the_annotator_scores_full_marks() -> None:
    scores = scores_of([(report, perfect(report)) for report in corpus.load()])
    wrong = {name: value for name, value in scores.items() if value != pytest.approx(1.0)}
    assert wrong == {"events.false_in_nothing": 0.0}


def test_an_empty_reading_finds_nothing() -> None:
    reports = corpus.load()
    empty = [(r, Reading(report=Report(id="r", text=r.text, version="0"))) for r in reports]
    assert set(scores_of(empty).values()) <= {0.0}


def test_the_order_of_records_does_not_matter() -> None:
    report = next(r for r in corpus.load() if r.name == "karabakh_shelling")
    reading = perfect(report)
    turned = Reading(
        **{f: v[::-1] if isinstance(v := getattr(reading, f), tuple) else v for f in reading.__struct_fields__}
    )
    assert scores_of([(report, turned)]) == scores_of([(report, reading)])


def test_an_event_in_a_report_of_nothing_is_counted() -> None:
    nothing = next(r for r in corpus.load() if r.nothing)
    other = next(r for r in corpus.load() if r.gold.events)
    reading = Reading(report=Report(id="r", text=nothing.text, version="0"), events=perfect(other).events[:2])
    assert scores_of([(nothing, reading)])["events.false_in_nothing"] == 2.0


def test_a_second_finding_of_an_event_is_passed_over() -> None:
    report = next(r for r in corpus.load() if any(e.also and not e.optional for e in r.gold.events))
    reading = perfect(report)
    event = next(e for e in report.gold.events if e.also and not e.optional)
    index = report.gold.events.index(event)
    again = Event(
        **{
            **{f: getattr(reading.events[index], f) for f in Event.__struct_fields__},
            "trigger": span(event.also[0]),
        }
    )
    twice = Reading(report=reading.report, events=(*reading.events, again))
    assert scorer.score_events([Case(report=report, reading=twice, move=interval)])["events.type.f1"] == 1.0


@pytest.mark.parametrize(
    ("given", "party", "same"),
    [
        (Ref(name="Tehran", country="IRN", span=NOWHERE), "IRN", True),
        (Ref(name="Hezbollah", country="LBN", org="HEZBOLLAH", span=NOWHERE), "LBN", False),
        (Ref(name="Security Council", org="UNSC", span=NOWHERE), "UN", True),
        (Ref(name="NATO", org="NATO", span=NOWHERE), "EU", False),
        (Ref(name="the hauliers", span=NOWHERE), "Slovak hauliers", True),
        (Ref(name="the miners", span=NOWHERE), "Slovak hauliers", False),
    ],
)
def test_parties_are_compared(given: Ref, party: str, same: bool) -> None:
    assert same_party(given, party) is same


def test_two_names_of_one_state_are_one_party() -> None:
    given = (Ref(name="Iran", country="IRN", span=NOWHERE), Ref(name="Tehran", country="IRN", span=NOWHERE))
    assert same_parties(given, ["IRN"])
    assert not same_parties(given, ["IRN", "OMN"])
    assert not same_parties(given[:1], [])


def test_offsets_follow_a_text_that_was_cleaned() -> None:
    gold = "Chad  said “no” to\u00a0Mali."
    cleaned = "Chad said “no” to Mali."
    move = mover(gold, cleaned)
    start, end = move(Span(start=18, end=22, text="Mali"))
    assert gold[start:end] == "Mali"
