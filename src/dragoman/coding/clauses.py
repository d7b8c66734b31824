"""Reading a tree of dependencies: clauses, their subjects and their stretches of text, each in constant time.

What comes in is a Parse, which may be wrong or odd; what goes out are token numbers and intervals. `Tree` is made once
for each coder and costs one pass; no function of it walks a whole subtree, so nested clauses stay linear.
"""

from bisect import bisect_left

from msgspec import Struct, structs

from dragoman.coding.scene import Scene
from dragoman.coding.words import base
from dragoman.language.parse import Parse
from dragoman.records import Ref, Span, span_of

HOPS = 6
"""How far a missing subject is looked for; deeper chains of control are misparses."""
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer")
OBJECTS = ("obj", "iobj")
OBJECT_CONTROL = frozenset(
    ["ask", "tell", "urge", "order", "persuade", "force", "allow", "call", "invite", "press", "request", "command"]
) | {"instruct", "encourage", "expect", "want", "require"}
"""Verbs whose infinitive is for the object to do ("asked X to say")."""
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "cannot"})
NAME_PARTS = ("flat", "nmod:desc", "appos", "compound", "flat:foreign", "goeswith")
OUTSIDE_NAME = (
    "acl:relcl",
    "acl",
    "appos",
    "punct",
    "parataxis",
    "cc",
    "conj",
    "advcl",
    "orphan",
    "list",
    "dep",
    "discourse",
    "ccomp",
    "case",
)
SIDES = frozenset({"of", "for", "from", "at", "with", "in"})
OFFICES = frozenset(
    ["official", "spokesman", "spokeswoman", "spokesperson", "minister", "ministry", "government", "police", "general"]
) | {"colonel", "commander", "officer", "governor", "army", "military"}
"""Who acts for the state he stands in, where no other is named. Not diplomats or experts: they are mostly abroad."""
MAX_NAME = 14
"""Longest source in words taken as a name for an unresolved party ("two officials familiar with the matter")."""
TRIM = frozenset(" ,;:–—-\n\t\r")


class Stretch(Struct, frozen=True, kw_only=True):
    """Tokens first … last-1."""

    first: int
    last: int


