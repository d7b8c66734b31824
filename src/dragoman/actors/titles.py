"""Words of titles and nominals, as `data/titles.toml` gives them, and the one spelling of a title.

In: the tables. Out: `Titles`, which tells what class a word of a title is, and `norm_title`, by which
"Defense Secretary" and "secretary of defence" are one office.
"""

from typing import Any

from msgspec import Struct

from dragoman.actors.names import fold


class Titles(Struct, frozen=True, kw_only=True):
    """Words of titles and nominals, by word."""

    heads: dict[str, str]
    """Head of a title (several words joined by a space) -> sector."""
    portfolios: dict[str, str]
    """Word before a head -> sector that it gives, or ""."""
    modifiers: frozenset[str]
    former: frozenset[str]
    words: frozenset[str]
    """Every word that can stand in a title."""
    sex: dict[str, str]
    given: dict[str, str]
    honorifics: frozenset[str]
    needy: frozenset[str]
    """Nouns too common to be an actor without a country, a body, or somebody named before."""
    owned: frozenset[str]
    """Nouns that are an actor only with a name before or after them ("the Russian side")."""
    vague: frozenset[str]
    """Heads of titles that name nobody without a country or body."""
    unique: frozenset[str]
    """Offices that one person holds at a time, so that the title alone can name him or her."""
    allies: frozenset[str]
    """Nouns for others by their relation to somebody ("its allies")."""
    nominals: dict[str, str]
    """Noun (lemma, several words joined by a space) -> class: a sector, or "state", "country", "other"."""
    pair: frozenset[str]
    body_words: dict[str, str]


_SPELLINGS = (
    ("gen", "general"),
    ("col", "colonel"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("capt", "captain"),
    ("adm", "admiral"),
    ("gov", "governor"),
    ("sen", "senator"),
    ("rep", "representative"),
    ("defense", "defence"),
    ("premier", "prime minister"),
    ("external affairs", "foreign"),
    ("foreign affairs", "foreign"),
    ("secretary of defence", "defence minister"),
    ("defence secretary", "defence minister"),
    ("foreign secretary", "foreign minister"),
    ("chairwoman", "chairman"),
    ("spokeswoman", "spokesman"),
    ("spokesperson", "spokesman"),
    ("pm", "prime minister"),
    ("secretary general", "secretary-general"),
    ("director-general", "director general"),
    ("minister of foreign", "foreign minister"),
    ("minister of defence", "defence minister"),
    ("minister for foreign", "foreign minister"),
)


def norm_title(title: str) -> str:
    """A title in one spelling: "Defense Secretary" and "secretary of defence" are one office."""
    words = f" {title.lower()} ".replace(" - ", "-").replace(". ", " ")
    for spelling, one in _SPELLINGS:
        if f" {spelling} " in words:
            words = words.replace(f" {spelling} ", f" {one} ")
    return " ".join(words.split())


def read_titles(table: dict[str, Any]) -> Titles:
    """The words of `titles.toml`."""
    heads = {head: sector for sector, words in table["heads"].items() for head in words}
    portfolios = {
        w: "" if sector == "plain" else sector for sector, words in table["portfolios"].items() for w in words
    }
    modifiers = frozenset(table["modifiers"]["words"])
    former = frozenset(table["modifiers"]["former"])
    honorifics = table["honorifics"]
    every = [*heads, *portfolios, *modifiers, *former, *honorifics["m"], *honorifics["f"], *honorifics["any"]]
    return Titles(
        heads=heads,
        portfolios=portfolios,
        modifiers=modifiers,
        former=former,
        words=frozenset(fold(w) for phrase in every for w in phrase.replace("-", " ").split()) - {"of", "in", ""},
        sex={word: sex for sex in ("m", "f") for word in honorifics[sex]},
        given={fold(word): sex for sex in ("m", "f") for word in table["given"][sex]},
        honorifics=frozenset(
            fold(w)
            for sex in ("m", "f", "any")
            for w in honorifics[sex]
            if "." in w or w in ("mr", "mrs", "ms", "miss", "dr", "sir")
        ),
        nominals={noun: group for group, nouns in table["nominals"].items() for noun in nouns},
        pair=frozenset(table["nouns"]["pair"]),
        needy=frozenset(table["nouns"]["needy"]),
        owned=frozenset(table["nouns"]["owned"]),
        allies=frozenset(table["nouns"]["allies"]),
        vague=frozenset(table["modifiers"]["vague"]),
        unique=frozenset(table["modifiers"]["unique"]),
        body_words={word: group for group, words in table["words"].items() for word in words},
    )
