"""Commitments that the reporter tells in plain words of his own: somebody seeks guarantees, gives a term, is ready.

In: a clause's head. Out: a `Pledge`, or None where the clause tells of no such thing.
"""

from msgspec import Struct

from dragoman.coding.clauses import Tree, party
from dragoman.coding.conditions import Condition, condition_of, consequence_of, terms, unstopped
from dragoman.coding.scene import Scene
from dragoman.records import CommitmentKind, Ref


class Pledge(Struct, frozen=True, kw_only=True):
    """One telling of a commitment."""

    kind: CommitmentKind
    reason: str
    head: int
    by: tuple[Ref, ...]
    addressees: tuple[Ref, ...] = ()
    asked: tuple[int, ...] = ()
    """Heads of who is to do or suffer what the clause says."""
    condition: Condition | None = None
    consequence: tuple[int, int]
    reach: tuple[int, int]
    """Offsets between which a deadline may stand."""
    statement: str | None = None


def readiness(scene: Scene, tree: Tree, head: int) -> Pledge | None:
    """ "Norway is ready to take the refugees", told by the reporter: an offer."""
    parse = scene.parse
    subject, deed = tree.subject(head), tree.child(head, "xcomp", "advcl", "ccomp")
    by = scene.cast.refs(parse, subject) if subject >= 0 else ()
    if deed < head or not by or tree.negated(head) or parse.upos[deed] != "VERB":
        return None
    if tree.lemma[deed] in terms().words["hostile_verbs"] or tree.lemma[head] not in ("ready", "willing", "prepared"):
        return None
    first, last = parse.bounds[parse.sentence_of[head]]
    condition = condition_of(tree, head) or condition_of(tree, deed)
    return Pledge(
        kind="offer",
        reason="ready for something, in the reporter's voice",
        head=head,
        by=by,
        condition=condition,
        consequence=consequence_of(tree, deed, condition, (first, last)),
        reach=(parse.start[first], parse.end[last - 1]),
    )


def sought(scene: Scene, tree: Tree, head: int) -> Pledge | None:
    """ "is seeking guarantees from X": a demand."""
    parse = scene.parse
    last = parse.bounds[parse.sentence_of[head]][1]
    wanted = terms().words["sought"]
    thing = next((t for t in range(head + 1, min(last, head + 6)) if tree.lemma[t] in wanted), -1)
    if thing < 0:
        return None
    subject = tree.subject(head)
    who = party(scene, tree, subject)
    if who is None:
        return None
    cases = frozenset({"from", "by", "of"})
    source = tree.oblique(head, cases, "obl")
    if source < 0:
        source = tree.oblique(thing, cases, "nmod", "obl")
    if source < 0 and thing + 1 < last and tree.lower[thing + 1] in cases:
        source = next(
            (
                t
                for t in range(thing + 2, min(last, thing + 9))
                if parse.deprel[t] != "compound" and t in scene.cast.by_head
            ),
            -1,
        )
    first = parse.bounds[parse.sentence_of[head]][0]
    start = parse.start[min(tree.low[thing], thing)]
    return Pledge(
        kind="demand",
        reason="seeks a commitment of somebody",
        head=head,
        by=scene.cast.refs(parse, subject) or (who,),
        asked=(source,) if source >= 0 else (),
        condition=condition_of(tree, head),
        consequence=(start, unstopped(parse.text, start, parse.end[max(tree.high[head], thing + 1) - 1])),
        reach=(parse.start[first], parse.end[last - 1]),
    )


def ultimatum(scene: Scene, tree: Tree, head: int) -> Pledge | None:
    """ "gave X until Friday to leave": a demand with its deadline."""
    parse = scene.parse
    first, last = parse.bounds[parse.sentence_of[head]]
    near = tree.lower[head + 1 : min(last, head + 8)]
    told = next((t for t in range(head + 1, min(last, head + 6)) if t in scene.cast.by_head), -1)
    if told < 0 or not ("until" in near or {"hours", "days", "weeks"} & set(near)):
        return None
    deed = next((t for t in range(told + 1, min(last, told + 8)) if tree.lower[t] == "to"), -1)
    if deed < 0 or deed + 1 >= last or parse.xpos[deed + 1] != "VB":
        return None
    by = scene.cast.refs(parse, tree.subject(head))
    if not by:
        return None
    start = parse.start[deed]
    return Pledge(
        kind="demand",
        reason="gives somebody a time to do it in",
        head=head,
        by=by,
        asked=(told,),
        consequence=(start, unstopped(parse.text, start, parse.end[max(tree.high[deed + 1], deed + 2) - 1])),
        reach=(parse.start[first], parse.end[last - 1]),
    )
