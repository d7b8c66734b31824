"""The measures of parsing from raw text, on sentences small enough to count."""

import gzip
from pathlib import Path

import pytest
from evaluation.conll import MEASURES, Analysis, Word, align, compare, dense
from evaluation.treebank import document_of, parsed, read_documents

from dragoman.language.parse import Parse

TREE = """\
# newdoc id = letter-1
# newpar
# sent_id = 1
# text = Envoys don't wait.
1\tEnvoys\tenvoy\tNOUN\tNNS\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\twait\twait\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
# text = They left
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj:outer\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_

# newpar
# sent_id = 3
# text = Goodbye
1\tGoodbye\tgoodbye\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def words(*rows: tuple[str, int, int], part: bool = False) -> list[Word]:
    return [Word(form=form, start=start, end=end, part=part) for form, start, end in rows]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "letters.conllu.gz"
    path.write_bytes(gzip.compress(TREE.encode()))
    return path


def test_raw_text_is_rebuilt(tree: Path) -> None:
    [document] = read_documents(tree)
    assert document.text(paragraphs=True) == "Envoys don't wait. They left\n\nGoodbye"
    assert document.text(paragraphs=False) == "Envoys don't wait. They left Goodbye"
    assert [sentence.spaces for sentence in document.sentences] == [
        [True, True, False, True, False],
        [True, True],
        [True],
    ]


def test_empty_nodes_are_no_words_and_split_tokens_are_one_token(tree: Path) -> None:
    [document] = read_documents(tree)
    analysis = document.analysis()
    assert [word.form for word in analysis.words] == ["Envoys", "do", "n't", "wait", ".", "They", "left", "Goodbye"]
    assert analysis.tokens[:3] == [(0, 6), (6, 11), (11, 15)]
    assert analysis.sentences == [(0, 16), (16, 24), (24, 31)]
    assert [word.head for word in analysis.words] == [3, 3, 3, -1, 3, 6, -1, -1]


def test_an_analysis_agrees_with_itself(tree: Path) -> None:
    [document] = read_documents(tree)
    assert {m: t.f1 for m, t in compare(document.analysis(), document.analysis()).items()} == dict.fromkeys(
        MEASURES, 1.0
    )


def test_the_program_s_parse_becomes_the_same_analysis(tree: Path) -> None:
    [document] = read_documents(tree)
    text = document.text(paragraphs=True)
    gold = document.analysis()
    forms = [word.form for word in gold.words]
    starts = [text.index("Envoys"), 7, 9, 13, 17, 19, 24, 30]
    parse = Parse(
        text=text,
        start=starts,
        end=[s + len(f) for s, f in zip(starts, forms, strict=True)],
        upos=[word.upos for word in gold.words],
        xpos=[word.xpos for word in gold.words],
        lemma=[word.lemma for word in gold.words],
        feats=["_"] * len(forms),
        head=[word.head for word in gold.words],
        deprel=["nsubj" if word.deprel == "nsubj:outer" else word.deprel for word in gold.words],
        bounds=[(0, 5), (5, 7), (7, 8)],
    )
    assert {m: t.f1 for m, t in compare(parsed(parse), gold).items()} == dict.fromkeys(MEASURES, 1.0)


def test_a_wrong_head_costs_attachment_only(tree: Path) -> None:
    [document] = read_documents(tree)
    gold = document.analysis()
    changed = [*gold.words]
    changed[0] = Word(**{**{f: getattr(changed[0], f) for f in Word.__struct_fields__}, "head": 4})
    scores = compare(Analysis(words=changed, ends=gold.ends), gold)
    assert scores["uas"].f1 == scores["las"].f1 == 7 / 8
    assert all(scores[measure].f1 == 1.0 for measure in MEASURES[:6])


def test_a_missed_sentence_end_costs_two_sentences(tree: Path) -> None:
    [document] = read_documents(tree)
    gold = document.analysis()
    tally = compare(Analysis(words=gold.words, ends=[7, 8]), gold)["sentences"]
    assert (tally.right, tally.given, tally.wanted) == (1, 2, 3)


def test_words_are_aligned_by_characters() -> None:
    given = words(("well-known", 0, 10), ("envoy", 10, 15))
    wanted = words(("well", 0, 4), ("-", 4, 5), ("known", 5, 10), ("envoy", 10, 15))
    assert align(given, wanted) == [(1, 3)]


def test_words_of_a_split_token_are_aligned_by_form() -> None:
    whole = words(("cannot", 0, 6), ("go", 6, 8))
    split = [*words(("can", 0, 6), ("not", 0, 6), part=True), *words(("go", 6, 8))]
    other = [*words(("Can", 0, 6), ("n't", 0, 6), part=True), *words(("go", 6, 8))]
    assert align(whole, split) == [(1, 2)]
    assert align(other, split) == [(0, 0), (2, 2)]
    assert align([], split) == []


def test_white_space_does_not_count() -> None:
    assert dense("a b\n c") == [0, 1, 1, 2, 2, 2, 3]


def test_paragraphs_become_blocks() -> None:
    document = document_of("One.\n\nTwo.")
    assert [(b.start, b.end) for b in document.blocks] == [(0, 4), (6, 10)]
