from dragoman.cli.parse import to_table
from dragoman.language.parse import Parse

WORDS = Parse(
    text="Egypt warned it.",
    start=[0, 6, 13, 15],
    end=[5, 12, 15, 16],
    upos=["PROPN", "VERB", "PRON", "PUNCT"],
    xpos=["NNP", "VBD", "PRP", "."],
    lemma=["Egypt", "warn", "it", "."],
    feats=["_"] * 4,
    head=[1, -1, 1, 1],
    deprel=["nsubj", "root", "obj", "punct"],
    bounds=[(0, 4)],
)


def test_table_is_aligned_and_names_each_head() -> None:
    lines = to_table(WORDS).splitlines()
    assert lines[0] == "Egypt warned it."
    assert lines[2].split() == ["form", "lemma", "upos", "xpos", "head", "deprel"]
    assert lines[3].split() == ["1", "Egypt", "Egypt", "PROPN", "NNP", "2", "warned", "nsubj"]
    assert lines[4].split()[-2:] == ["root", "root"]
    assert len({line.index(tag) for line, tag in zip(lines[3:], WORDS.upos, strict=True)}) == 1
