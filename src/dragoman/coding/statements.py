"""Who says, thinks or names what: from a scene to its statements, in text order of their content.

Cues come from the tree (cues.py), quotations from the marks (quotes.py), and speech.py brings them together. Here each
cue gets its speaker, its addressees, its stretches of text, what of them stands in quotation marks, and the statements
around it.
"""

from msgspec import structs

from dragoman.coding import circumstances
from dragoman.coding.attribution import chain, first_offset
from dragoman.coding.clauses import MAX_NAME, RELATIVES, Tree, party, trimmed
from dragoman.coding.contents import find_cues
from dragoman.coding.cues import Cue, lexicon
from dragoman.coding.quotes import Quote, Quotes
from dragoman.coding.scene import Found, Scene
from dragoman.coding.speech import voices
from dragoman.records import Form, Ref, Span, Statement, content_id, span_of

LEAD = 8
"""Letters before a quotation within its clause that are no content of their own ("that")."""
EMPTY = frozenset(
    {
        "",
        "it",
        "who",
        "where",
        "which",
        "what",
        "him",
        "her",
        "them",
        "this",
        "how",
        "why",
        "he",
        "and",
        "but",
        "or",
        "so",
        "that",
        "while",
        "also",
    }
)
"""What is left of a clause when its cue is cut out, and says nothing."""


def code_statements(scene: Scene, found: Found) -> Found:
    """Adds the statements of the report."""
    if not len(scene.parse):
        return found
    tree, quotes = Tree(scene.parse), Quotes(scene.document)
    cues = _rejoined(tree, _distinct(find_cues(tree)))
    parse = scene.parse
    outer = [cue for cue in cues if quotes.around(parse.start[cue.first], parse.end[cue.last - 1]) is None]
    inner = [cue for cue in cues if quotes.around(parse.start[cue.first], parse.end[cue.last - 1]) is not None]
    able = [_can_speak(tree, cue) for cue in outer]
    spoken = voices(scene.document, tree, quotes, outer, able)
    said: dict[int, list[Quote]] = {}
    alone: list[tuple[Quote, int, int]] = []
    for quote, voice in spoken:
        if voice.said:
            said.setdefault(voice.cue, []).append(quote)
        else:
            alone.append((quote, voice.cue, voice.head))
    built: list[Statement] = []
    speakers: list[Ref | None] = []
    last_speaker: Ref | None = None
    for n, cue in enumerate(outer):
        speaker = _speaker(scene, tree, cue, last_speaker, said.get(n, []))
        speakers.append(speaker)
        statement = _statement(scene, tree, quotes, cue, speaker, said.get(n, []))
        if statement is not None:
            built.append(statement)
            last_speaker = speaker or last_speaker
    for cue in inner:
        statement = _statement(scene, tree, quotes, cue, _speaker(scene, tree, cue, None, []), [])
        if statement is not None:
            built.append(statement)
    for quote, cue_number, head in alone:
        speaker = speakers[cue_number] if cue_number >= 0 else party(scene, tree, head)
        built.append(_uncued(scene, quote, speaker))
    ordered = sorted(built, key=lambda s: (first_offset(s), s.cue.start if s.cue else -1))
    return found.plus(statements=_nested(scene, ordered))


def _distinct(cues: list[Cue]) -> list[Cue]:
    """One cue for each token: the one with content."""
    by_token: dict[int, Cue] = {}
    for cue in cues:
        kept = by_token.get(cue.token)
        if kept is None or (not kept.content and cue.content):
            by_token[cue.token] = cue
    return [by_token[token] for token in sorted(by_token)]


def _can_speak(tree: Tree, cue: Cue) -> bool:
    takes = lexicon().verb(tree, cue.token)
    return "quote" in takes or (bool(cue.content) and tree.lower[cue.token] == "according")


