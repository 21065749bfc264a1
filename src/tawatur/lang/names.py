"""When two spellings are one name: consonant skeletons and a measured likeness.

All functions take search forms (`normalize.fold`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

# Vowel letters and hamza go; letters that stand for one foreign sound meet: غ/ج/ق/ك (g), ط/ت, ث/س, ظ/ض/ز.
_SKELETON = str.maketrans({
    "ا": "", "و": "", "ي": "", "ء": "", "ؤ": "", "ئ": "", "ه": "", "ع": "",
    "غ": "ك", "ج": "ك", "ق": "ك", "ط": "ت", "ث": "س", "ص": "س", "ظ": "ز", "ض": "د", "ذ": "د", "ف": "ب", "چ": "ك", "ڤ": "ب", "گ": "ك",
})
_VOWELS = frozenset("اويءؤئه")
# Shorter names differ in one letter from too many others.
_LONG = 5


@dataclass(frozen=True, slots=True)
class NameParts:
    """Words that join or part a full name, in search form; empty sets join nothing.

    `forward` belongs to the part behind it («أبو حازم»), `backward` to the one before it («نور
    الدين»); `skipped` («بن») stands between parts; `kunya` and `son` are «أبو» and «بن» themselves.
    `attested` are Arabic names that many people bear: two of them that differ are two names. `foreign`
    are names from other scripts, whose vowels every writer spells as he hears them. `particles` («دي»,
    «فان») open a European family name and may be left out.
    """

    forward: frozenset[str] = frozenset()
    backward: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    kunya: frozenset[str] = frozenset()
    son: frozenset[str] = frozenset()
    attested: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()

    def same(self, a: str, b: str) -> bool:
        """`same_part`, but no two attested names are one («سلمان», «سليمان»), nor one with a near miss."""
        a, b = bare(a), bare(b)
        if a == b:
            return True
        known = (a in self.attested) + (b in self.attested)
        if not known:
            return same_part(a, b) or (bool({a, b} & self.foreign) and _vowel_apart(a, b))
        if _defective(a, b):
            return True
        return known == 1 and min(len(a), len(b)) >= _LONG and same_part(a, b) and Levenshtein.distance(a, b) == 1


def name_parts(
    words: Mapping[str, frozenset[str]], attested: frozenset[str] = frozenset(), foreign: frozenset[str] = frozenset()
) -> NameParts:
    """The lists of name_words.toml that full names are taken apart with, and what is known of single names."""
    return NameParts(
        words["joined_forward"], words["joined_backward"], words["between_parts"], words["kunya_whole"],
        words["son_short"], attested, foreign, words["name_particles"],
    )


def _vowel_apart(a: str, b: str) -> bool:
    """«بوتين», «بوتن»: three consonants or more, and one vowel letter more or less."""
    return abs(len(a) - len(b)) == 1 and len(skeleton(a)) >= 3 and skeleton(a) == skeleton(b) and Levenshtein.distance(a, b) == 1


def _defective(a: str, b: str) -> bool:
    """«رحمن» and «رحمان», «داود» and «داوود»: an old spelling leaves out a long vowel near the end."""
    short, long = sorted((a, b), key=len)
    if len(short) < 4 or len(long) != len(short) + 1:
        return False
    return long == f"{short[:-1]}ا{short[-1]}" or long.replace("وو", "و") == short


def bare(word: str) -> str:
    """A name part without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def skeleton(word: str) -> str:
    """Consonants of one part of a name, doubled ones once; «غارديان» and «جارديان» agree."""
    letters = bare(word).translate(_SKELETON)
    out: list[str] = []
    for letter in letters:
        if not out or out[-1] != letter:
            out.append(letter)
    return "".join(out)


def same_part(a: str, b: str) -> bool:
    """True where two single words can be spellings of one part of a name."""
    a, b = bare(a), bare(b)
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < 3:
        return False
    distance = Levenshtein.distance(a, b, score_cutoff=3)
    if skeleton(a) == skeleton(b) and len(skeleton(a)) >= 2:
        return distance <= (1 if shorter < 5 else 3) and _vowels_only(a, b)
    return shorter >= 5 and distance <= 1 and a[0] == b[0]


def _vowels_only(a: str, b: str) -> bool:
    # محمد/محمود and حسن/حسين share their consonants and are different names: a long vowel inside
    # an Arabic pattern decides there, so short forms must differ by more than one inner vowel letter.
    # Longer roots have no such patterns («ترمب», «ترامب»), unless they are participles.
    if len(a) == len(b):
        # «سعود» and «سعيد», «جمال» and «جميل»: another long vowel in a short word is another pattern.
        return len(a) > 5 or [x for x in a if x in "اوي"] == [x for x in b if x in "اوي"]
    if abs(len(a) - len(b)) != 1 or min(len(a), len(b)) >= 5:
        return True
    return a[0] != "م" and sum(letter not in _VOWELS for letter in a) >= 4


def join_parts(name: str, words: NameParts) -> list[str]:
    """Parts of a full name, with عبد, أبو, بن ... and «… الدين» joined to what belongs to them."""
    out: list[str] = []
    hold = ""
    written = name.split()
    for position, word in enumerate(written):
        if word in words.particles and position < len(written) - 1 and not hold:
            continue
        if word in words.forward:
            hold += word
            continue
        if word in words.skipped:
            continue
        if word in words.backward and out and not hold:
            out[-1] += word
            continue
        out.append(hold + word)
        hold = ""
    if hold:
        out.append(hold)
    # «ابن» alone, where the rest of the name was not read: a name has at least one part.
    return out or written[-1:]


def same_person(a: str, b: str, words: NameParts) -> bool:
    """True where two full names (two parts or more) can name one person.

    The given names agree, and of the rest the shorter name holds nothing that the longer lacks, in
    the same order: inner parts may be missing, and so may the family name after a father's name.
    """
    short, long = sorted((join_parts(a, words), join_parts(b, words)), key=len)
    if len(short) < 2:
        return False
    if not words.same(short[0], long[0]):
        # «أبو حازم البستاني» and «نبيل أبو حازم البستاني».
        if not short[0].startswith(tuple(words.kunya)) or short[0] not in long:
            return False
        long = long[long.index(short[0]):]
    if not _in_order(short, long, words):
        return False
    if words.same(short[-1], long[-1]):
        return True
    fathers = bool(words.son.intersection(a.split()) and words.son.intersection(b.split()))
    return (fathers or len(short) >= 3) and all(words.same(x, y) for x, y in zip(short, long, strict=False))


def _in_order(short: list[str], long: list[str], words: NameParts) -> bool:
    rest = iter(long)
    return all(any(words.same(part, other) for other in rest) for part in short)


def is_short_for(short: str, full: str, words: NameParts) -> bool:
    """True where `short` (one part, or the last parts) may stand for the full name."""
    parts, whole = join_parts(short, words), join_parts(full, words)
    before_last = full.split()[-2:-1]
    if len(parts) == 1 and words.son.intersection(before_last) and not words.son.intersection(short.split()[:1]):
        return False
    if not parts or len(whole) <= len(parts):
        return False
    tail = whole[-len(parts):]
    return all(words.same(x, y) for x, y in zip(parts, tail, strict=True))
