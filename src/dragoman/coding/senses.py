"""Which act a word names here: from a token and the lexicon to the entry whose conditions hold, or None.

In: a scene, its Tree and a token. Out: a `Sense`, the entry with the slots it was found in. Words of conflict have
innocent lives in sport, show business, markets, sickness and weather; `is_innocent` finds those worlds.
"""

from collections.abc import Sequence

from msgspec import Struct

from dragoman.coding.arguments import Slots, behind, noun_slots, parties, verb_slots
from dragoman.coding.forms import Text
from dragoman.coding.lexicon import Condition, Entry, Lexicon, Words
from dragoman.coding.scene import Scene
from dragoman.coding.standing import in_place

NEAR = 8
"""Words to either side that belong to a trigger's surroundings."""
PHRASE_GAP = 3
"""Words that may stand between the parts of a verb phrase: "called again on", "launched a new"."""
CONTENT = 60
"""Words after a speech verb that are looked at for what it announces."""
AHEAD = frozenset(
    {
        "will",
        "'ll",
        "’ll",
        "would",
        "'d",
        "shall",
        "may",
        "might",
        "could",
        "can",
        "wo",
        "to",
        "ready",
        "prepared",
        "if",
        "going",
        "about",
    }
)


OBLIGING = frozenset({"must", "should", "ought"})
"""What makes a reported clause a request."""
WILL = frozenset({"will", "'ll", "’ll", "wo", "would"})
NOT = frozenset({"not", "n't", "n’t", "never"})


WORLD, WORLD_SHARE = 5, 3
"""Different words of an innocent world in a report that make it innocent, and how many times those of politics."""


class Sense(Struct, frozen=True, kw_only=True):
    """A token read as an act."""

    token: int
    last: int
    """Number after the last token of the phrase."""
    entry: Entry
    slots: Slots
    noun: bool


def is_innocent(tree: Text, number: int, lexicon: Lexicon) -> bool:
    """Whether a sentence is set in a world where the words of conflict mean something else."""
    first, last = tree.parse.bounds[number]
    here = set(tree.lemmas[first:last])
    sober = len(here & lexicon.classes["polity"].single)
    for strong, weak in lexicon.scenes.values():
        signs = bool(here & strong.single) or any(
            strong.at(tree.lemmas, i) for i in range(first, last) if tree.lemmas[i] in strong.phrases
        )
        if (signs and sober < 2) or len(here & weak.single) >= (2 if sober == 0 else 3 + sober):
            return True
    return False


def is_innocent_report(tree: Text, lexicon: Lexicon) -> bool:
    """Whether a whole report is of such a world: many of its words, and few of politics."""
    here = set(tree.lemmas)
    sober = len(here & (lexicon.classes["polity"].single | lexicon.classes["statecraft"].single))
    for strong, weak in lexicon.scenes.values():
        phrases = sum(
            any(strong.at(tree.lemmas, i) for i, w in enumerate(tree.lemmas) if w == p) for p in strong.phrases
        )
        signs = 2 * len(here & strong.single) + 2 * phrases + len(here & weak.single)
        if signs >= WORLD and signs >= WORLD_SHARE * sober:
            return True
    return False


def purpose(tree: Text, token: int) -> bool:
    """Whether a verb only says what another act is for: "marched to demand …"."""
    parse = tree.parse
    return (
        parse.deprel[token] == "advcl"
        and parse.head[token] >= 0
        and parse.upos[token] == "VERB"
        and any(tree.lower[c] == "to" for c in tree.children(token, "mark"))
    )


def hidden_tokens(tree: Text, lexicon: Lexicon) -> frozenset[int]:
    """The tokens inside phrases that only look like acts ("war chest", "heart attack")."""
    found: set[int] = set()
    for i, lemma in enumerate(tree.lemmas):
        for phrase in lexicon.hidden.phrases.get(lemma, ()):
            if tuple(tree.lemmas[i : i + len(phrase)]) == phrase:
                found.update(range(i, i + len(phrase)))
    return frozenset(found)