def _speaker(scene: Scene, tree: Tree, cue: Cue, last: Ref | None, said: list[Quote]) -> Ref | None:
    """Who the holder of a cue is: subject, agent or owner; the maker of a document that speaks."""
    head = cue.speaker
    if head < 0 and scene.parse.upos[cue.token] in ("VERB", "AUX"):
        head = tree.agent(cue.token) if tree.is_passive(cue.token) else tree.subject(cue.token)
        head = _outside(scene, tree, cue, _able(scene, tree, cue.token, head), said)
        if head < 0 and not tree.is_passive(cue.token):
            head = _beside(tree, cue.token, quoted=bool(said))
    if head < 0:
        return None
    words = lexicon().words
    if tree.lemma[head] in words["documents"] and scene.cast.ref(scene.parse, head) is None:
        owner = tree.child(head, "nmod:poss")
        if owner < 0:
            owner = tree.oblique(head, frozenset({"by", "from", "of", "for"}), "nmod", "acl")
        if owner < 0:
            owner = next((c for c in tree.children(head, "compound", "amod") if scene.cast.ref(scene.parse, c)), -1)
        if owner >= 0:
            ref = scene.cast.ref(scene.parse, owner)
            spokesman = tree.lemma[head].startswith("spokes")
            return ref if ref is not None and not spokesman else party(scene, tree, head)
        if last is not None and tree.lower[tree.low[head]] in ("the", "this", "that"):
            return last
    if scene.parse.upos[head] == "PRON" and tree.lower[head] in ("it", "there", "this", "what"):
        return scene.cast.ref(scene.parse, head)
    return party(scene, tree, head)


def _able(scene: Scene, tree: Tree, token: int, head: int) -> int:
    """The subject, or that of the verb of saying above where the tree makes a thing speak: "Oman said the drills were
    a provocation and threatened a strike"."""
    parse = scene.parse
    if head < 0 or parse.upos[head] != "NOUN" or parse.deprel[token] != "conj" or _sided(scene, tree, head):
        return head
    over = parse.head[token]
    above = parse.head[over] if over >= 0 and parse.deprel[over] == "ccomp" else -1
    if above < 0 or "clause" not in lexicon().verb(tree, above):
        return head
    other = tree.subject(above)
    return other if other >= 0 and _sided(scene, tree, other) else head


def _sided(scene: Scene, tree: Tree, head: int) -> bool:
    """Whether a noun phrase names a side."""
    ref = party(scene, tree, head)
    return ref is not None and (ref.actor is not None or ref.country is not None or ref.org is not None)


def _beside(tree: Tree, token: int, *, quoted: bool) -> int:
    """The name before or after a verb of saying that the tree left without a subject ("said Smith")."""
    parse = tree.parse
    first, last = parse.bounds[parse.sentence_of[token]]
    if parse.xpos[token] not in ("VBD", "VBZ", "VBP"):
        return -1
    names = ("PROPN", "PRON", "NOUN") if quoted else ("PROPN", "PRON")
    before = token - 1
    if first <= before and parse.upos[before] in names and tree.lower[before] not in ("it", "that", "what"):
        over = parse.head[before]
        named = parse.upos[before] == "PROPN" and first <= over < last and parse.upos[over] in ("PROPN", "NOUN")
        return over if named and over < token else before
    after = token + 1
    while after < min(last, token + MAX_NAME) and parse.upos[after] in ("DET", "ADJ", "PROPN", "NOUN", "PRON"):
        after += 1
    found = [t for t in range(token + 1, after) if parse.upos[t] in names and parse.deprel[t] != "compound"]
    return found[-1] if found and (quoted or parse.upos[found[-1]] != "NOUN") else -1


def _outside(scene: Scene, tree: Tree, cue: Cue, head: int, said: list[Quote]) -> int:
    """The subject, or the nearest other one, that stands outside what is said."""
    parse = tree.parse

    def inside(token: int) -> bool:
        if any(first <= token < last for first, last in cue.content if cue.take != "parenthesis"):
            return True
        return any(quote.start <= parse.start[token] < quote.end for quote in said)

    if head < 0 or not inside(head):
        return head
    others = [c for c in tree.children(cue.token, "nsubj", "nsubj:pass", "obj", "obl") if not inside(c)]
    return min(others, key=lambda c: abs(c - cue.token), default=-1)


