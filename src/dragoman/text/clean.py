"""Raw input in, a Document out: decoding, markup, layout, language, traces, in that order.

The text is frozen after the markup is gone; every offset of every record points into it. Plain text comes out as it
went in, but for line ends and control characters. Whatever the input is, a Document comes back: doubt becomes an Issue.
"""

import re

from msgspec import structs

from dragoman.records import Issue
from dragoman.text.dates import day_of, day_only
from dragoman.text.decode import Decoded, decode, tidy
from dragoman.text.document import Document
from dragoman.text.language import language_of, name_of
from dragoman.text.layout import lay_out
from dragoman.text.markdown import from_markdown, is_markdown
from dragoman.text.markup import from_html, has_inline_tags, is_html, without_inline_tags
from dragoman.text.traces import find_traces

MAX_CHARACTERS = 1_000_000
"""Characters that are read, some 160,000 words: longer than any report, and read in a minute or so."""
CUT_WITHIN = 1_000
"""Characters before the maximum in which a white space is looked for, so that no word is cut."""
BROKEN_SHARE = 0.3
"""Share of broken characters from which a sample is no text."""
BROKEN_SAMPLE = 100_000
"""Characters looked at for that."""

VISIBLE = re.compile(r"\S")
LETTER = re.compile(r"[^\W\d_]")


def clean(raw: bytes | str, *, title: str | None = None, url: str | None = None) -> Document:
    """The cleaned text of one report, with its outer shape; `title` and `url` go before those found in it."""
    title = " ".join(tidy(title, ()).text.split()) or None if title else None
    url = url or None
    decoded = decode(raw)
    if decoded.binary:
        return Document(text=decoded.text, title=title, url=url, issues=decoded.issues)
    headings = breaks = frozenset[int]()
    published = None
    marked = is_html(decoded.text)
    if marked:
        page = from_html(decoded.text, title=title, url=url)
        headings, breaks, title, url = page.headings, page.breaks, page.title, page.url
        published = day_only(page.day) if page.day and day_of(page.day) else None
        decoded = _after_markup(decoded, page.text, page.issues)
    elif len(decoded.text) <= MAX_CHARACTERS:
        if has_inline_tags(decoded.text):
            decoded = _after_markup(decoded, without_inline_tags(decoded.text), ())
        if is_markdown(decoded.text):
            visible = from_markdown(decoded.text)
            headings, breaks = visible.headings, visible.breaks
            decoded = _after_markup(decoded, visible.text, ())
    text, issues = decoded.text, decoded.issues
    fault = _unreadable(text)
    if fault:
        return Document(text=text, title=title, url=url, published=published, issues=(*issues, _issue(fault)))
    limit = _limit(text)
    if limit < len(text):
        message = f"the text has {len(text):,} characters; what stands past the first {limit:,} is kept but not read"
        issues = (*issues, _issue(message))
    shape = lay_out(text, limit, title=title, headings=headings, breaks=breaks, marked=marked)
    language = language_of(text, shape.blocks)
    if language in ("en", None):
        issues = (*issues, *find_traces(text, shape.blocks))
    else:
        issues = (*issues, _issue(f"the text is in {name_of(str(language))}; it is cleaned but not coded"))
    return Document(
        text=text,
        title=shape.title,
        blocks=shape.blocks,
        dateline=shape.dateline,
        byline=shape.byline,
        language=language,
        published=published or shape.published,
        url=url,
        issues=issues,
    )


def _issue(message: str) -> Issue:
    return Issue(stage="text", message=message)


def _after_markup(decoded: Decoded, text: str, issues: tuple[Issue, ...]) -> Decoded:
    """The text without its markup; the doubts about the bytes stay, but their places are gone."""
    tidied = tidy(text, ())
    told = {issue.message for issue in tidied.issues}
    kept = tuple(structs.replace(i, span=None) for i in decoded.issues if i.message not in told)
    return Decoded(text=tidied.text, issues=(*kept, *issues, *tidied.issues))


def _unreadable(text: str) -> str | None:
    """Why there is nothing to read; None where there is."""
    if not VISIBLE.search(text):
        return "the report is empty"
    if not LETTER.search(text):
        return "the report has no letters; nothing was read"
    sample = text[:BROKEN_SAMPLE]
    if sample.count("\ufffd") > BROKEN_SHARE * len(sample):
        return "most characters of the report are broken; nothing was read"
    return None


def _limit(text: str) -> int:
    """The offset up to which the text is read."""
    if len(text) <= MAX_CHARACTERS:
        return len(text)
    for offset in range(MAX_CHARACTERS, MAX_CHARACTERS - CUT_WITHIN, -1):
        if text[offset].isspace():
            return offset
    return MAX_CHARACTERS
