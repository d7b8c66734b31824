"""Where a report tells of a commitment, and of what kind: from statements and clauses to pledges.

A pledge is found by its cue (a verb or noun of data/commitments.toml that introduces a statement), or in what somebody
says: a clause with a condition, a will, a must, whose kind pledge_rules.py tells.
"""

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.coding.attribution import cue_token, holding, link
from dragoman.coding.clauses import OFFICES, Tree
from dragoman.coding.conditions import Condition, condition_of, consequence_of, terms
from dragoman.coding.plain_pledges import Pledge, readiness, sought, ultimatum
from dragoman.coding.pledge_rules import Clue, judge
from dragoman.coding.scene import Scene
from dragoman.coding.together import together
from dragoman.records import Ref, Statement


def find_pledges(scene: Scene, tree: Tree, statements: Sequence[Statement]) -> list[Pledge]:
    """Every telling of a commitment in the report, in text order; a clause tells of one at most."""
    found: dict[int, Pledge] = {}
    for statement in statements:
        pledge = _by_cue(scene, tree, statements, statement)
        if pledge is not None:
            found.setdefault(pledge.head, pledge)
    taken = set(found)
    for head in range(len(scene.parse)):
        if head in taken or not _predicate(tree, head):
            continue
        pledge = _by_words(scene, tree, statements, head)
        if pledge is not None:
            found[head] = pledge
    for head in range(len(scene.parse)):
        if head not in found and scene.parse.upos[head] == "VERB" and tree.lemma[head] in ("seek", "give"):
            pledge = sought(scene, tree, head) if tree.lemma[head] == "seek" else ultimatum(scene, tree, head)
            if pledge is not None:
                found[head] = pledge
    return [found[head] for head in sorted(found)]


def _predicate(tree: Tree, head: int) -> bool:
    """Whether a token heads a clause that a rule could speak on: a verb or predicate with a modal, a condition or
    a word of readiness."""
    parse = tree.parse
    if parse.upos[head] not in ("VERB", "ADJ", "NOUN", "AUX"):
        return False
    aux = False
    for c in tree.kids[head]:
        if parse.deprel[c] in ("aux", "cop", "mark", "advcl", "expl", "nsubj", "nsubj:pass", "obl"):
            aux = True
            break
    return aux and not (parse.deprel[head] == "aux" or parse.deprel[head] == "cop")


def _by_words(scene: Scene, tree: Tree, statements: Sequence[Statement], head: int) -> Pledge | None:
    """A pledge in somebody's words."""
    parse = scene.parse
    words = terms().words
    modal = frozenset(tree.lower[c] for c in tree.children(head, "aux"))
    ready = tree.lemma[head] in words["ready"] and (parse.upos[head] == "ADJ" or parse.xpos[head] == "VBN")
    condition = condition_of(tree, head)
    red = tree.lower[head] in ("line", "lines") and any(tree.lower[c] == "red" for c in tree.kids[head])
    reserve = tree.lemma[head] in ("reserve", "option") or any(tree.lemma[c] == "option" for c in tree.kids[head])
    if not (modal or ready or condition is not None or red or reserve or tree.lemma[head] in words["unwilling"]):
        return None
    around = [s for s in holding(parse, statements, parse.start[head], parse.end[head]) if s.form not in ("label",)]
    if not around:
        return readiness(scene, tree, head) if ready else None
    statement = around[-1]
    if any(link(parse, s).polarity == "negative" for s in around):
        return None  # "denied that it would close the border"
    if statement.form == "belief" and len(around) == 1:
        return None
    deed = head
    if ready:
        inner = tree.child(head, "xcomp", "advcl", "ccomp", "obl")
        deed = inner if inner > head else head
        condition = condition or (condition_of(tree, deed) if deed != head else None)
    if condition is None and statement.form in ("indirect", "mixed") and modal & {"would", "'d", "’d"}:
        modal |= {"will"}  # "said it would …": the tense of reported speech
    subject = tree.subject(head)
    speaker = statement.speaker
    own, by = _side(scene, tree, subject, speaker)
    clue = _clue(scene, tree, head, deed, modal, ready, condition, own, subject, statement)
    best = judge(clue)
    if best is None:
        return None
    kind, reason = best
    bounds = _bounds(scene, statement, head)
    consequence = consequence_of(tree, head, condition, bounds)
    asked = (subject,) if kind in ("demand", "threat") and not own and subject >= 0 and kind == "demand" else ()
    if kind == "red_line" and condition is None and subject >= 0:
        condition = Condition(first=tree.low[subject], last=tree.high[subject], head=subject, nominal=True)
    return Pledge(
        kind=kind,
        reason=reason,
        head=head,
        by=by,
        addressees=_told(around),
        asked=asked,
        condition=condition,
        consequence=consequence,
        reach=_reach(scene, statement),
        statement=statement.id,
    )


