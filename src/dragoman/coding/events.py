"""Events: from the words that name political acts to records of who did what to whom, and how real it is.

In: a scene and the statements found in it. Out: the Found with its events. Every noun, verb and predicate adjective is
looked up in the lexicon (`senses`), its parties are read off the tree (`arguments`), its status judged (`status`), and
acts told twice in one clause are joined (`drafts`).
"""

from collections.abc import Sequence

from msgspec import structs

from dragoman.coding.arguments import parties
from dragoman.coding.attribution import chain, holding
from dragoman.coding.circumstances import when, where
from dragoman.coding.clauses import sentence_span
from dragoman.coding.drafts import Draft, distinct, key, merged, sides
from dragoman.coding.forms import Text, text_of
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.scene import Found, Scene
from dragoman.coding.senses import Sense, hidden_tokens, is_innocent, is_innocent_report, purpose, sense_of
from dragoman.coding.status import Judgement, judge
from dragoman.ontology import Ontology
from dragoman.records import Event, Ref, Statement, content_id, span_of

MODE_REACH = {"THREATEN": (2, 30), "REQUEST": (1, 14), "REJECT": (1, 14), "CONSULT": (9, 14)}
"""Words before and after a trigger that show its mode; what is asked or threatened comes after."""
USUAL_REACH = (8, 9)
OPEN_MODES = ("ASSAULT", "COERCE", "MOBILIZE")
"""Acts that gather modes from the words around them even where the trigger has one."""
CONTEXTS = 4
"""At most so many contexts an event; more say nothing."""
WHOLE, HALF, SPEECH = 0.9, 0.65, 0.75
"""Confidence with both sides known, with one, and with the doer of an act that needs no recipient."""
REAL = ("happened", "ongoing", "historical")
"""What is done for a purpose under these is one act with it."""
NEEDS_ACTOR = ("AGREE", "CONSULT", "RETREAT", "CONCEDE", "MOBILIZE")
"""Acts that say nothing where only the other side is known."""
DENIED_NOUNS = frozenset(
    {
        "accusation",
        "allegation",
        "claim",
        "charge",
        "report",
        "it",
        "responsibility",
        "involvement",
        "that",
        "this",
        "assertion",
        "suggestion",
    }
)


def code_events(scene: Scene, found: Found) -> Found:
    """The events of a report."""
    lexicon, ontology, tree = Lexicon.load(), Ontology.load(), text_of(scene)
    drafts = _drafts(scene, found.statements, tree, lexicon, ontology)
    deniers = _denials(scene, tree, lexicon)
    events = [_event(scene, found.statements, tree, lexicon, ontology, d, deniers) for d in drafts]
    return found.plus(events=tuple(_echoed(scene, events)))


def _drafts(
    scene: Scene, statements: Sequence[Statement], tree: Text, lexicon: Lexicon, ontology: Ontology
) -> list[Draft]:
    """The acts of each sentence with their parties and status, joined where they are one."""
    parse = scene.parse
    hidden = hidden_tokens(tree, lexicon)
    kinds: dict[str, str] = {actor.id: actor.kind for actor in scene.cast.actors}
    drafts: list[Draft] = []
    if is_innocent_report(tree, lexicon):
        return drafts
    for n, (first, last) in enumerate(parse.bounds):
        here: list[Draft] = []
        for token in range(first, last):
            if token in hidden or (
                tree.lemmas[token] not in lexicon.verbs
                and tree.lemmas[token].rstrip("s") not in lexicon.nouns
                and tree.lemmas[token] not in lexicon.nouns
            ):
                continue
            sense = sense_of(scene, tree, token, lexicon)
            if sense is None:
                continue
            judgement = _judged(sense, judge(scene, statements, token))
            if purpose(tree, token) and judge(scene, statements, parse.head[token]).status in REAL:
                continue  # "marched to demand …" is one act
            actor, recipient, why = sides(scene, tree, sense, lexicon, ontology)
            if not actor and "subj" in sense.entry.recipients + sense.entry.actors and not sense.noun:
                actor = _speaker(scene, statements, token, tree, sense.slots.subj, recipient)
            if not actor and sense.slots.passive and judgement.status == "negated":
                actor = judgement.denied_by  # "denied that the ship was seized": nobody else is spoken of
                recipient = distinct(recipient, without=actor)
            if not any(_political(kinds, r) for r in (*actor, *recipient)):
                continue
            if not actor and (not recipient or sense.entry.act in NEEDS_ACTOR):
                continue
            here.append(
                Draft(
                    sense=sense, tokens=(token,), act=sense.entry.act, modes=sense.entry.modes, actor=actor,
                    recipient=recipient, why=why, judgement=judgement,
                )
            )  # fmt: skip
        if here and not is_innocent(tree, n, lexicon):
            drafts.extend(merged(tree, here, ontology))
    return drafts


