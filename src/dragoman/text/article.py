"""The tree of a page in; the paragraphs of its article out, in order, without menus, notices and other headlines.

Two walks, so that the time grows with the page alone. The first weighs every element by the text outside of links that
it holds. The second takes the paragraphs of the innermost element made for an article that holds most of the text,
leaving out what stands around articles. justext then judges each paragraph by its words, its links and its
neighbours: strictly in a page that names no article, mildly in an article, where a lost sentence costs more than a
stray line.
"""

import re
from functools import cache
from typing import Any

from justext import core
from justext.core import PathInfo
from justext.paragraph import Paragraph as Judged
from justext.utils import get_stoplist
from lxml import etree  # type: ignore[import-untyped]
from msgspec import Struct

from dragoman.text.dates import date_line
from dragoman.text.patterns import any_of, load, words

MOST_WEIGHT = 0.5
"""Share of the text that makes an element the article's: two elements side by side cannot both hold it."""
STRETCH = 400
"""Paragraphs judged together: a news page has some 100, and justext looks from each at all the others."""
MOST_LINKED = 0.5
"""Share of a sentence that may be links."""
SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NAMES_LENGTH = 500
"""Characters looked at of the classes of an element; frameworks write 300."""
STYLE_LENGTH = 200
"""Characters looked at of the style of an element."""
CONCEALED = re.compile(r"display\s{0,5}:\s{0,5}none", re.IGNORECASE)

HIDDEN = words("markup", "hidden")
BLOCKS = words("markup", "blocks")
HEADINGS = words("markup", "headings")
BREAKS = words("markup", "breaks")
INLINE = words("markup", "inline")
ARTICLES = words("markup", "articles")
BODIES = words("markup", "article_bodies")
AROUND = words("markup", "around")
ROLES = words("markup", "around_roles")

Terms = dict[str, float]
# justext's own terms ask for long paragraphs rich in function words. Inside an article a paragraph of one line counts,
# and so does one that is full of names.
IN_PAGE: Terms = {}
IN_ARTICLE: Terms = {
    "length_low": 40,
    "length_high": 40,
    "stopwords_low": 0.1,
    "stopwords_high": 0.2,
    "max_link_density": MOST_LINKED,
}


class Paragraph(Struct, frozen=True, kw_only=True):
    """A block of the page without its markup."""

    kind: str
    """The innermost element of block level that holds it."""
    text: str
    linked: int
    """Characters inside of links."""


class Weights(Struct, kw_only=True):
    """What the first walk found, by the number of the element in the order of the page."""

    left_out: list[bool]
    container: Any = None
    number: int = 0
    """The element that holds the article, where there is one, and its number."""


class Open(Struct, kw_only=True):
    """An element on the way down, with what was seen in it so far."""

    number: int
    kind: str
    weight: int = 0
    landmark: bool = False
    """It holds what only the article has: the first heading, the main part."""


def find_article(root: Any) -> tuple[Paragraph, ...]:
    """The paragraphs of the article; () where justext keeps none."""
    weights = _weigh(root)
    if weights.container is not None:
        kept = _kept(_paragraphs(weights.container, weights.left_out, weights.number), IN_ARTICLE)
        if kept:
            return kept
    return _kept(_paragraphs(root, weights.left_out, 0), IN_PAGE)


def visible_text(root: Any) -> tuple[Paragraph, ...]:
    """All paragraphs that a reader sees, without those in what stands around an article."""
    return _paragraphs(root, _weigh(root).left_out, 0)