def sense_of(
    scene: Scene, tree: Text, token: int, lexicon: Lexicon, *, given: frozenset[int] = frozenset(), strict: bool = True
) -> Sense | None:
    """The act a token names, with its slots; the most particular entry whose conditions hold.

    `given` are tokens known to name parties whatever the cast says; with `strict` off, conditions are not asked.
    """
    upos = tree.parse.upos[token]
    noun = upos in ("NOUN", "PROPN")
    entries: Sequence[Entry] = ()
    if noun:
        entries = lexicon.nouns.get(tree.lemmas[token], ())
        if not entries and upos == "PROPN" and tree.lemmas[token].endswith("s"):
            entries = lexicon.nouns.get(tree.lemmas[token].rstrip("s"), ())
    elif upos in ("VERB", "ADJ"):
        entries = lexicon.verbs.get(tree.lemmas[token], ())
    if not entries or (not noun and tree.parse.deprel[token] in ("amod", "compound", "case", "mark")):
        return None
    slots: Slots | None = None
    for entry in entries:
        last = _phrase_end(tree, token, entry, noun)
        if last < 0:
            continue
        if slots is None:
            slots = noun_slots(tree, token, lexicon) if noun else verb_slots(tree, token, lexicon)
        if not strict or all(_met(scene, tree, token, slots, c, lexicon, given) for c in entry.conditions):
            return Sense(token=token, last=last, entry=entry, slots=slots, noun=noun)
    return None


def _phrase_end(tree: Text, token: int, entry: Entry, noun: bool) -> int:
    """Number after the last token of an entry's phrase, -1 where the phrase does not stand here."""
    phrase = entry.phrase
    if len(phrase) == 1:
        return token + 1
    if noun:
        first = token - len(phrase) + 1
        return token + 1 if first >= 0 and tuple(tree.lemmas[first:token]) == phrase[:-1] else -1
    bound = tree.parse.bounds[tree.parse.sentence_of[token]][1]
    at = token
    for word in phrase[1:]:
        for i in range(at + 1, min(at + 2 + PHRASE_GAP, bound)):
            if tree.lemmas[i] == word or tree.lower[i] == word:
                at = i
                break
            if tree.parse.upos[i] in ("PUNCT", "VERB", "SCONJ"):
                return -1
        else:
            return -1
    return at + 1


def _met(
    scene: Scene, tree: Text, token: int, slots: Slots, c: Condition, lexicon: Lexicon, given: frozenset[int]
) -> bool:
    return _holds(scene, tree, token, slots, c, lexicon, given) == c.holds


def _holds(
    scene: Scene, tree: Text, token: int, slots: Slots, c: Condition, lexicon: Lexicon, given: frozenset[int]
) -> bool:
    slot, kinds = c.slot, c.kinds
    if slot == "plural":
        return tree.lower[token] != tree.lemmas[token] or tree.parse.xpos[token] in ("NNS", "NNPS")
    if slot == "status":
        return unwilling(tree, token) if "unwilling" in kinds else ahead(tree, token)
    if slot in ("any", "content"):
        if "party2" in kinds:
            return len(given) > 0 or _pair(scene, tree, slots, lexicon)
        first, last = tree.parse.bounds[tree.parse.sentence_of[token]]
        low, high = (
            (max(first, token - NEAR), min(last, token + NEAR + 1)) if slot == "any" else (token + 1, token + CONTENT)
        )
        high = min(high, len(tree.lemmas), _next_sentence_end(tree, token) if slot == "content" else last)
        if "if" in kinds and any(tree.lower[i] in ("if", "unless") for i in range(low, high)):
            return True
        return any(c.words.at(tree.lemmas, i) for i in range(low, high) if i != token)
    heads = _heads(slots, slot)
    if not heads:
        return False
    if "any" in kinds:
        return True
    if kinds & {"must", "told"}:
        return any(_bidden(scene, tree, h, lexicon, told="told" in kinds) for h in heads)
    return any(_head_is(scene, tree, h, c, lexicon, given) for h in heads)


