"""A Reading made by hand, with every kind of record, so that views are tested without a model."""

from typing import Any

from dragoman.records import (
    Actor,
    Claim,
    Clause,
    Commitment,
    Event,
    Issue,
    Link,
    Meeting,
    Mention,
    Place,
    Reading,
    Ref,
    Report,
    Role,
    Span,
    Statement,
    Time,
    span_of,
)

TEXT = (
    "Egypt warns Ethiopia\n\n"
    "The Egyptian presidency said that Minister Amina Saleh had warned Addis Ababa on Tuesday that Egypt would close "
    "the port of Safaga to Ethiopian ships if the reservoir was filled again. Sudanese officials deny it. "
    "“We want talks,” she said. Delegations will meet in Khartoum on March 11. About 400 people protested in Cairo."
)


def at(words: str, text: str = TEXT) -> Span:
    """The first place of these words in the text."""
    start = text.index(words)
    return span_of(text, start, start + len(words))


def ref(name: str, words: str, actor: str | None = None, country: str | None = None) -> Ref:
    return Ref(actor=actor, name=name, country=country, span=at(words))


EGYPT = Ref(actor="a1", name="Egypt", country="EGY", sectors=("GOV",), span=at("Egypt would").__class__(
    start=at("Egypt would").start, end=at("Egypt would").start + 5, text="Egypt"))  # fmt: skip
ETHIOPIA = ref("Ethiopia", "Addis Ababa", "a2", "ETH")
SALEH = ref("Amina Saleh", "Minister Amina Saleh", "a3", "EGY")
PRESIDENCY = ref("Presidency of Egypt", "The Egyptian presidency", "a4", "EGY")
SUDAN = ref("Sudan", "Sudanese officials", "a5", "SDN")
TUESDAY = Time(text="on Tuesday", span=at("on Tuesday"), start="2026-03-03", end="2026-03-03", precision="day")
MARCH_11 = Time(text="March 11", span=at("March 11"), start="2026-03-11", end="2026-03-11", precision="day")
KHARTOUM = Place(text="Khartoum", span=at("Khartoum"), name="Khartoum", country="SDN")
CAIRO = Place(text="Cairo", span=at("Cairo"), name="Cairo", country="EGY")
WARNING = at(TEXT[22 : TEXT.index(" Sudanese")])


def event(**changes: Any) -> Event:
    values: dict[str, Any] = {
        "id": "event-1",
        "type": "THREATEN",
        "act": "THREATEN",
        "modes": ("restrict",),
        "contexts": ("diplomatic",),
        "actor": (SALEH,),
        "recipient": (ETHIOPIA,),
        "trigger": at("warned"),
        "sentence": WARNING,
        "status": "happened",
        "denied_by": (SUDAN,),
        "attribution": (Link(holder=PRESIDENCY, cue=at("said"), certainty="certain"),),
        "time": TUESDAY,
        "intensity": -4.5,
        "confidence": 0.81,
        "reason": "verb 'warn' with a condition",
    }
    return Event(**{**values, **changes})


def reading(**changes: Any) -> Reading:
    """The Reading; keyword arguments replace whole lists."""
    sentence = at("Delegations will meet in Khartoum on March 11.")
    meet = event(
        id="event-2", type="AGREE", act="CONSULT", actor=(EGYPT, ETHIOPIA), recipient=(EGYPT, ETHIOPIA),
        trigger=at("meet"), sentence=sentence, status="planned", denied_by=(), attribution=(), time=MARCH_11,
        place=KHARTOUM, intensity=3.0, reason="a planned meeting",
    )  # fmt: skip
    closing = event(
        id="event-3", type="COERCE", act="COERCE", trigger=at("close"), status="conditional", time=None,
        attribution=(Link(holder=PRESIDENCY, cue=at("said")), Link(holder=SALEH, cue=at("warned"))), denied_by=(),
    )  # fmt: skip
    values: dict[str, Any] = {
        "report": Report(
            id="report-1", title="Egypt warns Ethiopia", text=TEXT, source="samples/made.txt", language="en",
            published=Time(start="2026-03-04", end="2026-03-04", precision="day"), published_basis="inferred",
            version="0",
        ),
        "actors": (
            Actor(id="a1", name="Egypt", kind="state", country="EGY", sectors=("GOV",), mentions=(
                Mention(span=EGYPT.span, how="name", score=1.0, reason="the gazetteer knows 'Egypt'"),)),
            Actor(id="a2", name="Ethiopia", kind="state", country="ETH", mentions=(
                Mention(span=at("Addis Ababa"), how="metonym", score=0.9, reason="a capital that acts"),)),
            Actor(id="a3", name="Amina Saleh", kind="person", country="EGY", sectors=("GOV",),
                roles=(Role(title="Minister", country="EGY"),), mentions=(
                Mention(span=at("Minister Amina Saleh"), how="name", score=1.0, reason="title before a name"),
                Mention(span=at("she"), how="pronoun", score=0.6, reason="the only woman named"))),
        ),
        "events": (event(), closing, meet),
        "statements": (
            Statement(id="s1", speaker=SALEH, addressees=(ETHIOPIA,), form="direct", content=(at("We want talks,"),)),
        ),
        "commitments": (
            Commitment(id="c1", kind="threat", by=(EGYPT,), to=(ETHIOPIA,), status="open",
                condition=Clause(text="the reservoir was filled again", span=at("the reservoir was filled again")),
                consequence=Clause(text="close the port of Safaga", span=at("close the port of Safaga"),
                    event="event-3"),
                deadline=Time(text="2026-03-09", start="2026-03-09", end="2026-03-09", precision="day"),
                evidence=(WARNING,)),
        ),
        "meetings": (
            Meeting(id="m0", parties=(SUDAN,), status="proposed", evidence=(sentence,)),
            Meeting(id="m1", parties=(EGYPT, ETHIOPIA), heads=(SALEH,), place=KHARTOUM, time=MARCH_11,
                form="in_person", status="scheduled", evidence=(sentence,)),
        ),
        "claims": (Claim(id="q1", value=400.0, low=350.0, high=450.0, unit="people", subject=at("people protested")),),
        "issues": (Issue(stage="text", message="a word is doubled", span=at("the port")),),
    }  # fmt: skip
    return Reading(**{**values, **changes})
