"""Names that no list knows: foreign ones in two or three words, a single name that speaks, members
of a list of names, and a given name that goes on alone.

What an unknown word is like tells its letters (`Gazetteer.shape`); what stands beside it (a verb of
saying, a nationality, an age in brackets, an apposed role) lowers what is asked of them.
"""

from __future__ import annotations

from ..model import Gender
from .entity_words import Candidate, Words, definite
from .name_parts import PRESENT, Reader, verbal

# Sums of shapes that two unknown words need: alone, and beside a sign of a person.
_ALONE, _BESIDE = 3.0, 0.5
_SPEAKS = 0.2


def unknown_names(reader: Reader, used: set[int]) -> list[Candidate]:
    """Foreign names of two or three words, and single names that a verb of saying takes."""
    words = reader.words
    found: list[Candidate] = []
    upto = 0
    for i in range(len(words)):
        if i < upto or i in used or (words.common[i] and words.norm[i] not in reader.gazetteer.homographs):
            continue
        hit = _foreign(reader, i, used) or _speaks(reader, i)
        if hit:
            found.append(hit)
            upto = hit.j
    return found


# -- two and three words ----------------------------------------------------------------------


def _foreign(reader: Reader, i: int, used: set[int]) -> Candidate | None:
    for off, form in reader.words.readings[i]:
        if off > 1 or not _opens(reader, i, off, form):
            continue
        stop = i + 1
        score = _worth(reader, form)
        while stop < len(reader.words) and stop < i + 4 and stop not in used and _goes_on(reader, stop):
            score += min(_worth(reader, reader.words.norm[stop]), 3.0)
            stop += 1
        if stop - i < 2:
            continue
        score = 2 * score / (stop - i)
        need = _ALONE + (0.7 if off else 0) - (2.5 if _signs(reader, i, stop) else 0)
        if score >= need:
            name = " ".join([form, *reader.words.norm[i + 1:stop]])
            return Candidate(i, stop, off, "PER", "foreign name", 50, name=name, gender=_gender(reader, form))
    return None


def _worth(reader: Reader, word: str) -> float:
    g = reader.gazetteer
    known = 1.5 if word in g.foreign else (0.8 if word in g.surnames or word in g.given else 0.0)
    return g.shape(word) + known


def _opens(reader: Reader, i: int, off: int, form: str) -> bool:
    """Whether an unlisted word can begin a foreign name."""
    g = reader.gazetteer
    if len(form) < 3 or form in reader.before_surname or form in reader.servant or i in reader.inside or form in g.first or _listed(reader, i, off):
        return False
    if off and (reader.words.norm[i] in g.foreign or reader.words.common[i]):
        return False
    if off and reader.words.norm[i][0] in "لكف" and form not in g.foreign:
        return False
    if form.startswith(("ال", *PRESENT)) or verbal(form) or (not off and reader.proclitic(form)):
        return False
    return reader.kind(i, form) in "USGH" and not reader.indefinite(i) and (off > 0 or not _after_a_noun(reader, i))


def _after_a_noun(reader: Reader, i: int) -> bool:
    """«جامعة ...», «في ...»: what a noun for places or bodies or a preposition of place introduces."""
    words, g = reader.words, reader.gazetteer
    if i == 0 or not (words.adjacent[i] or words.opens(i)):
        return False
    if g.is_a("no_name_after", words.norm[i - 1]):
        return True
    return any(f in g.org_heads or f in g.place_heads for _, f in words.readings[i - 1])


def _listed(reader: Reader, i: int, off: int) -> bool:
    listed = reader.at.get(i)
    return listed is not None and listed.off <= off


def _goes_on(reader: Reader, k: int) -> bool:
    words = reader.words
    word = words.norm[k]
    gap = (words.gap[k] or "").strip()
    if words.gap[k] is None or (not words.adjacent[k] and gap != "-") or k in reader.at or k in reader.inside:
        return False
    kind = reader.kind(k, word)
    if kind == "F":
        return k + 1 < len(words) and words.adjacent[k + 1]
    if kind not in "USG" or word.startswith("ال") or verbal(word) or word in reader.gazetteer.first or reader.indefinite(k):
        return False
    return not reader.proclitic(word) and not (word[0] in "وبلف" and kind == "U" and word not in reader.gazetteer.foreign and reader.gazetteer.shape(word) < 1)


def _signs(reader: Reader, i: int, stop: int) -> bool:
    """A verb of saying or a nationality before, an age or a role after."""
    words, g = reader.words, reader.gazetteer
    if i and words.adjacent[i] and (
        any(g.is_a("said", f) for _, f in words.readings[i - 1]) or nation_before(reader, i)
    ):
        return True
    if stop >= len(words) or words.gap[stop] is None:
        return False
    gap = (words.gap[stop] or "").strip()
    if gap.startswith(":") or (gap == "(" and words.norm[stop].isdigit()):
        return True
    if not gap:
        return any(g.is_a("said", f) for _, f in words.readings[stop]) or g.is_a("told_of_person", words.norm[stop])
    return gap in ("،", ",") and any(
        f in g.titles or f.removeprefix("ال") in g.titles for o, f in words.readings[stop] if not o
    )


