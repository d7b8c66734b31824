"""`dragoman parse`: the grammar of all the text, datelines and boilerplate too, which reading passes over."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.inputs import read_bytes
from dragoman.cli.output import emit

if TYPE_CHECKING:
    from dragoman.language.parse import Parse

Format = Literal["text", "conllu", "svg"]
COLUMNS = ("", "form", "lemma", "upos", "xpos", "head", "deprel")
WIDEST_CELL = 24


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Report to parse; '-' is standard input.")],
    format: Annotated[
        Format, typer.Option(help="An aligned table, CoNLL-U, or a drawing of the trees as SVG.")
    ] = "text",
) -> None:
    """Show the grammar of a report.

    Prints each sentence with its words, tags and tree, in the terms of Universal Dependencies.

    \b
    Examples
      dragoman parse report.txt
      dragoman parse --format conllu report.txt > report.conllu
      dragoman parse --format svg report.txt > report.svg
    """
    raw = read_bytes(file)

    from dragoman.language.core import LanguageCore
    from dragoman.text.clean import clean

    document = clean(raw)
    tree = LanguageCore.load().parse_text(document.text, [(block.start, block.end) for block in document.blocks])
    if format == "conllu":
        from dragoman.language.conllu import to_conllu

        drawn = to_conllu(tree)
    elif format == "svg":
        from dragoman.language.svg import to_svg

        drawn = to_svg(tree)
    else:
        drawn = to_table(tree)
    emit(drawn.encode("utf-8", "replace"))


def to_table(tree: "Parse") -> str:
    """Each sentence as its words and an aligned table of its tokens."""
    return "\n".join(_sentence(tree, first, last) for first, last in tree.bounds)


def _sentence(tree: "Parse", first: int, last: int) -> str:
    from rich.cells import cell_len

    from dragoman.cli.canvas import start_of
    from dragoman.cli.safe import safe

    rows: list[tuple[str, ...]] = [COLUMNS]
    for i in range(first, last):
        head = tree.head[i]
        cells = (tree.text[tree.start[i] : tree.end[i]], tree.lemma[i], tree.upos[i], tree.xpos[i])
        governor = "root" if head < 0 else f"{head - first + 1} {safe(tree.text[tree.start[head] : tree.end[head]])}"
        cut = [start_of(safe(cell), WIDEST_CELL) for cell in (*cells, governor, tree.deprel[i])]
        rows.append((str(i - first + 1), *cut))
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    words = safe(tree.text[tree.start[first] : tree.end[last - 1]]) if last > first else ""
    return "".join(f"{line.rstrip()}\n" for line in (words, "", *lines))
