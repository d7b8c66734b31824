"""What a view is drawn with: rows of fixed columns, lines cut to a width, and the string that comes out."""

import io
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.output import Page

ELLIPSIS = "…"
GAP = 2
# A word longer than this is cut inside rather than left out with all that stands around it.
LONGEST_WORD = 24


def drawn(parts: Sequence[RenderableType], *, page: Page) -> str:
    """The parts under each other, as text; with escape codes only for a terminal."""
    sink = io.StringIO()
    console = Console(
        file=sink,
        width=page.width,
        force_terminal=page.terminal,
        color_system="standard" if page.terminal else None,
        no_color=not page.colours,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in sink.getvalue().split("\n")[:-1])


def row(cells: Sequence[Text], widths: Sequence[int]) -> Table:
    """One line of a table whose columns keep their widths from row to row; long cells wrap inside their column."""
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    table.add_row(*cells)
    return table


def indented(part: RenderableType, by: int) -> Padding:
    """The part, moved to the right."""
    return Padding(part, (0, 0, 0, by))


def stacked(*parts: RenderableType) -> Group:
    """The parts under each other, as one."""
    return Group(*parts)


def share(width: int, fixed: Sequence[int], parts: Sequence[int]) -> list[int]:
    """Widths of the columns that share, in these parts, what the fixed ones and the gaps leave of a width."""
    left = width - sum(fixed) - GAP * (len(fixed) + len(parts))
    whole = sum(parts)
    return [max(1, left * part // whole) for part in parts]


def start_of(text: str, room: int) -> str:
    """As much of the beginning of a text as has room, to the end of a word, and a mark where the rest is cut off."""
    if len(text) <= room and cell_len(text) <= room:
        return text
    kept = text[: max(0, room - 1)]
    while kept and cell_len(kept) >= room:
        kept = kept[:-1]
    edge = kept.rfind(" ")
    if edge > 0 and len(kept) - edge <= LONGEST_WORD and not text[len(kept) :].startswith(" "):
        kept = kept[:edge]
    return kept.rstrip() + ELLIPSIS


def end_of(text: str, room: int) -> str:
    """As much of the end of a text as has room, from the beginning of a word."""
    if len(text) <= room and cell_len(text) <= room:
        return text
    kept = text[len(text) - max(0, room - 1) :]
    while kept and cell_len(kept) >= room:
        kept = kept[1:]
    edge = kept.find(" ")
    if 0 <= edge <= LONGEST_WORD and not text[: len(text) - len(kept)].endswith(" "):
        kept = kept[edge:]
    return ELLIPSIS + kept.lstrip()