def _rejoined(tree: Tree, cues: list[Cue]) -> list[Cue]:
    """The cues, with "said that X asked … and said that …" read as two acts of X: nobody says that he says."""
    by_token = {cue.token: n for n, cue in enumerate(cues)}
    found = list(cues)
    heads = {cue.head: n for n, cue in enumerate(cues) if cue.head >= 0}
    for n, cue in enumerate(cues):
        above = heads.get(tree.parse.head[cue.token], -1) if tree.parse.deprel[cue.token] == "conj" else -1
        speaker = tree.child(cue.token, "nsubj")
        if above >= 0 and speaker >= 0 and tree.parse.upos[speaker] == "PRON" and cue.token > cues[above].token:
            content = found[above].content  # "told X that A, but he added that B": the second is no part of the first
            cut = tuple((a, min(b, tree.low[cue.token])) for a, b in content if a < tree.low[cue.token])
            found[above] = structs.replace(found[above], content=cut or content)
        over = tree.parse.head[cue.token]
        outer = by_token.get(over, -1)
        if tree.parse.deprel[cue.token] != "conj" or outer < 0 or tree.lemma[over] != tree.lemma[cue.token]:
            continue
        whole = found[outer]
        subject = tree.child(whole.head, "nsubj") if whole.head >= 0 else -1
        if subject < 0 or tree.child(cue.token, "nsubj") >= 0 or not whole.content or whole.content[-1][1] > cue.token:
            continue
        first, last = whole.content[-1]
        longer = (*whole.content[:-1], (first, max(last, tree.high[cue.token])))
        found[outer] = structs.replace(whole, content=longer)
        found[n] = structs.replace(cue, speaker=subject)
    return found


def _statement(
    scene: Scene, tree: Tree, quotes: Quotes, cue: Cue, speaker: Ref | None, said: list[Quote]
) -> Statement | None:
    """The record of one cue; None where it introduces nothing."""
    parse, text = scene.parse, scene.document.text
    spans = [(parse.start[first], parse.end[last - 1]) for first, last in cue.content]
    if cue.take == "noun" and _takes_for_granted(tree, cue) and not _somebody(scene, speaker):
        return None
    if cue.form == "belief" and speaker is not None and speaker.span.text.lower() == "you":
        return None  # "you know"
    stretches = _stretches(
        text, spans, said, quotes, inner_of=quotes.around(parse.start[cue.first], parse.end[cue.token])
    )
    if not stretches:
        return None
    content = tuple(span_of(text, start, end) for start, end in stretches)
    marked = _verbatim(text, quotes, stretches)
    cue_span = span_of(text, parse.start[cue.first], parse.end[cue.last - 1])
    form: Form = cue.form if cue.form == "belief" else "indirect"
    if cue.take == "as":
        form = cue.form
    elif cue.form != "belief" and marked:
        form = "direct" if _all_marked(text, stretches, marked) else "mixed"
    return Statement(
        id=content_id("statement", scene.report, cue_span.start, cue_span.end, tuple(stretches)),
        speaker=speaker,
        addressees=_addressees(scene, tree, cue, speaker),
        form=form,
        cue=cue_span,
        content=content,
        verbatim=marked,
        time=circumstances.when(scene, cue.token),
        place=circumstances.where(scene, cue.token),
    )


def _somebody(scene: Scene, speaker: Ref | None) -> bool:
    """Whether a speaker is a known actor, a name or a pronoun, and no mere thing."""
    if speaker is None or speaker.actor is not None:
        return speaker is not None
    tokens = scene.parse.tokens_in(speaker.span.start, speaker.span.end)
    return any(scene.parse.upos[t] in ("PROPN", "PRON") for t in tokens)


def _takes_for_granted(tree: Tree, cue: Cue) -> bool:
    manner = lexicon().verb(tree, cue.token).get("noun")
    return manner is not None and manner.presupposes


