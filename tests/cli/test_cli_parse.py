from pathlib import Path

import pytest

from dragoman.cli.parse import parse, to_table
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


def test_no_word_of_the_text_is_left_out(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = (
        "Envoys meet in Oslo\n\n"
        "OSLO (Fjord News) — Envoys of two states met on Monday.\n\n"
        "Read more: our guide\n\n© 2021 Fjord News\n"
    )
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    parse(str(path), "conllu")
    rows = [line.split("\t") for line in capfdbinary.readouterr().out.decode().splitlines() if line[:1].isdigit()]
    assert "".join(row[1] for row in rows if "-" not in row[0]) == "".join(text.split())
