"""Names of persons: after a title, beside a verb of saying, from known parts of names, and short
forms of a name that stood in full before."""

from __future__ import annotations

from collections.abc import Sequence

from ..lang.gazetteer import Gazetteer, Title
from ..model import Gender
from .entity_words import Candidate, Words, definite
from .lone_names import in_a_row, unknown_names
from .name_parts import FIRM_PLACES, Reader, verbal
from .places import nationality

_LONGEST_ROLE = 9
_IN_A_ROLE = frozenset({"،", ",", "(", ")", "»", "«", '"', "،«", "»،", "-", ":", "."})


def _good(kinds: str) -> bool:
    """Whether the classes of the parts make a name without a title or a verb beside it."""
    if kinds[:1] == "K":
        return True
    if len(kinds) < 2:
        return False
    if kinds[0] == "G":
        return any(c in "GSUDdKPg" for c in kinds[1:])
    if kinds[0] == "g":
        return kinds[1] in "GSDKP"
    if kinds[1] == "P":
        # «فلان بن فلان», whatever the words are.
        return kinds[0] in "SU"
    return kinds[0] == "S" and "G" in kinds[1:]


def persons(
    words: Words, gazetteer: Gazetteer, taken: list[Candidate], trained: Sequence[Candidate] = ()
) -> list[Candidate]:
    """All persons with a name of at least two parts or a title, then the short forms of these and
    of those whom a `trained` reader found."""
    reader = Reader(words, gazetteer, taken)
    found = _titled(reader)
    used = {k for c in found for k in range(c.i, c.j)}
    found.extend(_plain(reader, used))
    used.update(k for c in found for k in range(c.i, c.j))
    found.extend(unknown_names(reader, used))
    used.update(k for c in found for k in range(c.i, c.j))
    found.extend(in_a_row(reader, found, used))
    found.extend(_short_forms(reader, [*found, *trained]))
    return found


# -- titles ---------------------------------------------------------------------------------


def title_at(words: Words, gazetteer: Gazetteer, i: int) -> tuple[int, Title] | None:
    """End and title where one starts at word `i`, with or without article and proclitics."""
    for _, form in words.readings[i]:
        for first in (form, form[2:]) if form.startswith("ال") and len(form) > 4 else (form,):
            for title in gazetteer.titles.get(first, ()):
                if first != form and title.kind != "role":
                    continue
                end = i + len(title.words)
                if len(first) == 1 and not _dotted(words, i):
                    continue
                if end <= len(words) and all(
                    words.norm[i + k] == title.words[k] and words.adjacent[i + k]
                    for k in range(1, len(title.words))
                ):
                    return end, title
    return None


def _dotted(words: Words, i: int) -> bool:
    """«د. فلان», «م/ فلان»: one letter is a title only with its mark, and alone."""
    if len(words.norm[i]) > 1 and words.norm[i][0] not in "ولب":
        return False
    after = words.after(i).strip()
    before = words.gap[i]
    return after in (".", "/", "./") and (before is None or "." not in before)


def _titled(reader: Reader) -> list[Candidate]:
    words, gazetteer = reader.words, reader.gazetteer
    found: list[Candidate] = []
    upto = 0
    for i in range(len(words)):
        if i < upto:
            continue
        hit = title_at(words, gazetteer, i)
        if hit is None:
            continue
        name = _name_after(reader, i, *hit)
        if name:
            found.append(name)
            upto = name.j
    return found


