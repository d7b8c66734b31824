import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.cast import Cast
from dragoman.coding.circumstances import when, where
from dragoman.coding.scene import Scene
from dragoman.places.find import find_places
from dragoman.places.gazetteer import PlaceTable
from dragoman.records import Time, span_of
from dragoman.text.document import Dateline, Document
from dragoman.time.find import find_times
from hand_trees import tree

FRIDAY = Time(start="2022-01-07", end="2022-01-07", precision="day")


def scene(rows: str, *parties: str, dateline: str | None = None) -> Scene:
    parse = tree(rows)
    line = None
    if dateline:
        line = Dateline(span=span_of(parse.text, 0, len(dateline)), body=len(dateline))
    document = Document(text=parse.text, dateline=line)
    heads = {i: 0 for i in range(len(parse)) if parse[i].text in parties}
    return Scene(
        report="report-1",
        document=document,
        parse=parse,
        cast=Cast(by_head=heads),
        places=find_places(document, parse, PlaceTable.load()),
        times=find_times(document, parse, FRIDAY),
        published=FRIDAY,
    )


def told(scene: Scene, word: str) -> tuple[str | None, str | None]:
    token = next(t.i for t in scene.parse if t.text == word)
    time, place = when(scene, token), where(scene, token)
    return time and time.text, place and place.name


SPEECH = (
    "He/PRON/2/nsubj told/VERB/0/root/past/tell reporters/NOUN/2/obj in/ADP/5/case Geneva/PROPN/2/obl "
    "on/ADP/7/case Friday/PROPN/2/obl that/SCONJ/10/mark troops/NOUN/10/nsubj shelled/VERB/2/ccomp/past/shell "
    "Kharkiv/PROPN/10/obj"
)


def test_the_speakers_day_and_place_stay_with_the_speaker() -> None:
    it = scene(SPEECH)
    assert told(it, "told") == ("Friday", "Geneva")
    assert told(it, "shelled") == (None, "Kharkiv")
    both = scene(SPEECH + " on/ADP/13/case Monday/PROPN/10/obl")
    assert told(both, "told") == ("Friday", "Geneva")
    assert told(both, "shelled") == ("Monday", "Kharkiv")


def test_what_is_said_keeps_its_day_from_the_saying() -> None:
    it = scene(
        "He/PRON/2/nsubj said/VERB/0/root/past/say troops/NOUN/4/nsubj left/VERB/2/ccomp/past/leave "
        "Kherson/PROPN/4/obj on/ADP/7/case Monday/PROPN/4/obl"
    )
    assert told(it, "said") == (None, None)
    assert told(it, "left") == ("Monday", "Kherson")


def test_a_state_is_a_party_and_no_place_of_the_act() -> None:
    rows = "Russia/PROPN/2/nsubj attacked/VERB/0/root/past/attack Ukraine/PROPN/2/obj in/ADP/5/case March/PROPN/2/obl"
    assert told(scene(rows, "Russia", "Ukraine"), "attacked") == ("March", None)


def test_the_object_of_a_light_verb_shares_its_time_and_place() -> None:
    it = scene(
        "They/PRON/2/nsubj held/VERB/0/root/past/hold talks/NOUN/2/obj in/ADP/5/case Oslo/PROPN/2/obl "
        "on/ADP/7/case Monday/PROPN/2/obl"
    )
    assert told(it, "held") == ("Monday", "Oslo")
    assert told(it, "talks") == ("Monday", "Oslo")


def test_what_is_condemned_has_a_day_of_its_own() -> None:
    it = scene(
        "Paris/PROPN/2/nsubj condemned/VERB/0/root/past/condemn the/DET/4/det attack/NOUN/2/obj on/ADP/6/case "
        "Monday/PROPN/2/obl",
        "Paris",
    )
    assert told(it, "condemned")[0] == "Monday"
    assert told(it, "attack")[0] is None
    own = scene(
        "Paris/PROPN/2/nsubj condemned/VERB/0/root/past/condemn the/DET/4/det attack/NOUN/2/obj in/ADP/6/case "
        "Aden/PROPN/4/nmod",
        "Paris",
    )
    assert told(own, "attack")[1] == "Aden"
    assert told(own, "condemned")[1] is None


def test_joined_clauses_share_a_leading_day() -> None:
    it = scene(
        "On/ADP/2/case Monday/PROPN/4/obl troops/NOUN/4/nsubj took/VERB/0/root/past/take Bakhmut/PROPN/4/obj "
        "and/CCONJ/7/cc shelled/VERB/4/conj/past/shell a/DET/9/det bridge/NOUN/7/obj"
    )
    assert told(it, "took") == ("Monday", "Bakhmut")
    assert told(it, "shelled") == ("Monday", None)


