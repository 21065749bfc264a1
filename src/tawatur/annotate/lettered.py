"""Bodies called by letters: spelt out («بي تي إن»), or in Latin letters («قناة BTN»).

Both are one name where an article has both, so linking compares them by `lettered_key`.
"""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from .entity_words import Candidate, Words

SPELT, LATIN = "letters spelt out", "Latin letters"
# So many letters are a name by themselves; behind a noun for a body, or in quotation marks, two are.
_ALONE, _BEHIND_NOUN = 3, 2
_LONGEST = 6
# Letters that Arabic does not tell apart, written as it hears them.
_HEARD = str.maketrans("paejy", "biigi")


def lettered_names(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    """Every run of names of letters that is long enough, and Latin words behind a noun for a body."""
    found: list[Candidate] = []
    upto = 0
    for i in range(len(words)):
        if i < upto:
            continue
        hit = _spelt(words, gazetteer, i) or _latin(words, gazetteer, i)
        if hit is not None:
            found.append(hit)
            upto = hit.j
    known = {lettered_key(c.name, gazetteer) for c in found}
    taken = {k for c in found for k in range(c.i, c.j)}
    for i, word in enumerate(words.norm):
        # What is spelt out elsewhere is no code or unit.
        if i not in taken and _is_latin(word) and len(word) > 1 and lettered_key(word, gazetteer) in known:
            found.append(Candidate(i, i + 1, 0, "ORG", LATIN, 60, name=word, head=_noun_before(words, gazetteer, i)))
    return found


def lettered_key(name: str, gazetteer: Gazetteer) -> str:
    """The Latin letters of a name, as Arabic hears them, "" where it has others: «بي تي إن», «BTN» -> "btn"."""
    letters = gazetteer.keys["letter_names"]
    words = fold(name).replace(".", " ").split()
    if words and all(word in letters for word in words):
        return "".join(letters[word] for word in words).translate(_HEARD)
    return "".join(words).lower().translate(_HEARD) if words and all(_is_latin(word) for word in words) else ""


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _spelt(words: Words, g: Gazetteer, i: int) -> Candidate | None:
    letters, weak = g.keys["letter_names"], g.words["weak_letters"]
    for off, form in words.readings[i]:
        noun = _noun_before(words, g, i) if not off else None
        if form not in letters or (form in weak and noun is None and not _dotted(words, i)):
            continue
        j = i + 1
        while j < len(words) and j - i < _LONGEST and words.norm[j] in letters and (words.gap[j] or "x").strip() in ("", ".", "-"):
            j += 1
        run = [form, *words.norm[i + 1:j]]
        least = _BEHIND_NOUN if noun or (words.opens(i) and words.closing(j - 1, 1) == j) else _ALONE
        while len(run) > _ALONE and run[-1] in weak and not _dotted(words, i + len(run) - 2):
            # «إن» behind the name opens what is told.
            run.pop()
        if len(run) >= least and sum(word not in weak for word in run) >= (1 if noun or _dotted(words, i) else 2):
            return Candidate(i, i + len(run), off, "ORG", SPELT, 60, name=" ".join(run), head=noun)
    return None


def _dotted(words: Words, i: int) -> bool:
    """«بي.تي.إن»: a dot or hyphen without blanks ties word `i` to the next."""
    return i + 1 < len(words) and words.gap[i + 1] in (".", "-")


def _latin(words: Words, g: Gazetteer, i: int) -> Candidate | None:
    """«شركة Norva», «قناة BTN»: the Latin words right behind the noun."""
    head = _noun_before(words, g, i)
    if head is None or not _is_latin(words.norm[i]) or len(words.norm[i]) < 2:
        return None
    j = i + 1
    while j < len(words) and j - i < _LONGEST and words.adjacent[j] and _is_latin(words.norm[j]):
        j += 1
    return Candidate(i, j, 0, "ORG", LATIN, 60, name=" ".join(words.norm[i:j]), head=head)


def _noun_before(words: Words, g: Gazetteer, i: int) -> str | None:
    """The noun for a body right before word `i`, also where a quotation mark or bracket opens between."""
    if i == 0 or not (words.adjacent[i] or words.opens(i)) or (words.gap[i] or "").strip(" «\"'(["):
        return None
    return next((form for _, form in words.readings[i - 1] if g.org_heads.get(form) in ("strong", "outlet")), None)