def _clue(
    scene: Scene, tree: Tree, head: int, deed: int, modal: frozenset[str], ready: bool, condition: Condition | None,
    own: bool, subject: int, statement: Statement,
) -> Clue:  # fmt: skip
    parse = scene.parse
    first, last = min(tree.low[head], deed), max(tree.high[head], deed + 1)
    holes = (condition.first, condition.last) if condition is not None else (0, 0)
    near = [t for t in range(max(first, head - 12), min(last, head + 16)) if not holes[0] <= t < holes[1]]
    verb = deed
    for _ in range(2):  # "continue to support", "not hesitate to act"
        inner = tree.child(verb, "xcomp")
        if tree.lemma[verb] not in ("continue", "keep", "have", "be", "go", "able", "need") or inner < 0:
            break
        verb = inner
    start, end = parse.start[first], parse.end[min(last, head + 16) - 1]
    lemma = tree.lemma[verb]
    cop = tree.child(head, "cop") >= 0
    if lemma in terms().words["ready"] and condition is not None and deed == head:
        lemma = "ready"
    return Clue(
        cue=_cue_lemma(scene, tree, statement),
        lemma=lemma,
        words=frozenset(
            tree.lemma[t] for t in near if parse.upos[t] in ("NOUN", "PROPN") or t == head or (cop and t == head)
        ),
        phrase=scene.document.text[start:end].lower().replace("\n", " "),
        modal=modal,
        negated=tree.negated(head),
        own=own,
        conditional=condition is not None,
        party=bool(subject >= 0 and scene.cast.refs(parse, subject)),
        unless=condition is not None and _prevents(tree, condition),
        verb=parse.upos[verb] == "VERB" and parse.xpos[verb] != "VBN",
        passive=tree.is_passive(head) and tree.agent(head) < 0,
        deed=subject >= 0 and tree.lower[subject] not in ("it", "there", "this", "that", "one"),
        ready=ready,
        unwilling=tree.lemma[head] in terms().words["unwilling"],
        modifiers=frozenset(tree.lower[t] for t in near if parse.upos[t] in ("ADJ", "ADV")),
    )


def _prevents(tree: Tree, condition: Condition) -> bool:
    """Whether the other side is to do what the condition says, lest something come: "unless they leave"."""
    return tree.lower[condition.first] == "unless" or (not condition.nominal and tree.negated(condition.head))


def _side(scene: Scene, tree: Tree, subject: int, speaker: Ref | None) -> tuple[bool, tuple[Ref, ...]]:
    """Whether the subject of a clause is the speaker's own side, and who then pledges."""
    mine = (speaker,) if speaker is not None else ()
    if subject < 0:
        return False, mine
    refs = scene.cast.refs(scene.parse, subject)
    if tree.lower[subject] in terms().words["we"]:
        return True, refs or mine
    if speaker is not None:
        for ref in refs:
            if ref.actor is not None and ref.actor == speaker.actor:
                return True, mine
            if ref.country is not None and ref.country == speaker.country and ref.org == speaker.org:
                return True, refs
            if ref.org is not None and ref.org == speaker.org:
                return True, refs
    unsided = speaker is not None and speaker.country is None and speaker.org is None
    if unsided and speaker and speaker.name.split()[-1].lower() in OFFICES and any(r.country for r in refs):
        return True, refs  # "Oman will close the strait, a general said"
    if speaker is not None and not refs and tree.lower[subject] in ("he", "she", "they"):
        return True, mine
    owner = tree.child(subject, "nmod:poss")
    if owner >= 0 and tree.lower[owner] in terms().words["we"]:
        return True, scene.cast.refs(scene.parse, owner) or mine
    return False, mine


