import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cli.safe import LEFT_TO_RIGHT_MARK, safe


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    assert safe("Minister \x1b[31mred\x1b[0m\x07 said") == "Minister \ufffd[31mred\ufffd[0m\ufffd said"


def test_lines_and_tabs_become_spaces() -> None:
    assert safe("  one\n\ttwo\u2028three ") == "one two three"


def test_controls_of_writing_direction_become_visible() -> None:
    assert safe("abc\u202edcba\u202c") == "abc\ufffddcba\ufffd"


def test_a_right_to_left_word_keeps_its_letters_and_what_follows_stays_right_of_it() -> None:
    assert safe("القاهرة 2026") == f"القاهرة{LEFT_TO_RIGHT_MARK} 2026"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.characters()))
def test_nothing_harmful_is_left_in_any_text(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f")
    shown.encode("utf-8")
