"""Parses written by hand: one token is FORM/UPOS/HEAD/DEPREL/FEATS/LEMMA; the last two may be left out."""

from dragoman.language.parse import Entity, Parse

FEATS = {
    "past": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "pres": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "fin": "VerbForm=Fin",
    "ger": "Tense=Pres|VerbForm=Part",
}


def tree(rows: str, entities: tuple[Entity, ...] = ()) -> Parse:
    """The parse of one sentence; heads count from 1, 0 is the root."""
    tokens = [row.split("/") for row in rows.split()]
    forms = [token[0].replace("_", " ") for token in tokens]
    starts = [sum(len(form) + 1 for form in forms[:i]) for i in range(len(forms))]
    return Parse(
        text=" ".join(forms),
        start=starts,
        end=[start + len(form) for start, form in zip(starts, forms, strict=True)],
        upos=[token[1] for token in tokens],
        xpos=["MD" if token[0] in ("will", "would", "may") else "_" for token in tokens],
        lemma=[token[5] if len(token) > 5 else token[0].lower() for token in tokens],
        feats=[FEATS.get(token[4], "_") if len(token) > 4 else "_" for token in tokens],
        head=[int(token[2]) - 1 for token in tokens],
        deprel=[token[3] for token in tokens],
        bounds=[(0, len(tokens))],
        entities=entities,
    )


def blank(text: str) -> Parse:
    """A text of which nothing is parsed."""
    return Parse(
        text=text, start=[], end=[], upos=[], xpos=[], lemma=[], feats=[], head=[], deprel=[], bounds=[], entities=()
    )