def _name_after(reader: Reader, i: int, end: int, title: Title) -> Candidate | None:
    """The name that a title at words `[i, end)` introduces, past the complement of the role."""
    words = reader.words
    limit = min(len(words), end + (_LONGEST_ROLE if title.kind == "role" or words.norm[i].startswith("ال") else 1))
    country: str | None = None
    gender: Gender = title.gender
    head = title.words[0].removeprefix("ال")
    direct = True
    bare_role = title.kind == "role" and not definite(words.norm[i]) and not words.norm[i].endswith(("ه", "ها", "هم"))
    open_ = not definite(words.norm[end - 1])
    k = end
    while k < limit and words.sentence[k] == words.sentence[i]:
        gap = (words.gap[k] or "").strip()
        if (gap and gap not in _IN_A_ROLE) or (gap in (":", ".") and not direct):
            return None
        nested = title_at(words, reader.gazetteer, k)
        if nested is not None and k > end - 1 and nested[1].kind != "role":
            if nested[1].gender == "f" and nested[0] < len(words) and words.adjacent[nested[0]]:
                gender = "f"
            direct = True
            k = nested[0]
            if title.kind != "role":
                limit = min(len(words), k + 2)
            continue
        comma = gap in ("،", ",")
        stop, kinds = reader.name(k, 0, words.norm[k], True)
        listed = reader.at.get(k)
        if k == end and bare_role and len(kinds) < 2:
            # «ملك أراغون»: a role without article takes a complement, not a name of one part.
            kinds, stop = "", k
        if stop > k and _accepts(reader, k, stop, kinds, direct, comma, listed, title.kind == "military"):
            return Candidate(
                k, stop, 0, "PER", "after title", 62, name=" ".join(words.norm[k:stop]), head=head,
                country=country, gender=gender,
            )
        if comma and k > end:
            return None
        step, nation = _role_step(reader, k, listed, open_)
        if step == 0:
            return None
        direct = direct and nation is not None
        if nation and country is None:
            country = nation
        # An everyday noun without article goes on a genitive; after its end it starts something new.
        open_ = step == 1 and nation is None and not definite(words.norm[k]) and listed is None
        k += step
    return None


def _accepts(
    reader: Reader, k: int, stop: int, kinds: str, direct: bool, comma: bool,
    listed: Candidate | None, strict: bool,
) -> bool:
    if listed is not None and listed.off == 0 and listed.rule in FIRM_PLACES and kinds[0] not in "G":
        return False
    if listed is not None and listed.j >= stop and not (listed.type == "LOC" and direct and len(kinds) > 1):
        return False
    if len(kinds) == 1:
        return direct and not comma and _single(reader, reader.words.norm[k], kinds, strict)
    g = reader.gazetteer
    if not direct and not comma and not any(c in "GSHDK" for c in kinds):
        word, last = reader.words.norm[k], reader.words.norm[stop - 1]
        frequent = kinds[0] == "g" and g.given.get(word, 0) >= 20 and g.surnames.get(last, 0) >= 2
        foreign = not any(c in "dsg" for c in kinds) and g.shape(word) + g.shape(last) > 1.5
        return frequent or ((foreign or _of_origin(reader, k, stop, kinds)) and not reader.proclitic(word))
    if kinds[0] in "dD":
        return direct and kinds[1:2] in ("P",)
    if kinds[0] == "H":
        return any(c in "USGDdH" for c in kinds[1:])
    if kinds[0] == "U":
        return not reader.proclitic(reader.words.norm[k])
    if kinds[0] == "s":
        return any(c in "GSUDK" for c in kinds[1:]) and direct
    if kinds[0] == "g":
        return any(c in "GSUDKdPg" for c in kinds[1:])
    return True


def _of_origin(reader: Reader, k: int, stop: int, kinds: str) -> bool:
    """«وزير العمل فلان الفلاني»: an unknown word and a family name in -ي, behind the end of a role's complement."""
    words, g = reader.words, reader.gazetteer
    last = words.norm[stop - 1]
    return kinds == "Ud" and last.endswith("ي") and last[2:] not in g.adjectives and last[2:] not in g.common and definite(
        words.norm[k - 1]) and g.shape(words.norm[k]) > 0


def _single(reader: Reader, word: str, kinds: str, strict: bool) -> bool:
    """Whether one word after a title is a name; `strict` for titles that are common nouns too."""
    if kinds == "U":
        return strict is False and not verbal(word) and not reader.proclitic(word) and not (word[0] == "ب" and len(word) > 5) and not word.endswith(("ا", "ها", "هم", "ات", "ين", "ون", "ه")) and word[0] not in "يتن"
    if kinds == "D":
        count, g = reader.gazetteer.surnames.get(word, 0), reader.gazetteer
        return word in g.known_surnames or (not strict and count >= max(8, g.common.get(word[2:], 0)))
    if kinds == "g":
        return not strict and reader.gazetteer.given.get(word, 0) >= 50
    return kinds in "GSK"


