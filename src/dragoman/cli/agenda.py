"""The calendar of a reading: its meetings and deadlines in order of time, those without a day last."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from dragoman.cli.canvas import GAP, row, share
from dragoman.cli.sections import INDENT
from dragoman.cli.words import UNKNOWN, Frame, parties, when, where, words_of
from dragoman.records import Commitment, Meeting, Reading, Time

STATUS_STYLE = {"held": "green", "scheduled": "cyan", "proposed": "yellow", "postponed": "magenta", "cancelled": "red"}
# Days as "2026-03-08…12-31" and the longest status.
COLUMNS = (18, 9)
# Sorts after every day that ISO 8601 writes with four digits.
NEVER = "~"


def calendar(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """A line for each meeting and each deadline."""
    widths = [*COLUMNS, *share(frame.page.width - INDENT, COLUMNS, (1,))]
    entries: list[tuple[Time | None, str, Text]] = [
        (meeting.time, meeting.status, _meeting(meeting, frame)) for meeting in reading.meetings
    ]
    entries += [
        (commitment.deadline, "deadline", _deadline(commitment, frame, widths[-1] * 2))
        for commitment in reading.commitments
        if commitment.deadline
    ]
    for time, status, words in sorted(entries, key=lambda entry: _order(entry[0])):
        yield row(
            [Text(""), Text(when(time), "bold"), Text(status, STATUS_STYLE.get(status, "yellow")), words],
            [INDENT - GAP, *widths],
        )


def _order(time: Time | None) -> tuple[str, str]:
    """By first day, then by last; an open beginning counts as its end."""
    start, end = (time.start, time.end) if time else (None, None)
    return start or end or NEVER, end or start or NEVER


def _meeting(meeting: Meeting, frame: Frame) -> Text:
    words = Text(parties(meeting.parties, frame), "bold")
    facts = [
        f"led by {parties(meeting.heads, frame)}" if meeting.heads else "",
        where(meeting.place) if meeting.place else "",
        meeting.form.replace("_", " ") if meeting.form != "unknown" else "",
        words_of([meeting.topic], room=frame.page.width) if meeting.topic else "",
    ]
    if not any(facts):
        facts = [words_of(meeting.evidence, room=frame.page.width)]
    words.append("".join(f" · {fact}" for fact in facts if fact), "not bold")
    return words


def _deadline(commitment: Commitment, frame: Frame, room: int) -> Text:
    by = parties(commitment.by, frame)
    to = f" to {parties(commitment.to, frame)}" if commitment.to else ""
    clause = commitment.consequence or commitment.condition
    words = words_of([clause.span] if clause else commitment.evidence, room=room)
    kind = commitment.kind.replace("_", " ")
    return Text(f"{kind} by {by}{to}: {words}" if by != UNKNOWN else f"{kind}{to}: {words}")
