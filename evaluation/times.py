"""How well time expressions are found and dated: `python evaluation/times.py [PATH.conllu.gz …]`.

In: CoNLL-U files whose tenth column marks dates (`XML=<date when:::"2014-03">`) and whose documents carry
`meta::dateCreated`; by default the development set beside the checkout. Out: a small table of span F1 (relaxed: any
overlap) and value F1 (relaxed span and the same first and last day). Trees are the gold ones, so this measures the
grammar alone. Expressions without a day (durations, sets, hours) are left out, since the corpus marks none.
"""

import calendar
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.language.parse import Parse
from dragoman.records import Time
from dragoman.text.document import Block, Document
from dragoman.time.find import find_times

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "ud" / "gum-dev.conllu.gz"
_DATE = re.compile(r"<date ([^>]*)>")
_ATTRIBUTE = re.compile(r'(when|from|to|notBefore|notAfter):::"(-?[^"]*)"')
Gold = tuple[int, int, str | None, str | None]


class Builder:
    """Columns of one document as they grow."""

    def __init__(self, name: str) -> None:
        self.name, self.created, self.text = name, "", ""
        self.rows: list[list[str]] = []
        self.spans: list[tuple[int, int]] = []
        self.heads: list[int] = []
        self.bounds: list[tuple[int, int]] = []
        self.blocks: list[int] = [0]
        self.golds: list[Gold] = []
        self.open: tuple[int, str] | None = None
        self.base = 0
        self.pending = 0
        self.whole = (0, 0)

    def row(self, fields: list[str]) -> None:
        """One token; the rest of a multiword token lies on its last character."""
        number, form, misc = fields[0], fields[1], fields[9]
        if "-" in number:
            low, high = number.split("-")
            self.pending = int(high) - int(low) + 1
            self.text += form + ("" if "SpaceAfter=No" in misc else " ")
            self.whole = (len(self.text.rstrip(" ")) - len(form), len(self.text.rstrip(" ")))
            return
        if self.pending:
            start, end = self.whole
            self.pending -= 1
        else:
            start, end = len(self.text), len(self.text) + len(form)
            self.text += form + ("" if "SpaceAfter=No" in misc else " ")
        self.spans.append((start, end))
        self.rows.append(fields)
        self.heads.append(self.base + int(fields[6]) - 1 if fields[6] != "0" else -1)
        mark = next((part[4:] for part in misc.split("|") if part.startswith("XML=")), "")
        if found := _DATE.search(mark):
            self.open = (start, found.group(1))
        if "</date>" in mark and self.open:
            self.golds.append((self.open[0], end, *gold_days(self.open[1])))
            self.open = None

    def sentence(self) -> None:
        if len(self.rows) > self.base:
            self.bounds.append((self.base, len(self.rows)))
        self.base = len(self.rows)
        self.text = self.text.rstrip(" ") + " "

    def paragraph(self) -> None:
        if self.text.strip():
            self.text = self.text.rstrip(" ") + "\n\n"
            self.blocks.append(len(self.text))

    def _column(self, number: int) -> list[str]:
        return [row[number] for row in self.rows]

    def build(self) -> tuple[Document, Parse]:
        ends = [*self.blocks[1:], len(self.text)]
        pairs = zip(self.blocks, ends, strict=True)
        blocks = tuple(Block(start=s, end=e, kind="body") for s, e in pairs if self.text[s:e].strip())
        parse = Parse(
            text=self.text,
            start=[start for start, _ in self.spans],
            end=[end for _, end in self.spans],
            head=self.heads,
            deprel=self._column(7),
            bounds=self.bounds,
            upos=self._column(3),
            xpos=self._column(4),
            lemma=self._column(2),
            feats=self._column(5),
        )
        return Document(text=self.text, blocks=blocks), parse


def gold_days(attributes: str) -> tuple[str | None, str | None]:
    """First and last day of a TEI date, None where open or not told."""
    found = dict(_ATTRIBUTE.findall(attributes))
    if "when" in found:
        return _edge(found["when"], 0), _edge(found["when"], 1)
    start, end = found.get("from", found.get("notBefore")), found.get("to", found.get("notAfter"))
    return (_edge(start, 0) if start else None), (_edge(end, 1) if end else None)


