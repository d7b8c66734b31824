"""Mentions of meetings, one by one: from a noun ("talks") or verb ("met") to an `Encounter` what its clause says."""

from bisect import bisect_left

from msgspec import Struct

from dragoman.coding import circumstances
from dragoman.coding.clauses import Tree, party
from dragoman.coding.encounter_details import form_of, place_after, place_at, status_of, topic_of, vocabulary
from dragoman.coding.scene import Scene
from dragoman.coding.together import count_sides, hosts_of, together
from dragoman.records import MeetingForm, MeetingStatus, Place, Ref, Span, Time

NEAR = 12
"""Tokens of a noun phrase searched for parties; longer ones are relative clauses and lists."""
ROUNDS = frozenset({"round", "series", "session", "set", "cycle", "day"})
"""What talks come in: "a round of talks"."""
WITH = frozenset({"with", "between", "among", "of", "by"})


class Encounter(Struct, frozen=True, kw_only=True):
    """One mention of a meeting."""

    token: int
    parties: tuple[Ref, ...]
    place: Place | None
    time: Time | None
    form: MeetingForm
    topic: Span | None
    status: MeetingStatus
    definite: bool
    """ "the talks": may speak of a meeting that is known already."""


def find_encounters(scene: Scene, tree: Tree) -> list[Encounter]:
    """Every mention of a meeting, in text order."""
    words = vocabulary()
    parse = scene.parse
    found = []
    for token in range(len(parse)):
        lemma, upos = tree.lemma[token], parse.upos[token]
        encounter = None
        if upos in ("NOUN", "PROPN") and (
            lemma.lower() in words["nouns.meeting"] or lemma.lower() in words["nouns.call"]
        ):
            encounter = _noun(scene, tree, token)
        elif upos == "VERB" and (
            lemma in words["verbs.meet"]
            or lemma in words["verbs.speak"]
            or lemma in words["verbs.visit"]
            or lemma in words["verbs.host"]
            or lemma in words["verbs.invite"]
            or lemma in words["verbs.phone"]
            or lemma in words["verbs.gather"]
            or lemma in words["verbs.discuss"]
        ):
            encounter = _verb(scene, tree, token)
        elif (upos == "VERB" and lemma in words["verbs.travel"]) or (upos == "ADJ" and lemma == "due"):
            encounter = _journey(scene, tree, token)
        if encounter is not None:
            found.append(encounter)
    return found


def find_delegates(scene: Scene, tree: Tree) -> list[tuple[int, tuple[Ref, ...]]]:
    """Who leads a delegation, attends or represents somebody: (token of the verb, who)."""
    words = vocabulary()
    parse = scene.parse
    found = []
    for token in range(len(parse)):
        if parse.upos[token] != "VERB" or tree.lemma[token] not in words["verbs.attend"]:
            continue
        thing = tree.child(token, "obj")
        led = thing >= 0 and tree.lemma[thing] in words["words.delegation"]
        attended = (
            thing >= 0
            and tree.lemma[thing] in words["nouns.meeting"]
            and tree.lemma[token] in ("attend", "chair", "lead")
        )
        if not led and not attended and not (tree.lemma[token] == "attend" and thing < 0):
            continue
        passive = tree.is_passive(token)
        subject = tree.agent(token) if passive else tree.subject(token)
        if led and thing >= 0 and subject < 0:
            continue
        heads = _persons(scene, tree, subject)
        if heads:
            found.append((token, heads))
    for token in range(len(parse)):  # "a delegation led by X"
        if tree.lemma[token] in words["words.delegation"]:
            verb = next((c for c in tree.children(token, "acl") if tree.lemma[c] in ("lead", "head", "chair")), -1)
            heads = _persons(scene, tree, tree.agent(verb)) if verb >= 0 else ()
            if heads:
                found.append((token, heads))
    return sorted(found, key=lambda entry: entry[0])


def _persons(scene: Scene, tree: Tree, head: int) -> tuple[Ref, ...]:
    """The people of a noun phrase and its coordination, with a side of their own."""
    if head < 0:
        return ()
    people = {actor.id for actor in scene.cast.actors if actor.kind == "person"}
    low, high = max(tree.low[head], head - 2 * NEAR), min(tree.high[head], head + 2 * NEAR)
    return tuple(ref for ref in _parties_in(scene, low, high) if ref.actor in people)