def _political(kinds: dict[str, str], ref: Ref) -> bool:
    """Whether a party can be one of a political act: not a private person or a firm of no known state."""
    if ref.country or ref.org or ref.sectors or ref.actor is None:
        return True
    return kinds.get(ref.actor) not in ("person", "company", "media", "other")


def _judged(sense: Sense, judgement: Judgement) -> Judgement:
    """The judgement; what "will not" is said of is a refusal that stands, not an act that is denied."""
    if not any("unwilling" in c.kinds for c in sense.entry.conditions):
        return judgement
    scores = judgement.scores
    turned = {**scores, "planned": scores["negated"], "negated": scores["planned"]}
    return structs.replace(judgement, scores=turned, reason="an announced refusal")


def _speaker(
    scene: Scene, statements: Sequence[Statement], token: int, tree: Text, subject: int, recipient: tuple[Ref, ...]
) -> tuple[Ref, ...]:
    """Who says "we will …" or "X will face …": the speaker of the statement around the act."""
    if subject >= 0 and tree.lower[subject] not in ("we", "i") and not recipient:
        return ()
    if subject < 0 or (
        tree.lower[subject] not in ("we", "i")
        and not any(
            r.span.start == scene.parse.start[subject] or r.span.end == scene.parse.end[subject] for r in recipient
        )
    ):
        return ()
    around = holding(scene.parse, statements, scene.parse.start[token], scene.parse.end[token])
    speakers = [s.speaker for s in around if s.speaker is not None]
    taken = {key(r) for r in recipient}
    return tuple(s for s in speakers[-1:] if key(s) not in taken)


