"""Drafts of events: a sense with its two sides, and the joining of drafts that tell one act.

In: a `Sense` (the word, its lexicon entry, its slots). Out: actor and recipient parties with the reason in words, and
fewer drafts: a light verb and its noun, two words for one deed, a promise and the thing promised are one event.
"""

from msgspec import Struct, structs

from dragoman.coding.arguments import DOING, before_verb, behind, doer, labels, owners, parties
from dragoman.coding.forms import Text
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.scene import Scene
from dragoman.coding.senses import Sense
from dragoman.coding.signs import if_clause
from dragoman.coding.standing import in_place, people
from dragoman.coding.status import Judgement
from dragoman.ontology import Ontology
from dragoman.records import EventType, Ref

Refs = tuple[Ref, ...]
BACKWARD = 12
"""Drafts of the same sentence a new one is held against."""
REACHING: tuple[EventType, ...] = ("ASSAULT", "CONSULT", "AID", "SANCTION")
"""Acts that reach a state where they reach a place of it."""
FELT: tuple[EventType, ...] = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "AID", "REQUEST")
"""Acts that people without a state undergo."""
OWN: tuple[EventType, ...] = ("ASSAULT", "PROTEST", "REQUEST", "COERCE", "SANCTION", "ACCUSE", "REJECT")
"""Acts that people without a state do."""
SPOKEN: tuple[EventType, ...] = ("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN")
"""Acts of speech."""
SPAN = 5
"""Words between a light verb and its noun up to which the trigger covers both."""


class Draft(Struct, frozen=True, kw_only=True):
    """An event in the making."""

    sense: Sense
    tokens: tuple[int, ...]
    """Tokens of its trigger."""
    act: EventType
    modes: tuple[str, ...]
    actor: Refs
    recipient: Refs
    why: str
    judgement: Judgement


def key(ref: Ref) -> object:
    """What makes two refs one party."""
    return ref.actor or (ref.name, ref.country, ref.org)


def distinct(refs: Refs, *, without: Refs = ()) -> Refs:
    """Each party once, none of those in `without`."""
    seen = {key(r) for r in without}
    found: list[Ref] = []
    for ref in refs:
        if key(ref) not in seen:
            seen.add(key(ref))
            found.append(ref)
    return tuple(found)


def sides(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon, ontology: Ontology) -> tuple[Refs, Refs, str]:
    """Actor and recipient of an act, and in which slots they were found."""
    sort = sense.entry.recipients[0] if sense.entry.recipients else ""
    if sort in ("both", "fight"):
        actor, where = _all_sides(scene, tree, sense, lexicon)
        return distinct(actor), (), f"all parties act ({where})"
    actor, by = (_noun_actor if sense.noun else _verb_actor)(scene, tree, sense, lexicon)
    recipient, to = _recipient(scene, tree, sense, lexicon)
    if sense.noun and not recipient:
        about = labels(scene, tree, sense.token, lexicon)[1]
        if about and ontology.types[sense.entry.act].quad == 4:
            recipient, to = about, "the name before it"
    elif sense.noun and recipient and not actor:
        actor, by = labels(scene, tree, sense.token, lexicon)[1], "name before it"
    if sort == "host":
        host = actor
        actor, by, to = behind(scene, tree, sense.slots.obj, lexicon), "guest", "host"
        recipient = host
    if sense.entry.act == "THREATEN" and not recipient and (under := if_clause(tree, sense.token)) >= 0:
        recipient, to = behind(scene, tree, doer(tree, under), lexicon, DOING), "doer of the condition"
    if not actor and not sense.noun and sense.entry.act in OWN and "subj" in sense.entry.actors:
        actor, by = people(scene, tree, sense.slots.subj, lexicon), "people it is told of"
    actor = distinct(actor)
    recipient = distinct(recipient, without=actor)
    if to == "state of the place" and any(r.country == a.country for a in actor for r in recipient):
        recipient, to = (), ""
    found = [f"actor is the {by}" if actor else "no actor found", f"recipient is the {to}" if recipient else ""]
    return actor, recipient, ", ".join(f for f in found if f)