def _role_step(reader: Reader, k: int, listed: Candidate | None, open_: bool) -> tuple[int, str | None]:
    """How many words of a role's complement stand at `k` (0: it ends here), and a nationality."""
    words, g = reader.words, reader.gazetteer
    word = words.norm[k]
    nation = nationality(g, word)
    if nation is not None:
        return 1, nation
    if listed is not None:
        return listed.j - k, None
    if g.is_a("role_prepositions", word) or definite(word):
        return 1, None
    if g.is_a("verb", word) or g.is_a("function", word) or word.isdigit():
        return 0, None
    if word[0] in "يس" and len(word) > 3 and word not in g.common:
        return 0, None
    lam = word[0] == "ل" and len(word) > 3
    return (1, None) if words.common[k] and (open_ or lam) else (0, None)


# -- without a title ------------------------------------------------------------------------


def _plain(reader: Reader, used: set[int]) -> list[Candidate]:
    words, gazetteer = reader.words, reader.gazetteer
    found: list[Candidate] = []
    upto = 0
    for i, word in enumerate(words.norm):
        if i < upto or i in used or word.isdigit():
            continue
        compound = i + 1 < len(words) and words.norm[i + 1] in reader.name_endings
        if words.common[i] and not compound and word not in gazetteer.given and word[0] not in "وفبلكا":
            continue
        hit = _plain_at(reader, i, used)
        if hit:
            found.append(hit)
            upto = hit.j
    return found


def _plain_at(reader: Reader, i: int, used: set[int]) -> Candidate | None:
    words = reader.words
    for off, form in words.readings[i]:
        if len(form) < 2 or (off and (_stands_alone(reader, i) or words.norm[i] in reader.gazetteer.first)):
            continue
        if off and words.common[i] and reader.gazetteer.given.get(form, 0) < 100 and form not in reader.gazetteer.foreign and not form.startswith(reader.servant_joined):
            continue
        listed = reader.at.get(i)
        stop, kinds = reader.name(i, off, form, False)
        if stop == i or (listed is not None and (
            listed.j >= stop or listed.type == "ORG" or kinds[0] not in "Gg"
        )):
            continue
        if any(k in used for k in range(i, stop)) and not (kinds[0] in "Gg" and "P" in kinds):
            continue
        if off and kinds in ("Gd", "gd", "gD") and (
            words.norm[i + 1][2:] in reader.gazetteer.common or words.norm[i][0] != "و"
        ):
            continue  # «لحسن الحظ»
        if _good(kinds) or _beside(reader, i, stop, kinds, off):
            gender: Gender = "f" if form in reader.gazetteer.female else ("m" if kinds[0] in "GgK" else "?")
            name = " ".join([form, *words.norm[i + 1:stop]])
            return Candidate(i, stop, off, "PER", "parts of a name", 52, name=name, gender=gender)
    return None


def _stands_alone(reader: Reader, i: int) -> bool:
    """True where the first letter belongs to the word itself: وليد, لؤي, بوريس."""
    word = reader.words.norm[i]
    g = reader.gazetteer
    return g.given.get(word, 0) >= 3 or word in g.foreign


def _spoken_before(reader: Reader, i: int, stop: int, kinds: str) -> bool | None:
    """True after a verb of saying or a nationality («البرازيلي فلان فلان»); None decides nothing."""
    words, g = reader.words, reader.gazetteer
    if not i or not words.adjacent[i]:
        return None
    if any(g.is_a("said", form) for _, form in words.readings[i - 1]):
        return True
    before = words.norm[i - 1]
    if before.startswith("ال") and before[2:] in g.adjectives and "d" not in kinds:
        return not g.adjectives[before[2:]].plural and not verbal(words.norm[stop - 1])
    return None


def _beside(reader: Reader, i: int, stop: int, kinds: str, off: int) -> bool:
    """Two or more unknown words beside a verb of saying or before an apposed role."""
    if len(kinds) < 2 or kinds[0] not in "USGgH" or off:
        return False
    if not any(c in "USGDdKPF" for c in kinds[1:]):
        return False
    words, g = reader.words, reader.gazetteer
    if reader.proclitic(words.norm[i]):
        return False
    before = _spoken_before(reader, i, stop, kinds)
    if before is not None:
        return before
    if kinds[0] == "H":
        return False
    if stop < len(words) and words.sentence[stop] == words.sentence[i]:
        gap = (words.gap[stop] or "").strip()
        if gap in ("", "،", ","):
            if not gap and any(g.is_a("said", f) for _, f in words.readings[stop]):
                return True
            if not gap and "G" not in kinds:
                return False
            return title_at(words, g, stop) is not None and words.norm[stop][0] not in "وبل"
    return False


