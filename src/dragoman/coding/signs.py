"""What the clause of a word says about how real it is: a table of small comparators, each with its reason.

In: a `Spot`, a word on the way up from an act. Out: `Evidence`, weight for a status and why. Weights are on the scale
of logits; they were chosen by hand and balanced against public judgements of whether things happened. The words
themselves stand in `data/status.toml`.
"""

from collections.abc import Callable
from functools import cache

from msgspec import Struct

from dragoman.coding.forms import Text
from dragoman.coding.lexicon import Words, read_toml, word_set
from dragoman.records import Status

ANSWERS = frozenset({"respond", "retaliate", "react", "answer", "reply"})
"""Acts that wait for another: to respond to "any further attack" depends on it."""
DREAD = frozenset({"fear", "worry", "dread", "afraid", "concern", "alarm"})
LOOSE = 40
"""Words before "will" in which a condition is looked for that the tree does not join."""
PHRASE = 4
"""Words before a noun that may qualify it."""


class Evidence(Struct, frozen=True, kw_only=True):
    """Weight for one status, and why."""

    status: Status
    weight: float
    reason: str


class Cues(Struct, frozen=True, kw_only=True):
    """The words of status.toml."""

    governs: dict[str, dict[str, Words]]
    carry: Words
    report: Words
    signs: dict[str, Words]


@cache
def cues() -> Cues:
    """The words of status, read once."""
    raw: dict[str, dict[str, dict[str, str]]] = read_toml("status.toml")  # type: ignore[assignment]
    signs: dict[str, str] = raw["signs"]  # type: ignore[assignment]
    return Cues(
        governs={s: {kind: word_set(words) for kind, words in table.items()} for s, table in raw["governs"].items()},
        carry=word_set(raw["carry"]["verbs"]),  # type: ignore[arg-type]
        report=word_set(raw["report"]["verbs"]),  # type: ignore[arg-type]
        signs={name: word_set(words) for name, words in signs.items()},
    )


class Spot(Struct, frozen=True, kw_only=True):
    """A word on the way up: what it is, what stands below it, and how much it still counts."""

    tree: Text
    token: int
    below: int
    """The word of the way that hangs on this one; -1 at the act itself."""
    weight: float
    aux: tuple[str, ...]
    """Lower-case auxiliaries of its clause."""
    title: bool = False
    reported: bool = False
    """Whether it stands in a reported clause."""

    def has(self, sign: str, *deprels: str) -> bool:
        """Whether a dependent (of these relations, any where none is given) is one of the words of a sign."""
        words, parse = cues().signs[sign].single, self.tree.parse
        return any(
            self.tree.lower[c] in words or self.tree.lemmas[c] in words
            for c in self.tree.kids[self.token]
            if not deprels or parse.deprel[c] in deprels
        )


Comparator = Callable[[Spot], tuple[Evidence, ...]]


def evidence(status: Status, weight: float, reason: str) -> Evidence:
    """Evidence in one line."""
    return Evidence(status=status, weight=weight, reason=reason)


def negation(spot: Spot) -> tuple[Evidence, ...]:
    """ "not", "never", "no", "without": the act is denied."""
    tree = spot.tree
    if not spot.has("negation", "advmod", "det", "aux", "cc", "cc:preconj", "advmod:emph"):
        if spot.has("without", "case", "mark") or (
            tree.child(spot.token, "nsubj", "nsubj:pass") >= 0
            and tree.lower[tree.child(spot.token, "nsubj", "nsubj:pass")] in ("nobody", "none", "nothing")
        ):
            return (evidence("negated", 3.5, "a word of absence"),)
        return ()
    if any(tree.lower[c] == "only" for c in tree.kids[spot.token]):
        return ()
    return (evidence("negated", 5.2, "negation"),)