def _next_sentence_end(tree: Text, token: int) -> int:
    """End of the sentence, or of a fragment behind it: translation cuts sentences short."""
    number = tree.parse.sentence_of[token]
    last = tree.parse.bounds[number][1]
    if number + 1 < len(tree.parse.bounds):
        first, end = tree.parse.bounds[number + 1]
        if end - first <= 4:
            return end
    return last


def _heads(slots: Slots, slot: str) -> tuple[int, ...]:
    one = {"subj": slots.subj, "obj": slots.obj, "iobj": slots.iobj}
    if slot in one:
        return (one[slot],) if one[slot] >= 0 else ()
    if slot in ("comp", "xcomp"):
        return slots.comps
    return slots.preps.get(slot, ())


def _head_is(scene: Scene, tree: Text, head: int, c: Condition, lexicon: Lexicon, given: frozenset[int]) -> bool:
    if _word_is(tree, head, c.words):
        return True
    kinds = c.kinds
    if not kinds:
        return False
    if head in given and kinds & {"party", "person"}:
        return True
    refs = parties(scene, tree, head, lexicon)
    if "party" in kinds and refs:
        return True
    if "party" in kinds and c.slot in ("to", "in", "at") and in_place(scene, head) is not None:
        return True
    if "pair" in kinds and len(refs) >= 2:
        return True
    if "person" in kinds:
        found = scene.cast.by_head.get(head)
        return found is not None and scene.cast.actors[scene.cast.parties[found].actor].kind == "person"
    return False


def _word_is(tree: Text, head: int, words: Words) -> bool:
    """Whether a noun phrase is headed by one of the words, is a phrase that ends in its head, or coordinates one."""
    deprel = tree.parse.deprel
    for h in (head, *(k for k in tree.kids[head] if deprel[k] in ("conj", "xcomp", "compound", "flat", "appos"))):
        if tree.lemmas[h] in words.single:
            return True
        for back in (0, 1, 2):
            if h - back >= 0 and words.at(tree.lemmas, h - back) and tree.lemmas[h - back] not in words.single:
                return True
    return False


def _bidden(scene: Scene, tree: Text, head: int, lexicon: Lexicon, *, told: bool) -> bool:
    """Whether a reported clause is what somebody is to do: "X must leave", or, of one who is told, "to leave"."""
    parse = tree.parse
    if parse.deprel[head] == "xcomp" and parse.upos[head] == "VERB":
        return told and any(tree.lower[k] == "to" for k in tree.children(head, "mark"))
    if not parse.deprel[head].startswith(("ccomp", "parataxis")):
        return False
    owed = any(tree.lower[k] in OBLIGING for k in tree.children(head, "aux")) or (
        tree.lemmas[head] in ("have", "need") and tree.child(head, "xcomp") >= 0
    )
    subject = tree.child(head, "nsubj", "nsubj:pass")
    return owed and (told or (subject >= 0 and bool(parties(scene, tree, subject, lexicon))))


def unwilling(tree: Text, token: int) -> bool:
    """Whether an act is refused: "will not", "would never"."""
    words = {tree.lower[k] for k in tree.kids[token] if k < token}
    return bool(words & WILL) and bool(words & NOT)


def _pair(scene: Scene, tree: Text, slots: Slots, lexicon: Lexicon) -> bool:
    """Whether two parties stand together, as subject, object or with "with"."""
    actors = {r.actor or r.name for r in behind(scene, tree, slots.subj, lexicon)}
    others = [slots.obj, *slots.preps.get("with", ())]
    actors |= {r.actor or r.name for o in others for r in behind(scene, tree, o, lexicon)}
    return len(actors) >= 2


def ahead(tree: Text, token: int) -> bool:
    """Whether an act is spoken of as to come: under will, would, may, ready to."""
    at = token
    for _ in range(3):
        if any(tree.lower[k] in AHEAD for k in tree.kids[at] if k < at or tree.parse.deprel[k] == "mark"):
            return True
        if tree.parse.deprel[at] not in ("xcomp", "conj", "obj", "obl", "nsubj:pass") or tree.parse.head[at] < 0:
            return tree.lower[at] in AHEAD
        at = tree.parse.head[at]
    return tree.lower[at] in AHEAD