def _stretches(
    text: str, spans: list[tuple[int, int]], said: list[Quote], quotes: Quotes, *, inner_of: Quote | None
) -> list[tuple[int, int]]:
    """The content as stretches of text: clauses and quotations melted together, cut to what the marks allow."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if any(quote.start <= start < quote.end or start <= quote.start < end <= quote.end for quote in said):
            near = [quote for quote in said if start < quote.end and quote.start < end]
            if any(char.isalnum() for char in text[start : near[0].start][LEAD:]) is False:
                continue  # all of it, or all but what the parser drew in, is the quotation
        if inner_of is not None:  # a cue inside a quotation introduces nothing beyond it
            start, end = max(start, inner_of.inner), min(end, inner_of.inner_end)
        start, end = trimmed(text, start, end)
        if inner_of is None:
            for quote in quotes.overlapping(start, end):
                if quote.start <= start and end <= quote.end:
                    start, end = quote.inner, quote.inner_end
                elif start <= quote.start < end < quote.end:
                    end = quote.end
                elif quote.start < start < quote.end <= end:
                    start = quote.start
        if end > start and text[end - 1] in ".!?" and not any(q.end == end for q in quotes.overlapping(start, end)):
            end -= 1 if text[end - 1] == "." and inner_of is None else 0
        if end > start:
            found.append((start, end))
    for quote in said:
        if not any(start <= quote.inner and quote.inner_end <= end for start, end in found):
            found.append((quote.inner, quote.inner_end))
    melted: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if melted and start <= melted[-1][1]:
            melted[-1] = (melted[-1][0], max(melted[-1][1], end))
        else:
            melted.append((start, end))
    return [(start, end) for start, end in melted if text[start:end].strip(" .,;:!?\"'“”").lower() not in EMPTY]


def _verbatim(text: str, quotes: Quotes, stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
    """What of the content stands in quotation marks."""
    found: list[Span] = []
    for start, end in stretches:
        for quote in quotes.overlapping(start, end):
            first, last = max(start, quote.inner), min(end, quote.inner_end)
            if first < last and (quote.inner >= start or quote.inner_end <= end or (start, end) != (first, last)):
                found.append(span_of(text, first, last))
    return tuple(found)


def _all_marked(text: str, stretches: list[tuple[int, int]], marked: tuple[Span, ...]) -> bool:
    inside = sum(span.end - span.start for span in marked)
    around = sum(end - start for start, end in stretches)
    loose = around - inside
    return loose <= 2 * len(marked)  # the marks themselves


def _addressees(scene: Scene, tree: Tree, cue: Cue, speaker: Ref | None) -> tuple[Ref, ...]:
    """Who is told: the object of a verb of telling, or a known party after "to"."""
    parse = scene.parse
    if parse.upos[cue.token] not in ("VERB", "AUX"):
        return ()
    heads: list[int] = list(cue.told)
    lemma = tree.lemma[cue.token]
    if lemma not in lexicon().words["telling"]:
        heads = []
    elif not heads:
        relations = ("nsubj:pass",) if tree.is_passive(cue.token) else ("iobj", "obj")
        heads += tree.children(cue.token, *relations)[:1]
        if not heads:
            heads += [
                c for c in tree.children(cue.token, "obl") if tree.case_of(c) in ("on", "upon") and lemma == "call"
            ][:1]
    known = [c for c in tree.children(cue.token, "obl", "nmod") if tree.case_of(c) == "to" and scene.cast.ref(parse, c)]
    found: list[Ref] = []
    for head in [*heads, *known]:
        if any(first <= head < last for first, last in cue.content) or tree.lower[head] in RELATIVES | {"it", "what"}:
            continue
        refs = scene.cast.refs(parse, head)
        other = party(scene, tree, head) if not refs and head in heads else None
        found += refs or ([other] if other is not None else [])
    return tuple(ref for ref in found if speaker is None or ref.span != speaker.span)


def _uncued(scene: Scene, quote: Quote, speaker: Ref | None) -> Statement:
    span = span_of(scene.document.text, quote.inner, quote.inner_end)
    return Statement(
        id=content_id("statement", scene.report, None, None, ((span.start, span.end),)),
        speaker=speaker,
        form="direct",
        content=(span,),
        verbatim=(span,),
    )


def _nested(scene: Scene, statements: list[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the links of those around it."""
    found = []
    for statement in statements:
        at = statement.cue or statement.content[0]
        outer = chain(scene, statements, at.start, at.end)
        around = tuple(step for step in outer if step.cue != statement.cue)
        found.append(structs.replace(statement, via=around) if around else statement)
    return tuple(found)
