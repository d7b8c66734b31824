"""What cues introduce: from a tree to every word that reports, with the tokens of its content.

One finder for each kind of cue (verbs, nouns, adjectives, "according to", "in X's view"); where the tree is wrong, a
cue is never part of its own content. Nothing here looks at who speaks.
"""

from typing import Any

from dragoman.coding.clauses import RELATIVES, Tree
from dragoman.coding.cues import Cue, Lexicon, Manner, lexicon

THAT_REACH = 16
"""Tokens between a verb of saying and its "that" ("told reporters in Geneva on Monday that")."""
LED = frozenset({"of", "to", "about", "over", "for", "against"})
"""Prepositions of what a noun of saying is about ("fears of a war")."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
WH_WORDS = frozenset(("how", "when", "where", "why", "as", "so", "then"))


def find_cues(tree: Tree) -> list[Cue]:
    """Every cue of the text with its content, in text order; verbs that can introduce a quotation come without content
    where no other content is there."""
    words = lexicon()
    found: list[Cue] = []
    for token in range(len(tree.parse)):
        upos = tree.parse.upos[token]
        if upos in ("VERB", "AUX"):
            takes = words.verb(tree, token)
            if takes:
                found += _verb_cue(tree, words, token, takes)
        elif upos in ("NOUN", "PROPN"):
            if tree.lemma[token] in words.nouns:
                found += _noun_cue(tree, words, token)
        elif upos == "ADJ" and tree.lemma[token] in words.adjectives:
            found += _adjective_cue(tree, token)
        if tree.lower[token] == "according":
            found += _according_cue(tree, token)
        elif tree.lemma[token] in words.words["views"] and tree.case_of(token) in ("in", "by", "to"):
            found += _view_cue(tree, token)
    return found


def _extent(tree: Tree, head: int) -> tuple[int, int]:
    return tree.low[head], tree.high[head]


def _beyond(tree: Tree, cue: int, head: int) -> tuple[int, int]:
    """The tokens of the clause at `head` on its side of the cue: a wrong arc must not draw the cue into its content."""
    low, high = tree.low[head], tree.high[head]
    if not low <= cue < high:
        return low, high
    if head < cue:
        return low, max([head + 1, *(tree.high[c] for c in tree.kids[head] if tree.high[c] <= cue)])
    mark = tree.child(head, "mark")
    if mark > cue:
        return mark, high
    return min([head, *(tree.low[c] for c in tree.kids[head] if tree.low[c] > cue)]), high


def _that(tree: Tree, cue: int) -> int:
    """The "that" with which the content of a verb of saying begins, where only who is told or how stands between; else
    -1. The tree is not asked for more than parts of speech."""
    parse = tree.parse
    last = min(parse.bounds[parse.sentence_of[cue]][1], cue + THAT_REACH)
    for t in range(cue + 1, last):
        if tree.lower[t] == "that" and t + 1 < last and parse.upos[t] in ("SCONJ", "PRON"):
            return t if parse.xpos[t + 1] not in FINITE else -1
        if parse.upos[t] in ("VERB", "AUX") and parse.xpos[t] in FINITE:
            return -1
        if parse.upos[t] == "PUNCT" and tree.lower[t] not in (",", "-"):
            return -1
    return -1


def _simple(tree: Tree, token: int, take: str, content: list[tuple[int, int]], **more: Any) -> Cue:
    prt = tree.child(token, "compound:prt")
    last = more.pop("last", prt + 1 if prt == token + 1 else token + 1)
    first = token
    while first - 1 in tree.kids[token] and tree.parse.deprel[first - 1] in ("aux", "aux:pass", "advmod", "neg"):
        if tree.low[first - 1] != first - 1 or tree.lower[first - 1] in WH_WORDS:
            break
        first -= 1
    return Cue(token=token, first=first, last=last, take=take, content=tuple(content), **more)


def _verb_cue(tree: Tree, words: Lexicon, token: int, takes: dict[str, Manner]) -> list[Cue]:
    """The fullest content that the tree gives this verb, by the order of the candidates."""
    parse = tree.parse
    rel = parse.deprel[token]
    candidates: list[tuple[str, list[tuple[int, int]]]] = []
    if tree.lemma[token] == "call":
        asked = _called_on(tree, token)
        if asked is not None:
            return [asked]
    clauses = tree.children(token, "ccomp") + (tree.children(token, "csubj:pass") if tree.is_passive(token) else [])
    objects = [c for c in tree.children(token, "obj") if tree.lower[c] not in ("it", "so", "that", "this", "what")]
    if "clause" in takes:
        that = _that(tree, token) if tree.lemma[token] in words.words["that"] else -1
        if that >= 0:
            return [_with_that(tree, token, that, takes["clause"])]
        if clauses and tree.lemma[token] in words.words["telling"] and tree.child(token, "obj", "iobj") < 0:
            unmarked = _untold(tree, token, clauses[0], takes["clause"])
            if unmarked is not None:
                return [unmarked]
        candidates.append(("clause", _interrupted(tree, token, clauses)))
        candidates.append(("clause", [_beyond(tree, token, c) for c in clauses]))
        before = [c for c in tree.children(token, "parataxis") if c < token and tree.child(c, "nsubj", "cop") >= 0]
        candidates.append(("clause", [_extent(tree, c) for c in before]))
        if not tree.is_participle(token) or tree.child(token, "nsubj") >= 0:
            candidates.append(("parenthesis", _around(tree, token)))
    if "as" in takes:
        candidates.append(("as", _predicate(tree, token)))
    if "infinitive" in takes:
        wanted = [c for c in tree.children(token, "xcomp", "advcl", "ccomp") if tree.child(c, "mark") >= 0]
        wanted = [c for c in wanted if tree.lower[tree.child(c, "mark")] == "to"]
        candidates.append(("infinitive", [_extent(tree, c) for c in wanted[:1]]))
    cases = words.prepositions.get(tree.lemma[token])
    if cases:
        led = tree.oblique(token, cases)
        case = tree.child(led, "case", "mark") if led >= 0 else -1
        if led > token and case > token and not tree.low[led] <= token:
            after = case + 1 if case == tree.low[led] else tree.low[led]
            chosen = takes.get("noun") or takes.get("clause") or next(iter(takes.values()))
            last = case + 1 if case == token + 1 else token + 1
            spoken = [(after, tree.high[led])] if after < tree.high[led] else []
            if spoken and not (tree.children(token, "ccomp") and "clause" in takes):
                return [_simple(tree, token, "noun", spoken, form=chosen.form, head=led, last=last)]
    if "noun" in takes:
        passive = tree.children(token, "nsubj:pass") if rel != "xcomp" else []
        candidates.append(("noun", [_extent(tree, c) for c in (objects or passive)]))
    for take, content in candidates:
        content = [(first, last) for first, last in content if not first <= token < last]
        if content:
            manner = takes.get(take) or takes.get("clause") or next(iter(takes.values()))
            head = clauses[0] if take == "clause" and clauses else -1
            return [_simple(tree, token, take, content, form=manner.form, head=head)]
    return [_simple(tree, token, "quote", [], form=takes["quote"].form)] if "quote" in takes else []


def _with_that(tree: Tree, token: int, that: int, manner: Manner) -> Cue:
    """ "told X on Monday that …": the content runs from "that" to the end of its clause."""
    parse = tree.parse
    head = parse.head[that]
    end = parse.bounds[parse.sentence_of[token]][1]
    if not that < head < end:
        head = that
    high = max(tree.high[head], that + 2, *(tree.high[c] for c in tree.children(token, "ccomp") if c > that))
    over = parse.head[head]
    if over != token and token < over < head:  # read as a relative clause of a noun between
        high = max(high, tree.high[over])
    for c in tree.children(token, "conj"):  # "said that A, but B must “…”": what is quoted is still his
        if (
            c > head
            and not lexicon().verb(tree, c)
            and any(mark in tree.lower[tree.low[c] : tree.high[c]] for mark in '“"')
        ):
            high = max(high, tree.high[c])
    told = [t for t in range(token + 1, that) if parse.upos[t] in ("NOUN", "PROPN", "PRON")]
    named = tuple(t for t in told[:3] if parse.deprel[t] in ("obj", "iobj", "nsubj") and tree.case_of(t) == "")
    told_heads = named or (tuple(told[-1:]) if that == token + 1 + len(told) else ())
    return _simple(tree, token, "clause", [(that, min(high, end))], form=manner.form, head=head, told=told_heads[:1])


def _untold(tree: Tree, token: int, clause: int, manner: Manner) -> Cue | None:
    """ "told reporters on Friday the talks …", where who is told was drawn into the clause."""
    first, last = _beyond(tree, token, clause)
    subject = tree.child(clause, "nsubj", "nsubj:pass", "expl")
    if first != token + 1 or not token + 1 < subject or tree.low[subject] <= token + 1:
        return None
    told = tuple(t for t in range(token + 1, tree.low[subject]) if tree.parse.upos[t] in ("NOUN", "PROPN", "PRON"))
    return _simple(tree, token, "clause", [(tree.low[subject], last)], form=manner.form, head=clause, told=told[:1])


def _called_on(tree: Tree, token: int) -> Cue | None:
    """ "called on X to leave"."""
    asked = tree.oblique(token, frozenset({"on", "upon"}), "obl")
    heads = [token, asked] if asked >= 0 else []
    deeds = [c for h in heads for c in tree.children(h, "xcomp", "advcl", "acl", "ccomp") if tree.case_of(c) == "to"]
    if not deeds:
        return None
    last = token + 2 if tree.lower[token + 1] in ("on", "upon") else token + 1
    extent = _beyond(tree, token, deeds[0])
    return _simple(tree, token, "infinitive", [extent], head=deeds[0], told=(asked,), last=last)


def _interrupted(tree: Tree, token: int, clauses: list[int]) -> list[tuple[int, int]]:
    """ "The bridge, he said, would be rebuilt": the clause on both sides of its cue; empty for any other order."""
    if len(clauses) != 1 or token + 1 >= len(tree.lower) or tree.lower[token + 1] != ",":
        return []
    low, high = tree.low[clauses[0]], tree.high[clauses[0]]
    subject = tree.child(token, "nsubj")
    first = min(token, tree.low[subject]) if subject >= 0 else token
    if not low < first - 1 or token + 2 >= high or tree.lower[first - 1] != ",":
        return []
    return [(low, first), (token + 1, high)]


def _around(tree: Tree, token: int) -> list[tuple[int, int]]:
    """The clause that "…, he said, …" interrupts: all of its head but the parenthesis."""
    parse = tree.parse
    over = parse.head[token]
    first, last = tree.low[token], tree.high[token]
    if over < 0 or tree.child(token, "nsubj") < 0:
        return []
    mark = tree.child(token, "mark", "advmod")
    as_clause = parse.deprel[token] == "advcl" and mark >= 0 and tree.lower[mark] == "as"
    start = first + (tree.lower[first] == ",")
    commas = start > 0 and tree.lower[start - 1] == "," and token + 1 < len(tree.lower) and tree.lower[token + 1] == ","
    if commas and parse.deprel[token] == "acl:relcl" and tree.lower[start] not in RELATIVES and parse.head[over] >= 0:
        over, first, last = parse.head[over], start, token + 1  # a parenthesis read as a relative clause
    elif parse.deprel[token] != "parataxis" and not as_clause:
        return []
    low, high = tree.low[over], tree.high[over]
    return [(a, b) for a, b in ((low, first), (last, high)) if a < b]


def _predicate(tree: Tree, token: int) -> list[tuple[int, int]]:
    """ "sees X as Y", "called X Y": the thing and what it is taken for."""
    thing = tree.child(token, "obj", "nsubj:pass")
    over = tree.parse.head[token]
    if over >= 0 and tree.lower[over] == "what":  # "what he calls aggression"
        named = tree.child(token, "xcomp", "obj", "obl")
        return [_extent(tree, named)] if named > token else []
    if thing < 0 and tree.parse.deprel[token] == "acl":
        thing = tree.parse.head[token]
    taken = tree.oblique(token, frozenset({"as"}), "obl", "advcl", "xcomp", "nmod")
    if taken >= 0 and tree.child(taken, "nsubj") >= 0:
        taken = -1  # a clause of its own ("as the talks began")
    if taken < 0:
        taken = next((c for c in tree.children(token, "xcomp") if tree.child(c, "mark") < 0), -1)
    objects = tree.children(token, "iobj", "obj")
    if taken < 0 and len(objects) > 1 and token < objects[0]:  # "called the report a fabrication", read as two objects
        thing, taken = objects[0], objects[-1]
    if taken < 0 and thing >= 0:  # the parser often hangs "as Y" below X
        low = tree.oblique(thing, frozenset({"as"}), "nmod", "acl")
        if low >= 0:
            return [(tree.low[thing], tree.low[low]), _extent(tree, low)]
    if taken < 0:
        return []
    taken_extent = _extent(tree, taken)
    comma = next(
        (t for t in range(taken, taken_extent[1] - 1) if tree.lower[t] == "," and tree.parse.xpos[t + 1] in FINITE), -1
    )
    if comma > taken:  # the verb of the clause around it was drawn in
        taken_extent = (taken_extent[0], comma)
    if thing < 0 or tree.lower[thing] == "what" or not tree.high[thing] <= taken_extent[0]:
        return [taken_extent]
    return [_extent(tree, thing), taken_extent] if thing > token else [taken_extent]


def _noun_cue(tree: Tree, words: Lexicon, token: int) -> list[Cue]:
    """ "his warning that …", "voiced fears of …": a noun with a clause, or with a noun under a verb of issuing."""
    parse = tree.parse
    clause = next(
        (
            c
            for c in tree.children(token, "acl", "ccomp", "acl:relcl")
            if c > token
            and parse.xpos[c] not in ("VBN",)
            and (
                (tree.child(c, "mark") >= 0 and tree.lower[tree.child(c, "mark")] in ("that", "to"))
                or (parse.deprel[c] != "acl:relcl" and tree.child(c, "nsubj") >= 0)
            )
            and not (
                tree.child(c, "nsubj", "obj") >= 0 and tree.lower[tree.child(c, "nsubj", "obj")] in ("that", "which")
            )
        ),
        -1,
    )
    over = parse.head[token]
    issued = (
        over >= 0 and parse.deprel[token] in ("obj", "nsubj:pass", "obl") and tree.lemma[over] in words.words["issue"]
    )
    owner = tree.child(token, "nmod:poss")
    if owner < 0:
        owner = tree.oblique(token, frozenset({"by", "from", "among", "of", "in"}), "nmod") if clause >= 0 else -1
    if owner < 0 and issued:
        owner = tree.agent(over) if tree.is_passive(over) else tree.subject(over)
    if clause < 0 and (issued or owner >= 0):
        clause = tree.oblique(token, LED, "nmod", "acl")
        if clause == owner or clause < token or not issued:
            clause = -1
    if clause < 0 and issued:  # the parser hangs "to giving …" on the verb
        clause = next((c for c in tree.kids[over] if tree.low[c] == token + 1 and tree.case_of(c) in LED), -1)
    if clause < 0:
        return []
    return [
        _simple(tree, token, "clause", [_extent(tree, clause)], speaker=owner, form=words.nouns[tree.lemma[token]].form)
    ]


def _adjective_cue(tree: Tree, token: int) -> list[Cue]:
    clause = tree.child(token, "ccomp", "advcl")
    if clause < token or (tree.child(clause, "mark") < 0 and tree.parse.deprel[clause] == "advcl"):
        return []
    if tree.parse.deprel[clause] == "advcl" and tree.lower[tree.child(clause, "mark")] != "that":
        return []
    subject = tree.child(token, "nsubj")
    if subject < 0 or tree.lower[subject] in ("it", "that", "this"):
        return []
    return [_simple(tree, token, "clause", [_extent(tree, clause)], speaker=subject, form="belief")]


def _according_cue(tree: Tree, token: int) -> list[Cue]:
    """ "According to X, …": X is the nearest noun that "according" marks, the content all else of its clause."""
    parse = tree.parse
    first, last = parse.bounds[parse.sentence_of[token]]
    if token + 1 >= last or tree.lower[token + 1] != "to":
        return []
    source = parse.head[token]
    if parse.upos[source] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or not token < source < last or source < 0:
        source = tree.oblique(token, frozenset({"to"}))
    if source < 0:
        source = next(
            (t for t in range(token + 2, min(token + 8, last)) if parse.upos[t] in ("NOUN", "PROPN", "PRON")), -1
        )
    if source < 0:
        return []
    low, high = min(tree.low[source], token), max(tree.high[source], token + 2)
    over = parse.head[token] if parse.head[token] != source else parse.head[source]
    if over < 0 or low <= over < high:
        wide = (first, last)
    else:
        wide = _extent(tree, over)
        if parse.deprel[over] == "root" or parse.head[over] < 0:
            wide = (first, last)
    content = [(a, b) for a, b in ((wide[0], low), (high, wide[1])) if a < b]
    return [Cue(token=token, first=token, last=token + 2, take="clause", content=tuple(content), speaker=source)]


def _view_cue(tree: Tree, token: int) -> list[Cue]:
    """ "in the government's view, …"."""
    parse = tree.parse
    owner = tree.child(token, "nmod:poss")
    if owner < 0:
        owner = tree.oblique(token, frozenset({"of"}), "nmod")
    over = parse.head[token]
    if owner < 0 or over < 0 or parse.deprel[token] != "obl":
        return []
    wide, low, high = _extent(tree, over), tree.low[token], tree.high[token]
    content = [(a, b) for a, b in ((wide[0], low), (high, wide[1])) if a < b]
    return [Cue(token=token, first=token, last=token + 1, take="clause", content=tuple(content), speaker=owner)]
