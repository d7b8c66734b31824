"""How real an act is: from the words around it to a share for each of the eight statuses.

In: a scene and the number of any verb or event noun. Out: a `Judgement`, its scores summing to 1, with the reasons
that weighed most and who denies the act. The way leads from the word up its tree: each step asks a table of small
comparators (`SIGNS` for the clause a word stands in, `govern` for the word above it), each giving weight to statuses
with a reason. What stands nearer to the act weighs more, and the way ends where a clause has a tense of its own.
"""

import math
from collections.abc import Sequence

from msgspec import Struct, structs

from dragoman.coding.circumstances import when
from dragoman.coding.forms import Text, text_of
from dragoman.coding.lexicon import Words
from dragoman.coding.scene import Scene
from dragoman.coding.signs import (
    SIGNS,
    Evidence,
    Spot,
    condition,
    conditional_mark,
    cues,
    dread,
    evidence,
    modality,
    negation,
    spot_at,
)
from dragoman.records import Ref, Statement, Status

STATUSES: tuple[Status, ...] = (
    "happened", "ongoing", "planned", "conditional", "hypothetical", "feared", "negated", "historical",
)  # fmt: skip
DENIAL = 7.0
"""Weight of an outright denial of a clause: it outweighs the past tense of the act denied."""
MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "may", "might", "could", "can", "should", "must"}
)
STEPS = 12
"""How far up the tree is asked; deeper is another sentence's business or a misparse."""
FADE = 0.8
"""Weight of the next word up against this one, chosen on a few dozen sentences of our own."""
HALF = 0.5
"""Weight of the modal of a verb against the noun beside it: "will respond to the attack" leaves open which."""
SURE = 2.5
"""Weight of fear from which it takes the act out of its doer's plans."""
DENIED, LESS = 4.5, 0.75
"""Weight of denial from which tense says less about the act, and how much is left of it."""
OLD_DAYS = 270
"""Older than nine months at the day of publication is background: what winter reports say of last summer is not."""


UNREAL: tuple[Status, ...] = ("negated", "hypothetical", "planned", "feared")
"""What a governing word may make of an act whatever its own tense."""


class Judgement(Struct, frozen=True, kw_only=True):
    """How real an act is; `scores` holds every status and sums to 1."""

    scores: dict[Status, float]
    reason: str
    denied_by: tuple[Ref, ...] = ()

    @property
    def status(self) -> Status:
        return max(STATUSES, key=lambda s: self.scores[s])


def _name(tree: Text, token: int) -> tuple[str, ...]:
    """The lemma of a word, alone and with its particle or preposition."""
    lemma = tree.lemmas[token].lower()
    parts = [
        tree.lower[c] for c in tree.kids[token] if tree.parse.deprel[c] in ("compound:prt", "advmod") and c == token + 1
    ]
    following = tree.lower[token + 1] if token + 1 < len(tree.lower) else ""
    return (lemma, tree.lower[token], *(f"{lemma}_{p}" for p in (*parts, following) if p))


def _governs(names: tuple[str, ...], kind: str) -> Status | None:
    """The status a word gives what it governs; its longest name speaks first."""
    for name in sorted(names, key=len, reverse=True):
        parts = tuple(name.split("_"))
        for status, table in cues().governs.items():
            words = table[kind]
            if (len(parts) == 1 and name in words.single) or parts in words.phrases.get(parts[0], ()):
                return status  # type: ignore[return-value]
    return None


_WEIGHTS: dict[str, float] = {
    "feared": 4.6, "negated": 4.2, "planned": 3.2, "hypothetical": 3.4, "ongoing": 2.4, "happened": 2.2,
}  # fmt: skip
"""What a governing word adds; the surer the word changes the act, the more."""


def govern(spot: Spot, kind: str) -> tuple[Evidence, ...]:
    """What the word at `spot` does to the act below it."""
    tree = spot.tree
    status = _governs(_name(tree, spot.token), kind)
    if status is None:
        return ()
    word = tree.lower[spot.token]
    if status == "happened" and (MODALS & set(spot.aux)):
        return ()  # "would open the talks": the verb's own tense speaks
    if kind == "clause" and tree.lemmas[spot.token] in ("deny", "refute", "disavow") and not negation(spot):
        return (evidence("negated", DENIAL, f"governed by '{word}'"),)
    if negation(spot):
        opposite: dict[str, tuple[Status, float]] = {
            "negated": ("hypothetical", 2.5), "planned": ("negated", 3.2), "happened": ("negated", 1.5),
            "feared": ("hypothetical", 1.5), "ongoing": ("negated", 2.0), "hypothetical": ("negated", 1.5),
        }  # fmt: skip
        turned, weight = opposite[status]
        return (evidence(turned, weight, f"not '{word}'"),)
    return (evidence(status, _WEIGHTS[status], f"governed by '{word}'"),)