def _noun(scene: Scene, tree: Tree, token: int) -> Encounter | None:
    """ "talks between X and Y", "X held a meeting with Y"."""
    words, parse = vocabulary(), scene.parse
    lemma = tree.lemma[token].lower()
    modifiers = {tree.lower[c] for c in tree.children(token, "compound", "amod", "nmod")}
    if modifiers & words["nouns.not_with"]:
        return None
    over = parse.head[token]
    if over >= 0 and tree.lemma[over].startswith("sideline"):
        return None
    phrase = " ".join(tree.lower[max(0, token - 2) : token + 1])
    if lemma in words["nouns.call"]:
        remote = modifiers & (words["words.phone"] | words["words.virtual"])
        if not remote and not (tree.oblique(token, frozenset({"with", "between"}), "nmod") >= 0 or "phone" in phrase):
            return None
    if parse.deprel[token] in ("compound", "flat"):
        return None
    refs: list[Ref] = []
    for c in tree.children(token, "nmod", "nmod:poss", "compound", "amod", "acl"):
        relation, case = parse.deprel[c], tree.case_of(c)
        if relation in ("nmod", "acl") and case not in WITH:
            continue
        refs += _named(scene, tree, c, deep=relation == "nmod")
    goal = tree.oblique(token, frozenset({"to"}), "nmod") if lemma in ("visit", "trip") else -1
    refs += hosts_of(scene, place_at(scene, goal))
    for c in tree.children(token, "acl:relcl"):  # "a conference at which Laos is represented"
        if tree.lemma[c] in words["verbs.attend"]:
            refs += _named(scene, tree, tree.subject(c), deep=False)
    verb = _governor(tree, token)
    direct = verb >= 0 and (
        over == verb or parse.deprel[token] in ("obj", "nsubj", "nsubj:pass", "obl") or tree.lemma[over] in ROUNDS
    )
    governing = tree.lemma[verb] if verb >= 0 else ""
    if verb >= 0 and direct:
        holder = tree.subject(verb)
        if governing in words["verbs.convene"] and count_sides(refs) > 1:
            holder = -1  # who calls others to a meeting is not yet one of them
        takes = (
            governing
            in words["verbs.light"]
            | words["verbs.attend"]
            | words["verbs.go"]
            | words["verbs.postponed"]
            | words["verbs.cancelled"]
            | words["verbs.proposed"]
        )
        for_talks = parse.deprel[token] == "obl" and governing in words["verbs.go"] and tree.case_of(token) == "for"
        if holder >= 0 and holder != token and takes and (parse.deprel[token] != "obl" or for_talks):
            refs = [*_named(scene, tree, holder, deep=False), *refs]
        partner = tree.oblique(verb, frozenset({"with", "between", "among"}), "obl")
        if partner >= 0:
            refs += _named(scene, tree, partner, deep=True)
        if count_sides(refs) < 2 and parse.deprel[token] == "obl" and tree.case_of(token) in words["words.after"]:
            refs += _named(scene, tree, holder, deep=False)  # "the bloc said after a summit in Accra"
    spliced = verb >= 0 and not refs and governing in words["verbs.light"]
    if spliced:
        refs += _before(scene, tree, token)
    bounds = (tree.low[token], tree.high[token])
    return _encounter(scene, tree, token, verb if direct else -1, refs, modifiers, bounds)


def _governor(tree: Tree, token: int) -> int:
    """The verb that the noun phrase hangs on, over coordination and "round of talks"; -1 where there is none."""
    parse = tree.parse
    for _ in range(4):
        over = parse.head[token]
        if over < 0:
            return -1
        if parse.upos[over] in ("VERB", "AUX") or (
            parse.upos[over] in ("PROPN", "NOUN") and tree.child(over, "aux") >= 0
        ):
            return over
        if parse.deprel[token] not in ("conj", "nmod", "compound", "flat", "appos"):
            return -1
        token = over
    return -1


def _before(scene: Scene, tree: Tree, token: int) -> list[Ref]:
    """The subject-like parties at the head of a sentence whose tree is broken."""
    first = scene.parse.bounds[scene.parse.sentence_of[token]][0]
    return _parties_in(scene, max(first, token - NEAR), token)