def test_a_second_clause_does_not_lend_its_day() -> None:
    it = scene(
        "Troops/NOUN/2/nsubj took/VERB/0/root/past/take Bakhmut/PROPN/2/obj and/CCONJ/5/cc left/VERB/2/conj/past/leave "
        "on/ADP/7/case Monday/PROPN/5/obl"
    )
    assert told(it, "left")[0] == "Monday"
    assert told(it, "took")[0] is None


def test_a_condition_keeps_its_day() -> None:
    it = scene(
        "If/SCONJ/3/mark troops/NOUN/3/nsubj advance/VERB/7/advcl/pres on/ADP/5/case Monday/PROPN/3/obl "
        "will/AUX/7/aux/fin respond/VERB/0/root/fin"
    )
    assert told(it, "advance")[0] == "Monday"
    assert told(it, "respond")[0] is None


def test_no_past_act_lies_in_the_future() -> None:
    it = scene(
        "He/PRON/2/nsubj warned/VERB/0/root/past/warn before/ADP/5/case the/DET/5/det meeting/NOUN/2/obl "
        "next/ADJ/7/amod week/NOUN/2/obl:unmarked"
    )
    assert told(it, "warned")[0] is None


@pytest.mark.parametrize(
    ("case", "start", "end"),
    [
        ("on", "2022-01-03", "2022-01-03"),
        ("before", None, "2022-01-02"),
        ("after", "2022-01-04", None),
        ("by", None, "2022-01-03"),
    ],
)
def test_prepositions_open_a_side(case: str, start: str | None, end: str | None) -> None:
    it = scene(f"Troops/NOUN/2/nsubj left/VERB/0/root/past/leave {case}/ADP/4/case Monday/PROPN/2/obl")
    time = when(it, 1)
    assert time is not None
    assert (time.start, time.end) == (start, end)


def test_two_ends_make_one_time() -> None:
    it = scene(
        "Between/ADP/2/case 2015/NUM/6/obl and/CCONJ/4/cc 2018/NUM/2/conj thousands/NOUN/6/nsubj "
        "fled/VERB/0/root/past/flee"
    )
    time = when(it, 5)
    assert time is not None
    assert (time.start, time.end, time.text) == ("2015-01-01", "2018-12-31", "2015 and 2018")


def test_lengths_are_no_days() -> None:
    it = scene("They/PRON/2/nsubj talked/VERB/0/root/past/talk for/ADP/5/case three/NUM/5/nummod days/NOUN/2/obl")
    assert told(it, "talked") == (None, None)


def test_the_newsroom_is_no_place_of_the_act() -> None:
    rows = "VIENNA/PROPN/4/obl —/PUNCT/1/punct Talks/NOUN/4/nsubj failed/VERB/0/root/past/fail"
    assert told(scene(rows, dateline="VIENNA —"), "failed") == (None, None)


def test_tokens_that_are_not_there() -> None:
    it = scene("Talks/NOUN/2/nsubj failed/VERB/0/root/past/fail")
    assert when(it, 99) is None
    assert where(it, -1) is None


def test_a_table_without_sentences_is_read_in_good_time() -> None:
    it = scene("listed/VERB/0/root/past/list " + "Monday/PROPN/1/obl Oslo/PROPN/1/obl " * 1000)
    for token in range(0, len(it.parse), 12):
        when(it, token)
        where(it, token)


WORDS = ("Monday", "Oslo", "said", "attack", "in", "on", "Geneva", "yesterday", "will", "2014", "and", "Kharkiv")
TAGS = ("PROPN", "NOUN", "VERB", "ADP", "AUX")
RELATIONS = ("nsubj", "obj", "obl", "nmod", "ccomp", "conj", "advcl", "case", "aux", "xcomp", "parataxis", "flat")
ROW = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.integers(0, 99), st.sampled_from(RELATIONS))


@given(st.lists(ROW, max_size=25))
@settings(deadline=None, derandomize=True, max_examples=80)
def test_odd_trees_break_nothing(rows: list[tuple[str, str, int, str]]) -> None:
    made = [
        f"{word}/{tag}/{0 if i == 0 else head % i + 1}/{'root' if i == 0 else deprel}"
        for i, (word, tag, head, deprel) in enumerate(rows)
    ]
    it = scene(" ".join(made))
    for token in range(len(it.parse)):
        time, place = when(it, token), where(it, token)
        assert time is None or (time.span is not None and time.text in it.parse.text)
        assert place is None or place in it.places
