"""One linguistic case is one file in `cases/`: a text, mentions with actor and way, names that are no party, actors."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.cast import Cast
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.resolve import resolve
from dragoman.language.core import LanguageCore
from dragoman.language.parse import Entity, Parse
from dragoman.text.clean import clean
from dragoman.text.document import Block, Document

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"), key=lambda path: path.name)


def place_of(text: str, name: str) -> tuple[int, int]:
    """Offsets of a name; "Ankara#2" is the second Ankara."""
    words, _, number = name.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(words, start + 1)
    return start, start + len(words)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, core: LanguageCore) -> None:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    document = clean(case["text"])
    cast = resolve(document, core.parse(document), Gazetteer.load(), case.get("day"))
    text = document.text
    seen = {(m.span.start, m.span.end, actor.name, m.how) for actor in cast.actors for m in actor.mentions}
    for name, actor, how in case["mentions"]:
        assert (*place_of(text, name), actor, how) in seen, (name, sorted(seen))
    for name in case.get("absent", []):
        start, end = place_of(text, name)
        assert not [m for m in seen if m[0] < end and m[1] > start and m[1] - m[0] <= end - start], (name, sorted(seen))
    for name, fields in case.get("actors", {}).items():
        actor = next(a for a in cast.actors if a.name == name)
        for field, value in fields.items():
            found = getattr(actor, field)
            if field == "roles":
                assert [role.title.lower() for role in found] == value
            else:
                assert (list(found) if isinstance(found, tuple) else found) == value, (name, field)


def test_a_party_is_found_from_its_head(core: LanguageCore) -> None:
    document = clean("Brazilian President Marta Oliveira and Chile criticised Peru.")
    parse = core.parse(document)
    cast = resolve(document, parse, Gazetteer.load(), None)
    refs = {ref.name for i in range(len(parse)) if (ref := cast.ref(parse, i)) is not None}
    assert refs >= {"Brazil", "Marta Oliveira", "Chile", "Peru"}
    check(parse.text, parse, cast)


def test_ids_do_not_depend_on_the_report(core: LanguageCore) -> None:
    ids = []
    for text in ("Kenya sent troops to Haiti.", "Haiti thanked Kenya for its help."):
        document = clean(text)
        cast = resolve(document, core.parse(document), Gazetteer.load(), None)
        ids.append({actor.name: actor.id for actor in cast.actors if actor.kind == "state"})
    assert ids[0] == ids[1]


def check(text: str, parse: Parse, cast: Cast) -> None:
    """What always holds of a cast."""
    assert [p.first for p in cast.parties] == sorted(p.first for p in cast.parties)
    assert {p.actor for p in cast.parties} == set(range(len(cast.actors)))
    assert len({actor.id for actor in cast.actors}) == len(cast.actors)
    for party in cast.parties:
        assert 0 <= party.first <= party.head < party.last <= len(parse)
    assert set(cast.by_head) >= {p.head for p in cast.parties}
    for actor in cast.actors:
        assert actor.name
        for mention in actor.mentions:
            assert text[mention.span.start : mention.span.end] == mention.span.text
            assert mention.reason


WORDS = [
    "Russia",
    "the",
    "U.S.",
    "us",
    "president",
    "of",
    "Vladimir",
    "Putin",
    "Mr.",
    "“",
    "”",
    '"',
    ",",
    "he",
    "it",
    "its",
    "their",
    "we",
    "and",
    "army",
    "two",
    "countries",
    "Moscow",
    "said",
    "-",
    "(",
    "'s",
    "who",
    "May",
    "7",
    "Ivanov",
    "Malchenko",
    "minister",
    "foreign",
    "al",
    "secretary",
    "general",
    "in",
    "with",
    "warned",
    "if",
    "allies",
    "Kremlin",
    "NATO",
    "alliance",
    "spokesman",
    "Congress",
    "$",
    "\u200b",
    "é",
]
RELATIONS = [
    "nsubj",
    "obj",
    "conj",
    "compound",
    "flat",
    "nmod",
    "nmod:poss",
    "ccomp",
    "advcl",
    "xcomp",
    "appos",
    "acl:relcl",
    "amod",
    "case",
    "obl",
    "punct",
]


@given(st.data())
@settings(max_examples=80, deadline=None, derandomize=True)
def test_no_tree_however_odd_breaks_it(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS), max_size=30))
    n = len(words)
    text, start = "", []
    for word in words:
        start.append(len(text))
        text += word + data.draw(st.sampled_from([" ", " ", ""]))
    pick = st.lists(st.integers(0, 10**6), min_size=n, max_size=n)
    heads, kinds, tags = data.draw(pick), data.draw(pick), data.draw(pick)
    upos = ["PROPN", "NOUN", "PRON", "VERB", "PUNCT", "ADJ", "ADP", "DET", "NUM"]
    xpos = ["NNP", "NN", "NNS", "PRP", "WP", "VBD", "JJ"]
    parse = Parse(
        text=text,
        start=start,
        end=[s + len(w) for s, w in zip(start, words, strict=True)],
        upos=[upos[t % len(upos)] for t in tags],
        xpos=[xpos[t % len(xpos)] for t in tags],
        lemma=[w.lower() for w in words],
        feats=["_"] * n,
        head=[-1 if h % (n + 1) in (n, i) else h % (n + 1) for i, h in enumerate(heads)],
        deprel=[RELATIONS[k % len(RELATIONS)] for k in kinds],
        bounds=[(0, n // 2), (n // 2, n)] if n > 1 else [(0, n)] if n else [],
        entities=(Entity(first=0, last=min(n, 3), label="person", score=0.7),) if n and tags[0] % 2 else (),
    )
    document = Document(text=text, blocks=(Block(start=0, end=len(text), kind="body"),) if text else ())
    cast = resolve(document, parse, Gazetteer.load(), data.draw(st.sampled_from([None, "2022-01-08"])))
    check(text, parse, cast)