def _verb(scene: Scene, tree: Tree, token: int) -> Encounter | None:
    """ "X met (with) Y", "X and Y spoke by phone", "X visits Y", "X hosts Y"."""
    words = vocabulary()
    lemma = tree.lemma[token]
    subject = tree.agent(token) if tree.is_passive(token) else tree.subject(token)
    refs = _named(scene, tree, subject, deep=lemma in words["verbs.meet"]) if subject >= 0 else []
    thing = tree.child(token, "obj", "nsubj:pass")
    others = _named(scene, tree, thing, deep=False) if thing >= 0 else []
    partner = tree.oblique(token, frozenset({"with", "between"}), "obl")
    if partner < 0 and lemma in words["verbs.speak"]:
        partner = tree.oblique(token, frozenset({"to"}), "obl")
    phone = bool(
        {tree.lower[t] for t in range(tree.low[token], min(tree.high[token], token + NEAR))} & words["words.phone"]
    )
    if partner >= 0:
        others += _named(scene, tree, partner, deep=True)
    if lemma in words["verbs.speak"]:
        if not phone and tree.oblique(token, frozenset({"with"}), "obl") < 0:
            return None
        if not others and not (phone and len(refs) > 1):
            return None
    elif lemma in words["verbs.host"] or lemma in words["verbs.invite"]:
        people = {actor.id for actor in scene.cast.actors if actor.kind in ("person", "state", "igo")}
        if thing < 0 or not any(ref.actor in people for ref in others):
            return None
        aim = tree.child(token, "xcomp", "advcl", "ccomp")
        if lemma in words["verbs.invite"] and aim >= 0 and tree.lemma[aim] not in words["words.aims"]:
            return None  # "invited the union to send observers"
    elif lemma in words["verbs.discuss"]:
        if not phone or count_sides([*refs, *others]) < 2:
            return None
        others = []
    elif lemma in words["verbs.gather"]:
        official = subject >= 0 and tree.lemma[subject] in words["words.envoys"] | words["words.delegation"]
        if thing >= 0 or not refs or not (official or count_sides(refs) > 1):
            return None  # crowds gather too
    elif lemma in words["verbs.phone"]:
        person = tree.lemma[thing] in words["words.envoys"] if thing >= 0 else False
        named = tree.child(token, "xcomp", "ccomp") >= 0 or not person  # "called him a liar"
        if not refs or not others or (lemma in ("call", "ring") and named):
            return None
    elif lemma in words["verbs.meet"]:
        if thing >= 0 and not others:
            return None  # "met the deadline"
        if not refs and not others:
            return None
    elif not refs or thing < 0:
        return None
    if lemma in words["verbs.visit"]:
        visited = place_at(scene, thing)
        if not others and visited is None:
            return None
        others = others or hosts_of(scene, visited)
    refs += others
    if not refs:
        return None
    bounds = (tree.low[token], tree.high[token])
    modifiers = {tree.lower[c] for c in tree.children(token, "advmod", "obl", "obj")}
    return _encounter(scene, tree, token, token, refs, modifiers, bounds)


def _journey(scene: Scene, tree: Tree, token: int) -> Encounter | None:
    """ "the minister will fly to Cairo", "a delegation of Oman is expected in Tehran": a side goes to see another."""
    words, parse = vocabulary(), scene.parse
    goal = next(
        (c for c in tree.children(token, "obl", "xcomp", "advmod") if tree.case_of(c) in ("to", "in", "at", "for")
         and place_at(scene, c) is not None), -1,
    )  # fmt: skip
    subject = tree.child(token, "nsubj:pass") if tree.is_passive(token) else tree.subject(token)
    if goal < 0 or subject < 0 or (tree.lemma[token] == "expect" and not tree.is_passive(token)):
        return None
    official = {actor.id for actor in scene.cast.actors if actor.kind == "person" and actor.country}
    ref = scene.cast.ref(parse, subject)
    sent = tree.lemma[subject] in words["words.delegation"] | words["words.envoys"]
    if not sent and (ref is None or ref.actor not in official):
        return None
    refs = _named(scene, tree, subject, deep=True)
    hosts = hosts_of(scene, place_at(scene, goal))
    if not refs or not hosts or any(ref.country == hosts[0].country for ref in refs):
        return None
    aim = {tree.lemma[c] for c in tree.children(token, "obl", "advcl", "xcomp")}
    future = any(tree.lower[c] in words["words.will"] for c in tree.children(token, "aux"))
    if not (future or aim & words["words.aims"] or tree.lemma[token] in ("expect", "due")):
        return None
    bounds = (tree.low[token], tree.high[token])
    return _encounter(scene, tree, token, token, [*refs, *hosts], set(), bounds)


