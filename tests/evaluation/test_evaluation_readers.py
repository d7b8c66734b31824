"""How corpora and expectations are taken in, without a model."""

from collections.abc import Sequence

import pytest
from evaluation.entities import by_kind, names_in, names_of
from evaluation.factuality import expected
from evaluation.relations import best_root, unmarked
from training.corpora import Doc, Word

from dragoman.records import Commitment, Event, Meeting, Reading, Ref, Report, Span, Statement
from evaluation import bench, seed


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text, spans = unmarked("<s>Oslo</s> lent <t>its neighbour</t> a ship.")
    assert text == "Oslo lent its neighbour a ship."
    assert {name: text[a:b] for name, (a, b) in spans.items()} == {"s": "Oslo", "t": "its neighbour"}
    assert unmarked("no marks") == ("no marks", {})


class Answers:
    """A reader that always gives the same answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def relation(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> list[tuple[str, float]]:
        return [("AID", 0.4), ("RETREAT", 0.3), ("CONCEDE", 0.3)]

    def status(self, text: str, act: tuple[int, int]) -> list[tuple[str, float]]:
        self.asked.append(text[act[0] : act[1]])
        return [("happened", 0.5), ("negated", 0.25), ("feared", 0.25)]


def test_two_types_of_one_root_are_added_up() -> None:
    assert best_root(Answers(), "x y", (0, 1), (2, 3)) == "YIELD"  # type: ignore[arg-type]


def test_the_expected_value_of_a_status() -> None:
    answers = Answers()
    value = expected(answers, "Chile may sign it .", {"span1": [2, 3]})  # type: ignore[arg-type]
    assert (value, answers.asked) == (0.75, ["sign"])


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["B-PER", "I-PER", "O"], [(5, 7, "PER")]),
        (["B-PER", "B-PER"], [(5, 6, "PER"), (6, 7, "PER")]),
        (["I-PER", "I-ORG"], [(5, 6, "PER"), (6, 7, "ORG")]),
        (["O"], []),
    ],
)
def test_names_are_read_from_tags(tags: Sequence[str], names: list[tuple[int, int, str]]) -> None:
    assert names_in(tags, 5) == names


def test_names_of_a_corpus_count_words_over_all_sentences() -> None:
    def word(form: str, *kinds: str, begins: bool = False) -> Word:
        return Word(form, True, kinds=kinds, begins=begins)

    first = [word("Oslo", "place", begins=True), word("slept", "")]
    second = [word("Ida", "person", begins=True), word("Holm", "person"), word("left", "", "event")]
    corpus = names_of([Doc("a", [[first]]), Doc("b", [[second]])], {("place",): "place", ("person",): "person"})
    assert corpus.names == [(0, 1, "place"), (2, 4, "person")]
    assert corpus.forms == [["Oslo", "slept"], ["Ida", "Holm", "left"]]
    assert by_kind([(0, 1, "place"), (2, 3, "person")], corpus.names, "x") == {
        "x.person": 0.0,
        "x.place": 1.0,
        "x.all": 0.5,
    }


ACTORS = {"NO": "NOR", "ENVOY": "person; served NO", "BODY": "IGO:OSCE", "NOBODY": "somebody"}


@pytest.mark.parametrize(
    ("value", "codes"),
    [("NO", ["NOR"]), ("ENVOY/NO", ["NOR"]), (["NO", "BODY"], ["NOR", "OSCE"]), ("NOBODY", []), (None, [])],
)
def test_expected_parties_become_codes(value: object, codes: list[str]) -> None:
    assert seed.party_codes(value, ACTORS) == codes


def test_a_passage_is_checked_by_rule() -> None:
    text = "Norway warned the OSCE. It will meet Chile in Lima."
    span = Span(start=7, end=13, text="warned")
    norway, osce = Ref(name="Norway", country="NOR", span=span), Ref(name="OSCE", org="OSCE", span=span)
    reading = Reading(
        report=Report(id="r", text=text, version="0"),
        events=(
            Event(
                id="e", type="THREATEN", act="THREATEN", actor=(norway,), recipient=(osce,), trigger=span,
                sentence=span, status="happened", intensity=-3.5, confidence=1.0, reason="a case",
            ),
        ),
        statements=(Statement(id="s", speaker=norway, form="indirect", cue=span),),
        commitments=(Commitment(id="c", kind="demand", evidence=(span,)),),
        meetings=(Meeting(id="m", parties=(norway,), status="held", evidence=(span,)),),
    )  # fmt: skip
    wanted = {
        "id": "1",
        "span": [0, 23],
        "text": text[:23],
        "event": {"type": "THREATEN", "actor": "NO", "recipient": "BODY"},
        "commitment": {"kind": "threat", "condition": "any"},
        "meeting": {"parties": ["NO"], "status": "scheduled", "place": "Lima"},
        "attribution": [{"holder": "NO", "cue": "warned"}],
    }
    [passage] = seed.passages(text, reading, {"gold": [wanted]})
    assert [verdict.met for verdict in seed.checks(passage, ACTORS)] == [True, False, False, False, False, True]
    assert any("THREATEN" in line for line in seed.lines(passage, ACTORS))


def test_the_benchmark_repeats_the_gold_texts() -> None:
    texts = bench.texts(8000)
    assert sum(len(text.split()) for text in texts) >= 8000
    assert len(set(texts)) < len(texts)
    measured = bench.Measured(encoder=4000.0, core=2000.0, reading=1000.0, load=1.0, cold=1.0, memory=200.0)
    assert bench.page(measured).splitlines()[:3] == [
        "language core / bare encoder   0.50",
        "whole reading / bare encoder   0.25",
        "whole reading / language core  0.50",
    ]
