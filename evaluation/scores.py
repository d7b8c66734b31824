"""The arithmetic of judging: counts, precision, recall, F1, macro averages, kappa, overlap of spans, correlation.

In: counts, label pairs or spans. Out: numbers between 0 and 1 (correlations and kappa from -1). Nothing here knows what
is judged.
"""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct

Scores = dict[str, float]
"""Measures by name; dots part the name from the general to the particular ("gold.dev.events.type.f1")."""

A = TypeVar("A")
B = TypeVar("B")
Label = TypeVar("Label", bound=Hashable)
Interval = tuple[int, int]


class Tally(Struct, frozen=True, kw_only=True):
    """How many were right, how many the program gave, how many there are."""

    right: float = 0
    given: float = 0
    wanted: float = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(right=self.right + other.right, given=self.given + other.given, wanted=self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else float(not self.given)

    @property
    def f1(self) -> float:
        """Harmonic mean; 1 where there is nothing to find and nothing was given."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0

    def named(self, name: str) -> Scores:
        return {f"{name}.precision": self.precision, f"{name}.recall": self.recall, f"{name}.f1": self.f1}


def tally_sets(given: Iterable[Hashable], wanted: Iterable[Hashable]) -> Tally:
    """Counts over two collections, in which equal items count as often as they occur on both sides."""
    ours, theirs = Counter(given), Counter(wanted)
    return Tally(right=(ours & theirs).total(), given=ours.total(), wanted=theirs.total())


def accuracy(pairs: Sequence[tuple[Label, Label]]) -> float:
    """Share of (given, wanted) pairs that agree; 0 of none."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def by_label(pairs: Sequence[tuple[Label, Label]]) -> dict[Label, Tally]:
    """Counts for each label that is given or wanted."""
    right = Counter(a for a, b in pairs if a == b)
    given, wanted = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    labels = dict.fromkeys([*wanted, *given])
    return {label: Tally(right=right[label], given=given[label], wanted=wanted[label]) for label in labels}


def macro_f1(pairs: Sequence[tuple[Label, Label]], *, labels: Sequence[Label] | None = None) -> float:
    """Mean F1 over the labels, by default over those that are wanted at least once."""
    tallies = by_label(pairs)
    chosen = [label for label, tally in tallies.items() if tally.wanted] if labels is None else list(labels)
    return sum(tallies.get(label, Tally(wanted=1)).f1 for label in chosen) / len(chosen) if chosen else 0.0


def kappa(pairs: Sequence[tuple[Label, Label]]) -> float:
    """Cohen's kappa: agreement beyond what the two frequencies of labels would give by chance."""
    if not pairs:
        return 0.0
    one, two = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(count * two[label] for label, count in one.items()) / len(pairs) ** 2
    return 1.0 if chance == 1 else (accuracy(pairs) - chance) / (1 - chance)


def covered(spans: Iterable[Interval]) -> set[int]:
    """The offsets that the spans cover."""
    return {offset for start, end in spans for offset in range(start, end)}


def overlap(one: Iterable[Interval], two: Iterable[Interval]) -> float:
    """Shared offsets as F1 (Dice): 1 for the same stretch, 0 for disjoint ones."""
    a, b = covered(one), covered(two)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def touches(one: Interval, two: Interval) -> bool:
    """Whether two spans share an offset."""
    return one[0] < two[1] and two[0] < one[1]


def pair_off(given: Sequence[A], wanted: Sequence[B], worth: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """One-to-one pairs (number given, number wanted), the worthiest first; pairs of no worth are not made."""
    worths = [(worth(a, b), -i, -j) for i, a in enumerate(given) for j, b in enumerate(wanted)]
    used_given: set[int] = set()
    used_wanted: set[int] = set()
    pairs = []
    for value, minus_i, minus_j in sorted(worths, reverse=True):
        i, j = -minus_i, -minus_j
        if value > 0 and i not in used_given and j not in used_wanted:
            used_given.add(i)
            used_wanted.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean; 0 of none."""
    return math.fsum(values) / len(values) if values else 0.0


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    mean_a, mean_b = mean([a for a, _ in pairs]), mean([b for _, b in pairs])
    spread_a = math.fsum((a - mean_a) ** 2 for a, _ in pairs)
    spread_b = math.fsum((b - mean_b) ** 2 for _, b in pairs)
    if not spread_a or not spread_b:
        return 0.0
    return math.fsum((a - mean_a) * (b - mean_b) for a, b in pairs) / math.sqrt(spread_a * spread_b)


def absolute_error(pairs: Sequence[tuple[float, float]]) -> float:
    """Mean absolute difference."""
    return mean([abs(a - b) for a, b in pairs])
