"""Measure everything that can be measured here and compare it with the floors.

In: the gold corpus and, where it lies beside the checkout, the data folder. Out: one table; exit code 1 where a floor
is not reached. Corpora that are not here are passed over and named.

    python -m evaluation [--data FOLDER] [--only gold,language,…] [--sample N] [--write] [--raise]
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dragoman.language.core import LanguageCore
from dragoman.reader import Reader
from evaluation import floors
from evaluation.entities import measure_entities
from evaluation.factuality import measure_factuality
from evaluation.gold import measure_gold
from evaluation.language import measure_language
from evaluation.relations import measure_relations
from evaluation.scores import Scores, Tally
from evaluation.times import score

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
RESULTS = Path(__file__).with_name("results.json")

SAMPLE = 400
"""Items of a large set that are asked of the whole reader: its error is then about two points, in seconds."""


class Options(Struct, frozen=True, kw_only=True):
    """What the sections are told."""

    data: Path
    sample: int


def _relations(options: Options) -> Scores:
    return measure_relations(options.data, Reader(), sample=options.sample)


def _factuality(options: Options) -> Scores:
    return measure_factuality(options.data, Reader(), sample=options.sample)


def _times(options: Options) -> Scores:
    path = options.data / "ud" / "gum-dev.conllu.gz"
    if not path.exists():
        return {}
    counts = score(path, genre="_news_", wrong=[])
    spans = Tally(right=counts["span_gold"], given=counts["span_gold"] + counts["found"] - counts["span_found"])
    wanted = Tally(wanted=counts["gold"])
    values = Tally(right=counts["value_gold"], given=spans.given)
    return {"times.gum-news.span": (spans + wanted).f1, "times.gum-news.value": (values + wanted).f1}


SECTIONS: tuple[tuple[str, Callable[[Options], Scores]], ...] = (
    ("gold", lambda options: measure_gold(Reader())),
    ("language", lambda options: measure_language(options.data, LanguageCore.load())),
    ("entities", lambda options: measure_entities(options.data, LanguageCore.load())),
    ("times", _times),
    ("relations", _relations),
    ("factuality", _factuality),
)


def table(scores: Scores, marks: Scores) -> str:
    """Names, values and marks in columns."""
    width = max(map(len, scores), default=0)
    lines = [f"{'measure':{width}}  {'value':>8}  {'mark':>6}".rstrip()]
    for name, value in scores.items():
        mark = f"{marks[name]:6.2f}" if name in marks else " " * 6
        lines.append(f"{name:{width}}  {value:8.3f}  {mark}".rstrip())
    return "\n".join(lines)


def save_results(scores: Scores, path: Path = RESULTS) -> None:
    """Put the scores in place of the old ones; those of sections that were not run stay."""
    old = msgspec.json.decode(path.read_bytes(), type=Scores) if path.exists() else {}
    rounded = {name: round(value, 4) for name, value in scores.items()}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted((old | rounded).items()))), indent=1) + b"\n")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Measure the program against its floors.")
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder of the corpora that are not part of the project"
    )
    parser.add_argument(
        "--only", default="", help="sections, parted by commas: " + ", ".join(name for name, _ in SECTIONS)
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, help="items of a large set that are read")
    parser.add_argument("--write", action="store_true", help="write the scores to results.json")
    parser.add_argument("--raise", dest="raises", action="store_true", help="raise the floors to what is reached now")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Run the sections that are asked for, print the table, and say whether the floors hold."""
    chosen = arguments(given)
    options = Options(data=chosen.data, sample=chosen.sample)
    wanted = [name.strip() for name in chosen.only.split(",") if name.strip()]
    if unknown := set(wanted) - {name for name, _ in SECTIONS}:
        sys.stderr.write(f"evaluation: there is no section {', '.join(sorted(unknown))}\n")
        return 2
    scores: Scores = {}
    for name, measure in SECTIONS:
        if wanted and name not in wanted:
            continue
        began = time.perf_counter()
        found = measure(options)
        scores |= found
        note = f"{time.perf_counter() - began:.1f} s" if found else f"passed over: its data is not in {options.data}"
        sys.stderr.write(f"{name}: {note}\n")
    marks = floors.load()
    current = floors.digest()
    if chosen.raises:
        marks = floors.raised(scores, marks, corpus=current)
        floors.save(marks)
    if chosen.write:
        save_results(scores)
    sys.stdout.write(table(scores, marks.floors | marks.ceilings) + "\n")
    if wanted and "gold" not in wanted:
        return 0
    if current != marks.corpus:
        sys.stdout.write(
            "\nThe gold corpus has changed since the floors were set: look at them, then run with --raise.\n"
        )
    failed = floors.breaches(scores, marks)
    for breach in failed:
        value = "not measured" if breach.value is None else f"{breach.value:.3f}"
        sys.stdout.write(f"below its floor: {breach.name}: {value}, the mark is {breach.mark:.2f}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