class Tree:
    """A Parse with the extent of every subtree."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.kids = parse.children
        n = len(parse)
        self.low, self.high = list(range(n)), list(range(1, n + 1))
        self.lower = [parse.text[parse.start[i] : parse.end[i]].lower() for i in range(n)]
        self.lemma = [base(word, lemma) for word, lemma in zip(self.lower, parse.lemma, strict=True)]
        order = [i for i in range(n) if parse.head[i] < 0]
        for i in order:  # grows while it is read: breadth first
            order.extend(self.kids[i])
        for i in reversed(order):
            head = parse.head[i]
            if head >= 0:
                self.low[head] = min(self.low[head], self.low[i])
                self.high[head] = max(self.high[head], self.high[i])

    def child(self, token: int, *deprels: str) -> int:
        """The first dependent with one of these relations, or -1."""
        deprel = self.parse.deprel
        return next((c for c in self.kids[token] if deprel[c] in deprels), -1)

    def children(self, token: int, *deprels: str) -> list[int]:
        deprel = self.parse.deprel
        return [c for c in self.kids[token] if deprel[c] in deprels]

    def case_of(self, token: int) -> str:
        """The preposition of a noun phrase, lower case; "" where it has none."""
        case = self.child(token, "case", "mark")
        return self.lower[case] if case >= 0 else ""

    def oblique(self, token: int, cases: frozenset[str], *deprels: str) -> int:
        """The first dependent noun phrase with one of these prepositions, or -1."""
        wanted = deprels or ("obl", "nmod", "obl:agent", "obl:unmarked", "advcl", "acl", "xcomp", "ccomp")
        return next((c for c in self.children(token, *wanted) if self.case_of(c) in cases), -1)

    def is_passive(self, token: int) -> bool:
        return self.child(token, "aux:pass") >= 0 or self.child(token, "nsubj:pass") >= 0

    def is_participle(self, token: int) -> bool:
        return self.parse.xpos[token] in ("VBG", "VBN")

    def negated(self, token: int) -> bool:
        deprel = self.parse.deprel
        return any(self.lower[c] in NEGATIONS for c in self.kids[token] if deprel[c] in ("advmod", "det", "cc", "aux"))

    def subject(self, token: int) -> int:
        """The head of who does `token`, through coordination, control and relative clauses; -1 where nobody stands."""
        deprel, head = self.parse.deprel, self.parse.head
        for hop in range(HOPS):
            found = self.child(token, *SUBJECTS)
            rel = deprel[token].partition(":")[0]
            if found >= 0:
                if self.lower[found] in RELATIVES and head[token] >= 0:
                    return head[token] if deprel[token] in ("acl:relcl", "acl", "advcl:relcl") else found
                return found
            over = head[token]
            if over < 0:
                return -1
            if deprel[token] in ("acl", "acl:relcl"):
                return over
            if rel == "xcomp":
                told = self.child(over, *OBJECTS)
                if told >= 0 and self.lemma[over] in OBJECT_CONTROL and not self.is_passive(over):
                    return told
            elif not _passes(self, token, rel, hop):
                return -1
            token = over
        return -1

    def agent(self, token: int) -> int:
        """The by-agent of a passive, or -1."""
        found = self.child(token, "obl:agent")
        return found if found >= 0 else self.oblique(token, frozenset({"by"}), "obl", "nmod")

    def clause(self, token: int) -> Stretch:
        return Stretch(first=self.low[token], last=self.high[token])


def _passes(tree: Tree, token: int, relation: str, hop: int) -> bool:
    """Whether a clause without a subject has that of the clause above it."""
    participle = tree.is_participle(token)
    if relation == "advcl":
        return participle or tree.child(token, "mark") >= 0
    if relation in ("ccomp", "parataxis"):
        return participle or (relation == "parataxis" and hop > 0)
    return relation in ("conj", "obl")


def party(scene: Scene, tree: Tree, head: int) -> Ref | None:
    """The party that the noun phrase at `head` names, or who the words say where the cast does not know them."""
    if head < 0:
        return None
    parse, cast = scene.parse, scene.cast
    ref = cast.ref(parse, head)
    if ref is not None and (ref.country is not None or ref.org is not None or tree.lemma[head] not in OFFICES):
        return ref
    if ref is not None:
        side = _side(scene, tree, head)
        return ref if side is None else structs.replace(ref, country=side.country, org=side.org)
    for part in tree.children(head, *NAME_PARTS):
        ref = cast.ref(parse, part)
        if ref is not None and parse.deprel[part] != "compound":
            return ref
    if parse.upos[head] not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM", "VERB"):
        return None
    span = noun_phrase(tree, head)
    if not span.text.strip():
        return None
    side = _side(scene, tree, head)
    if side is None:
        return Ref(name=span.text, span=span)
    return Ref(name=span.text, country=side.country, org=side.org, sectors=side.sectors, span=span)


def _side(scene: Scene, tree: Tree, head: int) -> Ref | None:
    """Whose somebody unnamed is: "a senior Russian official", "a spokesman for the ministry"."""
    for c in tree.children(head, "nmod:poss", "amod", "compound", "nmod"):
        if tree.parse.deprel[c] == "nmod" and tree.case_of(c) not in SIDES:
            continue
        ref = scene.cast.ref(tree.parse, c)
        if ref is not None:
            return ref
    return _seat(scene, tree, head) if tree.lemma[head] in OFFICES else None


def _seat(scene: Scene, tree: Tree, head: int) -> Ref | None:
    """The state of a place where somebody holds office: "an army spokesman in Quito"."""
    parse = tree.parse
    for c in tree.children(head, "nmod"):
        n = bisect_left(scene.places, parse.end[c], key=lambda place: place.span.end)
        if tree.case_of(c) != "in" or n >= len(scene.places):
            continue
        place = scene.places[n]
        if place.country is not None and place.span.start <= parse.start[c]:
            return Ref(name=place.name, country=place.country, span=place.span)
    return None


def parties(scene: Scene, tree: Tree, head: int) -> tuple[Ref, ...]:
    """The known parties of a noun phrase and its coordination; its own words where the cast knows none of them."""
    if head < 0:
        return ()
    known = scene.cast.refs(scene.parse, head)
    if known:
        return known
    ref = party(scene, tree, head)
    return (ref,) if ref is not None else ()


def noun_phrase(tree: Tree, head: int) -> Span:
    """The words of a noun phrase without its relative clauses, appositions and coordination."""
    parse = tree.parse
    first, last = head, head + 1
    for c in tree.kids[head]:
        if parse.deprel[c] in OUTSIDE_NAME:
            continue
        if c < head and tree.high[c] <= head and head - tree.low[c] <= MAX_NAME:
            first = min(first, tree.low[c])
        elif c > head and tree.low[c] == last and tree.high[c] - head <= MAX_NAME:
            last = tree.high[c]
    return span_of(parse.text, parse.start[first], parse.end[last - 1])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """text[start:end] without white space, commas and dashes at its ends."""
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def less(start: int, end: int, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of start … end when the holes (in any order) are cut out."""
    left: list[tuple[int, int]] = []
    for first, last in sorted(holes):
        if last <= start or first >= end:
            continue
        if first > start:
            left.append((start, first))
        start = max(start, last)
    if start < end:
        left.append((start, end))
    return left


def sentence_span(parse: Parse, token: int) -> Span:
    """The sentence of a token."""
    first, last = parse.bounds[parse.sentence_of[token]]
    return span_of(parse.text, parse.start[first], parse.end[last - 1])


def sentence_spans(parse: Parse, start: int, end: int) -> list[Span]:
    """The sentences that text[start:end] touches."""
    found: list[Span] = []
    for token in parse.tokens_in(start, end):
        number = parse.sentence_of[token]
        first, last = parse.bounds[number]
        if not found or found[-1].start != parse.start[first]:
            found.append(span_of(parse.text, parse.start[first], parse.end[last - 1]))
    return found