def modality(spot: Spot) -> tuple[Evidence, ...]:
    """will, would, may, must: the act is to come, imagined or asked for."""
    found: list[Evidence] = []
    if any(a in ("will", "'ll", "’ll", "wo", "shall") for a in spot.aux):
        found.append(evidence("planned", 3.8, "will + infinitive"))
    if any(a in ("would", "'d", "’d") for a in spot.aux):
        conditioned = if_clause(spot.tree, spot.token) >= 0
        if spot.reported and not conditioned:
            found.append(evidence("planned", 2.2, "would in a report"))
            found.append(evidence("hypothetical", 1.8, "would"))
        else:
            found.append(evidence("hypothetical", 3.0, "would"))
    if any(a in ("may", "might", "could", "can", "ca") for a in spot.aux):
        found.append(evidence("hypothetical", 3.4, "a modal of possibility"))
    if any(a in ("must", "should", "ought") for a in spot.aux):
        found.append(evidence("hypothetical", 3.4, "a modal of obligation"))
    if spot.has("may", "advmod"):
        found.append(evidence("hypothetical", 1.5, "a word of possibility"))
    return tuple(found)


def condition(spot: Spot) -> tuple[Evidence, ...]:
    """if, unless, in the event of: the act is a condition, or hangs on one."""
    tree, token = spot.tree, spot.token
    found: list[Evidence] = []
    if conditional_mark(tree, token):
        found += [
            evidence("hypothetical", 4.0, "it is itself a condition"),
            evidence("conditional", 2.0, "a condition"),
        ]
    if spot.has("if", "case", "aux") and tree.parse.deprel[token].startswith(("obl", "nmod")):
        found.append(evidence("hypothetical", 3.0, "it is itself a condition"))
    if tree.lemmas[token] in ANSWERS and any(
        tree.case_of(c) == "to" and _words_before(tree, c) & cues().signs["imagined_adjectives"].single
        for c in tree.children(token, "obl")
    ):
        found.append(evidence("conditional", 4.0, "it answers an act that may come"))
    under = if_clause(tree, token)
    if under >= 0:
        ahead = any(
            a in ("will", "'ll", "would", "'d", "may", "could", "might", "can", "should", "shall", "must")
            for a in spot.aux
        )
        found.append(
            evidence(
                "conditional",
                4.6 if ahead else 1.0 if tree.parse.xpos[token] in ("VBD", "VBN") else 3.0,
                "it depends on a condition",
            )
        )
    return tuple(found)


def tense(spot: Spot) -> tuple[Evidence, ...]:
    """What form and tense of the verb say."""
    tree, token = spot.tree, spot.token
    parse = tree.parse
    upos, xpos = parse.upos[token], parse.xpos[token]
    aux = spot.aux
    finite = xpos
    if upos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADV"):
        copula = tree.child(token, "cop")
        if copula < 0:
            return ()
        finite = parse.xpos[copula]
    elif upos not in ("VERB", "AUX"):
        return ()
    if any(
        a
        in (
            "will",
            "would",
            "'ll",
            "'d",
            "may",
            "might",
            "could",
            "can",
            "should",
            "must",
            "ca",
            "wo",
            "shall",
            "ought",
        )
        for a in aux
    ):
        if "have" in aux and any(a in ("would", "could", "might", "should") for a in aux):
            return (evidence("negated", 2.0, "a past that did not come about"),)
        return ()
    being = any(a in ("is", "are", "am", "'s", "'re", "'m", "was", "were", "been", "be", "’s", "’re") for a in aux)
    if any(a in ("has", "have", "had", "'ve", "having") for a in aux) or (
        xpos == "VBN" and "'s" in aux and "been" in aux
    ):
        if xpos == "VBG" and "been" in aux:
            return (evidence("ongoing", 3.4, "perfect progressive"), evidence("happened", 0.8, "perfect"))
        if "had" in aux:
            return (evidence("happened", 2.8, "pluperfect"), evidence("historical", 0.7, "pluperfect"))
        return (evidence("happened", 3.2, "perfect"),)
    if tree.lower[token] == "going" and being and tree.child(token, "xcomp") >= 0:
        return (evidence("planned", 2.6, "going to"),)
    if xpos == "VBG" and being:
        past = any(a in ("was", "were") for a in aux)
        return (evidence("ongoing", 3.0, "progressive"), evidence("happened", 2.2 if past else 0.3, "progressive"))
    if any(tree.lower[c] == "to" for c in tree.children(token, "mark")) and xpos != "VBG":
        finite = xpos = "VB"
    if xpos in ("VBG", "VBN") and parse.deprel[token] in ("amod", "case"):
        return (evidence("happened", 2.0, "attributive participle"),)
    if xpos == "VBG":
        return (evidence("happened", 1.0, "participle"), evidence("ongoing", 0.8, "participle"))
    if xpos in ("VBD", "VBN") or finite == "VBD":
        now = any(a in ("is", "are", "'s", "'re") for a in aux)
        return (
            evidence("happened", 2.3 if now else 3.4, "past"),
            evidence("ongoing", 1.2 if now else 0.0, "present passive"),
        )
    if finite in ("VBZ", "VBP"):
        if spot.title:
            return (evidence("happened", 2.2, "present of a headline"),)
        state = tree.lemmas[token] in cues().signs["states"].single or upos not in ("VERB", "AUX")
        return (evidence("ongoing", 2.6 if state else 2.0, "present"), evidence("happened", 1.9, "present"))
    if xpos == "VB" or tree.child(token, "mark") >= 0:
        title = spot.title and tree.parse.head[token] < 0 and any(tree.lower[c] == "to" for c in tree.kids[token])
        if title:
            return (evidence("planned", 3.0, "to + infinitive of a headline"),)
        if any(tree.lower[c] in ("do", "did", "does") for c in tree.kids[token]):
            return (evidence("happened", 2.4, "do + infinitive"),)
        return (evidence("hypothetical", 1.0, "infinitive"), evidence("planned", 0.5, "infinitive"))
    return ()


