"""An article as rows of words, made once for all name finders, and what a finder hands back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..lang.gazetteer import Gazetteer
from ..lang.normalize import TextView, fold
from ..lang.tokenize import tokens
from ..model import EntityType, Gender, MentionKind, Sentence

_OPENING, _CLOSING = "«\"'([", "»\"')]"
# By their last letter.
_SUFFIXES = {
    "ا": ("هما", "ها", "نا", "وا", "ا"), "ت": ("ات", "ت"), "م": ("هم",), "ه": ("يه", "ه"), "ي": ("ي",),
    "ن": ("هن", "تين", "تان", "ون", "ين", "ان"),
}


@dataclass(slots=True)
class Candidate:
    """A possible name: words `[i, j)`, the first `off` letters of word `i` being proclitics."""

    i: int
    j: int
    off: int
    type: EntityType
    rule: str
    rank: int
    kind: MentionKind = "name"
    name: str = ""
    key: str | None = None
    head: str | None = None
    country: str | None = None
    gender: Gender = "?"
    plural: bool = False
    refers: tuple[str, ...] = ()


@dataclass(slots=True)
class Words:
    """Words of all sentences in order, in search form, with what stands between them.

    `gap[i]` is the folded text between word i-1 and word i; it is None at a sentence's start.
    `adjacent[i]` is True where only white space lies between the two.
    """

    view: TextView
    norm: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    gap: list[str | None] = field(default_factory=list)
    adjacent: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    common: list[bool] = field(default_factory=list)
    readings: list[list[tuple[int, str]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.norm)

    def opens(self, i: int) -> bool:
        """True where a quotation mark or bracket opens right before word i."""
        gap = self.gap[i] if i < len(self.norm) else None
        if gap is None:
            return i < len(self.norm) and self.start[i] > 0 and self.view.text[self.start[i] - 1] in "«\"“(["
        gap = gap.rstrip()
        return bool(gap) and gap[-1] in _OPENING

    def closing(self, i: int, longest: int = 6) -> int | None:
        """The word after the quotation that opens before word i, or None where none closes soon."""
        for j in range(i + 1, min(i + longest, len(self.norm)) + 1):
            gap = self.after(j - 1).lstrip()
            if gap[:1] and gap[0] in _CLOSING:
                return j
            if gap.strip() or (j < len(self.norm) and self.sentence[j] != self.sentence[i]):
                return None
        return None

    def after(self, i: int) -> str:
        """The folded text between word i and the next, or a few characters at the end."""
        if i + 1 < len(self.norm):
            gap = self.gap[i + 1]
            if gap is not None:
                return gap
        return fold(self.view.text[self.end[i]:self.end[i] + 3]).split("\n")[0]


def read_words(view: TextView, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Words:
    """Build the rows: one pass over the article."""
    words = Words(view)
    text = view.text
    cache: dict[str, tuple[bool, list[tuple[int, str]]]] = {}
    for number, sentence in enumerate(sentences):
        last = -1
        for token in tokens(view, sentence.start, sentence.end):
            between = None if last < 0 else text[last:token.start]
            if between is not None and between != " ":
                between = fold(between)
            words.norm.append(token.norm)
            words.start.append(token.start)
            words.end.append(token.end)
            words.gap.append(between)
            # A stretched dash between blanks («فلان ـ رحمه الله») parts words though folding drops it.
            dash = between is not None and between != " " and " ـ" in text[last:token.start]
            words.adjacent.append(between is not None and not dash and (between == " " or not between.strip()))
            words.sentence.append(number)
            known = cache.get(token.norm)
            if known is None:
                known = cache[token.norm] = (is_common(token.norm, gazetteer), readings(token.norm))
            words.common.append(known[0])
            words.readings.append(known[1])
            last = token.end
    return words


def is_common(word: str, gazetteer: Gazetteer) -> bool:
    """True for everyday words and their inflected forms; False for what looks like a name."""
    if len(word) < 2 or not ("ء" <= word[0] <= "ي"):
        return True
    if word in gazetteer.foreign and word not in gazetteer.homographs:
        return False
    common = gazetteer.common
    functions = gazetteer.words
    if word in common or word in functions["function"] or word in functions["verb"] or word in functions["plain"]:
        return True
    for form in bare_forms(word):
        if form in common:
            return True
        for suffix in _SUFFIXES.get(form[-1], ()):
            if form.endswith(suffix) and len(form) - len(suffix) >= (4 if suffix in "اي" else 3):
                stem = form[: -len(suffix)]
                if stem in common or stem + "ه" in common:
                    return True
    return present_tense(word, common)


def present_tense(word: str, common: Mapping[str, int]) -> bool:
    """«سيزور», «وتعلن»: a present tense whose third person is frequent."""
    stem = word[1:] if word[0] in "وفس" and len(word) > 4 else word
    if stem[0] not in "يتن" or len(stem) < 4:
        return False
    rest = stem[1:]
    return any(p != stem[0] and p + rest in common for p in "يتن")


def bare_forms(word: str) -> list[str]:
    """The word without proclitics and article, in the ways that it can be read."""
    forms = [word]
    if word[0] in "وف" and len(word) > 3:
        forms.append(word[1:])
    for form in list(forms):
        if (form.startswith("ال") and len(form) > 4) or (form.startswith("لل") and len(form) > 4):
            forms.append(form[2:])
        elif form[0] in "بلك" and len(form) > 3:
            rest = form[1:]
            forms.append(rest)
            if rest.startswith("ال") and len(rest) > 4:
                forms.append(rest[2:])
    return forms


def readings(word: str) -> list[tuple[int, str]]:
    """The word as it stands and with proclitics taken off: `(letters off, rest)`, longest rest first."""
    found = [(0, word)]
    off, rest = 0, word
    if rest[0] in "وف" and len(rest) > 2:
        off, rest = 1, rest[1:]
        found.append((1, rest))
    if rest.startswith("لل") and len(rest) > 3:
        found.append((off + 1, "ال" + rest[2:]))
        # Three lams are written as two: «للجنة» is ل + اللجنة too, or ل + لجنة.
        found.append((off + 1, "ال" + rest[1:]))
        found.append((off + 1, rest[1:]))
    elif rest[0] in "بلك" and len(rest) > 2:
        found.append((off + 1, rest[1:]))
    return found


def definite(word: str) -> bool:
    """True for a word with the article, also behind a proclitic («للجيش», «والجيش»)."""
    return len(word) > 3 and (
        word.startswith(("ال", "لل"))
        or (word[0] in "وفبك" and word.startswith("ال", 1) and len(word) > 4)
    )
