"""How well whole reports are read, on the project's own gold corpus.

In: gold reports and the program's readings of them. Out: measures for each kind of record and split. An event counts
where its trigger touches the gold trigger (or another mention of the same event) and its type is right; more is asked
step by step: the actor, both parties. What the annotators call optional is neither wanted nor wrong, and a second
finding of an event found already is passed over. So are statements that give the content of a demand or the like which
is in the corpus as an event, and claims of no value ("thousands").
"""

from collections.abc import Callable, Iterable, Sequence, Set
from pathlib import Path
from typing import get_args

from gold.corpus import REPORTS, Split
from msgspec import Struct

from dragoman.reader import Reader
from dragoman.records import Claim, Clause, Commitment, Event, Meeting, Reading, Span, Statement
from evaluation import matching
from evaluation.matching import OVERLAP, any_party, days_meet, interval, mover, party_tally, same_parties, same_party
from evaluation.scores import (
    Interval,
    Scores,
    Tally,
    accuracy,
    macro_f1,
    mean,
    overlap,
    pair_off,
    touches,
)
from gold import corpus

SPLITS: tuple[Split, ...] = get_args(Split)


class Case(Struct, frozen=True, kw_only=True):
    """One report with what the annotator and what the program read in it."""

    report: corpus.Report
    reading: Reading
    move: Callable[[Span], Interval]
    """Takes the program's spans to offsets of the gold text."""


def measure_gold(reader: Reader, *, folder: Path = REPORTS) -> Scores:
    """All measures of both splits."""
    scores: Scores = {}
    for split in SPLITS:
        cases = read_cases(reader, corpus.load(split, folder=folder))
        for measure in MEASURES:
            scores |= {f"gold.{split}.{name}": value for name, value in measure(cases).items()}
    return scores


def read_cases(reader: Reader, reports: Iterable[corpus.Report]) -> list[Case]:
    """Let the program read the reports."""
    cases = []
    for report in reports:
        reading = reader.read(report.text, date=report.gold.date)
        cases.append(Case(report=report, reading=reading, move=mover(report.text, reading.report.text)))
    return cases


def on_trigger(case: Case, event: Event, wanted: corpus.Event) -> bool:
    """Whether the trigger touches one of the words that tell of the gold event."""
    place = case.move(event.trigger)
    return any(touches(place, interval(quote)) for quote in (wanted.trigger, *wanted.also))


def _worth(case: Case, event: Event, wanted: corpus.Event) -> float:
    """How good a partner the event is: the right type first, then the parties, then the status."""
    if not on_trigger(case, event, wanted):
        return 0.0
    parties = same_parties(event.actor, wanted.actor) + same_parties(event.recipient, wanted.recipient)
    return 1.0 + 8.0 * (event.type == wanted.type) + 2.0 * parties + (event.status == wanted.status)


def event_pairs(case: Case) -> tuple[list[tuple[int, int]], set[int]]:
    """Pairs of events on the same words, and numbers of events that were found already on other words."""
    events, wanted = case.reading.events, case.report.gold.events
    pairs = pair_off(events, wanted, lambda e, w: _worth(case, e, w))
    paired = dict(pairs)
    again = {
        i
        for i, event in enumerate(events)
        if i not in paired and any(event.type == w.type and on_trigger(case, event, w) for w in wanted)
    }
    return pairs, again


def score_events(cases: Sequence[Case]) -> Scores:
    """Events by what is asked of them, their statuses, and events in reports in which there are none."""
    tallies = dict.fromkeys(("trigger", "type", "type_actor", "type_parties"), Tally())
    actors, recipients = Tally(), Tally()
    statuses: list[tuple[str, str]] = []
    acts: list[tuple[str, str]] = []
    false = 0
    for case in cases:
        events, wanted = case.reading.events, case.report.gold.events
        pairs, again = event_pairs(case)
        matched = [(events[i], wanted[j]) for i, j in pairs if not wanted[j].optional]
        given = len(events) - len(again) - (len(pairs) - len(matched))
        for name in tallies:
            right = sum(_right(name, event, gold) for event, gold in matched)
            tallies[name] += Tally(right=right, given=given, wanted=sum(not w.optional for w in wanted))
        statuses += [(event.status, gold.status) for event, gold in matched]
        acts += [(event.act, gold.act) for event, gold in matched]
        typed = {i: wanted[j] for i, j in pairs if events[i].type == wanted[j].type and not wanted[j].optional}
        excused = again | {i for i, j in pairs if wanted[j].optional}
        for i, event in enumerate(events):
            if i not in excused:
                actors += party_tally(event.actor, typed[i].actor if i in typed else ())
                recipients += party_tally(event.recipient, typed[i].recipient if i in typed else ())
        for gold in wanted:
            if not gold.optional and gold not in typed.values():
                actors += party_tally((), gold.actor)
                recipients += party_tally((), gold.recipient)
        false += len(events) if case.report.nothing else 0
    return {
        **tallies["trigger"].named("events.trigger"),
        **tallies["type"].named("events.type"),
        "events.type_actor.f1": tallies["type_actor"].f1,
        "events.type_parties.f1": tallies["type_parties"].f1,
        **actors.named("events.actors"),
        **recipients.named("events.recipients"),
        "events.act.accuracy": accuracy(acts),
        "events.status.accuracy": accuracy(statuses),
        "events.status.macro_f1": macro_f1(statuses),
        "events.false_in_nothing": float(false),
    }


