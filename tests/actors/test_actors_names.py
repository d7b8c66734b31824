import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.names import SAME, Bearer, alike, fold, sound


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Bearer(surname="volkov", given="sergei"), Bearer(surname="volkov", given="sergey")),
        (Bearer(surname="marchenko", given="olena"), Bearer(surname="malchenko", given="olena")),
        (
            Bearer(surname="belov", title="defence minister", country="RUS"),
            Bearer(surname="berov", given="andrei", title="defence minister", country="RUS", rare=True),
        ),
        (
            Bearer(surname="novake", given="petr", title="foreign minister", country="CZE"),
            Bearer(surname="novak", given="petr", title="foreign minister", country="CZE"),
        ),
        (Bearer(surname="erdogan", country="TUR"), Bearer(surname="erdogan", given="recep", country="TUR")),
        (Bearer(surname="wassiljew", given="pavel"), Bearer(surname="vassiliev", given="pavel", rare=True)),
    ],
)
def test_spellings_of_one_person_meet(a: Bearer, b: Bearer) -> None:
    found = alike(a, b)
    assert found.score >= SAME
    assert found.reason


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            Bearer(surname="ivanov", given="igor", title="foreign minister", country="RUS"),
            Bearer(surname="ivanov", given="sergei", title="defence minister", country="RUS"),
        ),
        (Bearer(surname="lavrov", country="RUS"), Bearer(surname="larov", country="RUS")),
        (Bearer(surname="lee", given="kuan"), Bearer(surname="lew", given="kuan")),
        (Bearer(surname="petrov", given="ivan"), Bearer(surname="petrova", given="ivan")),
        (Bearer(surname="khan", country="PAK"), Bearer(surname="khan", country="GBR")),
        (
            Bearer(surname="scholz", title="chancellor", country="DEU"),
            Bearer(surname="merz", title="chancellor", country="DEU"),
        ),
    ],
)
def test_two_persons_stay_two(a: Bearer, b: Bearer) -> None:
    assert alike(a, b).score < SAME


def test_a_garbled_name_says_so() -> None:
    found = alike(Bearer(surname="rubkov", given="anna"), Bearer(surname="lubkov", given="anna", rare=True))
    assert found.garbled
    assert "sounds like" in found.reason


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_can_be_compared(a: str, b: str) -> None:
    assert fold(fold(a)) == fold(a)
    assert sound(a) == sound(a)
    one, other = Bearer(surname=fold(a), given=fold(b)), Bearer(surname=fold(b), given=fold(a))
    assert alike(one, other).score == alike(other, one).score
