"""The other side of an act that names only one: from what went before in the report.

In: the drafts of a report in text order. Out: the same drafts, some with a recipient. Reports name both sides once and
one side after that: who recalls "its ambassador" or condemns "the measures" does so towards the party it was just said
to be dealing with. Only recipients are filled in this way, never who did it: nobody is blamed by guess.
"""

from collections.abc import Sequence

from msgspec import structs

from dragoman.coding.drafts import Draft, Refs, distinct, key
from dragoman.coding.forms import Text
from dragoman.records import EventType

NEAR = 3
"""Sentences back in which the other side is looked for."""
LOOK_BACK = 12
"""Drafts back; a sentence rarely holds more than four."""
TOWARDS: frozenset[EventType] = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "SANCTION", "ASSAULT", "CONCEDE", "AGREE"}
)
"""Acts that are done towards somebody."""
HOSTILE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE", "REJECT", "ACCUSE"})
FRIENDLY: frozenset[EventType] = frozenset({"SUPPORT", "AGREE", "COOPERATE", "CONSULT", "CONCEDE", "RETREAT", "AID"})
VERDICTS: dict[EventType, frozenset[EventType]] = {"ACCUSE": HOSTILE, "SUPPORT": FRIENDLY}
"""What a third party passes judgement on."""
ANSWERED: dict[EventType, frozenset[EventType]] = {
    **dict.fromkeys(("ACCUSE", "THREATEN", "SANCTION", "ASSAULT", "REQUEST"), HOSTILE | {"REQUEST"}),
    **dict.fromkeys(("SUPPORT", "AGREE"), FRIENDLY | {"REQUEST"}),
}
"""What acts of the same tone go on from; others answer anything."""
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


def completed(tree: Text, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the recipients that earlier ones make plain."""
    done: list[Draft] = []
    for draft in drafts:
        if draft.recipient or not draft.actor or not _open(draft):
            done.append(draft)
            continue
        number = tree.parse.sentence_of[draft.sense.token]
        before = [d for d in done[-LOOK_BACK:] if number - tree.parse.sentence_of[d.sense.token] <= NEAR][::-1]
        found, why = _partner(draft, before), "the party it was dealing with before"
        if not found:
            found, why = _judged(tree, draft, before), "the party of the deed spoken of"
        done.append(structs.replace(draft, recipient=found, why=f"{draft.why}, recipient is {why}") if found else draft)
    return done


def _open(draft: Draft) -> bool:
    slots = draft.sense.entry.recipients
    if draft.act == "AGREE" and len(draft.actor) > 1:  # they agree with each other
        return False
    return (
        (draft.act in TOWARDS or "release" in draft.modes)
        and bool(slots)
        and slots[0] not in ("both", "fight", "visit", "host")
    )


def _known(refs: Refs) -> Refs:
    """Parties with a country or an organisation; people in the street are no counterpart."""
    return tuple(r for r in refs if r.country or r.org)


def _sides(refs: Refs) -> frozenset[object]:
    return frozenset(r.org or r.country or key(r) for r in refs)


def _partner(draft: Draft, before: Sequence[Draft]) -> Refs:
    """With whom the actor was dealing."""
    own = _sides(draft.actor)
    for other in before:
        if other.act not in ANSWERED.get(draft.act, HOSTILE | FRIENDLY | {"REQUEST"}):
            continue
        if own & _sides(other.actor):
            opposite = other.recipient or (other.actor if draft.act not in HOSTILE else ())
        else:
            opposite = other.actor if own & _sides(other.recipient) else ()
        left = distinct(tuple(r for r in _known(opposite) if not own & _sides((r,))))
        if left:
            return left
    return ()


def _judged(tree: Text, draft: Draft, before: Sequence[Draft]) -> Refs:
    """Whose deed it is that "the measures", "the accord" point back to."""
    deeds = VERDICTS.get(draft.act)
    obj = draft.sense.slots.obj
    if deeds is None or obj < 0 or not any(tree.lower[c] in POINTING for c in tree.children(obj, "det")):
        return ()
    own = _sides(draft.actor)
    for other in before:
        if other.act in deeds:
            sides = other.actor if deeds is HOSTILE else (*other.actor, *other.recipient)
            return distinct(tuple(r for r in _known(sides) if not own & _sides((r,))))
    return ()