def _right(name: str, event: Event, wanted: corpus.Event) -> bool:
    if name == "trigger":
        return True
    actor = name == "type" or same_parties(event.actor, wanted.actor)
    recipient = name != "type_parties" or same_parties(event.recipient, wanted.recipient)
    return event.type == wanted.type and actor and recipient


def content_overlap(case: Case, given: Statement, wanted: corpus.Statement) -> float:
    """How much of what is said the two share."""
    return overlap(map(case.move, given.content), map(interval, wanted.content))


def statement_pairs(case: Case) -> list[tuple[int, int]]:
    """Pairs of statements whose content overlaps by half."""

    def worth(given: Statement, wanted: corpus.Statement) -> float:
        share = content_overlap(case, given, wanted)
        return share if share >= OVERLAP else 0.0

    return pair_off(case.reading.statements, case.report.gold.statements, worth)


def told_as_events(case: Case, paired: Set[int]) -> set[int]:
    """Numbers of statements, other than those paired, whose cue is the trigger of an event of the corpus."""
    cues = {i: s.cue for i, s in enumerate(case.reading.statements) if s.cue and i not in paired}
    quotes = [interval(quote) for event in case.report.gold.events for quote in (event.trigger, *event.also)]
    return {i for i, cue in cues.items() if any(touches(case.move(cue), quote) for quote in quotes)}


def score_statements(cases: Sequence[Case]) -> Scores:
    """Statements found; then their speakers, forms and how well the content is bounded."""
    found, spoken, overlaps = Tally(), Tally(), list[float]()
    forms: list[tuple[str, str]] = []
    for case in cases:
        given, wanted = case.reading.statements, case.report.gold.statements
        pairs = statement_pairs(case)
        speakers = [_speaks(given[i], wanted[j]) for i, j in pairs]
        asked = len(given) - len(told_as_events(case, {i for i, _ in pairs}))
        found += Tally(right=len(pairs), given=asked, wanted=len(wanted))
        spoken += Tally(right=sum(speakers), given=asked, wanted=len(wanted))
        overlaps += [content_overlap(case, given[i], wanted[j]) for i, j in pairs]
        forms += [(given[i].form, wanted[j].form) for i, j in pairs]
    return {
        **found.named("statements"),
        "statements.speaker.f1": spoken.f1,
        "statements.content.overlap": mean(overlaps),
        "statements.form.accuracy": accuracy(forms),
    }


def _speaks(statement: Statement, wanted: corpus.Statement) -> bool:
    speaker = statement.speaker
    return speaker is not None and any(same_party(speaker, party) for party in wanted.speaker)


def commitment_pairs(case: Case) -> list[tuple[int, int]]:
    """Pairs of commitments of one kind on the same words, by preference between the same parties."""

    def worth(given: Commitment, wanted: corpus.Commitment) -> float:
        if given.kind != wanted.kind or not _on_words(case, given, wanted):
            return 0.0
        return 1.0 + 2.0 * same_parties(given.by, wanted.by) + same_parties(given.to, wanted.to)

    return pair_off(case.reading.commitments, case.report.gold.commitments, worth)


def score_commitments(cases: Sequence[Case]) -> Scores:
    """Commitments of the right kind on the right words; then who makes them to whom, then their conditions."""
    tallies = dict.fromkeys(("kind", "by", "by_to"), Tally())
    conditions: list[float] = []
    for case in cases:
        given, wanted = case.reading.commitments, case.report.gold.commitments
        pairs = commitment_pairs(case)
        by = [same_parties(given[i].by, wanted[j].by) for i, j in pairs]
        to = [same_parties(given[i].to, wanted[j].to) for i, j in pairs]
        right = {"kind": len(pairs), "by": sum(by), "by_to": sum(a and b for a, b in zip(by, to, strict=True))}
        for name in tallies:
            tallies[name] += Tally(right=right[name], given=len(given), wanted=len(wanted))
        conditions += [_clause_overlap(case, given[i].condition, wanted[j].condition) for i, j in pairs]
    return {
        **tallies["kind"].named("commitments"),
        "commitments.by.f1": tallies["by"].f1,
        "commitments.by_to.f1": tallies["by_to"].f1,
        "commitments.condition.overlap": mean(conditions),
    }


def _on_words(case: Case, given: Commitment, wanted: corpus.Commitment) -> bool:
    clauses = [clause.span for clause in (given.condition, given.consequence) if clause]
    ours = [case.move(span) for span in (*clauses, *given.evidence)]
    theirs = [interval(quote) for quote in (wanted.condition, wanted.consequence) if quote]
    return any(touches(a, b) for a in ours for b in theirs)


