"""The tree of a page in; its title, day of publication and address out, as the page states them.

Nothing is guessed: a day counts where a meta element, the data for search engines (JSON-LD), an itemprop or a time
element states it, and never because a sentence mentions it.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.text.dates import date_pattern, day_of
from dragoman.text.layout import same_title
from dragoman.text.patterns import load

LONGEST_VALUE = 1_000
"""Characters of the longest title or address taken; what is longer is no title and no address."""
LONGEST_DAY = 80
"""Characters of a stated day that are read."""
LONGEST_DATA = 500_000
"""Characters of the longest JSON-LD read: those of news pages have 2,000 to 50,000."""
MOST_NODES = 5_000
"""Objects and lists of one JSON-LD that are looked at."""
MOST_SCRIPTS = 20
"""JSON-LD scripts read of one page."""

ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself."""

    title: str | None = None
    day: str | None = None
    url: str | None = None


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a page, first ones first."""

    metas: dict[str, str]
    heading: str | None
    window: str | None
    """The title of the window."""
    canonical: str | None
    data: list[str]
    marked_days: list[str]
    """Days in itemprop="datePublished"."""
    times: list[str]


def read_metadata(root: Any) -> Metadata:
    """Title, day and address of the page."""
    stated = _stated(root)
    addresses = [stated.canonical, *_of(stated, "addresses")]
    return Metadata(
        title=_title(stated),
        day=next((day for value in _days(stated) if (day := _day(value))), None),
        url=next((a for a in addresses if a and ADDRESS.fullmatch(a)), None),
    )


def _stated(root: Any) -> Stated:
    metas: dict[str, str] = {}
    headings: list[str] = []
    windows: list[str] = []
    canonicals: list[str] = []
    data: list[str] = []
    marked: list[str] = []
    times: list[str] = []
    for element in root.iter("meta", "link", "title", "h1", "script", "time", "span", "div", "p"):
        tag = element.tag
        if tag == "meta":
            for name in (element.get("property"), element.get("name"), element.get("itemprop")):
                if name:
                    metas.setdefault(name.lower(), element.get("content", ""))
        elif tag == "link":
            if "canonical" in element.get("rel", "").lower().split():
                canonicals.append(element.get("href", "").strip())
        elif tag == "title":
            windows.append(element.text or "")
        elif tag == "h1":
            headings.append("".join(element.itertext()))
        elif tag == "script":
            if element.get("type", "").lower().startswith("application/ld+json") and len(data) < MOST_SCRIPTS:
                data.append((element.text or "")[: LONGEST_DATA + 1])
        else:
            value = element.get("datetime") or element.get("content") or (element.text or "")[:LONGEST_DAY]
            if element.get("itemprop", "").lower() == "datepublished":
                marked.append(value)
            elif tag == "time" and element.get("datetime"):
                times.append(value)
    return Stated(
        metas=metas,
        heading=_first(headings),
        window=_first(windows),
        canonical=_first(canonicals),
        data=data,
        marked_days=marked,
        times=times[:1],
    )


def _first(values: list[str]) -> str | None:
    """The first that is not blank, in one line."""
    flat = (" ".join(value[: 2 * LONGEST_VALUE].split()) for value in values)
    return next((value for value in flat if value and len(value) <= LONGEST_VALUE), None)


def _of(stated: Stated, key: str) -> list[str]:
    """The values of the meta elements of one sort, best first."""
    values = (_first([stated.metas.get(name, "")]) for name in load("markup")["metadata"][key])
    return [value for value in values if value]


def _title(stated: Stated) -> str | None:
    """The title as the page gives it, without the name of the site where the heading or the page tells it."""
    heading = stated.heading
    for title in (*_of(stated, "titles"), stated.window):
        if title is None:
            continue
        if heading and same_title(title, heading):
            return min(title, heading, key=len)
        return _without_site(title, {s.casefold() for s in (*_of(stated, "sites"), heading) if s})
    return heading


def _without_site(title: str, sites: set[str]) -> str:
    """The title without the name of the site behind it."""
    for separator in load("markup")["metadata"]["separators"]:
        front, _, last = title.rpartition(separator)
        if front and last.strip().casefold() in sites:
            return front.strip()
    return title


def _days(stated: Stated) -> Iterator[str]:
    yield from _of(stated, "days")
    for data in stated.data:
        yield from _days_of_data(data)
    yield from stated.marked_days
    yield from stated.times


def _days_of_data(data: str) -> list[str]:
    """The days of publication in one JSON-LD; those of articles first."""
    if len(data) > LONGEST_DATA:
        return []
    try:
        pending: list[Any] = [msgspec.json.decode(data.strip().encode("utf-8", "replace"))]
    except (msgspec.MsgspecError, RecursionError):
        return []
    articles: list[str] = []
    others: list[str] = []
    for _ in range(MOST_NODES):
        if not pending:
            break
        node = pending.pop()
        if isinstance(node, dict):
            day = node.get("datePublished")
            if isinstance(day, str):
                kind = node.get("@type")
                is_article = any("Article" in str(k) for k in (kind if isinstance(kind, list) else [kind])[:9])
                (articles if is_article else others).append(day)
            node = list(node.values())
        if isinstance(node, list):
            pending += [child for child in reversed(node) if isinstance(child, dict | list)]
    return articles + others


def _day(value: str) -> str | None:
    """The ISO day of a stated time; None where there is none."""
    value = " ".join(value[:LONGEST_DAY].split())
    found = ISO_DAY.search(value) or COMPACT_DAY.match(value)
    if found:
        return day_of("-".join(found.groups()))
    written = re.search(date_pattern(), value, re.IGNORECASE)
    return day_of(written[0]) if written else None
