import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.lemmas import apply_script, known_verb, script_of


@pytest.mark.parametrize(
    ("form", "lemma"), [("Talks", "talk"), ("invaded", "invade"), ("Paris", "Paris"), ("was", "be"), ("taking", "take")]
)
def test_a_script_makes_the_lemma_it_was_learned_from(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


def test_a_script_serves_other_words_of_its_kind() -> None:
    assert apply_script("Troops", script_of("talks", "talk")) == "troop"


@given(st.text(min_size=1, max_size=20), st.sampled_from(["l|3|e", "k|0|", "l|1|", "=be", "k|5|y"]))
@settings(deadline=None, derandomize=True)
def test_no_word_is_left_without_a_lemma(form: str, script: str) -> None:
    assert apply_script(form, script)


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [("warned", "warne", "warn"), ("Vowed", "vowe", "vow"), ("invading", "invad", "invade"), ("banned", "bann", "ban")],
)
def test_a_lemma_that_is_no_verb_gives_way_to_the_verb_that_its_ending_hides(
    form: str, lemma: str, expected: str
) -> None:
    verbs = frozenset({"warn", "vow", "invade", "ban"})
    assert known_verb(form, lemma, verbs) == expected
    assert known_verb("frobbed", "frob", verbs) == "frob"
