"""Who stands in the slots of a verb or an event noun: from a tree, however it turns the sentence, to parties.

In: a scene, its Tree and a token; out: token numbers (`doer`, `undergoer`, `Slots`) and the parties they name
(`parties`, `behind`). Actives and passives, shared subjects, control, relative clauses, light verbs, possessors and
adjectives of nationality all come to the same few slots. Where the tree does not say who, nobody is named: no party is
better than a wrong one.
"""

from msgspec import Struct

from dragoman.coding.clauses import HOPS, RELATIVES, noun_phrase
from dragoman.coding.forms import Text
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.scene import Scene
from dragoman.coding.standing import mended
from dragoman.records import Ref

SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "swear", "agree", "offer", "use"})
"""Verbs whose infinitive stays with the subject although an object stands between."""
INWARD = ("of", "for", "from", "against", "into", "about", "over")
"""Links after which a gerund is the object's doing: "accused X of attacking", "stopped X from leaving"."""
BEHIND = ("by", "of", "from", "with", "between", "in")
"""Links to the party behind a thing, the surest first: "the decision by X", "the policy of X", "targets in X"."""
DOING = ("by", "of")
"""Links to the party that acts through a thing; "in X" says where, and blames nobody."""
MINDED = frozenset(
    {
        "commit",
        "committed",
        "prepared",
        "opposed",
        "outraged",
        "prepare",
        "determine",
        "oppose",
        "resolve",
        "concern",
        "alarm",
        "outrage",
        "interest",
    }
)
"""Verbs whose passive says the subject's own mind: "is committed to", "is prepared to"."""
NAME_WORDS = 6
"""Longest addressee in words that is looked for right behind a verb of address."""
SPEECH_LINKS = frozenset({"on", "that", "to", "of", "against", "not", "over", "if", "“"})
"""What may follow an addressee."""
DEPTH = 3
"""How many noun phrases deep a party is looked for: "the decision of the government of X"."""


class Slots(Struct, frozen=True, kw_only=True):
    """The tokens around a verb or noun, by slot."""

    subj: int = -1
    obj: int = -1
    iobj: int = -1
    comps: tuple[int, ...] = ()
    preps: dict[str, tuple[int, ...]] = {}
    passive: bool = False
    carrier: int = -1
    """The light verb that carries an event noun, or -1."""


def is_passive(tree: Text, token: int) -> bool:
    """Whether a verb is passive, a participle behind its noun ("sanctions imposed by X") included."""
    parse = tree.parse
    if parse.upos[token] not in ("VERB", "ADJ", "AUX") or (
        MINDED & {tree.lemmas[token], tree.lower[token]} and tree.agent(token) < 0
    ):
        return False
    return tree.is_passive(token) or (
        parse.xpos[token] == "VBN" and parse.deprel[token] == "acl" and tree.child(token, "aux", "nsubj") < 0
    )


def _subject_child(tree: Text, token: int, *deprels: str) -> int:
    """The subject that stands in the clause itself; a relative pronoun is taken for what it refers to."""
    subjects = tree.children(token, *deprels)
    before = [s for s in subjects if s < token]  # of two, a misparse, the nearer one
    found = before[-1] if before else subjects[0] if subjects else -1
    return _referent(tree, found, token) if found >= 0 else -1


def _referent(tree: Text, pronoun: int, verb: int) -> int:
    parse = tree.parse
    if tree.lower[pronoun] not in RELATIVES and tree.lower[pronoun] != "which":
        return pronoun
    at = verb
    for _ in range(HOPS):  # the relative clause may be a conjunct or stand under an auxiliary verb
        if parse.deprel[at].startswith(("acl", "advcl:relcl")):
            return parse.head[at]
        at = parse.head[at]
        if at < 0:
            break
    return pronoun


def _patient(tree: Text, token: int) -> int:
    """Who undergoes a passive."""
    found = _subject_child(tree, token, "nsubj:pass", "nsubj")
    if found >= 0:
        return found
    parse = tree.parse
    if parse.deprel[token] == "acl":
        return parse.head[token]
    if parse.deprel[token] in ("conj", "xcomp") and parse.head[token] >= 0:
        over = parse.head[token]
        if parse.deprel[token] == "conj" and is_passive(tree, over):
            return _subject_child(tree, over, "nsubj:pass", "nsubj")
        return doer(tree, over)
    return -1