def nation_before(reader: Reader, i: int) -> bool:
    """«البرازيلي فلان», «للفرنسي فلان»: a nationality that picks out one person."""
    words, g = reader.words, reader.gazetteer
    for _, form in words.readings[i - 1]:
        adjective = g.adjectives.get(form[2:]) if form.startswith("ال") else None
        if adjective and not adjective.plural:
            return i < 2 or not words.adjacent[i - 1] or not _noun(words, reader, i - 2, adjective.feminine)
    return False


def _noun(words: Words, reader: Reader, k: int, feminine: bool) -> bool:
    """A definite everyday noun that the adjective may belong to; words for people stay out."""
    word = words.norm[k]
    g = reader.gazetteer
    if any(f.removeprefix("ال") in g.titles for _, f in words.readings[k]):
        return False
    return definite(word) and words.common[k] and word.endswith("ه") == feminine


# -- one word -----------------------------------------------------------------------------------


def _speaks(reader: Reader, i: int) -> Candidate | None:
    """«وقال فلان إن ...»: a single name after a verb of saying."""
    words, g = reader.words, reader.gazetteer
    word = words.norm[i]
    if i == 0 or not words.adjacent[i] or i in reader.at or i in reader.inside or len(word) < 3:
        return None
    said = any(g.is_a("said", f) and not g.is_a("no_speech", f) for _, f in words.readings[i - 1])
    if not said and not _told_of(reader, i):
        return None
    if word in g.first or verbal(word) or reader.proclitic(word) or word in g.org_heads:
        return None
    if word in g.descriptions or word.removeprefix("ال") in g.titles:
        return None
    end, kind = reader.unit(i, word)
    if end > i + 1 and kind in "GKP" and end - 1 not in reader.at:
        return Candidate(i, end, 0, "PER", "speaks", 46, kind="short", name=" ".join(words.norm[i:end]))
    if kind == "F" and end < len(words) and words.adjacent[end] and reader.kind(end, words.norm[end]) in "US":
        return Candidate(i, end + 1, 0, "PER", "speaks", 46, kind="short", name=f"{word} {words.norm[end]}")
    feminine = words.norm[i - 1].endswith("ت")
    if kind in "dD" and i + 1 < len(words) and words.adjacent[i + 1] and reader.kind(i + 1, words.norm[i + 1]) in "GSU":
        return None
    if not _fits(reader, i, kind, feminine):
        return None
    return Candidate(i, i + 1, 0, "PER", "speaks", 46, kind="short", name=word, gender=_gender(reader, word))


def _fits(reader: Reader, i: int, kind: str, feminine: bool) -> bool:
    """Whether the word looks like the name of one who speaks; companies go with feminine verbs too."""
    g, word = reader.gazetteer, reader.words.norm[i]
    if kind == "U":
        least = 1.0 if word[0] in "بلوف" else _SPEAKS
        return not feminine and word[0] != "ي" and g.shape(word) >= least
    if kind == "D":
        return g.surnames.get(word, 0) >= 2 or g.shape(word[2:]) > 0
    if kind == "d":
        return not reader.words.common[i] and g.shape(word[2:]) > 0 and not word.endswith("ه")
    return kind in "GS" and (g.given.get(word, 0) + g.surnames.get(word, 0) > 2 or g.shape(word) > 0)


def _told_of(reader: Reader, i: int) -> bool:
    """«عن فلان قوله ...», «البرتغالي فلان»."""
    words, g = reader.words, reader.gazetteer
    if i + 1 < len(words) and words.adjacent[i + 1]:
        after = words.norm[i + 1]
        if g.is_a("from_whom", words.norm[i - 1]) and g.is_a("his_saying", after):
            return True
        if reader.kind(i + 1, after) in "GSUDd":
            return False
    return nation_before(reader, i) and not reader.words.norm[i].startswith("ال")


def _gender(reader: Reader, word: str) -> Gender:
    return "f" if word in reader.gazetteer.female else "?"


# -- lists of names -----------------------------------------------------------------------------


def in_a_row(reader: Reader, people: list[Candidate], used: set[int]) -> list[Candidate]:
    """«فلان الفلاني وفلان العلاني وفلان ...»: what «و» joins to a full name and is like one."""
    words, g = reader.words, reader.gazetteer
    ends = [c.j for c in people if c.j - c.i >= 2]
    found: list[Candidate] = []
    while ends:
        k = ends.pop()
        if k + 1 >= len(words) or k in used or words.gap[k] is None:
            continue
        gap = (words.gap[k] or "").strip()
        word = words.norm[k]
        off = 1 if word[0] == "و" and len(word) > 3 else 0
        if gap not in ("", "،", ",") or (not gap and not off) or not words.adjacent[k + 1]:
            continue
        form = word[off:]
        if off and words.common[k] and g.given.get(form, 0) < 100:
            continue
        listed = reader.at.get(k)
        if listed is not None and listed.off == off:
            continue
        stop, kinds = reader.name(k, off, form, True)
        if stop - k < 2 or kinds[0] not in "GSUg" or (kinds[0] == "g" and g.given.get(form, 0) < 20):
            continue
        if kinds[0] in "SU" and g.shape(form) + g.shape(words.norm[k + 1]) < 0.5:
            continue
        if any(m in used for m in range(k, stop)):
            continue
        found.append(Candidate(
            k, stop, off, "PER", "in a row of names", 51, name=" ".join([form, *words.norm[k + 1:stop]]),
            gender=_gender(reader, form),
        ))
        used.update(range(k, stop))
        ends.append(stop)
    return found