# -- short forms ----------------------------------------------------------------------------


def _short_forms(reader: Reader, full: list[Candidate]) -> list[Candidate]:
    """Family names alone, after the whole name stood anywhere in the article, and public ones."""
    wanted: dict[str, tuple[str, ...]] = {}
    sons, endings = reader.gazetteer.words["son"], reader.name_endings
    openers = reader.before_surname | reader.particles | reader.servant
    for c in full:
        parts = c.name.split()
        if len(parts) >= 2:
            # «محمد بن سلمان» is never «سلمان» alone, which names another.
            for size in (2,) if parts[-2] in sons else (1, 2):
                tail = parts[-size:]
                if len(tail) == size and len(parts) > size and (size == 1 or tail[0] in openers or tail[1] in endings):
                    wanted.setdefault(tail[0], tuple(tail))
        elif parts and c.rule in ("speaks", "after title"):
            wanted.setdefault(parts[0], (parts[0],))
    for c in full:
        # «مايكل» after «مايكل فلان»: a given name alone, where it is no everyday word.
        first, *rest = c.name.split()
        if rest and first not in wanted and reader.kind(c.i, first) in ("G", "U", "S") and first not in reader.servant and rest[0] not in endings:
            wanted.setdefault(first, (first,))
    used = {k for c in full for k in range(c.i, c.j)}
    found: list[Candidate] = []
    for i, word in enumerate(reader.words.norm):
        if i in used:
            continue
        hit = _short_at(reader, i, word, wanted)
        if hit:
            found.append(hit)
    return found


def _short_at(
    reader: Reader, i: int, word: str, wanted: dict[str, tuple[str, ...]]
) -> Candidate | None:
    words, g = reader.words, reader.gazetteer
    for off, form in words.readings[i]:
        tail = wanted.get(form)
        public = form in g.known_surnames
        if (tail is None and not public) or g.is_a("function", form):
            continue
        tail = tail or (form,)
        end = i + len(tail)
        if words.norm[i + 1:end] != list(tail[1:]):
            continue
        everyday = form in g.common or (form.removeprefix("ال") in g.common and not public) or form in g.first
        titled = i > 0 and words.adjacent[i] and title_at(words, g, i - 1) is not None
        if everyday and len(tail) == 1 and not titled and not _said_near(reader, i, end) and not (
            form in wanted and _stands_for_a_name(reader, i, form)
        ):
            continue
        if off and (words.norm[i] in g.first or word in g.common):
            continue
        if public and form.startswith("ال") and i and words.adjacent[i] and definite(words.norm[i - 1]) and words.common[i - 1] and tuple(wanted.get(form, ())) != tail:
            continue
        listed = reader.at.get(i)
        if listed is not None and listed.j > end:
            continue
        if form not in wanted and form in g.given and end < len(words) and words.adjacent[end] and reader.kind(end, words.norm[end]) in ("U", "S"):
            continue
        return Candidate(i, end, off, "PER", "family name", 48, kind="short", name=" ".join(tail))
    return None


def _stands_for_a_name(reader: Reader, i: int, form: str) -> bool:
    """A family name with the article that no noun before it takes for an adjective."""
    words, g = reader.words, reader.gazetteer
    if not form.startswith("ال") or form in g.first or form[2:] in g.adjectives or reader.kind(i, form) not in "Dd":
        return False
    if i == 0 or not words.adjacent[i]:
        return reader.kind(i, form) == "D"
    before = words.norm[i - 1]
    if any(g.is_a("function", f) or g.is_a("verb", f) for _, f in words.readings[i - 1]):
        return True
    return reader.kind(i, form) == "D" and not definite(before)


def _said_near(reader: Reader, i: int, end: int) -> bool:
    words, g = reader.words, reader.gazetteer
    for k, ok in ((i - 1, words.adjacent[i]), (end, end < len(words) and words.adjacent[end])):
        if ok and 0 <= k < len(words) and any(g.is_a("said", f) for _, f in words.readings[k]):
            return True
    return False