def doer(tree: Text, token: int) -> int:
    """The head of who does what the verb at `token` says, or -1."""
    parse = tree.parse
    for _ in range(HOPS):
        if is_passive(tree, token):
            return tree.agent(token)
        own = _subject_child(tree, token, "nsubj", "nsubj:outer", "nsubj:pass")
        if own >= 0:
            return own
        over, deprel = parse.head[token], parse.deprel[token]
        if over < 0:
            return -1
        if deprel in ("acl:relcl", "advcl:relcl"):
            return over
        if deprel == "acl":
            if parse.xpos[token] == "VBG":
                return over if over < token else _told(tree, over)
            owner = tree.child(over, "nmod:poss")
            if owner >= 0:
                return owner
            if not parse.deprel[over].startswith(("obj", "xcomp")) or parse.head[over] < 0:
                return -1
            token = parse.head[over]
            continue
        if deprel == "xcomp":
            told = tree.child(over, "obj", "iobj")
            if is_passive(tree, over):
                return _patient(tree, over)
            if told >= 0 and tree.lemmas[over] not in SUBJECT_CONTROL:
                return told
        elif deprel == "advcl":
            told = tree.child(over, "obj", "iobj")
            link = tree.case_of(token)
            if link in INWARD and told >= 0:
                return told
            if parse.xpos[token] not in ("VBG", "VB", "VBN"):
                return -1
            if is_passive(tree, over):
                return _patient(tree, over)
        elif deprel == "conj":
            if parse.upos[over] not in ("VERB", "AUX", "ADJ", "NOUN"):
                return -1
            if is_passive(tree, over):
                return _patient(tree, over)
        elif deprel.startswith("csubj"):
            return _told(tree, over)
        elif deprel != "ccomp" or parse.xpos[token] != "VBG":
            return -1
        token = over
    return -1


def _told(tree: Text, predicate: int) -> int:
    """To whom a reported clause is told, who is then meant by its bare gerund: "told X that leaving would be wise"."""
    matrix = tree.parse.head[predicate] if tree.parse.deprel[predicate] == "ccomp" else -1
    if matrix < 0:
        return -1
    told = tree.child(matrix, "obj", "iobj")
    return told if told >= 0 else _addressee(tree, matrix)


def undergoer(tree: Text, token: int, lexicon: Lexicon) -> int:
    """The head of what is done to: the object of an active, the subject of a passive; or -1."""
    parse = tree.parse
    if is_passive(tree, token):
        return _patient(tree, token)
    subjects = tree.children(token, "nsubj")
    if len(subjects) > 1 and subjects[0] < token < subjects[-1]:
        return subjects[-1]  # a misparse: the subject stood before the verb already
    objects = [c for c in tree.children(token, "obj") if not tree.case_of(c)]
    own = next((c for c in objects if c > token), objects[0] if objects else -1)
    if own >= 0:
        return _referent(tree, own, token)
    if tree.lemmas[token] in lexicon.classes["addressing"].single and (told := _addressee(tree, token)) >= 0:
        return told
    for c in tree.children(token, "xcomp"):  # a noun right behind its verb is the object, whatever a broken tree says
        if parse.upos[c] == "NOUN" and token < c <= token + NAME_WORDS and not tree.case_of(c):
            return c
    if parse.deprel[token] == "acl:relcl" and tree.child(token, "nsubj") >= 0:
        subject = tree.child(token, "nsubj")
        if tree.lower[subject] not in RELATIVES and tree.child(token, "ccomp", "xcomp") < 0:
            return parse.head[token]
    for c in tree.children(token, "conj"):  # "condemned and sanctioned X"
        if parse.upos[c] == "VERB" and tree.child(c, "nsubj", "nsubj:pass") < 0 and c - token <= 3:
            return tree.child(c, "obj")
    return -1


