"""The sections of the page for people: a reading and its frame in, the parts to draw out; no parts, no section."""

from collections.abc import Callable, Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from dragoman.cli.canvas import GAP, indented, row, share, stacked, start_of
from dragoman.cli.safe import safe
from dragoman.cli.words import (
    ARROW,
    UNKNOWN,
    Frame,
    chain,
    parties,
    party,
    quotation,
    voice,
    when,
    where,
    words_of,
)
from dragoman.records import Actor, Claim, Clause, Commitment, Event, Mention, Reading, Statement

INDENT = 5
# Under this width six columns leave about twelve letters for a name: then who and whom get a line of their own.
TABLE_FROM = 90
# Lines of words that a statement or a clause may fill before it is cut.
LINES = 2

EVENT_COLUMNS = ("status", "who", "code", "whom", "when", "where")
# Ways of naming that the words themselves show; an alias, a metonym or a garbled name is worth a remark.
UNMARKED = ("name", "nominal", "pronoun", "role")
LABEL = len("UNLESS")
STATUS_STYLE = {
    "happened": "green",
    "ongoing": "green",
    "planned": "cyan",
    "conditional": "yellow",
    "hypothetical": "yellow",
    "feared": "magenta",
    "negated": "red",
    "historical": "dim",
}
OPEN_STYLE = {"open": "yellow", "violated": "red", "fulfilled": "green", "met": "green"}

Section = Callable[[Reading, Frame], Iterator[RenderableType]]


