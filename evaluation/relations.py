"""How well the type of what one party does to another is told, on pairs marked by political scientists.

In: the folder of data (its `relations` folder), a table of sentences with a marked source and target and their root.
Out: macro F1 over its 15 roots and accuracy of `Reader.relation`, on a sample. The table's YIELD is our CONCEDE or
RETREAT.
"""

import csv
import re
from pathlib import Path

from dragoman.reader import Reader
from evaluation.scores import Scores, accuracy, macro_f1

FILE = "PLV_train.tsv"
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
MARKS = re.compile(r"</?[st]>")


def measure_relations(data: Path, reader: Reader, *, sample: int) -> Scores:
    """Scores of the best root of each pair; none where the data is not here."""
    path = data / "relations" / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    step = max(1, len(rows) // sample)
    pairs = []
    for row in rows[::step][:sample]:
        text, spans = unmarked(row["marked_sentence"])
        if {"s", "t"} <= spans.keys():
            pairs.append((best_root(reader, text, spans["s"], spans["t"]), row["gold_root"]))
    labels = sorted({row["gold_root"] for row in rows})
    return {
        "relations.macro_f1": macro_f1(pairs, labels=labels),
        "relations.accuracy": accuracy(pairs),
        "relations.pairs": float(len(pairs)),
    }


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its marks, and where <s>…</s> and <t>…</t> stood."""
    starts: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    parts: list[str] = []
    length = at = 0
    for mark in MARKS.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += len(parts[-1])
        at = mark.end()
        name = mark.group().strip("</>")
        if "/" not in mark.group():
            starts[name] = length
        elif name in starts:
            spans[name] = (starts[name], length)
    return "".join(parts) + marked[at:], spans


def best_root(reader: Reader, text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    """The root with the most probability, ours added up where the table has one for two."""
    roots: dict[str, float] = {}
    for type_, probability in reader.relation(text, source=source, target=target):
        root = ROOTS.get(type_, type_)
        roots[root] = roots.get(root, 0.0) + probability
    return max(sorted(roots), key=lambda root: roots[root])