def _verb_actor(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon) -> tuple[Refs, str]:
    if "subj" in sense.entry.recipients:
        return (), ""
    if sense.slots.subj < 0 and not sense.slots.passive and (found := before_verb(scene, tree, sense.token)):
        return found, "name before it"
    if found := behind(scene, tree, sense.slots.subj, lexicon, DOING):
        return found, "by-agent" if sense.slots.passive else "subject"
    over = tree.parse.head[sense.token]
    if sense.entry.act in SPOKEN and tree.parse.deprel[sense.token] == "conj" and tree.parse.deprel[over] == "ccomp":
        told = doer(tree, tree.parse.head[over])  # "said that … and accused X": who said it accuses
        return behind(scene, tree, told, lexicon, DOING), "subject of the verb of speech before"
    return (), ""


def _noun_actor(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon) -> tuple[Refs, str]:
    """The doer of an event noun: its possessor, its adjective, its "by", or the subject of its light verb."""
    recipient = bool(_recipient(scene, tree, sense, lexicon)[0])
    for slot in sense.entry.actors:
        name, sure = slot.rstrip("?"), not slot.endswith("?")
        if not sure and not recipient:
            continue
        if name == "poss":
            found, what = owners(scene, tree, sense.token, lexicon), "possessor"
        elif name == "adj":
            found, what = labels(scene, tree, sense.token, lexicon)[0], "adjective"
        else:
            found, what = _at(scene, tree, sense, name, lexicon, deep=name != "from"), f"phrase with '{name}'"
        if found:
            return found, what
    if sense.slots.carrier >= 0 and sense.slots.subj >= 0:
        return behind(scene, tree, sense.slots.subj, lexicon, DOING), "subject of its verb"
    return (), ""


def _at(scene: Scene, tree: Text, sense: Sense, preposition: str, lexicon: Lexicon, *, deep: bool) -> Refs:
    found: Refs = ()
    for head in sense.slots.preps.get(preposition, ()):
        found += behind(scene, tree, head, lexicon) if deep else parties(scene, tree, head, lexicon)
    return found


def _recipient(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon) -> tuple[Refs, str]:
    """The first recipient slot of the entry that names a party."""
    slots = sense.slots
    for slot in sense.entry.recipients:
        name, deep = slot.rstrip("*"), slot.endswith("*")
        if name in ("visit", "host", "both"):
            names = [("obj", True), ("to", True), ("in", True)] if name == "visit" else []
        else:
            names = [(name, deep)]
        for place, inside in names:
            found = _slot(scene, tree, sense, place, lexicon, deep=inside)
            if found:
                return found, {"obj": "object", "iobj": "indirect object", "comp": "doer of what is said"}.get(
                    place, f"phrase with '{place}'" if place not in ("subj",) else "subject"
                )
    if sense.noun and slots.carrier >= 0 and slots.iobj >= 0:
        return parties(scene, tree, slots.iobj, lexicon), "indirect object of its verb"
    return _unnamed(scene, tree, sense, lexicon)


def _unnamed(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon) -> tuple[Refs, str]:
    """Where no party is named: the state of the place an act is done to, or people without a state."""
    slots, entry = sense.slots, sense.entry
    names = tuple(slot.rstrip("*") for slot in entry.recipients)
    if "visit" in names:
        names = ("obj", "to", "in", "at")
    one = {"obj": slots.obj, "iobj": slots.iobj}
    for name in names:
        for head in (one[name],) if name in one else slots.preps.get(name, ()):
            if head < 0:
                continue
            places = (head, *tree.children(head, "nmod", "appos", "flat")) if entry.act in REACHING else ()
            found = next((ref for h in places if (ref := in_place(scene, h)) is not None), None)
            if found is not None:
                return (found,), "state of the place"
            if entry.act in FELT and (side := people(scene, tree, head, lexicon)):
                return side, "people it is done to"
    return (), ""