def cast(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every actor: name, kind, country, sectors and the words that name it."""
    for actor in reading.actors:
        yield indented(_actor_row(actor, frame), INDENT)
        if frame.explain:
            yield from (_because(mention, frame) for mention in _distinct(actor.mentions))


def _actor_row(actor: Actor, frame: Frame) -> RenderableType:
    kind = actor.kind.replace("_", " ")
    belongs = actor.country or actor.org or ""
    sectors = " ".join(actor.sectors)
    title = safe(actor.roles[0].title) if actor.roles else ""
    room = frame.page.width - INDENT
    if frame.page.width < TABLE_FROM:
        facts = " · ".join(fact for fact in (title, kind, belongs, sectors) if fact)
        named = "" if frame.explain else f"  {start_of(_naming(actor), room * LINES - 2)}"
        return stacked(Text.assemble((safe(actor.name), "bold"), f" · {facts}"), *([Text(named)] if named else []))
    fixed = [12, 7, 9]
    name, naming = share(room, fixed, (2, 3))
    cells = [
        Text.assemble((safe(actor.name), "bold"), (f"\n{title}" if title else "", "dim")),
        Text(kind),
        Text(belongs or UNKNOWN),
        Text(sectors or UNKNOWN),
        Text("" if frame.explain else start_of(_naming(actor), naming * LINES)),
    ]
    return row(cells, [name, *fixed, naming])


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    return list({(safe(mention.span.text), mention.how): mention for mention in reversed(list(mentions))}.values())[
        ::-1
    ]


def _naming(actor: Actor) -> str:
    counts: dict[tuple[str, str], int] = {}
    for mention in actor.mentions:
        key = (safe(mention.span.text), mention.how)
        counts[key] = counts.get(key, 0) + 1
    named = []
    for (words, how), count in counts.items():
        manner = "" if how in UNMARKED else f" ({how})"
        named.append(f"{words}{manner}{f' ×{count}' if count > 1 else ''}")
    return ", ".join(named)


def _because(mention: Mention, frame: Frame) -> RenderableType:
    line = f"{safe(mention.span.text)}: {mention.how}, {mention.score:.2f}, {safe(mention.reason)}"
    return indented(Text(line, "dim"), INDENT + 2)


def events(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every event: status, who, code, whom, when, where; under it the words, on whose word, and the reason if asked."""
    if reading.events and frame.page.width >= TABLE_FROM:
        yield row([Text(word, "dim") for word in ("", *EVENT_COLUMNS)], _event_widths(frame))
    for number, event in enumerate(reading.events, 1):
        yield _event_row(number, event, frame)
        room = frame.page.width - INDENT
        yield indented(quotation(event.sentence, event.trigger, room=room, page=frame.page), INDENT)
        if event.attribution:
            yield indented(Text.assemble(("said by: ", "dim"), chain(event.attribution)), INDENT)
        if event.denied_by:
            yield indented(Text.assemble(("denied by: ", "red"), parties(event.denied_by, frame)), INDENT)
        if frame.explain:
            yield indented(Text(_explanation(event), "dim"), INDENT)


def _event_row(number: int, event: Event, frame: Frame) -> RenderableType:
    status = Text(event.status, STATUS_STYLE[event.status])
    code = Text(event.type, "bold green" if event.intensity > 0 else "bold red" if event.intensity < 0 else "bold")
    if event.act != event.type:
        code.append(f" ({event.act})", "dim")
    who, whom = parties(event.actor, frame), parties(event.recipient, frame)
    actor, recipient = Text(who), Text("each other" if who == whom != UNKNOWN else whom)
    time, place = Text(when(event.time)), Text(where(event.place))
    figure = Text(f"{number:>3}", "dim")
    if frame.page.width >= TABLE_FROM:
        return row([figure, status, actor, code, recipient, time, place], _event_widths(frame))
    circumstances = " · ".join(words.plain for words in (time, place) if words.plain != UNKNOWN)
    return stacked(
        Text.assemble(figure, "  ", status, " · ", code, f" · {circumstances}" if circumstances else ""),
        indented(Text.assemble(actor, (f" {ARROW} ", "dim"), recipient), INDENT),
    )


def _event_widths(frame: Frame) -> list[int]:
    # The longest status is "hypothetical", the longest code "COOPERATE"; a day takes ten letters.
    number, status, code = fixed = (INDENT - GAP, 12, 10)
    who, whom, day, spot = share(frame.page.width, fixed, (5, 5, 4, 3))
    return [number, status, who, code, whom, day, spot]


def _explanation(event: Event) -> str:
    shown = {"modes": event.modes, "contexts": event.contexts}
    facts = [f"{name} {', '.join(values)}" for name, values in shown.items() if values]
    figures = f"intensity {event.intensity:+g}, confidence {event.confidence:.2f}"
    return "; ".join([f"because: {safe(event.reason)}", *facts, figures])


def statements(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every statement: who to whom, in which form, and the words."""
    for number, statement in enumerate(reading.statements, 1):
        speaker = party(statement.speaker, frame) if statement.speaker else "somebody"
        heading = Text.assemble((f"{number:>3}  ", "dim"), (speaker, "bold"))
        if statement.addressees:
            heading.append(f" {ARROW} {parties(statement.addressees, frame)}")
        heading.append(f" · {statement.form}", "dim")
        if statement.time:
            heading.append(f" · {when(statement.time)}", "dim")
        yield heading
        if words := _said(statement, (frame.page.width - INDENT) * LINES - 2):
            yield indented(Text(words), INDENT)
        if statement.via:
            yield indented(Text.assemble(("by way of: ", "dim"), chain(statement.via)), INDENT)


def _said(statement: Statement, room: int) -> str:
    words = words_of(statement.content or statement.verbatim, room=room)
    return f"“{words}”" if words and statement.form == "direct" and words[0] not in "“\"'‘«„" else words


def commitments(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every threat, promise, offer, demand …: by whom, to whom, IF what THEN what, by when."""
    for number, commitment in enumerate(reading.commitments, 1):
        yield _commitment_heading(number, commitment, frame)
        if commitment.condition:
            yield _condition(commitment.condition, frame)
        if commitment.consequence:
            word = "THEN" if commitment.condition else "WHAT"
            yield _clause(word, safe(commitment.consequence.text), commitment.consequence.event, frame)
        if not commitment.condition and not commitment.consequence:
            words = words_of(commitment.evidence, room=(frame.page.width - INDENT) * LINES)
            yield indented(Text(words), INDENT)


def _commitment_heading(number: int, commitment: Commitment, frame: Frame) -> Text:
    heading = Text.assemble(
        (f"{number:>3}  ", "dim"),
        (commitment.kind.replace("_", " "), "bold"),
        " · ",
        (commitment.status, OPEN_STYLE.get(commitment.status, "")),
        f" · {parties(commitment.by, frame)}",
    )
    if commitment.to:
        heading.append(f" {ARROW} {parties(commitment.to, frame)}")
    if commitment.deadline:
        heading.append(f" · by {when(commitment.deadline)}")
    return heading


def _condition(clause: Clause, frame: Frame) -> RenderableType:
    """A condition under its own conjunction, which is not said twice: "if it rains" stands as IF it rains."""
    words = safe(clause.text)
    first, _, rest = words.partition(" ")
    if rest and first.casefold() in ("if", "unless"):
        return _clause(first.upper(), rest, clause.event, frame)
    return _clause("IF", words, clause.event, frame)


def _clause(label: str, words: str, event: str | None, frame: Frame) -> RenderableType:
    number = frame.event_numbers.get(event or "")
    reference = f"  [event {number}]" if number else ""
    room = frame.page.width - INDENT - LABEL - GAP * 2
    told = Text.assemble(start_of(words, room * LINES - len(reference)), (reference, "dim"))
    return indented(row([Text(label, "bold yellow"), told], [LABEL, room]), INDENT)


def claims(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every quantity: how much, of what, who says so, and the words."""
    for claim in reading.claims:
        heading = Text(amount(claim), "bold")
        if claim.subject:
            heading.append(f" · {start_of(safe(claim.subject.text), frame.page.width // 2)}", "not bold")
        if claim.holder:
            heading.append(f" · {voice(claim.holder)}", "not bold dim")
        if claim.time:
            heading.append(f" · {when(claim.time)}", "not bold dim")
        yield indented(heading, INDENT)


def amount(claim: Claim) -> str:
    """A quantity with its bounds: "12,000 farmers", "≥ 14,000 people", "400 (350…450) people", "10…20 %"."""
    low, high, value = claim.low, claim.high, claim.value
    bounds = f"{number(low)}…{number(high)}" if low is not None and high is not None else ""
    if value is None and low is None and high is None:
        figure = UNKNOWN
    elif value is not None and (low, high) in ((value, value), (None, None)):
        figure = number(value)
    elif low is not None and not bounds:
        figure = f"≥ {number(low)}"
    elif high is not None and not bounds:
        figure = f"≤ {number(high)}"
    else:
        figure = bounds if value is None else f"{number(value)} ({bounds})"
    return f"{figure} {safe(claim.unit)}" if claim.unit else figure


def number(value: float) -> str:
    """A number with its thousands marked and no needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def issues(reading: Reading, frame: Frame) -> Iterator[RenderableType]:
    """Every doubt about the input, with the stage that had it and the words it is about."""
    for issue in reading.issues:
        line = Text.assemble((f"{safe(issue.stage)}: ", "dim"), safe(issue.message))
        words = safe(issue.span.text[: frame.page.width]) if issue.span else ""
        if words and words not in line.plain:
            line.append(f" “{start_of(words, frame.page.width // 2)}”", "dim")
        yield indented(line, INDENT)
