import re
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import TEXT, at, event, reading
from rich.cells import cell_len

from dragoman.cli.output import NARROWEST, WIDEST, Page
from dragoman.cli.sections import amount
from dragoman.cli.view import view
from dragoman.cli.words import quotation, when
from dragoman.records import Actor, Claim, Meeting, Reading, Report, Time, decode, encode, span_of

PLAIN = Page()
TERMINAL = Page(width=100, terminal=True, colours=True)


def test_the_made_reading_keeps_the_contract() -> None:
    made = reading()
    assert decode(encode(made)) == made
    for one in made.events:
        assert TEXT[one.trigger.start : one.trigger.end] == one.trigger.text
        assert TEXT[one.sentence.start : one.sentence.end] == one.sentence.text


def test_heading_says_title_date_with_its_basis_source_and_what_was_found() -> None:
    page = view(reading(), page=PLAIN)
    assert page.startswith("Egypt warns Ethiopia\n")
    assert "published 2026-03-04 (inferred from the text) · samples/made.txt" in page
    assert "3 events · 1 statement · 1 commitment · 2 meetings · 1 claim" in page


def test_cast_says_who_of_what_kind_and_how_named() -> None:
    page = view(reading(), page=PLAIN)
    assert re.search(r"Ethiopia +state +ETH +– +Addis Ababa \(metonym\)", page)
    assert re.search(r"Amina Saleh +person +EGY +GOV +Minister Amina Saleh, she", page)


def test_event_is_a_row_with_its_words_under_it() -> None:
    page = view(reading(), page=PLAIN)
    assert re.search(r"1  happened +Amina Saleh \(EGY\) +THREATEN +Ethiopia +2026-03-03 +–\n +“….*\*warned\*.*…”", page)
    assert re.search(r"3  planned +Egypt, Ethiopia +AGREE +each other +2026-03-11 +Khartoum", page)
    assert "(CONSULT)" in page


def test_chain_of_attribution_reads_from_the_outside_in() -> None:
    page = view(reading(), page=PLAIN)
    assert "said by: The Egyptian presidency (Presidency of Egypt) said ▸ Minister Amina Saleh warned" in page
    assert "denied by: Sudan (SDN)" in page


def test_commitment_reads_as_if_and_then_and_points_to_its_event() -> None:
    page = view(reading(), page=PLAIN)
    assert "threat · open · Egypt ▸ Ethiopia · by 2026-03-09" in page
    assert re.search(r"IF +the reservoir was filled again\n +THEN +close the port of Safaga +\[event 2\]", page)


def test_calendar_holds_deadlines_and_meetings_in_order_of_time_undated_last() -> None:
    page = view(reading(), page=PLAIN)
    calendar = page[page.index("THE CALENDAR") : page.index("FIGURES")]
    places = [calendar.index(word) for word in ("2026-03-09", "2026-03-11", "proposed")]
    assert places == sorted(places)
    assert "led by Amina Saleh (EGY) · Khartoum (SDN)" in calendar


def test_doubts_about_the_text_are_shown() -> None:
    assert "text: a word is doubled “the port”" in view(reading(), page=PLAIN)


def test_explain_adds_the_reason_of_each_event_and_mention() -> None:
    plain, explained = view(reading(), page=PLAIN), view(reading(), page=PLAIN, explain=True)
    assert "because" not in plain
    assert "because: verb 'warn' with a condition; modes restrict; contexts diplomatic; intensity -4.5" in explained
    assert "she: pronoun, 0.60, the only woman named" in explained


def test_a_reading_with_nothing_in_it_says_so() -> None:
    page = view(Reading(report=Report(id="r", text="", version="0")), page=PLAIN)
    assert page.splitlines()[0] == "Report without a title"
    assert page.splitlines()[-1] == "nothing was found in this text"
    assert "undated" in page


def test_piped_page_has_no_escape_codes_and_no_spaces_at_line_ends() -> None:
    page = view(reading(), page=PLAIN)
    assert "\x1b" not in page
    assert not re.search(r" $", page, re.MULTILINE)


def test_terminal_page_marks_with_styles_in_place_of_stars() -> None:
    page = view(reading(), page=TERMINAL)
    assert "\x1b[" in page
    assert "*warned*" not in page


def test_no_color_leaves_bold_and_takes_colours_away() -> None:
    page = view(reading(), page=Page(width=100, terminal=True, colours=False))
    codes = {code for group in re.findall(r"\x1b\[([\d;]*)m", page) for code in group.split(";")}
    assert "1" in codes
    assert not codes & {str(code) for code in range(30, 50)}


