"""A parse as a drawing: one SVG with the sentences under each other, arcs from each head to its dependents.

The drawing stands alone: no script, no font or style from elsewhere, readable on light and on dark ground. Widths of
words are estimated, as nothing here knows the reader's font; the estimate errs on the wide side.
"""

import re
from xml.sax.saxutils import escape

import numpy as np

from dragoman.language.parse import Parse

# Pixels. A letter of 15 px sans-serif is about 8.2 wide on average, a tag of 11 px about 6.6.
LETTER, TAG_LETTER, LABEL_LETTER = 8.6, 6.9, 6.2
GAP = 26.0
MARGIN = 24.0
BASE = 34.0
STEP = 22.0
# Room for word, tag and space under the base line of a sentence.
FOOT = 62.0
# Arcs nested deeper than this share a height: such a sentence is a list, and a taller drawing says no more.
DEEPEST = 14
# How far the ends of arcs stand beside the middle of a word, so that incoming and outgoing ones keep apart.
SIDE = 5.0
LONGEST_WORD = 40

# XML 1.0 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Plain colours and one media query: not every viewer of SVG knows variables.
STYLE = """
text { font-family: system-ui, 'Segoe UI', 'Noto Sans', sans-serif; text-anchor: middle }
.ground { fill: #ffffff }
.word { font-size: 15px; fill: #1b1f24 }
.tag { font-size: 11px; fill: #5b6570 }
.label { font-size: 11px; fill: #5b6570; stroke: #ffffff; stroke-width: 4px; paint-order: stroke }
.arc { fill: none; stroke: #3b6ea5; stroke-width: 1.3px }
.tip { fill: #3b6ea5 }
@media (prefers-color-scheme: dark) {
  .ground { fill: #14171a }
  .word { fill: #e8ebee }
  .tag { fill: #9aa5b1 }
  .label { fill: #9aa5b1; stroke: #14171a }
  .arc { stroke: #7fb2e5 }
  .tip { fill: #7fb2e5 }
}
"""


def to_svg(parse: Parse) -> str:
    """The whole parse as one SVG document."""
    drawings: list[str] = []
    top, width = MARGIN, 2 * MARGIN
    for first, last in parse.bounds:
        if last <= first:
            continue
        body, wide, high = _sentence(parse, first, last)
        drawings.append(f'<g transform="translate({MARGIN:g} {top:g})">{body}</g>')
        top += high + MARGIN
        width = max(width, wide + 2 * MARGIN)
    size = f'width="{width:.0f}" height="{top:.0f}" viewBox="0 0 {width:.0f} {top:.0f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Dependency trees">',
        f"<style>{STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        *drawings,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _sentence(parse: Parse, first: int, last: int) -> tuple[str, float, float]:
    words = [_shown(parse.text[parse.start[i] : parse.end[i]]) for i in range(first, last)]
    centres, wide = _columns(parse, words, first)
    arcs = [(head - first, i - first) for i in range(first, last) if first <= (head := parse.head[i]) < last]
    levels = _levels(arcs, last - first)
    base = BASE + STEP * max(levels, default=0)
    parts = []
    for (head, dependent), level in zip(arcs, levels, strict=True):
        parts.append(_arc(centres[head], centres[dependent], base, level, parse.deprel[first + dependent]))
    for i, (word, centre) in enumerate(zip(words, centres, strict=True)):
        parts.append(f'<text class="word" x="{centre:.1f}" y="{base + 20:.1f}">{escape(word)}</text>')
        parts.append(f'<text class="tag" x="{centre:.1f}" y="{base + 36:.1f}">{escape(parse.upos[first + i])}</text>')
        if parse.head[first + i] < 0:
            parts.append(_root(centre, base))
    return "".join(parts), wide, base + FOOT


def _columns(parse: Parse, words: list[str], first: int) -> tuple[list[float], float]:
    """The middle of each word, and the width of all."""
    centres, x = [], 0.0
    for i, word in enumerate(words, first):
        need = max(len(word) * LETTER, len(parse.upos[i]) * TAG_LETTER, len(parse.deprel[i]) * LABEL_LETTER)
        centres.append(x + need / 2)
        x += need + GAP
    return centres, max(0.0, x - GAP)


def _levels(arcs: list[tuple[int, int]], length: int) -> list[int]:
    """A height for each arc, above all that it spans: shorter arcs are placed first."""
    levels = [0] * len(arcs)
    heights = np.zeros(max(length, 1), dtype=np.int32)
    for number in sorted(range(len(arcs)), key=lambda n: (abs(arcs[n][0] - arcs[n][1]), n)):
        low, high = min(arcs[number]), max(arcs[number])
        level = min(int(heights[low:high].max(initial=0)) + 1, DEEPEST)
        heights[low:high] = level
        levels[number] = level
    return levels


def _arc(head: float, dependent: float, base: float, level: int, label: str) -> str:
    side = SIDE if head < dependent else -SIDE
    start, end = head + side, dependent - side
    top = base - STEP * level
    bend = min(12.0, abs(end - start) / 2) * (1 if start < end else -1)
    path = (
        f"M{start:.1f} {base:.1f} V{top + 12:.1f} Q{start:.1f} {top:.1f} {start + bend:.1f} {top:.1f} "
        f"H{end - bend:.1f} Q{end:.1f} {top:.1f} {end:.1f} {top + 12:.1f} V{base - 4:.1f}"
    )
    middle = (start + end) / 2
    return (
        f'<path class="arc" d="{path}"/>{_tip(end, base)}'
        f'<text class="label" x="{middle:.1f}" y="{top - 3:.1f}">{escape(_shown(label))}</text>'
    )


def _root(centre: float, base: float) -> str:
    return (
        f'<path class="arc" d="M{centre:.1f} {base - 20:.1f} V{base - 4:.1f}"/>{_tip(centre, base)}'
        f'<text class="label" x="{centre:.1f}" y="{base - 23:.1f}">root</text>'
    )


def _tip(x: float, base: float) -> str:
    return f'<path class="tip" d="M{x - 3.2:.1f} {base - 6:.1f} h6.4 L{x:.1f} {base + 1:.1f} Z"/>'


def _shown(word: str) -> str:
    word = _FORBIDDEN.sub("\ufffd", word)
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"
