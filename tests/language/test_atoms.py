import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.atoms import atomize, shape


def atoms(text: str) -> list[str]:
    return [text[a:b] for a, b in atomize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't agree.", ["They", "do", "n't", "agree", "."]),
        ("Russia’s envoy can’t come", ["Russia", "’s", "envoy", "ca", "n’t", "come"]),
        ("a well-known U.S. bank", ["a", "well", "-", "known", "U", ".", "S", ".", "bank"]),
        ("We cannot wait...", ["We", "can", "not", "wait", "..."]),
        ("$3.5m at 7pm", ["$", "3", ".", "5", "m", "at", "7", "pm"]),
        ("naïve cafe\u0301", ["naïve", "cafe\u0301"]),
    ],
)
def test_text_is_cut_into_the_pieces_that_tokens_are_made_of(text: str, expected: list[str]) -> None:
    assert atoms(text) == expected


@given(st.text(max_size=200))
@settings(deadline=None, derandomize=True)
def test_atoms_cover_all_but_white_space_in_order(text: str) -> None:
    spans = list(atomize(text, 0, len(text)))
    covered = [i for a, b in spans for i in range(a, b)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))


def test_casing_that_an_uncased_encoder_cannot_see_is_told_apart() -> None:
    assert len({shape(a) for a in ("un", "Un", "UN", "I", "iPhone", "12", ",")}) == 7
