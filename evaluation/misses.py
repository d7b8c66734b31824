"""Where the program and the annotator differ on the dev part of the gold corpus, report by report.

In: names of reports, or none for all. Out: a page with each event, statement, commitment, meeting and claim that only
one of the two has, and events whose type, parties or status differ. The test part is never shown: rules made from it
would measure nothing.

    python -m evaluation.misses [NAME …]
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from dragoman.reader import Reader
from dragoman.records import Claim, Commitment, Event, Meeting, Ref, Span, Statement
from evaluation.gold import (
    Case,
    claim_pairs,
    commitment_pairs,
    event_pairs,
    meeting_pairs,
    read_cases,
    statement_pairs,
    told_as_events,
)
from evaluation.matching import same_parties
from gold import corpus

OURS, THEIRS, BOTH = "  + ", "  - ", "  ~ "
"""What only the program has, what only the annotator has, and what the two have differently."""


def page(case: Case) -> Iterator[str]:
    """All differences in one report."""
    yield f"== {case.report.name}"
    yield from event_lines(case)
    found, gold = case.reading, case.report.gold
    told = told_as_events(case, set())
    vague = {i for i, claim in enumerate(found.claims) if claim.value is None}
    for pairs, excused, given, wanted in (
        (statement_pairs(case), told, map(_said, found.statements), map(_wanted_said, gold.statements)),
        (commitment_pairs(case), set[int](), map(_bound, found.commitments), map(_wanted_bound, gold.commitments)),
        (meeting_pairs(case), set[int](), map(_met, found.meetings), map(_wanted_met, gold.meetings)),
        (claim_pairs(case), vague, map(_counted, found.claims), map(_wanted_counted, gold.claims)),
    ):
        ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
        yield from (OURS + line for i, line in enumerate(given) if i not in ours | excused)
        yield from (THEIRS + line for j, line in enumerate(wanted) if j not in theirs)


def event_lines(case: Case) -> Iterator[str]:
    """Differences in events; what is optional is passed over."""
    events, wanted = case.reading.events, case.report.gold.events
    pairs, again = event_pairs(case)
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        e, w = events[i], wanted[j]
        same = e.type == w.type and same_parties(e.actor, w.actor) and same_parties(e.recipient, w.recipient)
        if not w.optional and not (same and e.status == w.status):
            yield f"{BOTH}{_done(e)}  |  {_wanted_done(w)}"
    yield from (OURS + _done(e) for i, e in enumerate(events) if i not in ours | again)
    yield from (THEIRS + _wanted_done(w) for j, w in enumerate(wanted) if j not in theirs and not w.optional)


def names(refs: Sequence[Ref | None]) -> str:
    """Parties by code or name."""
    return ", ".join(ref.org or ref.country or ref.name for ref in refs if ref) or "-"


def words(spans: Sequence[Span | corpus.Quote | None]) -> str:
    """The words of the spans, cut short."""
    return repr(" … ".join(span.text for span in spans if span)[:80])


def _done(e: Event) -> str:
    return f"event {e.type} {e.status} {e.trigger.text!r} {names(e.actor)} -> {names(e.recipient)} [{e.reason}]"


def _wanted_done(w: corpus.Event) -> str:
    return (
        f"event {w.type} {w.status} {w.trigger.text!r} {', '.join(w.actor) or '-'} -> {', '.join(w.recipient) or '-'}"
    )


def _said(s: Statement) -> str:
    return f"statement {s.form} {names([s.speaker])} {words(s.content)}"


def _wanted_said(w: corpus.Statement) -> str:
    return f"statement {w.form} {', '.join(w.speaker)} {words(w.content)}"


def _bound(c: Commitment) -> str:
    condition, consequence = c.condition.span if c.condition else None, c.consequence.span if c.consequence else None
    return f"commitment {c.kind} {names(c.by)} -> {names(c.to)} {words([consequence])} if {words([condition])}"


def _wanted_bound(w: corpus.Commitment) -> str:
    parties = f"{', '.join(w.by) or '-'} -> {', '.join(w.to) or '-'}"
    return f"commitment {w.kind} {parties} {words([w.consequence])} if {words([w.condition])}"


def _met(m: Meeting) -> str:
    return f"meeting {m.status} {names(m.parties)} {m.place.name if m.place else '-'} {m.time.start if m.time else '-'}"


def _wanted_met(w: corpus.Meeting) -> str:
    return f"meeting {w.status} {', '.join(w.parties)} {w.place or '-'} {w.start or '-'}"


def _counted(c: Claim) -> str:
    return f"claim {c.value} [{c.low}, {c.high}] {c.unit} {names([c.holder])}"


def _wanted_counted(w: corpus.Claim) -> str:
    return f"claim {w.value} [{w.low}, {w.high}] {w.unit} {w.holder or '-'}"


def main(given: Sequence[str] | None = None) -> int:
    """Print the page."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.misses", description="Differences on the dev part.")
    parser.add_argument("names", nargs="*", help="names of reports; by default all of the dev part")
    chosen = parser.parse_args(given).names
    reports = [report for report in corpus.load("dev") if not chosen or report.name in chosen]
    for case in read_cases(Reader(), reports):
        sys.stdout.write("\n".join(page(case)) + "\n")
    return 0 if reports else 2


if __name__ == "__main__":
    sys.exit(main())
