"""How well statements are found: source, cue and content against attributions annotated by hand (brat .ann files).

Usage: python evaluation/attribution.py [FOLDER] [--articles N] [--errors N]
FOLDER holds text/*.txt and attributions/*.ann; where it is missing the script says so and ends. Each annotated
attribution is aligned with the statement whose content shares most words with it, one to one, best first. The table
gives precision, recall and F1 over words of each role, unaligned ones counted as missed or false.
"""

import argparse
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dragoman.actors.cast import Cast
from dragoman.coding.scene import Found, Scene
from dragoman.coding.statements import code_statements
from dragoman.language.core import LanguageCore
from dragoman.text.document import Block, Document

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "shared" / "data" / "attribution" / "polnear" / "dev"
ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+")


class Attribution(Struct, frozen=True, kw_only=True):
    """Word numbers of each role."""

    source: frozenset[int] = frozenset()
    cue: frozenset[int] = frozenset()
    content: frozenset[int] = frozenset()


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    options.add_argument("--articles", type=int, default=None)
    options.add_argument("--errors", type=int, default=0, help="print this many missed and false attributions")
    given = options.parse_args()
    if not given.folder.is_dir():
        sys.exit(f"no attributions at {given.folder}: name a folder with text/ and attributions/")
    core = LanguageCore.load()
    hits, found, wanted = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
    aligned = cued = statements = gold_count = 0
    shown = 0
    for text, gold in list(_articles(given.folder))[: given.articles]:
        words = [match.start() for match in WORD.finditer(text)]
        gold_words = [_numbered(attribution, words, text) for attribution in gold]
        read_words = [_numbered(attribution, words, text) for attribution in read(core, text)]
        pairs = _aligned(gold_words, read_words)
        aligned, statements, gold_count = (
            aligned + len(pairs),
            statements + len(read_words),
            gold_count + len(gold_words),
        )
        cued += sum(1 for g, r in pairs if gold_words[g].cue & read_words[r].cue)
        for role in ROLES:
            found[role] += sum(len(getattr(a, role)) for a in read_words)
            wanted[role] += sum(len(getattr(a, role)) for a in gold_words)
            hits[role] += sum(len(getattr(gold_words[g], role) & getattr(read_words[r], role)) for g, r in pairs)
        matched_gold, matched_read = {g for g, _ in pairs}, {r for _, r in pairs}
        for label, items, matched in (("MISSED", gold_words, matched_gold), ("FALSE", read_words, matched_read)):
            for n, item in enumerate(items):
                if n not in matched and shown < given.errors:
                    shown += 1
                    print(label, *(f"{role}={_words(text, words, getattr(item, role))!r}" for role in ROLES))
    print(f"{gold_count} annotated, {statements} read, {aligned} aligned, {cued} of them with the same cue")
    print(f"{'role':10}{'P':>8}{'R':>8}{'F1':>8}")
    for role in ROLES:
        precision, recall = hits[role] / max(1, found[role]), hits[role] / max(1, wanted[role])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{role:10}{precision:8.3f}{recall:8.3f}{f1:8.3f}")


def read(core: LanguageCore, text: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The statements of a raw text, whose offsets stay as they are; names are not resolved."""
    blocks, at = [], 0
    for line in text.split("\n"):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if start < end:
            blocks.append(Block(start=start, end=end, kind="body"))
        at += len(line) + 1
    document = Document(text=text, blocks=tuple(blocks), language="en")
    scene = Scene(report="evaluation", document=document, parse=core.parse(document), cast=Cast())
    return [
        {
            "source": [(s.speaker.span.start, s.speaker.span.end)] if s.speaker else [],
            "cue": [(s.cue.start, s.cue.end)] if s.cue else [],
            "content": [(span.start, span.end) for span in s.content],
        }
        for s in code_statements(scene, Found()).statements
    ]


def _articles(folder: Path) -> Iterator[tuple[str, list[dict[str, list[tuple[int, int]]]]]]:
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        source = folder / "text" / f"{name}.txt"
        if not source.exists():
            source = folder / "text" / f"{path.stem}.txt"
        if source.exists():
            yield source.read_text("utf-8"), _annotations(path.read_text("utf-8"))


def _annotations(text: str) -> list[dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    found = []
    for line in text.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 1:
            offsets = parts[1].split(" ", 1)[1]
            spans[parts[0]] = [(int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";"))]
    for line in text.splitlines():
        if not line.startswith("E"):
            continue
        roles: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
        for entry in line.split("\t")[1].split():
            role, _, target = entry.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in roles:
                roles[role] += spans.get(target, [])
        if roles["content"]:
            found.append(roles)
    return found


def _numbered(spans: dict[str, list[tuple[int, int]]], words: list[int], text: str) -> Attribution:
    return Attribution(
        **{role: frozenset(n for start, end in spans[role] for n in _between(words, start, end)) for role in ROLES}
    )


def _between(words: list[int], start: int, end: int) -> range:
    return range(bisect_left(words, start), bisect_left(words, end))


def _aligned(gold: list[Attribution], read_: list[Attribution]) -> list[tuple[int, int]]:
    """Pairs of numbers, one to one, by most shared words of content and cue."""
    by_word: dict[int, list[int]] = {}
    for r, attribution in enumerate(read_):
        for word in attribution.content | attribution.cue:
            by_word.setdefault(word, []).append(r)
    scores = []
    for g, attribution in enumerate(gold):
        for r in {r for word in attribution.content | attribution.cue for r in by_word.get(word, ())}:
            other = read_[r]
            shared = len(attribution.content & other.content)
            if not shared:
                continue
            f1 = 2 * shared / (len(attribution.content) + len(other.content))
            scores.append((f1 + bool(attribution.cue & other.cue), -g, -r))
    pairs, used_gold, used_read = [], set(), set()
    for _, g, r in sorted(scores, reverse=True):
        if -g not in used_gold and -r not in used_read:
            used_gold.add(-g)
            used_read.add(-r)
            pairs.append((-g, -r))
    return pairs


def _words(text: str, words: list[int], numbers: frozenset[int]) -> str:
    return " ".join(WORD.match(text, words[n]).group() for n in sorted(numbers)[:14])  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
