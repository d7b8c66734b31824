"""Whether what the program read is what the annotator wrote: parties, spans, days.

In: values of the contract and of the gold corpus. Out: yes, no, or an overlap. The rules of the game stand here, so
that every measure plays by the same.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from gold.corpus import Quote, codes

from dragoman.records import Ref, Span, Time
from evaluation.scores import Interval, Tally, pair_off

OVERLAP = 0.5
"""Share of two stretches of text from which on they count as the same; the usual half."""

CODE = re.compile(r"[A-Z][A-Z0-9]+")
SMALL = frozenset({"the", "a", "an", "of", "some", "several", "his", "her", "its", "their"})


def same_party(ref: Ref, party: str) -> bool:
    """A state by its country, a body by its code or that of a part of it, anybody else by the words of the name."""
    table = codes()
    if party in table.countries:
        return ref.country == party and ref.org is None
    if party in table.bodies:
        return ref.org == party or ref.org in table.parts.get(party, ()) or words(ref.name) == words(party)
    wanted = words(party)
    return any(given and (given <= wanted or wanted <= given) for given in (words(ref.name), words(ref.span.text)))


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(re.findall(r"\w+", name.lower())) - SMALL


def shared_parties(refs: Sequence[Ref], parties: Sequence[str]) -> int:
    """How many of the parties are named by one of the references each."""
    return len(pair_off(refs, parties, lambda ref, party: float(same_party(ref, party))))


def same_parties(refs: Sequence[Ref], parties: Sequence[str]) -> bool:
    """Whether each reference is one of the parties and each party is named: "Iran" and "Tehran" are no two parties."""
    named = all(any(same_party(ref, party) for ref in refs) for party in parties)
    return named and all(any(same_party(ref, party) for party in parties) for ref in refs)


def party_tally(refs: Sequence[Ref], parties: Sequence[str]) -> Tally:
    """Counts over single parties; several names of one party are given once."""
    given = [ref for i, ref in enumerate(refs) if not any(_same_actor(ref, other) for other in refs[:i])]
    return Tally(right=shared_parties(given, parties), given=len(given), wanted=len(parties))


def _same_actor(one: Ref, two: Ref) -> bool:
    """Whether both name the same state or the same body."""
    if one.org or two.org:
        return one.org == two.org
    return one.country is not None and one.country == two.country


def any_party(refs: Iterable[Ref], parties: Sequence[str]) -> bool:
    """Whether they have a party in common; nobody is in common with nobody."""
    given = list(refs)
    return any(same_party(ref, party) for ref in given for party in parties) or not (given or parties)


def interval(span: Span | Quote) -> Interval:
    """The offsets of a span."""
    return span.start, span.end


def days_meet(time: Time | None, start: str | None, end: str | None) -> bool:
    """Whether the days that a time can mean and those wanted have one in common; nothing is asked if none is wanted."""
    if start is None or end is None:
        return True
    if time is None or time.start is None or time.end is None:
        return False
    return time.start <= end and start <= time.end


def mover(gold: str, text: str) -> Callable[[Span], Interval]:
    """Takes spans of the program's text to offsets of the gold text, which `clean` may have changed a little."""
    if text == gold or gold.startswith(text):
        return interval
    places = [0] * (len(text) + 1)
    for tag, i, i_end, j, j_end in SequenceMatcher(None, text, gold, autojunk=False).get_opcodes():
        for k in range(i, i_end):
            places[k] = j + (k - i) if tag == "equal" else min(j + (k - i), j_end)
    places[len(text)] = len(gold)
    return lambda span: (places[span.start], places[span.end - 1] + 1 if span.end > span.start else places[span.end])