def _cue_lemma(scene: Scene, tree: Tree, statement: Statement) -> str:
    if statement.cue is None:
        return ""
    token = cue_token(scene.parse, statement)
    if token < 0:
        return ""
    lemma = tree.lemma[token]
    particle = tree.child(token, "compound:prt")
    if particle >= 0 and lemma == "turn":
        return f"{lemma}_{tree.lower[particle]}"
    with_particle = lemma in ("rule", "call") and token + 1 < len(tree.lower)
    return f"{lemma}_{tree.lower[token + 1]}" if with_particle else lemma


def _told(around: Sequence[Statement]) -> tuple[Ref, ...]:
    """Addressees of the innermost statement that has any known one."""
    for statement in reversed(around):
        known = tuple(ref for ref in statement.addressees if ref.country is not None or ref.org is not None)
        if known:
            return known
    return ()


def _bounds(scene: Scene, statement: Statement, head: int) -> tuple[int, int]:
    """Tokens of the stretch of content that holds `head`."""
    parse = scene.parse
    at = parse.start[head]
    for span in statement.content:
        if span.start <= at < span.end:
            first, last = parse.bounds[parse.sentence_of[head]]
            return max(first, bisect_left(parse.start, span.start)), min(last, bisect_left(parse.start, span.end))
    return parse.bounds[parse.sentence_of[head]]


def _reach(scene: Scene, statement: Statement) -> tuple[int, int]:
    start = min(span.start for span in statement.content)
    end = max(span.end for span in statement.content)
    return (start, end)


