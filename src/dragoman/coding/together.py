"""Sides that a phrase means without naming them: who "they" and "the two countries" are, and whose a town is.

In: the head of a noun phrase, or a place. Out: the parties meant, none where the text does not tell.
"""

from bisect import bisect_left

from dragoman.coding.clauses import Tree
from dragoman.coding.encounter_details import vocabulary
from dragoman.coding.scene import Scene
from dragoman.records import Place, Ref

BACK = 60
"""Parties looked at before "the two countries": about a page of a report."""
NUMBERS = {"two": 2, "three": 3, "four": 4}
"""By which sides named together are called again: "the two countries"."""


def count_sides(refs: list[Ref]) -> int:
    """How many states and bodies the parties stand for."""
    return len({(ref.country, ref.org) for ref in refs})


def hosts_of(scene: Scene, place: Place | None) -> list[Ref]:
    """The state in which a place lies, as a party."""
    if place is None or place.country is None:
        return []
    state = next((a for a in scene.cast.actors if a.kind == "state" and a.country == place.country), None)
    if state is None:
        return [Ref(name=place.name, country=place.country, span=place.span)]
    return [Ref(actor=state.id, name=state.name, country=state.country, sectors=state.sectors, span=place.span)]


def together(scene: Scene, tree: Tree, head: int) -> list[Ref]:
    """The sides last named together, where the phrase speaks of several and names none: "they", "the two countries"."""
    words, parse = vocabulary(), scene.parse
    of = tree.oblique(head, frozenset({"of"}), "nmod")  # "the leaders of both countries"
    kids = [*tree.kids[head], *(tree.kids[of] if of >= 0 and tree.lemma[of] in words["words.sides"] else ())]
    counted = any(tree.lower[c] in words["words.several"] for c in kids)
    plural = parse.xpos[head] in ("NNS", "PRP") or "Number=Plur" in parse.feats[head]
    owned = any(tree.lower[c] == "their" for c in tree.children(head, "nmod:poss"))
    group = tree.lemma[head] in words["words.sides"] and plural and (counted or owned)
    if not group and tree.lower[head] not in words["words.together"]:
        return []
    parties = scene.cast.parties
    number = next((NUMBERS[tree.lower[c]] for c in kids if tree.lower[c] in NUMBERS), 0)
    first = 0 if number else parse.bounds[max(0, parse.sentence_of[head] - 1)][0]
    n = bisect_left(parties, head, key=lambda p: p.first) - 1
    for k in range(n, max(-1, n - BACK), -1):
        if parties[k].first < first:
            break
        leader = parties[k].head
        if parse.deprel[leader] == "conj" and parse.head[leader] >= 0:
            refs = [r for r in scene.cast.refs(parse, parse.head[leader]) if r.country is not None or r.org is not None]
            if count_sides(refs) == number or (count_sides(refs) > 1 and not number):
                return refs
    return []