def _modes(tree: Text, draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """The modes of an act: the lexicon's, and those the words around it show."""
    table = lexicon.modes.get(draft.act)
    if table is None or (draft.modes and draft.act not in OPEN_MODES):
        return draft.modes
    token = draft.sense.token
    before, after = MODE_REACH.get(draft.act, USUAL_REACH)
    first, last = tree.parse.bounds[tree.parse.sentence_of[token]]
    reach = range(max(first, token - before), min(last, token + after + 1))
    found = [mode for mode, words in table.items() if any(words.at(tree.lemmas, i) for i in reach)]
    if draft.act in ("REQUEST", "REJECT", "CONSULT"):
        found = found[:1]
    return tuple(dict.fromkeys((*draft.modes, *found)))


def _contexts(tree: Text, draft: Draft, modes: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The contexts the words of the sentence show, those with most words first."""
    first, last = tree.parse.bounds[tree.parse.sentence_of[draft.sense.token]]
    counts: dict[str, int] = {m: 9 for m in modes if m in ("cyber", "misinformation")}
    low, high = max(first, draft.sense.token - 40), min(last, draft.sense.token + 40)
    for i in range(low, high):
        lemma = tree.lemmas[i].lower()
        for context in lexicon.contexts.get(lemma, ()):
            counts[context] = counts.get(context, 0) + 1
        for phrase in lexicon.context_phrases.get(lemma, ()):
            if tuple(tree.lemmas[i : i + len(phrase)]) == phrase:
                for context in lexicon.contexts["_".join(phrase)]:
                    counts[context] = counts.get(context, 0) + 2
    return tuple(sorted(sorted(counts), key=lambda c: -counts[c])[:CONTEXTS])


def _event(
    scene: Scene,
    statements: Sequence[Statement],
    tree: Text,
    lexicon: Lexicon,
    ontology: Ontology,
    draft: Draft,
    deniers: dict[int, tuple[Ref, ...]],
) -> Event:
    parse, token, judgement = scene.parse, draft.sense.token, draft.judgement
    status = judgement.status
    type_ = ontology.collapse(draft.act, status)
    known_modes = ontology.types[draft.act].modes
    modes = tuple(m for m in _modes(tree, draft, lexicon) if m in known_modes)
    start, end = (
        parse.start[min(draft.tokens)],
        parse.end[max(max(draft.tokens), draft.sense.last - 1 if not draft.sense.noun else token)],
    )
    denied = judgement.denied_by
    who = {key(r) for r in draft.actor}
    number = parse.sentence_of[token]
    denied += tuple(r for r in deniers.get(number, ()) if key(r) in who and key(r) not in {key(d) for d in denied})
    entry = draft.sense.entry
    both = bool(draft.actor) and bool(draft.recipient)
    known = WHOLE if both else SPEECH if draft.actor and not ontology.types[type_].recipient else HALF
    sure = max(judgement.scores.values())
    head = f"{draft.act} {' '.join(modes)}".strip()
    return Event(
        id=content_id("event", scene.report, start, end, draft.act, entry.name),
        type=type_,
        act=draft.act,
        modes=modes,
        contexts=_contexts(tree, draft, modes, lexicon),
        actor=draft.actor,
        recipient=draft.recipient,
        trigger=span_of(parse.text, start, end),
        sentence=sentence_span(parse, token),
        status=status,
        denied_by=denied,
        attribution=chain(scene, statements, start, end),
        time=when(scene, token),
        place=where(scene, token),
        intensity=ontology.intensity(type_, modes),
        confidence=round(known * (0.7 + 0.3 * sure), 3),
        reason=f"lexicon: {entry.name} → {head}; {draft.why}; status {status}: {judgement.reason}",
    )


def _denials(scene: Scene, tree: Text, lexicon: Lexicon) -> dict[int, tuple[Ref, ...]]:
    """Who denies what the sentence before, or the same one, says: "Moscow denied the accusation"."""
    parse = scene.parse
    found: dict[int, tuple[Ref, ...]] = {}
    for token, lemma in enumerate(tree.lemmas):
        if lemma not in ("deny", "reject", "dismiss") or parse.upos[token] != "VERB":
            continue
        obj, subject = tree.child(token, "obj"), tree.child(token, "nsubj")
        if obj < 0 or subject < 0 or tree.lemmas[obj].lower() not in DENIED_NOUNS:
            continue
        refs = parties(scene, tree, subject, lexicon)
        for number in (parse.sentence_of[token] - 1, parse.sentence_of[token]):
            found[number] = (*found.get(number, ()), *refs)
    return found


def _echoed(scene: Scene, events: list[Event]) -> list[Event]:
    """A headline takes the recipient it lost from the body sentence that tells the same act of the same actor."""
    title = next((b for b in scene.document.blocks if b.kind == "title"), None)
    if title is None:
        return events
    body: dict[object, Event] = {}
    for event in events:
        if event.trigger.start >= title.end and event.recipient and event.actor:
            body.setdefault((event.act, key(event.actor[0])), event)
    mended: list[Event] = []
    for event in events:
        twin = body.get((event.act, key(event.actor[0]))) if event.actor and not event.recipient else None
        if twin is None or event.trigger.start >= title.end:
            mended.append(event)
        else:
            reason = f"{event.reason}; recipient from the same act in the body"
            mended.append(structs.replace(event, recipient=twin.recipient, reason=reason))
    return mended
