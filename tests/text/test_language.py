"""Foreign text is named; English text and text too short to tell are read."""

import pytest

from dragoman.text.clean import clean


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("Le ministre a déclaré vendredi que les négociations se poursuivraient à Genève.", "fr", "French"),
        ("El ministro llegó el lunes a Madrid para reunirse con el presidente del gobierno.", "es", "Spanish"),
        ("Die Außenminister trafen sich am Freitag in Genf, um über die Lage zu sprechen.", "de", "German"),
        ("Министры иностранных дел встретились в пятницу в Женеве и обсудили положение.", "ru", "Russian"),
        ("Statsministeren sagde fredag, at regeringen er klar til at forhandle for at få en aftale.", "da", "Danish"),
        ("التقى وزراء الخارجية يوم الجمعة في جنيف لبحث الوضع على الحدود.", "ar", "Arabic"),
    ],
)
def test_foreign(text: str, code: str, name: str) -> None:
    document = clean(text)
    assert document.language == code
    assert not document.readable
    assert document.blocks
    assert [i.message for i in document.issues] == [f"the text is in {name}; it is cleaned but not coded"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Geneva on Friday and said that talks would go on.",
        "Von der Leyen, Michel and Sánchez were received by the president of the council.",
    ],
)
def test_english(text: str) -> None:
    assert clean(text).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Geneva",
        "Der Kanzler",
        "Macron, Merkel, Draghi, Sánchez, Orbán: Minsk",
        "Emmanuel Macron Angela Merkel Vladimir Putin Recep Tayyip Erdoğan",
        "Russia, Ukraine, Belarus, Moldova, Georgia",
        "12 345 678 901 234",
    ],
)
def test_names_are_no_foreign_language(text: str) -> None:
    document = clean(text)
    assert document.language is None
    assert not any("cleaned but not coded" in i.message for i in document.issues)
