import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language.conllu import to_conllu
from dragoman.language.core import LanguageCore
from dragoman.language.parse import Parse
from dragoman.text.clean import clean

REPORT = """Ministers meet in Vienna

VIENNA (Agency) — The foreign minister of Austria told reporters on Monday that Hungary's proposal wasn't rejected.
"We are ready to talk," she said. The U.S. embassy was attacked by protesters.
"""


def parse(core: LanguageCore, text: str) -> Parse:
    return core.parse(clean(text))


def find(parsed: Parse, word: str) -> int:
    return next(t.i for t in parsed if t.text == word)


def test_tokens_follow_the_treebanks(core: LanguageCore) -> None:
    words = [t.text for t in parse(core, REPORT)]
    for expected in (["Hungary", "'s", "proposal"], ["was", "n't", "rejected"], ["U.S.", "embassy"]):
        assert any(words[i : i + len(expected)] == expected for i in range(len(words)))


def test_sentences_end_where_a_reader_would_end_them(core: LanguageCore) -> None:
    sentences = [s.text for s in parse(core, REPORT).sentences]
    assert sentences[0] == "Ministers meet in Vienna"
    assert '"We are ready to talk," she said.' in sentences
    assert "The U.S. embassy was attacked by protesters." in sentences


def test_a_passive_shows_its_patient_and_its_agent(core: LanguageCore) -> None:
    parsed = parse(core, REPORT)
    attacked = parsed[find(parsed, "attacked")]
    patient, agent = attacked.child("nsubj:pass"), attacked.child("obl:agent", "obl")
    assert patient is not None
    assert patient.text == "embassy"
    assert agent is not None
    assert agent.text == "protesters"
    assert attacked.feats.get("Voice") == "Pass"


def test_an_active_clause_shows_who_told_whom(core: LanguageCore) -> None:
    parsed = parse(core, REPORT)
    told = parsed[find(parsed, "told")]
    subject = told.child("nsubj")
    assert subject is not None
    assert subject.text == "minister"
    assert told.lemma == "tell"
    assert any(t.text == "rejected" and t.deprel in ("ccomp", "xcomp") for t in told.children)


def test_entities_of_news_are_found(core: LanguageCore) -> None:
    parsed = parse(core, "Angela Merkel flew to Baghdad on Friday and met Iraqi officials of the United Nations.\n")
    found = {parsed.text[parsed.start[e.first] : parsed.end[e.last - 1]]: e.label for e in parsed.entities}
    assert found.get("Angela Merkel") == "person"
    assert found.get("Baghdad") == "place"
    assert found.get("Iraqi") == "nationality"


def assert_sound(parsed: Parse) -> None:
    assert parsed.bounds == sorted(parsed.bounds)
    assert [i for a, b in parsed.bounds for i in range(a, b)] == list(range(len(parsed)))
    assert all(a < b for a, b in zip(parsed.start, parsed.end, strict=True))
    assert all(a <= b for a, b in zip(parsed.end, parsed.start[1:], strict=False))
    for sentence in parsed.sentences:
        inside = range(sentence.first, sentence.last)
        assert sum(parsed.head[i] < 0 for i in inside) == 1
        assert sum(parsed.deprel[i] == "root" for i in inside) == 1
        for i in inside:
            seen = set()
            while i >= 0:
                assert i not in seen
                assert i in inside
                seen.add(i)
                i = parsed.head[i]
    for token in parsed:
        assert token.text == parsed.text[token.start : token.end]
        assert token.text.strip()
        assert token.lemma


@given(st.text(max_size=300))
@settings(deadline=None, derandomize=True, max_examples=40)
def test_any_text_gives_sound_columns(core: LanguageCore, text: str) -> None:
    assert_sound(core.parse_text(text, [(0, len(text))]))


@pytest.mark.parametrize(
    "text", ["(" * 10_000, '"' * 3_000, "word " * 5_000, "x" * 50_000, "a.b" * 4_000, "\u200b" * 500]
)
def test_odd_texts_give_sound_columns(core: LanguageCore, text: str) -> None:
    assert_sound(core.parse_text(text, [(0, len(text))]))


def test_a_long_paragraph_keeps_all_its_words(core: LanguageCore) -> None:
    text = " ".join(f"In year {n} the two sides met again in Geneva and agreed on nothing." for n in range(300))
    parsed = core.parse_text(text, [(0, len(text))])
    assert sum(b - a for a, b in zip(parsed.start, parsed.end, strict=True)) == len(re.sub(r"\s", "", text))
    assert len(parsed.sentences) == pytest.approx(300, abs=6)


def test_known_tokens_are_kept(core: LanguageCore) -> None:
    sentences = [["The", "rebels", "withdrew", "."], ["Talks", "did", "n't", "resume", "."]]
    parsed = core.parse_tokens(sentences)
    assert [[t.text for t in s.tokens] for s in parsed.sentences] == sentences
    assert parsed[1].deprel == "nsubj"


def test_conllu_reads_back(core: LanguageCore) -> None:
    parsed = parse(core, REPORT)
    rows = [line.split("\t") for line in to_conllu(parsed).splitlines() if line and line[0] != "#"]
    assert all(len(row) == 10 for row in rows)
    words = [row for row in rows if "-" not in row[0]]
    assert [row[1] for row in words] == [t.text for t in parsed]
    assert [row[1] for row in rows if "-" in row[0] and row[1].startswith("was")] == ["wasn't"]
    offsets = [re.search(r"start_char=(\d+)\|end_char=(\d+)", row[9]) for row in words]
    assert [covered(parsed, m) for m in offsets] == [t.text for t in parsed]


def covered(parsed: Parse, match: re.Match[str] | None) -> str:
    assert match is not None
    return parsed.text[int(match.group(1)) : int(match.group(2))]


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install dragoman again"):
        LanguageCore.load(tmp_path)