def _kind(element: Any) -> str:
    """What an element is to us: "hidden", "notice", "around", "article", "landmark" or ""."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in HIDDEN:
        return "hidden"
    if element.get("hidden") is not None or CONCEALED.search(element.get("style", "")[:STYLE_LENGTH]):
        return "around"
    if tag in INLINE:
        return ""
    role = element.get("role", "").lower()
    if tag in ARTICLES or role in ARTICLES or element.get("itemprop", "").lower() in BODIES:
        return "article"
    if tag in ("html", "body", "h1"):
        return "landmark" if tag == "h1" else ""
    names = f"{element.get('class', '')} {element.get('id', '')}"[:NAMES_LENGTH]
    parts = {part.lower() for part in NAME_PART.findall(names)} if names != " " else frozenset[str]()
    if parts & words("markup", "notice_words"):
        return "notice"
    if any("".join(NAME_PART.findall(n)).lower() in words("markup", "article_classes") for n in names.split()):
        return "article"
    if tag in AROUND or role in ROLES or parts & words("markup", "around_words"):
        return "around"
    return ""


def _weigh(root: Any) -> Weights:
    """The first walk: which elements to leave out, and which one holds the article."""
    left_out: list[bool] = []
    around: list[tuple[int, int]] = []
    candidates: list[tuple[int, int, Any]] = []
    path: list[Open] = [Open(number=-1, kind="")]
    concealed = links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            kind = _kind(element)
            concealed += kind == "hidden"
            links += element.tag == "a"
            path.append(Open(number=len(left_out), kind=kind, landmark=kind == "landmark" or element.tag == "main"))
            left_out.append(kind == "hidden")
            if not concealed and not links:
                path[-1].weight += len((element.text or "").strip())
            continue
        done = path.pop()
        concealed -= done.kind == "hidden"
        links -= element.tag == "a"
        if not concealed and not links and element is not root:
            path[-1].weight += len((element.tail or "").strip())
        if done.kind == "article":
            candidates.append((done.number, done.weight, element))
        path[-1].landmark |= done.landmark
        if done.landmark or done.kind not in ("notice", "around"):
            path[-1].weight += done.weight
        elif done.kind == "notice":
            left_out[done.number] = True
        else:
            around.append((done.number, done.weight))
    total = path[0].weight
    for number, weight in around:
        left_out[number] = weight <= total
    holding = [c for c in candidates if c[1] > MOST_WEIGHT * total]
    if not holding:
        return Weights(left_out=left_out)
    number, _, container = max(holding, key=lambda c: c[0])
    return Weights(left_out=left_out, container=container, number=number)


def _paragraphs(root: Any, left_out: list[bool], number: int) -> tuple[Paragraph, ...]:
    """The second walk: the blocks of the tree in order; `number` is that of its root."""
    found: list[Paragraph] = []
    pending: list[str] = []
    linked: list[str] = []
    kinds = ["p"]
    skipped: list[bool] = []
    hidden = links = 0
    number -= 1

    def close() -> None:
        text = _flat("".join(pending))
        if text:
            found.append(Paragraph(kind=kinds[-1], text=text, linked=len(_flat("".join(linked)))))
        pending.clear()
        linked.clear()

    def add(string: str | None) -> None:
        if string and not hidden:
            pending.append(string.replace("\n", " "))
            if links:
                linked.append(pending[-1])

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            number += 1
            skipped.append(left_out[number])
            hidden += skipped[-1]
            links += tag == "a"
            if not hidden and tag in BLOCKS:
                close()
                kinds.append(tag)
            elif not hidden and tag in BREAKS:
                if _after_break(pending):
                    close()
                else:
                    pending.append("\n")
            add(element.text)
        else:
            if not hidden and tag in BLOCKS:
                close()
                kinds.pop()
            hidden -= skipped.pop()
            links -= tag == "a"
            if tag in BLOCKS and not hidden:
                close()
            add(element.tail if element is not root else None)
    close()
    return tuple(found)


def _after_break(pending: list[str]) -> bool:
    """Whether nothing but white space stands after the last line break: a second one ends the paragraph."""
    for string in reversed(pending):
        if string == "\n":
            return True
        if string and not string.isspace():
            return False
    return False


def _flat(text: str) -> str:
    """Each line with its white space made single spaces; no blank lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@cache
def _stoplist() -> frozenset[str]:
    return frozenset(get_stoplist("English"))


def _kept(paragraphs: tuple[Paragraph, ...], terms: Terms) -> tuple[Paragraph, ...]:
    """The paragraphs that justext takes for text."""
    kept: list[Paragraph] = []
    for start in range(0, len(paragraphs), STRETCH):
        stretch = paragraphs[start : start + STRETCH]
        judged = [_judged(paragraph) for paragraph in stretch]
        core.classify_paragraphs(judged, _stoplist(), **terms)
        for mine, theirs in zip(stretch, judged, strict=True):
            theirs.cf_class = _opinion(mine, in_article=terms is IN_ARTICLE) or theirs.cf_class
            # justext looks for a good paragraph after each heading before it has set these.
            theirs.class_type = theirs.cf_class
        core.revise_paragraph_classification(judged)
        kept += [mine for mine, theirs in zip(stretch, judged, strict=True) if theirs.class_type == "good"]
    return tuple(kept) if any(p.kind not in HEADINGS for p in kept) else ()


def _judged(paragraph: Paragraph) -> Any:
    judged = Judged(PathInfo().append(paragraph.kind))
    judged.append_text(paragraph.text)
    judged.chars_count_in_links = paragraph.linked
    return judged


def _opinion(paragraph: Paragraph, *, in_article: bool) -> str | None:
    """What we know better than justext, in its words; None where we do not."""
    text = paragraph.text
    short = len(text) <= load("layout")["boilerplate"]["longest"]
    if short and any_of("layout", "boilerplate", "lines").match(text) and not date_line(text, 0, len(text)):
        return "bad"
    if not in_article or paragraph.linked > MOST_LINKED * len(text):
        return None
    if paragraph.kind in HEADINGS:
        return "short"  # it stays if text follows
    return "good" if SENTENCE.search(text, max(0, len(text) - 6)) else None
