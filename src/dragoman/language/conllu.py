"""CoNLL-U: the parse as the Universal Dependencies write it (universaldependencies.org/format.html)."""

from dragoman.language.atoms import CLITIC
from dragoman.language.parse import Parse


def to_conllu(parse: Parse) -> str:
    """The whole parse; clitics stand in multiword tokens, entities and offsets in MISC."""
    kinds = {i: f"{'B' if i == e.first else 'I'}-{e.label}" for e in parse.entities for i in range(e.first, e.last)}
    lines: list[str] = []
    for sentence in parse.sentences:
        lines.append(f"# sent_id = {sentence.n + 1}")
        lines.append(f"# text = {' '.join(sentence.text.split())}")
        wholes = dict(_multiwords(parse, sentence.first, sentence.last))
        inside = 0
        for i in range(sentence.first, sentence.last):
            number = i - sentence.first + 1
            last = i + 1 < sentence.last
            close = "SpaceAfter=No" if last and parse.start[i + 1] == parse.end[i] else ""
            if i in wholes:
                until = wholes[i]
                inside = until - i
                open_end = until < sentence.last and parse.start[until] == parse.end[until - 1]
                form = parse.text[parse.start[i] : parse.end[until - 1]]
                after = "SpaceAfter=No" if open_end else "_"
                lines.append(f"{number}-{number + inside - 1}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{after}")
            head = parse.head[i]
            misc = [f"Entity={kinds[i]}"] if i in kinds else []
            if close and not inside:
                misc.append(close)
            inside = max(0, inside - 1)
            misc.append(f"start_char={parse.start[i]}|end_char={parse.end[i]}")
            columns = (
                str(number),
                parse.text[parse.start[i] : parse.end[i]],
                parse.lemma[i],
                parse.upos[i],
                parse.xpos[i],
                parse.feats[i],
                str(head - sentence.first + 1 if head >= 0 else 0),
                parse.deprel[i],
                "_",
                "|".join(misc),
            )
            lines.append("\t".join(columns))
        lines.append("")
    return "\n".join(lines) + ("\n" if lines else "")


def _multiwords(parse: Parse, first: int, last: int) -> list[tuple[int, int]]:
    """First and last+1 token of each multiword token of a sentence: a word and the clitics written to it."""
    found: list[tuple[int, int]] = []
    i = first
    while i < last:
        end = i + 1
        while end < last and parse.start[end] == parse.end[end - 1] and _is_clitic(parse, end):
            end += 1
        if end > i + 1 and parse.upos[i] != "PUNCT":
            found.append((i, end))
        i = end
    return found


def _is_clitic(parse: Parse, i: int) -> bool:
    word = parse.text[parse.start[i] : parse.end[i]]
    return parse.upos[i] != "PUNCT" and CLITIC.fullmatch(word) is not None