def _edge(value: str, side: int) -> str | None:
    parts = value.split("T")[0].split("-")
    if value.startswith("-") or not all(part.isdigit() for part in parts):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else (1, 12)[side]
    if not 1 <= month <= 12:
        return None
    day = int(parts[2]) if len(parts) > 2 else (1, calendar.monthrange(year, month)[1])[side]
    return f"{year:04d}-{month:02d}-{day:02d}"


def documents(path: Path) -> Iterator[Builder]:
    """The documents of a file, one after the other."""
    builder: Builder | None = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                if builder:
                    yield builder
                builder = Builder(line.split("=", 1)[1].strip())
            elif builder and line.startswith("# meta::dateCreated"):
                builder.created = line.split("=", 1)[1].strip()
            elif builder and line.startswith("# newpar"):
                builder.paragraph()
            elif builder and line and line[0].isdigit() and "." not in line.split("\t", 1)[0]:
                builder.row(line.split("\t"))
            elif builder and not line:
                builder.sentence()
    if builder:
        yield builder


def same(time: Time, gold: Gold) -> bool:
    """Whether the days agree; an open side of ours ("since 2014") is not compared."""
    if time.start is None and time.end is None:
        return gold[2] is None and gold[3] is None
    return (time.start is None or time.start == gold[2]) and (time.end is None or time.end == gold[3])


def dated(time: Time) -> bool:
    """Whether the expression is of a kind that the corpus marks."""
    return time.start is not None or time.end is not None or (time.timex or "").startswith("-")


def score(path: Path, *, genre: str, wrong: list[str]) -> Counter[str]:
    """Counts over the documents whose name holds `genre`."""
    counts: Counter[str] = Counter()
    for builder in documents(path):
        if genre not in builder.name:
            continue
        document, parse = builder.build()
        published = Time(start=builder.created, end=builder.created) if len(builder.created) == 10 else None
        times = [t for t in find_times(document, parse, published) if t.span]
        used: set[int] = set()
        for gold in builder.golds:
            hits = [n for n, t in enumerate(times) if t.span and t.span.start < gold[1] and gold[0] < t.span.end]
            used.update(hits)
            right = any(same(times[n], gold) for n in hits)
            counts.update(gold=1, span_gold=bool(hits), value_gold=right)
            if not right:
                said = "; ".join(f"{times[n].text} {times[n].start}..{times[n].end}" for n in hits)
                wrong.append(f"{builder.created} {document.text[gold[0] : gold[1]]!r} {gold[2:]} <- {said or 'missed'}")
        for n, time in enumerate(times):
            counts.update(found=n in used or dated(time))
            counts.update(span_found=n in used)
            if n not in used and dated(time) and time.span:
                around = document.text[max(0, time.span.start - 30) : time.span.end + 20].replace("\n", " ")
                wrong.append(f"extra {time.text!r} in {around!r}")
    return counts


def report(name: str, counts: Counter[str]) -> str:
    """One row of the table."""
    gold, found = max(1, counts["gold"]), max(1, counts["found"])
    recall, precision, value = counts["span_gold"] / gold, counts["span_found"] / found, counts["value_gold"] / gold
    span_f1 = 2 * recall * precision / max(1e-9, recall + precision)
    value_precision = counts["value_gold"] / found
    value_f1 = 2 * value * value_precision / max(1e-9, value + value_precision)
    return f"{name:24} {counts['gold']:5} {precision:9.3f} {recall:7.3f} {span_f1:8.3f} {value_f1:9.3f}"


def main(arguments: list[str]) -> None:
    """Print the table; with --errors also every miss."""
    paths = [Path(a) for a in arguments if not a.startswith("--")] or [DEFAULT]
    rows = [f"{'set':24} {'gold':>5} {'precision':>9} {'recall':>7} {'span F1':>8} {'value F1':>9}"]
    wrong: list[str] = []
    for path in (p for p in paths if p.is_file()):
        for genre in ("", "_news_"):
            wrong = []
            name = f"{path.name.split('.')[0]} {genre.strip('_') or 'all'}"
            rows.append(report(name, score(path, genre=genre, wrong=wrong)))
            if "--errors" in arguments and (not genre) == ("--all" in arguments):
                rows.extend(wrong)
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