def _slot(scene: Scene, tree: Text, sense: Sense, name: str, lexicon: Lexicon, *, deep: bool) -> Refs:
    slots = sense.slots
    heads = {"obj": slots.obj, "iobj": slots.iobj, "subj": slots.subj}
    if name in heads:
        if heads[name] < 0:
            return ()
        reader = behind if deep else parties
        return reader(scene, tree, heads[name], lexicon)
    if name == "comp":
        for comp in slots.comps:
            if found := _in_complement(scene, tree, comp, lexicon, deep=deep):
                return found
        return ()
    return _at(scene, tree, sense, name, lexicon, deep=deep)


def _in_complement(scene: Scene, tree: Text, comp: int, lexicon: Lexicon, *, deep: bool) -> Refs:
    """Who has to do what is said ("demanded that X leave"), or to whom it is done ("agreed to meet X")."""
    subject = tree.child(comp, "nsubj", "nsubj:pass")
    if not deep:
        return parties(scene, tree, subject, lexicon) if subject >= 0 else ()
    for _ in range(3):
        for c in tree.children(comp, "obj", "iobj", "obl", "nsubj:pass"):
            link = tree.case_of(c) in ("", "to", "with", "from", "for", "against", "on", "into")
            if link and (found := behind(scene, tree, c, lexicon)):
                return found
        comp = tree.child(comp, "xcomp")
        if comp < 0:
            break
    return ()


def _all_sides(scene: Scene, tree: Text, sense: Sense, lexicon: Lexicon) -> tuple[Refs, str]:
    """The parties of a reciprocal act, wherever they stand."""
    slots = sense.slots
    found: Refs = ()
    where: list[str] = []
    pieces: list[tuple[str, Refs]] = [
        ("subject", behind(scene, tree, slots.subj, lexicon, DOING) if slots.subj >= 0 else ())
    ]
    if sense.noun:
        pieces.append(("possessor", owners(scene, tree, sense.token, lexicon)))
        before, about = labels(scene, tree, sense.token, lexicon)
        pieces.append(("names before it", (*before, *about)))
    elif slots.obj >= 0:
        pieces.append(("object", behind(scene, tree, slots.obj, lexicon, DOING)))
        if sense.slots.obj >= 0 and not scene.cast.refs(scene.parse, slots.obj):
            before, about = labels(scene, tree, slots.obj, lexicon)
            pieces.append(("names before it", (*before, *about)))
    for link in ("between", "among", "with", "by", "against"):
        heads = sense.slots.preps.get(link, ())
        named = tuple(r for h in heads for r in _coordinated(scene, tree, h, lexicon))
        pieces.append((f"phrase with '{link}'", named or _at(scene, tree, sense, link, lexicon, deep=True)))
    for name, refs in pieces:
        if refs:
            found = (*found, *refs)
            where.append(name)
    return found, ", ".join(where) or "nobody named"


def _coordinated(scene: Scene, tree: Text, head: int, lexicon: Lexicon) -> Refs:
    """The sides that stand as adjectives before one plural noun: "US and Russian diplomats"."""
    if tree.parse.xpos[head] != "NNS" or tree.lemmas[head] not in lexicon.classes["group"].single:
        return ()
    before, about = labels(scene, tree, head, lexicon)
    found = distinct((*before, *about))
    return found if len(found) > 1 else ()


