"""Traces of machine translation are told where they are, and clean copy is left in peace."""

import pytest

from dragoman.text.clean import clean

CLEAN = """
Japan and The Gambia sign accord in The Hague

THE HAGUE (Agency) — Japan's Foreign Ministry said on Tuesday that Prime Minister Will Smithson, who will visit the \
U.S. in May, told The Associated Press: “The accord will help us. We will start at once.” He left. Nobody else came.

The ministers of the Group of Seven, The New York Times reported, met at the Ministry of Foreign Affairs in \
St. Petersburg. So did officials from the A-list of donors, e.g. Norway, and a U.N. envoy. Not yet. French officials \
disagree.

“It is over,” the envoy said. “Then again – who knows?” In the end, an A grade went to the World Health \
Organization's report “The Road to Peace”; see www.example.org/a.Html or write to jane.Doe@example.org, she said.

“We call it ‘a mistake.’ But the talks go on,” said a spokesman for the Still River Foundation. Earlier, Mr. Roe had \
told Parliament that he and his aides would never give in to Mr. Doe. The plan was dropped, he said... And so it went.

On Monday, President Doe, Vice President Roe and Secretary-General Poe visited the Polish border. Russian forces \
withdrew.
"""


def test_clean_copy_has_none() -> None:
    document = clean(CLEAN)
    assert document.language == "en"
    assert document.issues == ()


@pytest.mark.parametrize(
    ("sentence", "trace"),
    [
        ("The ministry in Lima is Still looking for an answer to the note.", "Still"),
        ("Chile and Peru will Start the talks in the spring of next year.", "Start"),
        ("They ask for a promise from the council Will extend the lease of the harbour.", "Will"),
        ("The minister Jane Doe Expressed doubt about the plan of the council.", "Expressed"),
        ("After the round of talks The mood in the city was calm, the mayor said.", "The"),
        ("The premier held a A meeting with the envoy of the council.", "a A"),
        ("The envoys of both states left the the hall without a word.", "the the"),
        ("They spoke of “grave steps.” Georgian coast. The council did not answer.", "Georgian coast."),
        ("They have not used such means before. -Grave steps. The council did not answer.", "-Grave steps."),
        ("The envoy arrived in Sofia.The talks began at once and went on.", "Sofia.The"),
        ("The envoy arrived in Sofia,where the talks began at once.", "Sofia,where"),
        ("The envoy saidthat the talks had begun and would go on.", "saidthat"),
        ("The envoy left BulgariaThe talks went on without him for a day.", "BulgariaThe"),
        ("The council in Oslo spoke of the harbours of bulgaria and their owners.", "bulgaria"),
    ],
)
def test_trace(sentence: str, trace: str) -> None:
    document = clean(sentence)
    assert [i.span.text for i in document.issues if i.span] == [trace]
    assert {i.stage for i in document.issues} == {"text"}


def test_capitals_throughout() -> None:
    document = clean("THE MINISTERS MET IN GENEVA ON FRIDAY AND SAID THAT THE TALKS WOULD GO ON FOR A WEEK.")
    assert len(document.issues) == 1
    assert "all in capitals" in document.issues[0].message


def test_headings_are_left_alone() -> None:
    document = clean(
        "Minister Will Start the Talks With his Council\n\nWhat It Means For the Region\n\nThe talks began."
    )
    assert document.issues == ()