def _named(scene: Scene, tree: Tree, head: int, *, deep: bool) -> list[Ref]:
    """The known parties of a noun phrase; `deep` also looks among its modifiers ("US and Russian diplomats")."""
    parse = scene.parse
    if head < 0:
        return []
    several = together(scene, tree, head)
    if several:
        return several
    found: list[Ref] = []
    for h in [head, *tree.children(head, "conj")]:
        ref = party(scene, tree, h)
        if ref is not None and ref.actor is not None:
            found.append(ref)
            for c in tree.children(h, "nmod"):  # "the ministers of Egypt and Ethiopia"
                if tree.case_of(c) == "of" and tree.child(c, "conj") >= 0:
                    found += scene.cast.refs(parse, c)
            low = max(tree.low[h], h - NEAR)
            if deep and any(parse.upos[t] == "CCONJ" for t in range(low, h)):  # "US and Russian diplomats"
                found += _parties_in(scene, low, h)
        elif ref is not None and (ref.country is not None or ref.org is not None):
            of = tree.oblique(h, frozenset({"of", "from"}), "nmod")
            sides = scene.cast.refs(parse, of) if of >= 0 else ()
            joint = any(parse.upos[t] == "CCONJ" for t in range(max(tree.low[h], h - NEAR), h))
            found += (
                sides if len(sides) > 1 else _parties_in(scene, tree.low[h], h) if joint else [ref]
            )  # somebody unnamed of a known side: "his Peruvian counterpart"
        elif ref is not None and deep:
            low = max(tree.low[h], h - NEAR)
            found += _parties_in(scene, low, h)
            for c in tree.children(h, "nmod"):
                if c > h and tree.case_of(c) in ("of", "from"):
                    found += list(scene.cast.refs(parse, c))
    return [ref for ref in found if ref.country is not None or ref.org is not None or ref.actor is not None]


def _parties_in(scene: Scene, first: int, last: int) -> list[Ref]:
    """The states, bodies and people named among these tokens."""
    parties = scene.cast.parties
    n = bisect_left(parties, first, key=lambda p: p.first)
    found = []
    while n < len(parties) and parties[n].first < last:
        ref = scene.cast.ref(scene.parse, parties[n].head)
        if ref is not None and (ref.country is not None or ref.org is not None):
            found.append(ref)
        n += 1
    return found


def _encounter(
    scene: Scene, tree: Tree, token: int, verb: int, refs: list[Ref], modifiers: set[str], bounds: tuple[int, int]
) -> Encounter:
    parse = scene.parse
    time = circumstances.when(scene, token) or (circumstances.when(scene, verb) if verb >= 0 else None)
    if time is not None and time.end is None and (time.text or "").lower().startswith("since"):
        time = None  # "the first meeting since February"
    place = circumstances.where(scene, token) or (circumstances.where(scene, verb) if verb >= 0 else None)
    if place is None:
        place = place_after(scene, tree, token)
    if place is None and tree.lemma[token] in ("visit", "trip"):
        thing = (
            tree.child(token, "obj") if parse.upos[token] == "VERB" else tree.oblique(token, frozenset({"to"}), "nmod")
        )
        place = place_at(scene, thing)
    first, last = parse.bounds[parse.sentence_of[token]]
    topic = topic_of(tree, token, verb, (first, last))
    if place is not None and topic is not None and topic.start <= place.span.start < topic.end:
        place = None
    near = {tree.lower[t] for t in range(max(first, token - NEAR), min(last, token + NEAR))}
    determiner = tree.child(token, "det", "nmod:poss")
    return Encounter(
        token=token,
        parties=tuple(refs),
        place=place,
        time=time,
        form=form_of(tree.lemma[token], near, modifiers, place),
        topic=topic,
        status=status_of(scene, tree, token, verb, time, modifiers),
        definite=determiner >= 0 and tree.lower[determiner] not in ("a", "an", "any", "no"),
    )
