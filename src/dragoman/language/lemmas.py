"""Lemmas as edit scripts: the model names a script, the script makes the lemma of the word.

A script is "case|cut|add": lower-case the word or keep it ("l" or "k"), cut so many letters from its end, add these.
"=text" replaces the whole word (irregular closed-class words such as "'s" → "be").
"""

from functools import lru_cache

LONGEST_CUT = 5
"""A script that cuts more is a replacement; only frequent ones are learned."""
_ENDINGS = (("ied", ("y",)), ("ies", ("y",)), ("ed", ("e",)), ("ing", ("e",)), ("es", ("e",)), ("s", ()))
"""Regular endings of verbs, and what may have stood in their place."""


def script_of(form: str, lemma: str | None) -> str:
    """The script that makes `lemma` of `form`."""
    if lemma is None or lemma == "_":
        return "k|0|"
    lower = form.lower()
    case, base = ("l", lower) if lower != form and _shared(lower, lemma) > _shared(form, lemma) else ("k", form)
    shared = _shared(base, lemma)
    if shared == 0 or len(base) - shared > LONGEST_CUT:
        return f"={lemma}"
    if lower == form:
        case = "l"
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


def _shared(a: str, b: str) -> int:
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n


@lru_cache(maxsize=100_000)
def apply_script(form: str, script: str) -> str:
    """The lemma that the script makes of this word; the word itself where the script does not fit."""
    if script.startswith("="):
        return script[1:] or form
    case, cut, add = script.split("|", 2)
    base = form.lower() if case == "l" else form
    cut_at = len(base) - int(cut)
    return (base[:cut_at] + add if cut_at >= 0 else base) or form


@lru_cache(maxsize=100_000)
def known_verb(form: str, lemma: str, verbs: frozenset[str]) -> str:
    """The lemma, or where it is no known verb and a regular ending of the word hides one, that verb."""
    if lemma in verbs:
        return lemma
    word = form.lower()
    for ending, stems in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word[: -len(ending)]
            undoubled = base[:-1] if base[-1:] == base[-2:-1] else base
            for candidate in (base, *(base + stem for stem in stems), undoubled):
                if candidate in verbs:
                    return candidate
    return lemma
