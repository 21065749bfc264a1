"""One sentence as the judge of clashes reads it: its words, and what each of them is.

A word is a number, names a state (by its name, its capital or an adjective of nationality), names
another place, denies, undoes, stands on a side of a pair of opposites, or is just a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..encode.words import load_idf, match_stem
from ..lang.contrasts import Contrasts
from ..lang.gazetteer import Gazetteer
from ..lang.normalize import TextView, view
from ..lang.number_rules import NumberRules
from ..lang.resources import Resources
from ..lang.stem import light_stem, proclitic_forms
from ..lang.tokenize import Token, tokens
from ..lang.verbs import Verbs, read_verb

Kind = Literal["number", "state", "place", "denial", "word"]
# Shorter roots join strangers, unless the words are alike in their places too.
ROOT = 3
_GROUP = 3  # digits between the commas of a large number
_WEAK, _PATTERN = "اويءئؤ", "ميتنسا"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence; `start`, `end` are characters of the sentence as given.

    `value` is the figure of a number, the country of a state («GB»), country and name of another
    place; `weight` (0..1) says how much the word tells; `sides` are the sides of opposites on which
    it stands: +n and -n exclude each other.
    """

    start: int
    end: int
    norm: str
    stem: str
    root: str
    forms: frozenset[str]
    kind: Kind
    value: str
    weight: float
    undoes: bool
    verb: bool
    sides: frozenset[int]

    def like(self, other: Word) -> bool:
        """True where two words are one: same stem, root, figure or state."""
        if self.kind != other.kind:
            return False
        if self.kind in ("number", "state", "place"):
            return self.value == other.value
        if self.stem == other.stem or self.forms & other.forms:
            return True
        return len(self.root) >= ROOT and self.root == other.root

    def maybe_like(self, other: Word) -> bool:
        """True where two weak roots are one (زار, زيارة): they are one word only if used alike."""
        return self.kind == other.kind == "word" and len(self.root) == ROOT - 1 and self.root == other.root

    def sides_with(self, other: Word) -> bool:
        """True where both stand on one side of a pair of opposites (هبط, تراجع)."""
        return bool(self.sides & other.sides)

    def excludes(self, other: Word) -> bool:
        """True where the words are opposites."""
        return any(-side in other.sides for side in self.sides)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the judge knows of words, in the form in which it looks them up."""

    weights: Mapping[str, float]
    numbers: NumberRules
    gazetteer: Gazetteer
    verbs: Verbs
    denials: frozenset[str]
    undoing: frozenset[str]
    sides: Mapping[str, frozenset[int]]


def load_lexicon(resources: Resources) -> Lexicon:
    """Compile the lists of `resources`: milliseconds, once for all sentences."""
    contrasts = resources.contrasts
    return Lexicon(
        load_idf(), resources.frames.numbers, resources.gazetteer,
        resources.frames.verbs, contrasts.denials, frozenset(map(match_stem, contrasts.undoing)), _sides(contrasts),
    )


def rough_root(stem: str) -> str:
    """The strong consonants of a stem without what a pattern puts before them: a rough root.

    A pattern's letters go only while three consonants are left (نجاح keeps its ن); final ه is an ending.
    """
    strong = [c for c in stem.removesuffix("ه") if c not in _WEAK]
    while len(strong) > ROOT and strong[0] in _PATTERN:
        del strong[0]
    return "".join(strong)


def _keys(norm: str) -> tuple[str, ...]:
    """The stems, and last the root where it is long enough to be trusted."""
    stems = dict.fromkeys((match_stem(norm), light_stem(norm)))
    if len(norm) == ROOT + 1 and norm[0] in "وف":  # too short for the stemmer: «ونفى»
        stems[norm[1:]] = None
    stem = match_stem(norm)
    root = rough_root(stem)
    # A participle or noun of place has often left its root behind: «محافظة», «متحدث».
    drifted = stem[0] == "م" and len(stem) > ROOT + 1
    return (*stems, "√" + root) if len(root) >= ROOT and not drifted else tuple(stems)


def _undone(norm: str, lexicon: Lexicon) -> bool:
    """True for words of undoing, in the present too (يلغي: ألغى)."""
    stem = match_stem(norm)
    return stem in lexicon.undoing or (stem[0] in "يتن" and len(stem) > ROOT and (
        stem[1:] in lexicon.undoing or "ا" + stem[1:] in lexicon.undoing))


def _forms(norm: str) -> frozenset[str]:
    """What a word may be without its particles and its article."""
    forms = {form.removeprefix("ال") for _, form in proclitic_forms(norm)}
    forms |= {form.removesuffix("ا") for form in forms}
    return frozenset(form for form in forms if len(form) >= ROOT)


def _sides(contrasts: Contrasts) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (one, other) in enumerate(contrasts.wide, 1):
        for sign, words in ((1, one), (-1, other)):
            for word in sorted(words):
                for key in _keys(word):
                    found.setdefault(key, set()).add(sign * number)
    # A root that both sides share («أغلق», «انغلق») tells nothing.
    return {key: frozenset(s for s in sides if -s not in sides) for key, sides in found.items()}


def read_words(sentence: str, lexicon: Lexicon) -> list[Word]:
    """The words of a sentence in order. O(words)."""
    seen = view(sentence)
    found = _joined(tokens(seen), seen)
    out: list[Word] = []
    i = 0
    while i < len(found):
        figure = _figure(found, i, lexicon.numbers)
        if figure is not None:
            value, after = figure
            out.append(_word(found[i:after], "number", f"{value:g}", lexicon))
        else:
            kind, named, after = _named(found, i, lexicon)
            out.append(_word(found[i:after], kind, named, lexicon))
        i = after
    return out


def _joined(found: Sequence[Token], seen: TextView) -> list[Token]:
    """Words, with the digits of one number («2,500», «3.5») in one."""
    out: list[Token] = []
    for token in found:
        last = out[-1] if out else None
        if last and token.start == last.end + 1 and last.norm[-1].isdigit() and token.norm.isdigit():
            mark = seen.norm[seen.to_norm(last.end)]
            if mark in ",.":
                joint = "" if mark == "," and len(token.norm) == _GROUP else "."
                out[-1] = Token(last.start, token.end, last.norm + joint + token.norm)
                continue
        out.append(token)
    return out


def _word(run: Sequence[Token], kind: Kind, value: str, lexicon: Lexicon) -> Word:
    norm = " ".join(t.norm for t in run)
    stem = match_stem(run[0].norm) if len(run) == 1 else norm
    keys: tuple[str, ...] = ()
    verb = read_verb(norm, lexicon.verbs) if len(run) == 1 and kind in ("word", "denial") else None
    sure = verb is not None and verb.sure and not verb.loose
    root = rough_root(stem) if len(run) == 1 else ""
    if len(run) == 1 and kind in ("word", "denial"):
        keys = _keys(norm)
        if verb is not None and sure:
            keys, root = (*_keys(verb.lemma), match_stem(norm)), rough_root(match_stem(verb.lemma))
        elif norm in lexicon.gazetteer.given:
            keys = tuple(key for key in keys if key[0] != "√")
    sides = frozenset(s for key in keys for s in lexicon.sides.get(key, ()))
    weight = 1.0 if kind in ("number", "state", "place") else lexicon.weights.get(stem, 1.0)
    return Word(
        run[0].start, run[-1].end, norm, stem, root, _forms(norm), kind, value, weight,
        bool(keys) and _undone(norm if verb is None or not sure else verb.lemma, lexicon), sure, sides,
    )


def _named(found: Sequence[Token], i: int, lexicon: Lexicon) -> tuple[Kind, str, int]:
    """`(kind, value, first word after)` of the word or the name of a place that begins at word i."""
    norm = found[i].norm
    if norm in lexicon.denials or (norm[0] in "وف" and norm[1:] in lexicon.denials):
        return "denial", "", i + 1
    gazetteer = lexicon.gazetteer
    for _, form in proclitic_forms(norm):
        for entry in gazetteer.first.get(form, ()):
            size = len(entry.words)
            rest = tuple(t.norm for t in found[i + 1:i + size])
            if entry.type != "LOC" or entry.level != 0 or rest != entry.words[1:]:
                continue
            if entry.kind in ("country", "capital") and entry.country:
                return "state", entry.country, i + size
            return "place", f"{entry.country}/{entry.key}", i + size
        bare = form.removeprefix("ال")
        adjective = gazetteer.adjectives.get(bare)
        if adjective is not None and not any(map(bare.startswith, gazetteer.words["weak_countries"])):
            return "state", adjective.country, i + 1
    return "word", "", i + 1


def _figure(found: Sequence[Token], i: int, rules: NumberRules) -> tuple[float, int] | None:
    """The number that begins at word i and the first word after it («20 ألف», «ثلاثة», «مليارين»)."""
    total, j = None, i
    while j < len(found):
        word = found[j].norm
        bare = rules.bare.get(word, word)
        joined = j > i and word[:1] == "و" and len(word) > 1
        plain = bare.removeprefix("و") if joined else bare
        if word[-1].isdigit() and total is None:
            total = float(re.sub(r"^\D+|(?<=\d)[^\d.].*$", "", word))
        elif plain in rules.scales and (total is not None or plain not in rules.units):
            total = (total or 1) * rules.scales[plain]
        elif plain in rules.values and (total is None or joined):
            total = (total or 0) + rules.values[plain]
        else:
            break
        j += 1
    return None if total is None else (total, j)


def weight_of(words: Iterable[Word]) -> float:
    """How much these words tell together."""
    return sum(word.weight for word in words)