def _climb(tree: Text, token: int, title: bool) -> list[tuple[Spot, tuple[Evidence, ...]]]:
    """The evidence on the way up from an act."""
    parse = tree.parse
    found: list[tuple[Spot, tuple[Evidence, ...]]] = []
    weight, below, tensed = 1.0, -1, True
    for _ in range(STEPS):
        deprel = parse.deprel[token]
        over = parse.head[token]
        reported = deprel.startswith("ccomp") or (
            over >= 0 and deprel == "conj" and parse.deprel[over].startswith("ccomp")
        )
        spot = spot_at(tree, token, below, weight, title, reported)
        if tensed:
            found.append((spot, tuple(e for sign in SIGNS for e in sign(spot))))
        else:
            if conditional_mark(tree, token):
                found.append((spot, condition(spot)))
            if parse.upos[below] in ("NOUN", "PROPN"):
                found.append((structs.replace(spot, weight=weight * HALF), modality(spot)))
                found.append((spot, dread(spot)))
        if over < 0:
            break
        step = _step(tree, token, over, spot)
        if step is None:
            break
        kind, carries, fade = step
        weight *= fade
        up = spot_at(tree, over, token, weight, title, False)
        governed = govern(up, kind) if kind else ()
        found.append((up, governed))
        if kind == "clause" and any(e.status in UNREAL for e in governed):
            found.append((up, modality(up)))
            carries = False  # that the refusal is past does not make the refused act past
        tensed = carries
        below, token = token, over
    return found


def _step(tree: Text, token: int, over: int, spot: Spot) -> tuple[str, bool, float] | None:
    """How the word above bears on this one: as clause or noun, whether its tense counts, and how much; None: not."""
    parse = tree.parse
    rel, sub = parse.deprel[token].partition(":")[::2]
    finite = bool(spot.aux) or parse.xpos[token] in ("VBD", "VBZ", "VBP")
    case = tree.case_of(token)
    signs = cues().signs
    if rel in ("acl", "advcl") and sub == "relcl":
        return None
    if rel == "xcomp":
        return "clause", True, FADE
    if rel == "csubj" or (rel == "acl" and over > token):
        return "clause", True, 0.9
    if rel == "ccomp":
        return "clause", False, FADE
    if rel == "acl":
        infinitive = any(tree.lower[c] in ("to", "of", "that", "for", "from") for c in tree.children(token, "mark"))
        return ("clause", False, FADE) if infinitive or parse.xpos[token] == "VB" else None
    if rel == "advcl":
        if case in ("of", "from", "for", "against", "into", "about", "to", "over", "by", "at"):
            return "clause", False, FADE
        return ("", True, 0.5) if case == "" and not finite and parse.xpos[token] == "VBG" else None
    if rel == "conj":
        alike = not finite and tree.child(token, "nsubj", "nsubj:pass", "mark") < 0
        nominal = parse.upos[token] in ("NOUN", "PROPN")
        return ("", True, 1.0) if alike or nominal else None
    if rel in ("obj", "iobj", "nsubj", "obl", "nmod", "compound", "amod", "dislocated", "xcomp"):
        if rel in ("obl", "nmod") and case in signs["past_links"].single:
            return None
        if rel == "amod":
            return None
        carries = any(_in(cues().carry, n) for n in _name(tree, over)) or parse.upos[over] != "VERB"
        if rel == "obl" and case not in ("in", "on", "with", ""):
            return "noun", False, FADE
        if rel == "nsubj" and sub != "pass" and not carries:
            return "", False, FADE  # what an act does as a subject says nothing of its own reality
        return "noun", carries, (0.9 if carries else FADE)
    return None


def _in(words: Words, name: str) -> bool:
    parts = tuple(name.split("_"))
    return name in words.single or parts in words.phrases.get(parts[0], ())


