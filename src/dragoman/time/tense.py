"""Whether the clause around a time expression looks back or ahead.

In: a parse and the tokens of the expression. Out: "past", "present", "future" or "none". The tree speaks first; where
the expression hangs in a noun phrase, a future verb group that stands before it in the sentence speaks too, since
broken sentences often tie a day to the wrong verb.
"""

from dragoman.language.parse import Parse
from dragoman.time.lexemes import vocabulary
from dragoman.time.settle import Direction

CLIMB = 24
"""Heads followed from an expression upwards; deeper trees are parse errors."""
LOOK_BACK = 12
"""Tokens before the expression searched for a future verb group."""
LIMIT_REACH = 5
"""Tokens back to the preposition of a limit, its own expression counted: "by about the end of May"."""
TOLD_REACH = 6
"""Tokens back to a verb of telling: "said in Algiers on Thursday" has three between, a town of two words four."""
BROAD = 40
"""Dependents looked at below one verb; more are no sentence."""
VERBAL = ("VERB", "AUX")


def direction(parse: Parse, tokens: list[int]) -> Direction:
    """Where the clause of these tokens looks to."""
    if not tokens:
        return "none"
    inside = set(tokens)
    top = next((t for t in tokens if parse.head[t] not in inside), tokens[0])
    deprel = parse.deprel[top]
    token = parse.head[top]
    nominal = not deprel.startswith(("obl", "advmod", "root", "parataxis"))
    if token < 0:
        return _clause(parse, top)
    limit = _is_limit(parse, tokens[0])
    if not limit and _told_then(parse, tokens[0]):
        return "past"
    appointments = vocabulary().tense["appointments"]
    appointed = _lemma(parse, token) in appointments
    for _ in range(CLIMB):
        if token < 0:
            break
        found = _clause(parse, token)
        if limit and found != "future" and _asks(parse, token):
            return "future"
        if limit and found == "past":
            return "none"
        if found != "none":
            ahead = nominal and found == "past" and token > top and _future_before(parse, tokens[0])
            thing = any(
                _lemma(parse, c) in appointments for c in parse.children[token][:BROAD] if parse.deprel[c] == "obj"
            )
            dated = thing and _word(parse, tokens[0]) != "on" and _word(parse, tokens[0] - 1) in ("in", "for")
            asked = found == "past" and (appointed or dated) and _asks(parse, token)
            return "future" if ahead or asked else found
        nominal = nominal or parse.upos[token] not in VERBAL
        token = parse.head[token]
    return "future" if _future_before(parse, tokens[0]) else "none"


def _is_limit(parse: Parse, first: int) -> bool:
    """Whether the expression is the last day for something: "by March 20", "until the end of May"."""
    limits, between = vocabulary().tense["limits"], vocabulary().tense["before_limits"]
    opening = parse.bounds[parse.sentence_of[first]][0]
    for i in range(first, max(opening - 1, first - LIMIT_REACH), -1):
        if _word(parse, i) in limits:
            return True
        if i < first and _word(parse, i) not in between:
            return False
    return False


def _asks(parse: Parse, token: int) -> bool:
    """Whether a word speaks of what is yet to come, whatever its own tense: "demanded an answer by Friday"."""
    tense = vocabulary().tense
    return _lemma(parse, token) in tense["ahead"] or _lemma(parse, token) in tense["asks"]


def _told_then(parse: Parse, first: int) -> bool:
    """Whether a verb of telling in the past stands right before: "will resign, the minister said on Thursday"."""
    words = vocabulary().tense
    opening = parse.bounds[parse.sentence_of[first]][0]
    for i in range(first - 1, max(opening - 1, first - TOLD_REACH), -1):
        if parse.upos[i] == "PUNCT":
            return False
        if parse.upos[i] in VERBAL:
            return _lemma(parse, i) in words["telling"] and parse.xpos[i] == "VBD"
    return False


def _word(parse: Parse, token: int) -> str:
    return parse.text[parse.start[token] : parse.end[token]].lower()


def _lemma(parse: Parse, token: int) -> str:
    return parse.lemma[token].lower()


def _clause(parse: Parse, token: int) -> Direction:
    """The direction of the clause that this token heads; "none" where it heads none or does not tell."""
    tense = vocabulary().tense
    lemma = _lemma(parse, token)
    below = parse.children[token][:BROAD]
    helpers = [c for c in below if parse.deprel[c] in ("aux", "aux:pass", "cop")]
    if parse.upos[token] == "ADJ" and (lemma in tense["ahead"] or _word(parse, token) in tense["ahead"]):
        return "future"
    if parse.upos[token] not in VERBAL and not helpers:
        return "none"
    words = [_word(parse, h) for h in helpers]
    if any(word in tense["modals"] for word in words):
        return "future"
    feats = parse.feats[token]
    if lemma in tense["ahead"] and "VerbForm=Part" in feats:
        return "future"
    if any(_word(parse, c) == "to" and (parse.deprel[c] == "mark" or parse.upos[c] == "PART") for c in below):
        return _infinitive(parse, token)
    perfect = any(_lemma(parse, h) == "have" for h in helpers)
    if perfect or any("Tense=Past" in parse.feats[h] and "VerbForm=Fin" in parse.feats[h] for h in helpers):
        return "past"
    if any("Tense=Pres" in parse.feats[h] for h in helpers):
        return "present"
    if "VerbForm=Fin" in feats:
        return "past" if "Tense=Past" in feats else "present"
    if "VerbForm=Part" in feats and "Tense=Past" in feats:
        return "past"
    if parse.xpos[token] in ("VBD", "VBN"):
        return "past"
    return "none"


def _infinitive(parse: Parse, token: int) -> Direction:
    """ "To meet on Friday" lies ahead, unless its governor tells that it came about ("began to meet")."""
    head = parse.head[token]
    if head < 0 or _lemma(parse, head) not in vocabulary().tense["done"]:
        return "future"
    return "none" if parse.deprel[token] in ("xcomp", "ccomp", "advcl") else "future"


def _future_before(parse: Parse, token: int) -> bool:
    first = parse.bounds[parse.sentence_of[token]][0]
    for i in range(token - 1, max(first, token - LOOK_BACK) - 1, -1):
        if parse.upos[i] == "AUX" and _word(parse, i) in ("will", "shall", "'ll", "’ll"):
            return True
        if parse.upos[i] in VERBAL and "Tense=Past" in parse.feats[i] and "VerbForm=Fin" in parse.feats[i]:
            return False
    return False