def _addressee(tree: Text, token: int) -> int:
    """The name right behind a verb of address, where the parser gave it to the clause that follows, or -1."""
    parse = tree.parse
    bound = parse.bounds[parse.sentence_of[token]][1]
    last = -1
    for c in range(token + 1, min(token + 1 + NAME_WORDS, bound)):
        if parse.upos[c] not in ("DET", "ADJ", "PROPN", "NOUN", "NUM"):
            return last if tree.lower[c] in SPEECH_LINKS else -1
        last = c if parse.upos[c] in ("PROPN", "NOUN") else last
    return -1


def _prepositions(tree: Text, tokens: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Noun phrases by their preposition, for a head and what it may have lost its phrases to."""
    found: dict[str, tuple[int, ...]] = {}
    deprel = tree.parse.deprel
    for token in tokens:
        if token < 0:
            continue
        for c in tree.kids[token]:
            if deprel[c].startswith(("obl", "nmod", "advcl", "acl", "advmod", "obj")) and deprel[c] != "nmod:poss":
                case = tree.case_of(c)
                if case:
                    found[case] = (*found.get(case, ()), c)
    return found


def verb_slots(tree: Text, token: int, lexicon: Lexicon) -> Slots:
    """The slots of a verb or predicative adjective."""
    obj = undergoer(tree, token, lexicon)
    lost = obj if obj > token and tree.parse.upos[obj] in ("NOUN", "PROPN") else -1
    extra = tuple(tree.children(obj, "acl")) if lost >= 0 and tree.parse.xpos[obj] != "NNP" else ()
    return Slots(
        subj=doer(tree, token),
        obj=obj,
        iobj=tree.child(token, "iobj"),
        comps=(*tree.children(token, "ccomp", "xcomp", "parataxis"), *(c for c in extra if tree.case_of(c) == "to")),
        preps=_prepositions(tree, (token, lost)),
        passive=is_passive(tree, token),
    )


def noun_slots(tree: Text, token: int, lexicon: Lexicon) -> Slots:
    """The slots of an event noun, those of its light verb among them."""
    parse = tree.parse
    over, deprel = parse.head[token], parse.deprel[token]
    carrier = -1
    if over >= 0 and parse.upos[over] == "VERB":
        after = tree.lower[over + 1] if over + 1 < len(tree.lower) else ""
        words = lexicon.classes["carrier"]
        known = tree.lemmas[over] in words.single or (tree.lemmas[over], after) in words.phrases.get(
            tree.lemmas[over], ()
        )
        linked = deprel in ("obj", "nsubj:pass", "xcomp") or (
            deprel == "obl" and tree.case_of(token) in ("in", "for", "with", "out")
        )
        if known and linked:
            carrier = over
    if carrier < 0:
        preps = _prepositions(tree, (token,))
        if "by" not in preps:  # "the expulsion of diplomats by X" may have lost its doer to the diplomats
            lost = [c for head in preps.get("of", ()) for c in tree.children(head, "nmod") if tree.case_of(c) == "by"]
            preps |= {"by": tuple(lost)}
        return Slots(preps=preps, comps=tuple(tree.children(token, "acl", "ccomp")))
    return Slots(
        subj=doer(tree, carrier),
        obj=tree.child(carrier, "obj") if deprel == "obl" else -1,
        iobj=tree.child(carrier, "iobj"),
        comps=tuple(tree.children(token, "acl", "ccomp")),
        preps=_prepositions(tree, (token, carrier)),
        passive=is_passive(tree, carrier),
        carrier=carrier,
    )


def before_verb(scene: Scene, tree: Text, token: int) -> tuple[Ref, ...]:
    """The parties named right before the auxiliary of a finite verb that has no subject in a broken tree."""
    parse = scene.parse
    first = next((c for c in tree.children(token, "aux") if c < token), -1)
    if first <= 0 or tree.child(token, "nsubj", "nsubj:pass", "csubj") >= 0:
        return ()
    found: list[Ref] = []
    for c in range(first - 1, max(-1, first - 1 - NAME_WORDS * 2), -1):
        if (
            parse.upos[c] not in ("DET", "ADJ", "PROPN", "NOUN", "CCONJ", "PRON")
            or c < parse.bounds[parse.sentence_of[c]][0]
        ):
            break
        ref = scene.cast.ref(parse, c) if parse.deprel[c] not in ("nmod:poss", "amod") else None
        if ref is not None:
            found.insert(0, ref)
    return tuple(found)


def parties(scene: Scene, tree: Text, token: int, lexicon: Lexicon) -> tuple[Ref, ...]:
    """Who the noun phrase at `token` names, with its coordination; a group stands for whom it belongs to."""
    if token < 0:
        return ()
    parse = scene.parse
    heads = (token, *tree.children(token, "conj"))
    named = ((h, scene.cast.ref(parse, h)) for h in heads)
    if found := tuple(mended(scene, tree, h, ref, lexicon) for h, ref in named if ref is not None):
        return found
    for c in tree.children(token, "appos", "flat", "flat:foreign"):
        if found := scene.cast.refs(parse, c):
            return found
    if tree.lemmas[token].lower() in lexicon.classes["group"].single:
        for c in tree.children(token, "nmod:poss", "amod", "compound", "nmod"):
            if parse.deprel[c] == "nmod" and tree.case_of(c) not in ("of", "from", "for"):
                continue
            if found := scene.cast.refs(parse, c):
                sector = lexicon.groups.get(tree.lemmas[token].lower())
                return found if sector is None else tuple(_people_of(tree, token, ref, sector) for ref in found)
    return ()


def _people_of(tree: Text, token: int, side: Ref, sector: str) -> Ref:
    """People of a country who do not act for it: rebels, workers, protesters are no government."""
    span = noun_phrase(tree, token)
    return Ref(name=span.text, country=side.country, sectors=(sector,), span=span)


def behind(scene: Scene, tree: Text, token: int, lexicon: Lexicon, links: tuple[str, ...] = BEHIND) -> tuple[Ref, ...]:
    """Who the phrase names, or the party behind the thing it names: "the decision of X" is X's.

    Of an event noun only its own doer counts: who condemns the attack on X does not condemn X.
    """
    for _ in range(DEPTH):
        if token < 0:
            return ()
        if found := parties(scene, tree, token, lexicon):
            return found
        parse = scene.parse
        if parse.upos[token] == "VERB":
            return ()
        for c in tree.children(token, "nmod:poss", "amod", "compound"):
            if found := parties(scene, tree, c, lexicon):
                return found
        entries = lexicon.nouns.get(tree.lemmas[token].lower(), ())
        deed = bool(entries) and "both" not in entries[0].recipients
        below = -1
        for link in tuple(a for a in entries[0].actors if a in BEHIND) if deed else links:
            for c in tree.children(token, "nmod", "obl", "nmod:poss"):
                if tree.case_of(c) == link:
                    if found := parties(scene, tree, c, lexicon):
                        return found
                    if below < 0:
                        below = c
        token = below
    return ()


def owners(scene: Scene, tree: Text, token: int, lexicon: Lexicon) -> tuple[Ref, ...]:
    """Whose an event noun is: its possessor."""
    found: tuple[Ref, ...] = ()
    for c in tree.children(token, "nmod:poss"):
        found += parties(scene, tree, c, lexicon)
    return found


def labels(scene: Scene, tree: Text, token: int, lexicon: Lexicon) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """The parties that stand before an event noun: those it is of ("Russian", "US", "NATO"), and those it is about.

    A state's own name before a noun is rather what the act is about ("Syria strikes"); abbreviations and bodies act.
    """
    parse, cast = scene.parse, scene.cast
    doers: tuple[Ref, ...] = ()
    about: tuple[Ref, ...] = ()
    for c in tree.children(token, "amod", "compound", "nmod:unmarked", "nmod"):
        if c > token or (parse.deprel[c] == "nmod" and tree.case_of(c)):
            continue
        found = cast.by_head.get(c)
        actor = cast.actors[cast.parties[found].actor] if found is not None else None
        named = actor is not None and actor.kind == "state" and tree.lower[c] in actor.name.lower().split()
        if named:
            about += parties(scene, tree, c, lexicon)
        else:
            doers += parties(scene, tree, c, lexicon)
    if not doers and not about and token > 0 and parse.head[token - 1] > token and parse.upos[token - 1] == "PROPN":
        about = scene.cast.refs(parse, token - 1)  # a name set beside its noun that the parser gave to a later word
    return doers, about