def _by_cue(scene: Scene, tree: Tree, statements: Sequence[Statement], statement: Statement) -> Pledge | None:
    """A pledge that its cue names."""
    if statement.cue is None or statement.form == "label" or not statement.content:
        return None
    table = terms()
    kind = table.cues.get(_cue_lemma(scene, tree, statement))
    cue = cue_token(scene.parse, statement)
    if kind is None or cue < 0 or statement.speaker is None:
        return None
    parse, words = scene.parse, table.words
    if any(s is not statement and link(parse, s).polarity == "negative"
           for s in holding(parse, statements, statement.cue.start, statement.cue.end)):  # fmt: skip
        return None  # "denied that Spain had threatened to leave"
    if tree.negated(cue) or any(tree.lower[c] in ("may", "might", "could", "would") for c in tree.children(cue, "aux")):
        return None
    if parse.upos[cue] == "VERB" and parse.deprel[cue] == "amod":
        return None
    head = _content_head(scene, tree, statement, cue)
    if head < 0:
        return None
    infinitive = tree.child(head, "mark") >= 0 and tree.lower[tree.child(head, "mark")] == "to"
    condition = condition_of(tree, head) or condition_of(tree, cue)
    bounds = _bounds(scene, statement, head)
    asked: tuple[int, ...] = ()
    lemma = tree.lemma[head]
    if kind in ("promise", "offer", "threat"):
        deed = tree.child(head, "xcomp") if lemma in ("continue", "keep") else head
        deed = deed if deed >= 0 else head
        near = {tree.lemma[t] for t in range(tree.low[head], min(tree.high[head], head + 12))}
        reprisal = bool(near & words["reprisals"]) and tree.lemma[deed] not in words["friendly_verbs"]
        hostile = tree.lemma[deed] in words["hostile_verbs"] or reprisal
        if kind == "promise" and hostile and not tree.negated(head) and lemma not in ("stop", "defend", "halt"):
            kind = "threat"
        elif kind == "promise" and tree.negated(head):
            kind = (
                "refusal"
                if lemma in ("accept", "recognize", "recognise", "surrender", "allow", "negotiate", "talk", "back")
                else kind
            )
        if _cue_lemma(scene, tree, statement) == "agree" and not infinitive:
            return None  # "agreed that the talks were useful", "agreed on a plan"
    elif kind == "bargain":
        if condition is None:
            return None
        kind = "offer"
    elif kind in ("demand", "directive", "asking"):
        subject = tree.child(head, "nsubj", "nsubj:pass")
        source = tree.oblique(cue, frozenset({"from", "of", "to", "on", "upon"}), "obl", "nmod")
        asked = tuple(t for t in (subject, source) if t >= 0)
        if kind == "asking":
            told = tree.child(cue, "obj", "iobj", "nsubj:pass")
            asked = tuple(t for t in (subject, told, source) if t >= 0 and t != head)
            sought = (
                tree.case_of(head) == "for" and lemma not in words["moods"] and parse.upos[head] in ("NOUN", "PROPN")
            )
            if not sought and not (infinitive and any(scene.cast.refs(parse, t) for t in asked)):
                return None
            kind = "demand"
        if kind == "directive":
            told = tree.child(cue, "obj", "iobj", "nsubj:pass")
            if not infinitive or told < 0:
                return None
            asked = (told,)
            kind = "demand"
            if not scene.cast.refs(parse, told):
                return None
    elif kind == "refusal":
        nominal = parse.upos[head] in ("NOUN", "PROPN", "PRON")
        if nominal and lemma not in words["refused_nouns"]:
            return None
        if not nominal and lemma in words["small_talk"] and tree.lemma[cue] in ("refuse", "decline"):
            return None
    elif kind == "warning":
        clue_condition = condition
        if clue_condition is None and not _told([statement]) and not statement.speaker.country:
            return None
        if condition is not None or (tree.children(head, "aux") and statement.verbatim):
            return None  # what it says is looked at by the rules
        if tree.case_of(head) == "against":
            condition = Condition(first=tree.low[head], last=tree.high[head], head=head, nominal=True)
        elif not _told([statement]):
            return None
    start, end = consequence_of(tree, head, condition, bounds)
    if condition is not None and condition.head == head:
        start = end = 0
    return Pledge(
        kind=kind,  # type: ignore[arg-type]
        reason=f"the cue {statement.cue.text}",
        head=head,
        by=_together(scene, tree, cue, statement.speaker),
        addressees=statement.addressees,
        asked=asked,
        condition=condition,
        consequence=(start, end),
        reach=(
            min(statement.cue.start, statement.content[0].start),
            parse.end[parse.bounds[parse.sentence_of[cue]][1] - 1],
        ),
        statement=statement.id,
    )


def _together(scene: Scene, tree: Tree, cue: int, speaker: Ref) -> tuple[Ref, ...]:
    """The speaker and those named with him: "Brazil and Chile agreed to send observers"."""
    subject = tree.subject(cue) if scene.parse.upos[cue] == "VERB" else -1
    if subject < 0:
        return (speaker,)
    several = tuple(together(scene, tree, subject))
    if any(ref.country == speaker.country and ref.org == speaker.org for ref in several):
        return several
    refs = scene.cast.refs(scene.parse, subject)
    return refs if any(ref.span == speaker.span for ref in refs) else (speaker,)


def _content_head(scene: Scene, tree: Tree, statement: Statement, cue: int) -> int:
    """The head of what the cue introduces."""
    parse = scene.parse
    span = statement.content[-1] if statement.content[0].start < statement.cue.start else statement.content[0]  # type: ignore[union-attr]
    for c in tree.kids[cue]:
        if span.start <= parse.start[c] < span.end and parse.deprel[c] not in ("punct", "mark", "case"):
            return c
    tokens = parse.tokens_in(span.start, span.end)
    inside = set(tokens[:200])
    return next((t for t in tokens[:200] if parse.head[t] not in inside and parse.upos[t] != "PUNCT"), -1)
