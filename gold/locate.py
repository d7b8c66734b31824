"""Offsets for annotations that were written by quoting.

In: a draft of an annotation, JSON whose spans are quotations of the report: "refused", "said#2" (its second occurrence)
or "The talks … on Monday" (from the first words to the last). Out: the same JSON with {"start", "end", "text"} in their
place. So nobody counts characters by hand, and no offset is wrong.

    python -m gold.locate gold/reports/NAME.json        rewrites the file in place; spans that have offsets are kept
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

GAP = " … "
"""Stands for the words left out between the first and the last words of a long quotation."""

SPANS = frozenset({"trigger", "cue", "span", "condition", "consequence"})
SPAN_LISTS = frozenset({"content", "verbatim", "also"})


def locate(text: str, quote: str, /) -> dict[str, Any]:
    """The span of a quotation; ValueError where the text has no such words."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", quote, re.DOTALL)
    assert match is not None  # the pattern matches every string
    words, nth = match.group(1), int(match.group(2) or 1)
    first, _, last = words.partition(GAP)
    start = _nth(text, first, nth)
    end = start + len(first)
    if last:
        end = text.find(last, end)
        if end < 0:
            raise ValueError(f"the words {last!r} do not follow {first!r}")
        end += len(last)
    return {"start": start, "end": end, "text": text[start:end]}


def located(text: str, value: Any, *, key: str = "") -> Any:
    """The draft with every quotation replaced by its span; what is a span already stays."""
    if isinstance(value, dict):
        return {name: located(text, inner, key=name) for name, inner in value.items()}
    if isinstance(value, list):
        if key in SPAN_LISTS:
            return [locate(text, item) if isinstance(item, str) else item for item in value]
        return [located(text, item) for item in value]
    if isinstance(value, str) and key in SPANS:
        return locate(text, value)
    return value


def _nth(text: str, words: str, nth: int) -> int:
    """Start of the nth occurrence of the words as whole words."""
    left = r"\b" if words[:1].isalnum() else ""
    right = r"\b" if words[-1:].isalnum() else ""
    starts = [m.start() for m in re.finditer(left + re.escape(words) + right, text)]
    if not words or len(starts) < nth:
        raise ValueError(f"occurrence {nth} of {words!r} is not in the text")
    return starts[nth - 1]


def main(paths: list[str], /) -> int:
    """Rewrite the drafts in place."""
    for name in paths:
        path = Path(name)
        text = path.with_suffix(".txt").read_text("utf-8")
        draft = located(text, json.loads(path.read_text("utf-8")))
        path.write_text(json.dumps(draft, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