def _clause_overlap(case: Case, given: Clause | None, wanted: corpus.Quote | None) -> float:
    return overlap([case.move(given.span)] if given else [], [interval(wanted)] if wanted else [])


def meeting_pairs(case: Case) -> list[tuple[int, int]]:
    """Pairs of meetings with one status and a party in common, by preference with more of both parties and days."""

    def worth(given: Meeting, wanted: corpus.Meeting) -> float:
        if given.status != wanted.status or not any_party(given.parties, wanted.parties):
            return 0.0
        same_days = days_meet(given.time, wanted.start, wanted.end)
        return 1.0 + matching.shared_parties(given.parties, wanted.parties) + same_days

    return pair_off(case.reading.meetings, case.report.gold.meetings, worth)


def score_meetings(cases: Sequence[Case]) -> Scores:
    """Meetings found; then all parties, the days and the place."""
    found, parties = Tally(), Tally()
    days: list[bool] = []
    places: list[bool] = []
    for case in cases:
        given, wanted = case.reading.meetings, case.report.gold.meetings
        pairs = meeting_pairs(case)
        right = sum(same_parties(given[i].parties, wanted[j].parties) for i, j in pairs)
        found += Tally(right=len(pairs), given=len(given), wanted=len(wanted))
        parties += Tally(right=right, given=len(given), wanted=len(wanted))
        for i, j in pairs:
            place, name = given[i].place, wanted[j].place
            if wanted[j].start:
                days.append(days_meet(given[i].time, wanted[j].start, wanted[j].end))
            if name:
                places.append(place is not None and name.lower() in (place.text.lower(), place.name.lower()))
    return {
        **found.named("meetings"),
        "meetings.parties.f1": parties.f1,
        "meetings.days.accuracy": mean([float(right) for right in days]),
        "meetings.place.accuracy": mean([float(right) for right in places]),
    }


def claim_pairs(case: Case) -> list[tuple[int, int]]:
    """Pairs of claims of one value, or of the same bounds where no one value is stated, by preference of one holder."""

    def worth(given: Claim, wanted: corpus.Claim) -> float:
        bounds = wanted.value is not None or (given.low, given.high) == (wanted.low, wanted.high)
        return (1.0 + _holds(given, wanted)) * (given.value == wanted.value and bounds)

    return pair_off(case.reading.claims, case.report.gold.claims, worth)


def _holds(given: Claim, wanted: corpus.Claim) -> bool:
    if given.holder and wanted.holder:
        return same_party(given.holder, wanted.holder)
    return not (given.holder or wanted.holder)


def score_claims(cases: Sequence[Case]) -> Scores:
    """Claims found; then their holders."""
    values, holders = Tally(), Tally()
    for case in cases:
        given, wanted = case.reading.claims, case.report.gold.claims
        pairs = claim_pairs(case)
        right = sum(_holds(given[i], wanted[j]) for i, j in pairs)
        paired = {i for i, _ in pairs}
        asked = sum(i in paired or claim.value is not None for i, claim in enumerate(given))
        values += Tally(right=len(pairs), given=asked, wanted=len(wanted))
        holders += Tally(right=right, given=asked, wanted=len(wanted))
    return {**values.named("claims"), "claims.holder.f1": holders.f1}


def score_times(cases: Sequence[Case]) -> Scores:
    """Time expressions that touch; then, of those found, the share with the right days and the right TIMEX3 value."""
    found = Tally()
    days: list[bool] = []
    values: list[bool] = []
    for case in cases:
        given = [time for time in case.reading.times if time.span]
        wanted = case.report.gold.times
        spans = [case.move(time.span) for time in given if time.span]
        pairs = pair_off(spans, wanted, lambda span, w: overlap([span], [interval(w.span)]))
        found += Tally(right=len(pairs), given=len(given), wanted=len(wanted))
        days += [(given[i].start, given[i].end) == (wanted[j].start, wanted[j].end) for i, j in pairs]
        values += [given[i].timex == wanted[j].timex for i, j in pairs]
    return {
        **found.named("times"),
        "times.days.accuracy": mean([float(right) for right in days]),
        "times.timex.accuracy": mean([float(right) for right in values]),
    }


def score_places(cases: Sequence[Case]) -> Scores:
    """Place names that touch; then, of those found, the share in the right country where they lie in one."""
    found = Tally()
    countries: list[bool] = []
    for case in cases:
        given, wanted = case.reading.places, case.report.gold.places
        pairs = pair_off(given, wanted, lambda p, w, case=case: overlap([case.move(p.span)], [interval(w.span)]))  # type: ignore[misc]
        found += Tally(right=len(pairs), given=len(given), wanted=len(wanted))
        countries += [given[i].country == wanted[j].country for i, j in pairs if wanted[j].country]
    return {**found.named("places"), "places.country.accuracy": mean([float(right) for right in countries])}


MEASURES: tuple[Callable[[Sequence[Case]], Scores], ...] = (
    score_events,
    score_statements,
    score_commitments,
    score_meetings,
    score_claims,
    score_times,
    score_places,
)