def merged(tree: Text, drafts: list[Draft], ontology: Ontology) -> list[Draft]:
    """The drafts of a sentence with those that tell one act joined or dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        for at in range(len(kept) - 1, max(-1, len(kept) - 1 - BACKWARD), -1):
            other = kept[at]
            if _one_deed(tree, other, draft):
                kept[at] = _joined(tree, other, draft)
                break
            if _swallowed(tree, other, draft) or _spoken_of(other, draft):
                break
            if _swallowed(tree, draft, other):
                kept[at] = draft
                break
            if _promised(tree, other, draft, ontology):
                kept[at] = _kept_word(other, draft)
                break
        else:
            kept.append(draft)
    return kept


def _spoken_of(outer: Draft, inner: Draft) -> bool:
    """Whether the inner act is only what is refused: "refused to step down"."""
    return outer.act == "REJECT" and _holds_in(outer, inner)


def _linked(a: Draft, b: Draft) -> bool:
    """Whether one is the verb that carries the other, or has it in a slot its entry asks about."""
    return any(
        y.sense.slots.carrier in x.tokens or _asked(x, y.sense.token) for x, y in ((a, b), (b, a)) if y.sense.noun
    )


def _asked(draft: Draft, token: int) -> bool:
    slots = draft.sense.slots
    for c in draft.sense.entry.conditions:
        if not c.holds:
            continue
        heads = {"obj": (slots.obj,), "subj": (slots.subj,), "iobj": (slots.iobj,)}.get(
            c.slot, slots.preps.get(c.slot, ())
        )
        if token in heads:
            return True
    return token in (slots.obj,) and len(draft.sense.entry.phrase) > 1


def _one_deed(tree: Text, a: Draft, b: Draft) -> bool:
    if a.act != b.act:
        return False
    if _linked(a, b):
        return True
    if _holds_in(a, b) or _holds_in(b, a):
        return _same(a.actor, b.actor) and _same(a.recipient, b.recipient)
    same = _same(a.actor, b.actor) and _same(a.recipient, b.recipient)
    listed = not a.sense.noun and not b.sense.noun and a.sense.entry.line != b.sense.entry.line
    return (
        same
        and not (listed and tree.parse.deprel[b.sense.token] == "conj")  # "will close borders and recall envoys"
        and bool(a.recipient or b.recipient)
        and bool(a.actor or b.actor)
        and a.judgement.status == b.judgement.status
    )


def _holds_in(outer: Draft, inner: Draft) -> bool:
    """Whether one verb is the complement of the other: "ready to respond"."""
    return not outer.sense.noun and not inner.sense.noun and inner.sense.token in outer.sense.slots.comps


def _same(a: Refs, b: Refs) -> bool:
    """Whether two sides are one, as far as both are known."""
    return not a or not b or {key(r) for r in a} == {key(r) for r in b}


def _swallowed(tree: Text, verb: Draft, noun: Draft) -> bool:
    """Whether a noun only completes what the verb says: the sanctions that are lifted, the treaty that is signed."""
    if verb.sense.noun or not noun.sense.noun or verb.act == noun.act:
        return False
    if noun.act == "CONSULT" and noun.judgement.status == "negated":
        return False
    return _asked(verb, noun.sense.token)


def _promised(tree: Text, outer: Draft, inner: Draft, ontology: Ontology) -> bool:
    """Whether the outer act is the promise of the inner one, which then tells both."""
    if outer.act not in ("AGREE", "CONCEDE") or inner.judgement.status != "planned":
        return False
    return inner.sense.token in outer.sense.slots.comps and ontology.collapse(inner.act, "planned") == outer.act


def _kept_word(outer: Draft, inner: Draft) -> Draft:
    """The promise, which is what took place, with the sides of the thing promised where it has none of its own."""
    recipient = distinct(outer.recipient or inner.recipient, without=outer.actor)
    return structs.replace(outer, recipient=recipient, modes=tuple(dict.fromkeys((*outer.modes, *inner.modes))))


def _joined(tree: Text, a: Draft, b: Draft) -> Draft:
    """One draft of two: the noun leads where a verb only carries it, parties come from wherever they are known."""
    carried = b.sense.noun and not a.sense.noun and b.sense.slots.carrier in a.tokens
    spoken = tree.parse.upos[a.sense.token] == "VERB"  # "threatened to …" is the act itself, "ready to …" is not
    lead, other = (b, a) if carried or (_holds_in(a, b) and not spoken) else (a, b)
    tokens = sorted({*a.tokens, *b.tokens})
    close = tokens[-1] - tokens[0] <= SPAN and _linked(a, b)
    actor = (
        distinct((*lead.actor, *other.actor)) if "both" in lead.sense.entry.recipients else lead.actor or other.actor
    )
    return structs.replace(
        lead,
        tokens=tuple(tokens) if close else lead.tokens,
        modes=tuple(dict.fromkeys((*lead.modes, *other.modes))),
        actor=actor,
        recipient=distinct(lead.recipient or other.recipient, without=actor),
    )