@pytest.mark.parametrize("width", [NARROWEST, 72, 89, 90, 100, 132, WIDEST])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_page(width: int, explain: bool) -> None:
    page = view(reading(), page=Page(width=width), explain=explain)
    assert max(cell_len(line) for line in page.splitlines()) <= width
    assert "THREATEN" in page


def test_an_escape_sequence_in_a_report_never_reaches_the_terminal() -> None:
    evil = "Evil\x1b[2J\u202ename"
    made = reading(actors=(Actor(id="a1", name=evil, kind="person"),))
    report = msgspec.structs.replace(made.report, title=evil, source=evil)
    page = view(msgspec.structs.replace(made, report=report), page=PLAIN, explain=True)
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_wide_letters_do_not_break_the_width() -> None:
    made = reading(actors=(Actor(id="a1", name="外交部发言人" * 12, kind="state", country="CHN"),))
    assert max(cell_len(line) for line in view(made, page=Page(width=80)).splitlines()) <= 80


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=900), st.text(min_size=1, max_size=60), st.text(max_size=900), st.integers(60, 200))
def test_any_sentence_is_quoted_within_its_room(before: str, word: str, after: str, room: int) -> None:
    text = before + word + after
    trigger = span_of(text, len(before), len(before) + len(word))
    shown = quotation(span_of(text, 0, len(text)), trigger, room=room, page=PLAIN)
    assert cell_len(shown.plain) <= room


def test_a_trigger_far_inside_a_very_long_line_is_found_and_marked() -> None:
    text = "word " * 200_000 + "attacked" + " word" * 200_000
    trigger = span_of(text, 1_000_000, 1_000_008)
    shown = quotation(span_of(text, 0, len(text)), trigger, room=80, page=PLAIN)
    assert "*attacked*" in shown.plain
    assert shown.plain.startswith("“…")


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (None, "–"),
        (Time(start="2026-03-03", end="2026-03-03", precision="day"), "2026-03-03"),
        (Time(start="2026-03-01", end="2026-03-31", precision="month"), "2026-03"),
        (Time(start="2026-01-01", end="2026-12-31", precision="year"), "2026"),
        (Time(start="2026-03-02", end="2026-03-08", precision="week"), "2026-03-02…03-08"),
        (Time(start="2025-12-29", end="2026-01-04", precision="week"), "2025-12-29…2026-01-04"),
        (Time(start="2026-03-02", precision="day"), "from 2026-03-02"),
        (Time(end="2026-03-02", precision="day"), "until 2026-03-02"),
        (Time(start="2026-03-03", end="2026-03-03", precision="day", approximate=True), "about 2026-03-03"),
        (Time(text="recently"), "recently"),
    ],
)
def test_times_are_as_short_as_their_precision_allows(time: Time | None, shown: str) -> None:
    assert when(time) == shown


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (Claim(id="q", value=12_000.0, unit="farmers"), "12,000 farmers"),
        (Claim(id="q", value=5.0, low=5.0, high=5.0), "5"),
        (Claim(id="q", value=14_000.0, low=14_000.0, unit="people"), "≥ 14,000 people"),
        (Claim(id="q", high=2.5, unit="%"), "≤ 2.5 %"),
        (Claim(id="q", value=400.0, low=350.0, high=450.0, unit="people"), "400 (350…450) people"),
        (Claim(id="q", low=10.0, high=20.0, unit="%"), "10…20 %"),
        (Claim(id="q"), "–"),
    ],
)
def test_figures_show_their_bounds(claim: Claim, shown: str) -> None:
    assert amount(claim) == shown


def many(make: Callable[[int], object], count: int = 120) -> tuple[object, ...]:
    return tuple(make(number) for number in range(count))


def test_more_than_a_hundred_events_keep_their_numbers_in_one_piece() -> None:
    page = view(reading(events=many(lambda n: event(id=f"e{n}"))), page=PLAIN)
    assert re.search(r"^120  happened", page, re.MULTILINE)


def test_a_meeting_of_which_nothing_is_known_shows_its_words() -> None:
    made = reading(meetings=(Meeting(id="m", status="proposed", evidence=(at("Delegations will meet"),)),))
    assert "Delegations will meet" in view(made, page=PLAIN).split("THE CALENDAR")[1]