def running(spot: Spot) -> tuple[Evidence, ...]:
    """ "still", "now": the act goes on."""
    if spot.has("still", "advmod") and spot.below < 0:
        return (evidence("ongoing", 1.2, "still, now"),)
    return ()


def coming(spot: Spot) -> tuple[Evidence, ...]:
    """A day to come beside the act."""
    tree = spot.tree
    kids = tree.kids[spot.token]
    nextish = any(
        tree.lower[c] in ("tomorrow",) or any(tree.lower[g] in ("next", "coming") for g in tree.kids[c])
        for c in kids
        if tree.parse.deprel[c].startswith(("obl", "nmod", "advmod"))
    )
    return (evidence("planned", 1.2, "a day to come"),) if nextish else ()


def adjectives(spot: Spot) -> tuple[Evidence, ...]:
    """ "planned", "possible", "feared", "ongoing", "former" before an event noun."""
    if spot.tree.parse.upos[spot.token] not in ("NOUN", "PROPN", "VERB"):
        return ()
    table: tuple[tuple[str, Status, float], ...] = (
        ("coming_adjectives", "planned", 2.0), ("imagined_adjectives", "hypothetical", 2.2),
        ("feared_adjectives", "feared", 2.2), ("failed_adjectives", "negated", 2.5),
        ("running_adjectives", "ongoing", 2.0), ("old_adjectives", "historical", 1.0),
        ("real_adjectives", "happened", 1.2),
    )  # fmt: skip
    near = _words_before(spot.tree, spot.token)
    return tuple(evidence(status, weight, f"{sign.removesuffix('_adjectives')} adjective")
                 for sign, status, weight in table if near & cues().signs[sign].single)  # fmt: skip


def _words_before(tree: Text, token: int) -> frozenset[str]:
    """The words that may qualify a noun: its own adjectives, and what stands before it in the same phrase."""
    parse = tree.parse
    own = {tree.lower[c] for c in tree.kids[token] if parse.deprel[c] in ("amod", "det", "advmod", "compound")}
    if parse.upos[token] == "VERB":
        return frozenset(own)
    for c in range(token - 1, max(-1, token - 1 - PHRASE), -1):
        if parse.upos[c] not in ("ADJ", "DET", "PROPN", "NOUN", "PART", "ADV", "NUM"):
            break
        own.add(tree.lower[c])
    return frozenset(own)


