"""A text written in Markdown in; its visible text out, with the offsets of the lines it calls headings or items.

Only a text with clear signs of Markdown is touched, since plain text must come out as it went in: a linked word, a
fence of code, a heading mark or a word in double asterisks. Bullets alone are no sign. Every expression is bounded or
stops at the mark it starts with, so that thousands of brackets or asterisks cost no more than letters.
"""

import re

from msgspec import Struct

SAMPLE = 200_000
"""Characters in which the signs are looked for."""

SIGNS = re.compile(
    r"(?m)^#{1,6}[ \t]+\S[^\n]*$"
    r"|\[[^\[\]\n]{1,200}\]\((?:https?://|/|#|mailto:)[^()\s]{0,500}\)"
    r"|^(?:```|~~~)"
    r"|(?<![\w*])\*\*[^\s*][^*\n]{0,200}(?<!\s)\*\*(?![\w*])"
)
FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)[^`\n]{0,80}$")
HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")
CLOSING_MARKS = re.compile(r"[ \t]#{1,6}[ \t]*$")
UNDERLINE = re.compile(r"[ \t]{0,3}(={3,200}|-{3,200})[ \t]*$")
RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80})$")
QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?){1,9}")
ITEM = re.compile(r"[ \t]{0,12}[-*+][ \t]+(?=\S)")
DEFINITION = re.compile(r"[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S{1,2000}[^\n]{0,200}$")

# (what is seen, what is left of it), in this order.
INLINE = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{0,1000}(?:\s\"[^\"\n]{0,200}\")?\)"), ""),
    (
        re.compile(
            r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s\"[^\"\n]{0,200}\")?\)"
        ),
        r"\1",
    ),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"`{1,2}([^`\n]{1,300})`{1,2}"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*{2,3}(?=[^\s*])([^*\n]{1,1000})(?<!\s)\*{2,3}"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,1000})(?<!\s)\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w_\\])_{2,3}(?=[^\s_])([^_\n]{1,1000})(?<!\s)_{2,3}(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,1000})(?<!\s)_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


class Visible(Struct, frozen=True, kw_only=True):
    """The text without its marks, and what the marks said of its lines."""

    text: str
    headings: frozenset[int] = frozenset()
    """Offsets of lines that are headings."""
    breaks: frozenset[int] = frozenset()
    """Offsets of lines that begin a paragraph of their own."""


def is_markdown(text: str) -> bool:
    """Whether the text bears clear signs of Markdown."""
    return SIGNS.search(text, 0, SAMPLE) is not None


def from_markdown(text: str) -> Visible:
    """The visible text."""
    lines: list[str] = []
    headings: set[int] = set()
    breaks: set[int] = set()
    offset = 0
    fenced = False
    source = text.split("\n")
    for number, line in enumerate(source):
        heading = item = False
        if FENCE.match(line):
            fenced = not fenced
            continue
        if not fenced:
            if DEFINITION.match(line):
                continue
            if UNDERLINE.match(line) and number and source[number - 1].strip() and not ITEM.match(source[number - 1]):
                if lines and lines[-1].strip():
                    start = offset - len(lines[-1]) - 1
                    headings.add(start + len(lines[-1]) - len(lines[-1].lstrip()))
                continue
            if RULE.match(line):
                lines.append("")
                offset += 1
                continue
            line = QUOTE.sub("", line, count=1) if QUOTE.match(line) else line
            mark = HEADING.match(line)
            if mark:
                heading, line = True, CLOSING_MARKS.sub("", line[mark.end() :])
            else:
                mark = ITEM.match(line)
                if mark:
                    item, line = True, line[mark.end() :]
            for pattern, left in INLINE:
                line = pattern.sub(left, line)
        start = offset + len(line) - len(line.lstrip())
        if heading:
            headings.add(start)
        if item or fenced:
            breaks.add(start)
        lines.append(line)
        offset += len(line) + 1
    return Visible(text="\n".join(lines), headings=frozenset(headings), breaks=frozenset(breaks))
