"""How well the status of an act agrees with what readers judged: did it happen?

In: the folder of data (its `factuality` folder). Out: mean absolute error and correlation of the expected value of
`Reader.status` on the scale from -3 (certainly not) to 3 (certainly), on a sample.
"""

from pathlib import Path
from typing import Any

import msgspec

from dragoman.reader import Reader
from dragoman.records import Status
from evaluation.scores import Scores, absolute_error, correlation

VALUES: dict[Status, float] = {
    "happened": 3.0,
    "ongoing": 3.0,
    "historical": 3.0,
    "planned": 1.0,
    "conditional": 0.0,
    "hypothetical": 0.0,
    "feared": 0.0,
    "negated": -3.0,
}
"""What a reader who only knows the status would answer; a plan is rather believed than not."""

CORPORA = ("uds-ih2", "meantime")


def measure_factuality(data: Path, reader: Reader, *, sample: int) -> Scores:
    """Scores by corpus; none where the data is not here."""
    scores: Scores = {}
    for corpus in CORPORA:
        path = data / "factuality" / corpus / "dev.jsonl"
        if not path.exists():
            continue
        rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line]
        targets = [(row["text"], target) for row in rows for target in row["targets"]]
        step = max(1, len(targets) // sample)
        pairs = [(expected(reader, text, target), float(target["label"])) for text, target in targets[::step][:sample]]
        scores[f"factuality.{corpus}.error"] = absolute_error(pairs)
        scores[f"factuality.{corpus}.correlation"] = correlation(pairs)
    return scores


def expected(reader: Reader, text: str, target: dict[str, Any]) -> float:
    """The expected value of the status of one target, whose span counts words parted by blanks."""
    words = text.split(" ")
    first, last = target["span1"]
    start = len(" ".join(words[:first])) + (first > 0)
    act = (start, start + len(" ".join(words[first:last])))
    return sum(VALUES[status] * probability for status, probability in reader.status(text, act=act))
