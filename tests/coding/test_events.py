import random
from pathlib import Path

import pytest
from coding_scenes import random_scene
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.events import code_events
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.relation import relation_scores
from dragoman.coding.scene import Found, Scene
from dragoman.reader import Reader
from dragoman.records import Event, Ref

HERE = Path(__file__).parent / "cases"
CASES = [
    line.split("\t")
    for line in (HERE / "events.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
INNOCENT = [line for line in (HERE / "innocent.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


ACTS = [
    "attack",
    "talk",
    "sanction",
    "warn",
    "agree",
    "hold",
    "impose",
    "withdraw",
    "invasion",
    "meet",
    "threat",
    "sign",
]


def random_acts(seed: int, size: int) -> Scene:
    """A random scene in which every other word names an act."""
    scene, dice = random_scene(seed, size), random.Random(seed)
    for i in range(0, len(scene.parse), 2):
        scene.parse.lemma[i] = dice.choice(ACTS)
        scene.parse.upos[i] = dice.choice(("NOUN", "VERB"))
    return scene


def sides(refs: tuple[Ref, ...]) -> str:
    return ",".join(sorted(r.country or r.org or r.name for r in refs)) or "-"


def told(event: Event) -> str:
    return "\t".join((event.type, event.act, sides(event.actor), sides(event.recipient), event.status))


@pytest.mark.parametrize("case", CASES, ids=[c[-1] for c in CASES])
def test_who_did_what_to_whom(reader: Reader, case: list[str]) -> None:
    *expected, sentence = case
    before, _, rest = sentence.partition("[")
    word, _, after = rest.partition("]")
    at = (len(before), len(before) + len(word))
    events = reader.read(before + word + after, date="2024-05-12").events
    hits = [e for e in events if e.trigger.start < at[1] and at[0] < e.trigger.end]
    assert "\t".join(expected) in [told(e) for e in hits], [told(e) for e in events]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_innocent_words_are_left_alone(reader: Reader, sentence: str) -> None:
    assert [told(e) for e in reader.read(sentence).events] == []


def test_a_light_verb_and_its_noun_are_one_event(reader: Reader) -> None:
    events = reader.read("Ethiopia launched an attack on Eritrea at dawn.").events
    assert [told(e) for e in events] == ["ASSAULT\tASSAULT\tETH\tERI\thappened"]


def test_a_threat_keeps_the_act_it_threatens_with(reader: Reader) -> None:
    events = reader.read("Iran threatened to attack Israel.").events
    assert {(e.act, e.status) for e in events} == {("THREATEN", "happened"), ("ASSAULT", "hypothetical")}
    threat = next(e for e in events if e.act == "THREATEN")
    assert threat.modes == ("violence",)


def test_every_event_says_why(reader: Reader) -> None:
    (event,) = reader.read("Canada expelled six Indian diplomats.").events
    assert "lexicon: expel" in event.reason
    assert "subject" in event.reason
    assert "past" in event.reason


def test_a_headline_takes_its_lost_recipient_from_the_body(reader: Reader) -> None:
    body = "Turkey warned Greece on Monday of serious consequences if it arms the islands."
    text = f"Turkey warns of serious consequences\n\n{body}"
    head = reader.read(text).events[0]
    assert sides(head.recipient) == "GRC"


def test_nobody_is_actor_and_recipient_of_one_act(reader: Reader) -> None:
    text = "Chad and Niger signed a treaty. Chad's president urged Chad to keep calm. Niger condemned Niger's army."
    for event in reader.read(text).events:
        assert not {r.actor for r in event.actor} & {r.actor for r in event.recipient if r.actor}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 80))
def test_any_tree_is_read_without_a_crash(seed: int, size: int) -> None:
    scene = random_acts(seed, size)
    events = code_events(scene, Found()).events
    for event in events:
        assert scene.parse.text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert event.actor or event.recipient


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 200), st.integers(0, 200))
def test_a_relation_is_a_distribution_over_the_types(seed: int, size: int, a: int, b: int) -> None:
    scores = relation_scores(random_acts(seed, size), Found(), (a, a + 5), (b, b + 5))
    assert len(scores) == 16
    assert sum(scores.values()) == pytest.approx(1.0)


def test_the_lexicon_is_large_and_knows_every_type() -> None:
    lexicon = Lexicon.load()
    entries = [e for table in (lexicon.verbs, lexicon.nouns) for found in table.values() for e in found]
    assert len(entries) > 900
    assert len({e.act for e in entries}) == 16


def test_a_report_of_an_innocent_world_has_no_events(reader: Reader) -> None:
    text = (
        "Fans cheered as the goalkeeper and the coach of the home team left the pitch.\n\n"
        "Sweden attacked from the first minute of the match. The striker scored a goal before the final. "
        "Norway surrendered the lead, the referee said."
    )
    assert reader.read(text).events == ()


def test_what_somebody_marches_for_is_no_event_of_its_own(reader: Reader) -> None:
    events = reader.read("Farmers marched through Warsaw on Friday to demand lower taxes.").events
    assert [e.type for e in events] == ["PROTEST"]


def test_nobody_is_told_by_guess_to_have_done_it(reader: Reader) -> None:
    events = reader.read("Poland recalled its ambassador from Minsk. Two days later a depot was bombed.").events
    assert all(e.actor == () for e in events if e.act == "ASSAULT")
