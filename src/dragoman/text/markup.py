"""An HTML page in; the text of its article out, with title, day, address, and the offsets of its headings and items.

lxml reads the page, `article` finds the article in it with justext; where it finds none the tags are stripped, which
keeps more than the article but never a script. Paragraphs come out with a blank line between them, so that the layout
needs no second guess. No day is guessed: only what the page states in its head or markup counts.
"""

import re
from html import unescape
from typing import Any

from msgspec import Struct

from dragoman.records import Issue
from dragoman.text.layout import same_title

SAMPLE = 65_536
"""Characters in which tags are looked for: a page opens with them."""
LONGEST = 5_000_000
"""Characters of a page that are read: the largest news pages have 2 million, nearly all of it scripts."""
MOST_TAGS = 60_000
"""Tags of a page in which the article is looked for: news pages have 2,000 to 20,000."""

DOCUMENT = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}-->\s{0,200})?<(?:!doctype\s+html|html|head|body)\b",
    re.I,
)
TAG = re.compile(
    r"<(/?)(p|div|br|h[1-6]|ul|ol|li|article|section|table|tr|td|script|style|blockquote)(?:\s[^<>]{0,1000})?/?>",
    re.I,
)
INLINE_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|font|small|cite)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
INLINE_PAIR = re.compile(
    r"<(a|b|i|u|em|strong|span|font|small|cite)(?:\s[^<>]{0,1000})?>[^<>]{0,500}</\1>", re.IGNORECASE
)
ENOUGH_TAGS = 2
"""Tags, one of them closing or a line break, that make a text HTML: one may be quoted in a story."""


class Page(Struct, frozen=True, kw_only=True):
    """What a page says."""

    text: str
    title: str | None = None
    day: str | None = None
    url: str | None = None
    headings: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    issues: tuple[Issue, ...] = ()


def is_html(text: str) -> bool:
    """Whether the text is a page or a piece of one; a stray "<" is none."""
    if DOCUMENT.match(text):
        return True
    closing = False
    for number, tag in enumerate(TAG.finditer(text, 0, SAMPLE), 1):
        closing = closing or bool(tag[1]) or tag[2].lower() == "br"
        if closing and number >= ENOUGH_TAGS:
            return True
    return False


def has_inline_tags(text: str) -> bool:
    """Whether a text that is no page has tags inside its lines: its line ends are those of plain text."""
    return INLINE_PAIR.search(text, 0, SAMPLE) is not None


def without_inline_tags(text: str) -> str:
    """The text without the tags inside its lines, its character references resolved."""
    return unescape(INLINE_TAG.sub("", text))


def from_html(html: str, *, title: str | None, url: str | None) -> Page:
    """The article of the page; `title` and `url` as the caller knows them go before the page's own."""
    # Loaded here, since most reports are plain text and need neither lxml nor justext.
    from dragoman.text.article import HEADINGS, find_article, visible_text
    from dragoman.text.metadata import Metadata, read_metadata

    issues: list[Issue] = []
    if len(html) > LONGEST:
        html = html[:LONGEST]
        issues.append(
            Issue(stage="text", message=f"the page is longer than {LONGEST:,} characters; the rest was not read")
        )
    many = html.count("<") > MOST_TAGS
    tree = _tree(html)
    told = Metadata() if tree is None else read_metadata(tree)
    found = () if tree is None or many else find_article(tree)
    if not found:
        found = () if tree is None else visible_text(tree)
        why = " (it has too many elements)" if many else ""
        message = f"no article was found in the page{why}; all its visible text was taken"
        issues.append(Issue(stage="text", message=message))
    paragraphs = [(paragraph.kind in HEADINGS, paragraph.text) for paragraph in found]
    first = paragraphs[0][1] if paragraphs else ""
    if title is None and told.title and same_title(first, told.title):
        # The heading of the page lacks the name of the site, which the title of the window has.
        title = first
    title = title or told.title
    if title and not same_title(first, title):
        paragraphs.insert(0, (True, title))
    return _page(paragraphs, title=title, day=told.day, url=url or told.url, issues=tuple(issues))


def _page(
    paragraphs: list[tuple[bool, str]],
    *,
    title: str | None,
    day: str | None,
    url: str | None,
    issues: tuple[Issue, ...],
) -> Page:
    offset = 0
    headings, breaks = set(), set()
    for heading, paragraph in paragraphs:
        breaks.add(offset)
        if heading:
            headings.add(offset)
        offset += len(paragraph) + 2
    return Page(
        text="\n\n".join(p for _, p in paragraphs),
        title=title,
        day=day,
        url=url,
        headings=frozenset(headings),
        breaks=frozenset(breaks),
        issues=issues,
    )


def _tree(html: str) -> Any:
    """The page as lxml reads it; None where it holds no element."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