def question(spot: Spot) -> tuple[Evidence, ...]:
    """The act is asked about."""
    tree = spot.tree
    if tree.parse.head[spot.token] >= 0:
        return ()
    last = tree.parse.bounds[tree.parse.sentence_of[spot.token]][1] - 1
    if tree.lower[last] == "?" or (last > 0 and tree.lower[last - 1] == "?"):
        return (evidence("hypothetical", 1.6, "a question"),)
    return ()


def imperative(spot: Spot) -> tuple[Evidence, ...]:
    """The act is commanded."""
    tree, token = spot.tree, spot.token
    parse = tree.parse
    bare = parse.xpos[token] == "VB" and parse.head[token] < 0 and not spot.aux and tree.child(token, "mark") < 0
    if bare and tree.child(token, "nsubj", "nsubj:pass") < 0 and not spot.title:
        return (evidence("hypothetical", 1.8, "an imperative"),)
    return ()


def conditional_mark(tree: Text, token: int) -> bool:
    """Whether a word of condition opens the clause or phrase."""
    signs = cues().signs
    for c in tree.kids[token]:
        if c > token or tree.parse.deprel[c] not in ("mark", "case", "advmod", "aux", "cc"):
            continue
        if tree.lower[c] in signs["if"].single and not (tree.lower[c] == "should" and c > tree.low[token]):
            return True
        if signs["if_phrases"].at(tree.lower, c):
            return True
    return False


def if_clause(tree: Text, token: int) -> int:
    """The condition that hangs on a clause, or -1: "if …", "in the event of …"."""
    for c in tree.kids[token]:
        deprel = tree.parse.deprel[c]
        if deprel.startswith(("advcl", "parataxis")) and conditional_mark(tree, c):
            return c
        after = tree.lower[c + 1] if c + 1 < len(tree.lower) else ""
        if (
            deprel == "obl"
            and tree.lower[c] in ("event", "case")
            and tree.case_of(c) == "in"
            and after in ("of", "that")
        ):
            return c
    return _loose_condition(tree, token)


def _loose_condition(tree: Text, token: int) -> int:
    """The condition that stands before "…, X will" in a tree too broken to join them, or -1."""
    parse = tree.parse
    modal = next((c for c in tree.kids[token] if c < token and tree.lower[c] in ("will", "would", "'ll", "’ll")), -1)
    if modal < 0:
        return -1
    comma = False
    for c in range(modal - 1, max(parse.bounds[parse.sentence_of[token]][0], modal - LOOSE) - 1, -1):
        comma = comma or tree.lower[c] == ","
        if tree.lower[c] in (";", ":", "will", "would"):
            return -1
        if comma and tree.lower[c] in ("if", "unless") and parse.deprel[c] == "mark" and parse.head[c] > c:
            whether = c > 0 and tree.lemmas[c - 1] in ("ask", "know", "see", "wonder", "doubt", "unclear", "even", "as")
            return -1 if whether or parse.head[c] >= modal else parse.head[c]
    return -1


def _auxiliaries(tree: Text, token: int) -> tuple[str, ...]:
    deprel = tree.parse.deprel
    return tuple(tree.lower[c] for c in tree.kids[token] if deprel[c] in ("aux", "aux:pass", "cop"))


def spot_at(tree: Text, token: int, below: int, weight: float, title: bool, reported: bool) -> Spot:
    """The Spot of a token, its auxiliaries gathered."""
    aux = _auxiliaries(tree, token)
    return Spot(tree=tree, token=token, below=below, weight=weight, aux=aux, title=title, reported=reported)


def dread(spot: Spot) -> tuple[Evidence, ...]:
    """A word of fear right before the clause, which broken trees do not join to it: "fears X may attack"."""
    tree = spot.tree
    subject = tree.child(spot.token, "nsubj", "nsubj:pass")
    at = tree.low[subject] - 1 if 0 <= subject < spot.token else -1
    if at > 0 and tree.lower[at] == "that":
        at -= 1
    if at >= 0 and tree.lemmas[at] in DREAD:
        return (evidence("feared", 4.0, f"after '{tree.lower[at]}'"),)
    return ()


SIGNS: tuple[Comparator, ...] = (
    negation, modality, condition, tense, running, coming, adjectives, question, imperative, dread,
)  # fmt: skip
"""What the clause of a word says about it."""
