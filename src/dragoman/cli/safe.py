"""Words of a report, made harmless for a terminal: text in, text of one line out.

A report may carry escape sequences, which a terminal would obey, and controls of writing direction, which would
reorder the table around them. Both become visible signs. Words in right-to-left scripts keep their letters and are
closed by a left-to-right mark, so that what stands to their right in a line stays there.
"""

import re

# C0 and C1 controls, directional marks, embeddings, overrides and isolates, and code points that no terminal can draw.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
# Hebrew, Arabic, Syriac, Thaana, NKo and their neighbours; the presentation forms; the right-to-left planes.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]+")
LEFT_TO_RIGHT_MARK = "\u200e"
REPLACEMENT = "\ufffd"


def calm(text: str) -> str:
    """The text with runs of white space made one space and nothing in it that a terminal obeys."""
    text = _HARMFUL.sub(REPLACEMENT, _SPACE.sub(" ", text))
    return _RIGHT_TO_LEFT.sub(lambda word: word[0] + LEFT_TO_RIGHT_MARK, text)


def safe(text: str) -> str:
    """`calm`, without white space at the ends."""
    return calm(text).strip()