def _links(tree: Text, token: int) -> tuple[Evidence, ...]:
    """What the link of the act itself to its clause says: "after the attack", "ahead of the talks"."""
    parse, signs = tree.parse, cues().signs
    rel = parse.deprel[token]
    if not rel.startswith(("obl", "nmod", "advcl")):
        return ()
    link = tree.case_of(token)
    if link in ("without", "instead"):
        return (evidence("negated", 2.5, f"'{link}'"),)
    if link in signs["ahead"].single:
        return (evidence("planned", 1.8, f"'{link}'"),)
    if link in signs["before"].single:
        return (evidence("planned", 1.2, f"'{link}'"), evidence("hypothetical", 0.6, f"'{link}'"))
    if link in signs["past_links"].single:
        return (evidence("happened", 2.0, f"'{link}'"),)
    if rel == "advcl" and link in ("to", "") and parse.xpos[token] == "VB":
        return (evidence("hypothetical", 1.2, "a purpose"), evidence("planned", 0.8, "a purpose"))
    return ()


def _age(scene: Scene, tree: Text, token: int) -> tuple[Evidence, ...]:
    """Whether the act is long over: its date against the day of the report, or words of old times beside it."""
    signs = cues().signs
    time = when(scene, token)
    last = time.end if time is not None else None
    published = scene.published.start if scene.published is not None else None
    found: list[Evidence] = []
    if last and published and _days(published) - _days(last) > OLD_DAYS:
        found.append(evidence("historical", 5.5, f"it lies back to {last[:4]}"))
    elif (
        last
        and published
        and last < published
        and time is not None
        and time.start
        and _days(published) - _days(time.start) < 60
    ):
        found.append(evidence("happened", 0.8, "a day gone by"))
    elif (
        last
        and not published
        and time is not None
        and time.precision in ("year", "decade", "season")
        and time.anchor == "absolute"
    ):
        found.append(evidence("historical", 1.8, f"a bare year, {last[:4]}"))
    near = [*tree.kids[token]] + [g for c in tree.kids[token] for g in tree.kids[c][:8]]
    if any(tree.lemmas[c] in signs["old"].single or signs["old_nouns"].at(tree.lower, c) for c in near[:60]):
        found.append(evidence("historical", 1.6, "words of old times"))
    return tuple(found)


def _days(day: str) -> int:
    year, month, date = (int(part) for part in day.split("-"))
    return year * 365 + month * 30 + date


def judge(scene: Scene, statements: Sequence[Statement], token: int) -> Judgement:
    """How real the act that a word names is, for the report's own voice or the source it follows."""
    tree = text_of(scene)
    parse = scene.parse
    title = scene.document.title is not None and any(
        b.kind == "title" and b.start <= parse.start[token] < b.end for b in scene.document.blocks[:3]
    )
    weights: dict[Status, float] = dict.fromkeys(STATUSES, 0.0)
    weights["happened"] = 0.7  # news mostly tells what took place
    reasons: list[tuple[float, Status, str]] = []
    climbed = _climb(tree, token, title)
    found = [(1.0, e) for e in (*_links(tree, token), *_age(scene, tree, token))]
    found += [(spot.weight, e) for spot, signs in climbed for e in signs]
    for weight, sign in found:
        weights[sign.status] += weight * sign.weight
        reasons.append((-weight * sign.weight, sign.status, sign.reason))
    if weights["feared"] >= SURE:  # what is feared is neither planned nor told as done
        weights |= {s: weights[s] * HALF for s in ("planned", "hypothetical", "happened")}
    if weights["negated"] >= DENIED:
        weights |= {s: weights[s] * LESS for s in ("happened", "ongoing", "planned")}
    top = max(weights.values())
    powers = {s: math.exp(w - top) for s, w in weights.items()}
    total = sum(powers.values())
    best = max(STATUSES, key=lambda s: weights[s])
    why = list(dict.fromkeys(reason for _, status, reason in sorted(reasons) if status == best))
    return Judgement(
        scores={s: p / total for s, p in powers.items()},
        reason=", ".join(why[:2]) or "nothing speaks against it",
        denied_by=_deniers(scene, climbed),
    )


DENIALS = frozenset({"deny", "refute", "denial", "reject", "dismiss", "disavow"})


def _deniers(scene: Scene, climbed: list[tuple[Spot, tuple[Evidence, ...]]]) -> tuple[Ref, ...]:
    """Who denies the act: the subject of a denial on the way up, where the denial is of a claim, not a request."""
    for spot, _ in climbed:
        parse = spot.tree.parse
        tree = spot.tree
        lemma = tree.lemmas[spot.token]
        if lemma not in DENIALS or spot.below < 0:
            continue
        if lemma in ("reject", "dismiss") and tree.lemmas[spot.below] not in (
            "claim",
            "allegation",
            "accusation",
            "charge",
            "report",
        ):
            continue
        who = spot.tree.subject(spot.token) if lemma != "denial" else spot.tree.child(spot.token, "nmod:poss")
        if who >= 0:
            return scene.cast.refs(parse, who)
    return ()
