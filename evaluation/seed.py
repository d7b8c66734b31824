"""The report that the project was created from: what is read in its hardest passages beside what a human reads there.

In: a folder with `article.txt` and `expected.json`, which is no part of the project. Out: for each passage its text,
what was found, what is expected, and a check where one can be made by rule; the judgement stays with the human reader.

    python -m evaluation.seed [--folder FOLDER]
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gold.corpus import codes
from msgspec import Struct

from dragoman.reader import Reader
from dragoman.records import Claim, Commitment, Event, Meeting, Reading, Ref, Statement
from evaluation.matching import any_party, mover
from evaluation.scores import Interval, touches

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "seed"
TYPE = re.compile(r"\b[A-Z]{3,}\b")
PARTY = re.compile(r"\b[A-Z]{2,}\b")


class Passage(Struct, frozen=True, kw_only=True):
    """One hard passage and all that the program found in it."""

    expected: dict[str, Any]
    events: list[Event]
    statements: list[Statement]
    commitments: list[Commitment]
    meetings: list[Meeting]
    claims: list[Claim]


class Verdict(Struct, frozen=True, kw_only=True):
    """What a check asked and whether it was met."""

    what: str
    met: bool


def passages(text: str, reading: Reading, expected: dict[str, Any]) -> Iterator[Passage]:
    """The passages in their order."""
    move = mover(text, reading.report.text)

    def inside(place: Interval, record: Event | Statement | Commitment | Meeting | Claim) -> bool:
        if isinstance(record, Event):
            spans = [record.trigger]
        elif isinstance(record, Statement):
            spans = list(record.content) or [s for s in (record.cue,) if s]
        else:
            spans = list(record.evidence)
        return any(touches(move(span), place) for span in spans)

    for entry in expected["gold"]:
        place = (entry["span"][0], entry["span"][1])
        yield Passage(
            expected=entry,
            events=[r for r in reading.events if inside(place, r)],
            statements=[r for r in reading.statements if inside(place, r)],
            commitments=[r for r in reading.commitments if inside(place, r)],
            meetings=[r for r in reading.meetings if inside(place, r)],
            claims=[r for r in reading.claims if inside(place, r)],
        )


def party_codes(value: Any, actors: dict[str, str]) -> list[str]:
    """The codes that an expected party, or one of several, allows: "US" is USA, a person the state served."""
    names = PARTY.findall(" ".join(value) if isinstance(value, list) else str(value or ""))
    found = [code for name in names if (code := _code(name, actors, depth=2))]
    return list(dict.fromkeys(found))


def _code(name: str, actors: dict[str, str], depth: int) -> str | None:
    known = codes()
    words = [name] if name in known.countries | known.bodies else PARTY.findall(actors.get(name, ""))
    for word in words:
        if word in known.countries | known.bodies:
            return word
        if depth and word != name and word in actors and (code := _code(word, actors, depth - 1)):
            return code
    return None


def checks(passage: Passage, actors: dict[str, str]) -> Iterator[Verdict]:
    """What can be asked by rule."""
    entry = passage.expected
    for event in _several(entry.get("event")):
        types = TYPE.findall(event["type"])
        actor, recipient = party_codes(event.get("actor"), actors), party_codes(event.get("recipient"), actors)
        met = any(
            e.type in types and _party(e.actor, actor) and _party((*e.recipient, *e.actor), recipient)
            for e in passage.events
        )
        yield Verdict(what=f"event {'/'.join(types)} {actor} -> {recipient}", met=met)
    for commitment in _several(entry.get("commitment")):
        kinds = re.findall(
            r"[a-z]+", commitment["kind"].replace("red line", "red_line").lower().replace(" line", "_line")
        )
        met = any(c.kind in kinds for c in passage.commitments)
        yield Verdict(what=f"commitment {commitment['kind']}", met=met)
        if "condition" in commitment:
            yield Verdict(
                what="  with a condition", met=any(c.condition for c in passage.commitments if c.kind in kinds)
            )
    for meeting in _several(entry.get("meeting")):
        parties = party_codes(meeting["parties"], actors)
        met = any(
            all(any_party(m.parties, [p]) for p in parties) for m in passage.meetings if m.status == meeting["status"]
        )
        yield Verdict(what=f"meeting {parties} {meeting['status']}", met=met)
        place = str(meeting.get("place") or "").split(" ")[0]
        yield Verdict(what=f"  in {place}", met=any(m.place and m.place.name == place for m in passage.meetings))
    for claim in _several(entry.get("claim")):
        value = claim["quantity"]["value"]
        yield Verdict(what=f"claim {value}", met=any(value in (c.value, c.low, c.high) for c in passage.claims))
    for link in _several(entry.get("attribution")):
        holder = party_codes(link["holder"], actors)
        speakers = [s.speaker for s in passage.statements if s.speaker]
        speakers += [v.holder for s in passage.statements for v in s.via if v.holder]
        yield Verdict(what=f"said by {link['holder']} ({link.get('cue')})", met=_party(speakers, holder))


def _several(value: Any) -> list[dict[str, Any]]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _party(refs: Sequence[Ref], parties: Sequence[str]) -> bool:
    return not parties or any_party(refs, parties)


def names(refs: Sequence[Ref]) -> str:
    """Parties in short."""
    return ", ".join(f"{ref.name} [{ref.org or ref.country or '?'}]" for ref in refs) or "-"


def lines(passage: Passage, actors: dict[str, str]) -> Iterator[str]:
    """One passage for a human to judge."""
    entry = passage.expected
    yield f"\n== {entry['id']}  {entry['text']}"
    for e in passage.events:
        when, where = e.time.text if e.time else "-", e.place.name if e.place else "-"
        who = f"{names(e.actor)} -> {names(e.recipient)}; {when}; {where}"
        yield f"  event      {e.type}({e.act}) {e.status} {e.trigger.text!r}: {who}"
    for s in passage.statements:
        said = " … ".join(span.text for span in s.content)
        speaker, cue = names([s.speaker] if s.speaker else []), s.cue.text if s.cue else "-"
        yield f"  statement  {s.form} {speaker} {cue!r}: {said[:100]!r}"
    for c in passage.commitments:
        condition, consequence = c.condition.text if c.condition else "-", c.consequence.text if c.consequence else "-"
        yield f"  commitment {c.kind} {names(c.by)} -> {names(c.to)} {c.status}; if {condition!r} then {consequence!r}"
    for m in passage.meetings:
        when = f"{m.time.start}..{m.time.end}" if m.time else "-"
        yield f"  meeting    {m.status} {names(m.parties)}; {m.place.name if m.place else '-'}; {when}; {m.form}"
    for q in passage.claims:
        yield f"  claim      {q.value} [{q.low}, {q.high}] {q.unit}; {names([q.holder] if q.holder else [])}"
    for key in ("event", "commitment", "meeting", "claim", "attribution"):
        for wanted in _several(entry.get(key)):
            yield f"    wanted {key}: {json.dumps(wanted, ensure_ascii=False)}"
    for verdict in checks(passage, actors):
        yield f"    [{'x' if verdict.met else ' '}] {verdict.what}"


def main(given: Sequence[str] | None = None) -> int:
    """Print the page."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.seed", description="Read the first report of the project."
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder of article.txt and expected.json")
    folder = parser.parse_args(given).folder
    if not (folder / "article.txt").exists():
        sys.stderr.write(f"evaluation: there is no article.txt in {folder}\n")
        return 2
    text = (folder / "article.txt").read_text("utf-8")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    reading = Reader().read(text)
    found = list(passages(text, reading, expected))
    published = reading.report.published
    sys.stdout.write(f"published: {published.start if published else None} ({reading.report.published_basis})\n")
    for passage in found:
        sys.stdout.write("\n".join(lines(passage, expected["actors"])) + "\n")
    verdicts = [verdict for passage in found for verdict in checks(passage, expected["actors"])]
    sys.stdout.write(f"\n{sum(v.met for v in verdicts)} of {len(verdicts)} checks met\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
