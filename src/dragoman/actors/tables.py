"""Data files of this room: from a file name to rows.

In: the name of a table beside this file. Out: its rows, or a `DataError` that names the bad line.
"""

import tomllib
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


def many(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, divided by "|"."""
    return tuple(part for part in cell.split("|") if part)


def read_data(name: str) -> str:
    """Text of a data file."""
    return (files("dragoman.actors") / "data" / name).read_text(encoding="utf-8")


def tsv(name: str, columns: int) -> list[list[str]]:
    """Rows of a table without its heading, each with as many cells as `columns`."""
    rows = [line.split("\t") for line in read_data(name).splitlines()[1:] if line]
    if bad := next((n for n, row in enumerate(rows, 2) if len(row) != columns), None):
        raise DataError(f"{name}, line {bad}: {columns} columns are wanted; mend the row.")
    return rows


def toml(name: str) -> dict[str, Any]:
    """A TOML file as a mapping."""
    return tomllib.loads(read_data(name))
