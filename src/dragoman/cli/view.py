"""The page for people: one reading in, a text to print out.

What a page shows and in which order stands in SECTIONS. Each section is a function in `sections` or `agenda`; one that
has nothing to show leaves no heading behind.
"""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from dragoman.cli.agenda import calendar
from dragoman.cli.canvas import drawn
from dragoman.cli.output import Page
from dragoman.cli.safe import safe
from dragoman.cli.sections import Section, cast, claims, commitments, events, issues, statements
from dragoman.cli.words import frame_of, when
from dragoman.records import Reading

SECTIONS: tuple[tuple[str, Section], ...] = (
    ("The cast", cast),
    ("What was done", events),
    ("What was said", statements),
    ("Threats, promises, demands", commitments),
    ("The calendar", calendar),
    ("Figures", claims),
    ("Doubts about the text", issues),
)

BASIS = {"given": "as given", "inferred": "inferred from the text", "unknown": "basis unknown"}
COUNTED = ("events", "statements", "commitments", "meetings", "claims")
UNTITLED = "Report without a title"


def view(reading: Reading, *, page: Page, explain: bool = False) -> str:
    """The reading as a page of text."""
    frame = frame_of(reading, page=page, explain=explain)
    parts: list[RenderableType] = [*_heading(reading)]
    for title, section in SECTIONS:
        if found := list(section(reading, frame)):
            parts += [Text(""), Text(title.upper(), "bold cyan"), *found]
    return drawn(parts, page=page)


def _heading(reading: Reading) -> Iterator[RenderableType]:
    report = reading.report
    yield Text(safe(report.title or "") or UNTITLED, "bold")
    yield Rule(style="dim")
    published = (
        f"published {when(report.published)} ({BASIS[report.published_basis]})" if report.published else "undated"
    )
    facts = [published, safe(report.source or ""), safe(report.url or "")]
    if report.language not in (None, "en"):
        facts.append(f"language {safe(report.language or '')}")
    yield Text(" · ".join(fact for fact in facts if fact))
    counts = [(len(getattr(reading, name)), name) for name in COUNTED]
    found = [f"{count} {name if count > 1 else name[:-1]}" for count, name in counts if count]
    yield Text(" · ".join(found) if found else "nothing was found in this text", "dim")
