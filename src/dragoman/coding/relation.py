"""What one span does to another in a text, as a share for each of the sixteen types.

In: a scene, what was found in it, two stretches of text. Out: probabilities that sum to 1. Every word that can name an
act votes for it, the more the closer it stands to the path of dependencies between the two spans, and the better its
conditions and its parties agree with them. A small prior keeps every type possible.
"""

from dragoman.coding.forms import Text, text_of
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.scene import Found, Scene
from dragoman.coding.senses import Sense, sense_of
from dragoman.coding.status import judge
from dragoman.ontology import Ontology
from dragoman.ontology.plover import TYPES
from dragoman.records import EventType

PRIOR: dict[EventType, float] = {
    "AGREE": 0.03, "CONSULT": 0.05, "SUPPORT": 0.04, "CONCEDE": 0.02, "COOPERATE": 0.02, "AID": 0.03, "RETREAT": 0.02,
    "REQUEST": 0.03, "ACCUSE": 0.05, "REJECT": 0.03, "THREATEN": 0.02, "PROTEST": 0.02, "SANCTION": 0.02,
    "MOBILIZE": 0.01, "COERCE": 0.03, "ASSAULT": 0.05,
}  # fmt: skip
"""How often each type is met in news where nothing else is known; small beside a single hit on the path."""
ON_PATH, NEAR_PATH, ELSEWHERE = 3.0, 1.5, 0.35
"""Weight of a hit on the path between the spans, one step beside it, and anywhere else in the sentence."""
VERBAL = ("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT")
"""Acts whose content is another act."""
STEP = 0.85
"""Each step further from the source along the path."""
LOOSE = 0.25
"""Share of a hit whose conditions do not hold."""
INNER = 0.4
"""Share of an act that is the content of another on the path: who refuses to help does not help."""
ROOTWARD = 1.3
"""A verb whose subject is the source speaks for the pair."""


def relation_scores(
    scene: Scene, found: Found, source: tuple[int, int], target: tuple[int, int]
) -> dict[EventType, float]:
    """What the first span does to the second: a probability for each type."""
    tree, lexicon, ontology = text_of(scene), Lexicon.load(), Ontology.load()
    parse = scene.parse
    ours, theirs = parse.tokens_in(*source), parse.tokens_in(*target)
    scores: dict[EventType, float] = {t: PRIOR[t] for t in TYPES}
    if ours and theirs:
        path = _path(tree, _top(tree, ours), _top(tree, theirs))
        given = frozenset((*ours, *theirs))
        hits: dict[int, tuple[Sense, float]] = {}
        for token in _window(tree, ours, theirs):
            if token in theirs and token not in path:
                continue
            sense, share = sense_of(scene, tree, token, lexicon, given=given), 1.0
            if sense is None:
                sense, share = sense_of(scene, tree, token, lexicon, given=given, strict=False), LOOSE
            if sense is not None:
                share *= _closeness(tree, token, path) * _agreement(tree, sense, ours, theirs)
                hits[token] = (sense, share)
        for token, (sense, weight) in hits.items():
            if _under_speech(tree, token, hits, path):
                weight *= INNER
            coming = judge(scene, found.statements, token).scores["planned"]
            act = sense.entry.act
            scores[ontology.collapse(act, "planned")] += weight * coming
            scores[act] += weight * (1 - coming)
    total = sum(scores.values())
    return {t: s / total for t, s in scores.items()}


def _top(tree: Text, tokens: list[int]) -> int:
    """The token of a span whose head lies outside it."""
    inside = set(tokens)
    return next((t for t in tokens if tree.parse.head[t] not in inside), tokens[-1])


def _window(tree: Text, ours: list[int], theirs: list[int]) -> range:
    """The sentences of both spans and what lies between, where that is one or two sentences."""
    parse = tree.parse
    numbers = sorted({parse.sentence_of[ours[0]], parse.sentence_of[theirs[0]]})
    first = parse.bounds[numbers[0] if numbers[-1] - numbers[0] <= 2 else numbers[-1]][0]
    return range(first, parse.bounds[numbers[-1]][1])


def _path(tree: Text, a: int, b: int) -> dict[int, int]:
    """The tokens between two words of a tree, with their distance from the first."""
    ups: dict[int, int] = {}
    at, steps = a, 0
    while at >= 0:
        ups[at] = steps
        at, steps = tree.parse.head[at], steps + 1
    chain = [b]
    while chain[-1] >= 0 and chain[-1] not in ups:
        chain.append(tree.parse.head[chain[-1]])
    if chain[-1] < 0:
        return {**ups, **{t: len(ups) for t in chain[:-1]}}
    meet = chain[-1]
    path = {t: n for t, n in ups.items() if n <= ups[meet]}
    for n, t in enumerate(reversed(chain[:-1]), ups[meet] + 1):
        path[t] = n
    return path


def _under_speech(tree: Text, token: int, hits: dict[int, tuple[Sense, float]], path: dict[int, int]) -> bool:
    """Whether an act stands in the complement of a verbal act on the path."""
    at = token
    for _ in range(6):
        at, deprel = tree.parse.head[at], tree.parse.deprel[at].split(":")[0]
        if at < 0:
            return False
        if at in hits and at in path and hits[at][0].entry.act in VERBAL:
            return deprel in ("xcomp", "ccomp", "advcl", "obj", "obl", "acl", "nmod")
    return False


def _closeness(tree: Text, token: int, path: dict[int, int]) -> float:
    if token in path:
        return ON_PATH * STEP ** max(path[token] - 1, 0)
    head = tree.parse.head[token]
    if head in path:
        return NEAR_PATH * STEP ** path[head]
    return ELSEWHERE


def _agreement(tree: Text, sense: Sense, ours: list[int], theirs: list[int]) -> float:
    """How well the slots of a hit agree with source and target."""
    weight = 1.0
    if sense.slots.subj in ours:
        weight *= ROOTWARD
    slots = (sense.slots.obj, sense.slots.iobj, *(t for heads in sense.slots.preps.values() for t in heads))
    if any(s in theirs for s in slots):
        weight *= ROOTWARD
    if sense.slots.subj in theirs:
        weight *= 0.6
    return weight
