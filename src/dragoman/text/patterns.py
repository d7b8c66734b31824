"""The pattern files of this room, read once: `data/*.toml` in, a mapping of compiled patterns and word sets out.

Patterns are data so that a new agency, a new kind of boilerplate or a new trace needs no code. Every regular expression
in these files is used on a bounded stretch of text or has no nested repetition, so that no input makes it slow.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `data/<name>.toml`."""
    try:
        return tomllib.loads(files("dragoman.text").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"text/data/{name}.toml is no TOML ({fault}); restore the file") from fault


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """A set of words of `data/<name>.toml`: a list of strings, or one string of words set apart by white space."""
    found: Any = load(name)
    for step in path:
        found = found[step]
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def any_of(name: str, *path: str, ignore_case: bool = True) -> re.Pattern[str]:
    """One pattern for a list of regular expressions of `data/<name>.toml`, tried in order."""
    found: Any = load(name)
    for step in path:
        found = found[step]
    joined = "|".join(f"(?:{pattern})" for pattern in found)
    return re.compile(joined, re.IGNORECASE if ignore_case else 0)


def alternatives(strings: list[str] | frozenset[str]) -> str:
    """The strings as one regular expression, longest first so that none hides a longer one."""
    return "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in sorted(strings, key=lambda s: (-len(s), s)))
