"""Names of persons: after a title, beside a verb of saying, from known parts of names, and short
forms of a name that stood in full before."""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer, Title
from ..model import Gender
from .entity_words import Candidate, Words, definite, readings
from .places import nationality

_COMPOUND = frozenset({"الدين", "الله", "الاسلام", "الرحمن", "الحق", "العابدين", "الزهراء"})
_ABD = frozenset({"عبد"})
_WITH_DIN = frozenset(("نور صلاح عز جمال سيف شمس علاء بدر محيي محي زين خير فخر نصر ناصر تقي حسام عماد بهاء ضياء كمال جلال "
    "شرف شهاب سعد نجم تاج قطب ظهير مجد غياث معز ركن برهان سراج نظام").split())
_KUNYA = frozenset({"ابو", "ابا", "ابي"})
_BEFORE_SURNAME = frozenset({"بن", "ابن", "بنت", "ولد", "ال", "بو", "ابو", "ام"})
_PREPOSED = frozenset({"في", "الي", "لدي", "باسم", "من", "علي", "عن", "لشؤون", "حول", "ضد", "لشئون", "بشان"})
# Particles inside European names.
_PARTICLES = frozenset({"دو", "دي", "دا", "دل", "ديل", "دير", "فان", "فون", "لا"})
_LONGEST_ROLE = 9
_LONGEST_NAME = 7


class _Reader:
    """Reads names in one article; holds the rows and the places and bodies found before."""

    def __init__(self, words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.at: dict[int, Candidate] = {}
        for c in taken:
            known = self.at.get(c.i)
            if known is None or c.j > known.j:
                self.at[c.i] = c

    # -- classes of words ---------------------------------------------------------------

    def kind(self, i: int, word: str) -> str:
        """G given name, g given name and everyday word, S family name, U unknown, D with article,
        H foreign name and everyday word, C everyday word."""
        g = self.gazetteer
        if word == "علي":
            # «على» is folded to the same letters as the name; the text tells them apart.
            return "g" if self.words.view.text[self.words.end[i] - 1] == "ي" else "C"
        if g.is_a("time", word):
            return "s" if g.given.get(word, 0) >= 20 else "C"
        if g.is_a("function", word) or g.is_a("verb", word):
            return "H" if word in g.homographs else "C"
        if word in _PARTICLES:
            return "F"
        role = g.foreign.get(word)
        if role is not None:
            return "H" if word in g.homographs else ("G" if role == "given" else "S")
        if word.startswith("ال") and len(word) > 4:
            if g.given.get(word, 0) >= 3:
                return "g" if word[2:] in g.common else "G"
            return self._with_article(word)
        common = self.words.common[i] if word == self.words.norm[i] else word in g.common
        given = g.given.get(word, 0)
        if common and given < 400:
            frequency = g.common.get(word, 0)
            if given >= 3 and 3 * given >= frequency:
                return "g"
        elif given >= 3:
            return "G"
        if common:
            return "s" if word in g.surnames else "C"
        if word in g.surnames or given:
            return "S"
        if len(word) < 3 or not ("ء" <= word[0] <= "ي") or word in g.adjectives:
            return "C"
        return "U"

    def _with_article(self, word: str) -> str:
        g = self.gazetteer
        if word[2:] in g.adjectives or g.is_a("pick", word):
            return "C"
        common = word[2:] in g.common or word in g.common
        if word in g.known_surnames or (g.surnames.get(word, 0) >= 5 and not common):
            return "D"
        if word in g.surnames:
            return "d" if common else "D"
        return "d" if not common and not self._inflected(word) else "C"

    def _inflected(self, word: str) -> bool:
        return word.endswith(("ات", "ين", "ون", "يه"))

    # -- a name from a word on ------------------------------------------------------------

    def unit(self, i: int, word: str) -> tuple[int, str]:
        """End and class of the part of a name that starts at word `i`, read as `word`."""
        w = self.words
        nxt = w.norm[i + 1] if i + 1 < len(w) and w.adjacent[i + 1] else ""
        if word in _ABD and (nxt.startswith("ال") or nxt == "ربه"):
            return i + 2, "G"
        if nxt in _COMPOUND:
            whole = f"{word} {nxt}"
            known = whole in self.gazetteer.given or whole in self.gazetteer.surnames
            if known or (nxt == "الدين" and word in _WITH_DIN):
                return i + 2, "G"
        if word in _BEFORE_SURNAME and nxt:
            inner = self.kind(i + 1, nxt)
            if inner == "C" and not (word in ("بن", "ابن", "ولد") and nxt.startswith("ال")) and not (word in _KUNYA and not self.gazetteer.is_a("function", nxt) and not definite(nxt)):
                return i, "C"
            end, _ = (i + 2, inner) if nxt not in _ABD else self.unit(i + 1, nxt)
            if end == i + 1:
                end = i + 2
            return end, "K" if word in _KUNYA else "P"
        return i + 1, self.kind(i, word)

    def name(self, i: int, off: int, word: str, titled: bool) -> tuple[int, str]:
        """End of the longest name from word `i` on, and the classes of its parts."""
        w = self.words
        end, kind = self.unit(i, word)
        if kind == "C" or (kind in "dD" and not titled):
            return i, ""
        kinds = kind
        while end < len(w) and w.adjacent[end] and len(kinds) < _LONGEST_NAME:
            if kinds[-1] in "dDC" and w.norm[end] not in ("بن", "ال", "ابن"):
                break
            nxt, kind = self.unit(end, w.norm[end])
            if not self._continues(end, kinds, kind, titled):
                break
            kinds += kind
            end = nxt
        return end, kinds

    def _continues(self, k: int, kinds: str, kind: str, titled: bool) -> bool:
        listed = self.at.get(k)
        word = self.words.norm[k]
        if listed is not None and listed.off == 0:
            place = listed.type == "LOC" and (kinds[-1] in "SDdU" or len(kinds) > 1)
            if place or kind not in "GgSD":
                return False
        if kind in "GgsHS" and word in self.gazetteer.titles and self.gazetteer.given.get(word, 0) < 300:
            return False
        if kind == "C":
            return titled and self._may_be_surname(k, kinds, word)
        if kind in "GSDKP":
            return not (kind in "S" and word[0] in "وبل" and word[1:] in self.gazetteer.first)
        if kind == "F":
            return kinds[-1] in "GHSUP" and len(kinds) < 4
        if kind in "gHs":
            return kinds[-1] in "GHKgUPF"
        if kind == "U":
            # «محمد يناهز ...»: what opens like a present tense is a name only after a title.
            return not self._proclitic(word) and (titled or word[0] != "ي") and not word.endswith("ون")
        if kind == "d":
            return kinds[-1] in "GgKHPSU" and len(kinds) < 4
        return False

    def _may_be_surname(self, k: int, kinds: str, word: str) -> bool:
        """After a title and a given name an everyday word may be the family name («محمد المالك»)."""
        g = self.gazetteer
        if kinds[-1] not in "GP" or "D" in kinds or len(kinds) > 3 or word in g.titles:
            return False
        if g.is_a("function", word) or g.is_a("verb", word) or g.is_a("time", word) or g.is_a("pick", word):
            return False
        if word.removeprefix("ال") in g.adjectives or word.isdigit():
            return False
        if word.startswith("ال"):
            return len(word) > 4 and not word.endswith(("ه", "ات", "ين", "ون")) and word not in g.org_heads
        return word.endswith("ي") and len(word) > 3 and word[0] not in "وبلفسيت"

    def _proclitic(self, word: str) -> bool:
        """True where the unknown word is a known one behind a proclitic («وألمانيا», «بواشنطن»)."""
        g = self.gazetteer
        if word[0] not in "وبلفك":
            return False
        rest = word[1:]
        return (
            rest in g.first or rest in g.foreign or g.given.get(rest, 0) > 2
            or rest.startswith("ال") or rest in g.common or (word[0] == "و" and len(rest) > 3)
        )


def _good(kinds: str, titled: bool) -> bool:
    """Whether the classes make a name by themselves, or after a title."""
    if not kinds:
        return False
    if titled:
        return kinds[0] in "GgSUKP" and kinds not in ("g", "s") or (len(kinds) > 1 and kinds[0] in "GgHSsU")
    if kinds[0] == "K":
        return True
    if len(kinds) == 1:
        return False
    if kinds[0] == "G":
        return any(c in "GSUDdKPg" for c in kinds[1:])
    if kinds[0] == "g":
        return kinds[1] in "GSDKP"
    if kinds[0] == "H":
        return False
    return kinds[0] in "SU" and "G" in kinds[1:] and kinds[0] == "S"


def persons(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """All persons with a name of at least two parts or a title, then the short forms of these."""
    reader = _Reader(words, gazetteer, taken)
    found = _titled(reader)
    used = {k for c in found for k in range(c.i, c.j)}
    found.extend(_plain(reader, used))
    found.extend(_short_forms(reader, found))
    return found


# -- titles ---------------------------------------------------------------------------------


def title_at(words: Words, gazetteer: Gazetteer, i: int) -> tuple[int, Title] | None:
    """End and title where one starts at word `i`, with or without article and proclitics."""
    for _, form in readings(words.norm[i]):
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


def _titled(reader: _Reader) -> list[Candidate]:
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


def _name_after(reader: _Reader, i: int, end: int, title: Title) -> Candidate | None:
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
        if gap and gap not in ("،", ",", "(", ")", "»", "«", '"', "،«", "»،", "-", ":", "."):
            return None
        if gap in (":", ".") and not direct:
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
        while stop > k and len(kinds) > 1 and kinds[-1] == "F":
            stop, kinds = stop - 1, kinds[:-1]
        listed = reader.at.get(k)
        if k == end and bare_role and len(kinds) < 2:
            # «ملك أراغون»: a role without article takes a complement, not a name of one part.
            kinds, stop = "", k
        if stop > k and _accepts(reader, k, stop, kinds, direct, comma, listed):
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
    reader: _Reader, k: int, stop: int, kinds: str, direct: bool, comma: bool,
    listed: Candidate | None,
) -> bool:
    if listed is not None and listed.j >= stop and not (listed.type == "LOC" and direct and len(kinds) > 1):
        return False
    if len(kinds) == 1:
        if not direct or comma:
            return False
        word = reader.words.norm[k]
        if kinds == "U":
            return not reader._proclitic(word) and not (word[0] == "ب" and len(word) > 5) and not word.endswith(("ا", "ها", "هم", "ات", "ين", "ون", "ه")) and word[0] not in "يتن"
        if kinds == "D":
            return word in reader.gazetteer.known_surnames or reader.gazetteer.surnames.get(word, 0) >= 8
        return kinds in "GSK"
    if not direct and not comma and not any(c in "GSHDK" for c in kinds):
        return False
    if kinds[0] in "dD":
        return direct and kinds[1:2] in ("P",)
    if kinds[0] == "H":
        return any(c in "USGDdH" for c in kinds[1:])
    if kinds[0] == "U":
        return not reader._proclitic(reader.words.norm[k])
    if kinds[0] == "s":
        return any(c in "GSUDK" for c in kinds[1:]) and direct
    if kinds[0] == "g":
        return any(c in "GSUDKdPg" for c in kinds[1:])
    return True


def _role_step(reader: _Reader, k: int, listed: Candidate | None, open_: bool) -> tuple[int, str | None]:
    """How many words of a role's complement stand at `k` (0: it ends here), and a nationality."""
    words, g = reader.words, reader.gazetteer
    word = words.norm[k]
    nation = nationality(g, word)
    if nation is not None:
        return 1, nation
    if listed is not None:
        return listed.j - k, None
    if word in _PREPOSED or definite(word):
        return 1, None
    if g.is_a("verb", word) or g.is_a("function", word) or word.isdigit():
        return 0, None
    if word[0] in "يس" and len(word) > 3 and word not in g.common:
        return 0, None
    lam = word[0] == "ل" and len(word) > 3
    return (1, None) if words.common[k] and (open_ or lam) else (0, None)


# -- without a title ------------------------------------------------------------------------


def _plain(reader: _Reader, used: set[int]) -> list[Candidate]:
    words, gazetteer = reader.words, reader.gazetteer
    found: list[Candidate] = []
    upto = 0
    for i, word in enumerate(words.norm):
        if i < upto or i in used or word.isdigit():
            continue
        compound = i + 1 < len(words) and words.norm[i + 1] in _COMPOUND
        if words.common[i] and not compound and word not in gazetteer.given and word[0] not in "وفبلكا":
            continue
        hit = _plain_at(reader, i, used)
        if hit:
            found.append(hit)
            upto = hit.j
    return found


def _plain_at(reader: _Reader, i: int, used: set[int]) -> Candidate | None:
    words = reader.words
    for off, form in readings(words.norm[i]):
        if len(form) < 2 or (off and _stands_alone(reader, i)):
            continue
        if off and words.common[i] and reader.gazetteer.given.get(form, 0) < 100 and form not in reader.gazetteer.foreign:
            continue
        listed = reader.at.get(i)
        stop, kinds = reader.name(i, off, form, False)
        if stop == i or (listed is not None and (listed.j >= stop or kinds[0] not in "GgK")):
            continue
        if any(k in used for k in range(i, stop)) and not (kinds[0] in "Gg" and "P" in kinds):
            continue
        if _good(kinds, False) or _beside(reader, i, stop, kinds, off):
            gender: Gender = "f" if form in reader.gazetteer.female else ("m" if kinds[0] in "GgK" else "?")
            name = " ".join([form, *words.norm[i + 1:stop]])
            return Candidate(i, stop, off, "PER", "parts of a name", 52, name=name, gender=gender)
    return None


def _stands_alone(reader: _Reader, i: int) -> bool:
    """True where the first letter belongs to the word itself: وليد, لؤي, بوريس."""
    word = reader.words.norm[i]
    g = reader.gazetteer
    return g.given.get(word, 0) >= 3 or word in g.foreign


def _beside(reader: _Reader, i: int, stop: int, kinds: str, off: int) -> bool:
    """Two or more unknown words beside a verb of saying or before an apposed role."""
    if len(kinds) < 2 or kinds[0] not in "USGg" or off:
        return False
    if not any(c in "USGDdKP" for c in kinds[1:]):
        return False
    words, g = reader.words, reader.gazetteer
    if reader._proclitic(words.norm[i]):
        return False
    if i and words.adjacent[i]:
        for _, form in readings(words.norm[i - 1]):
            if g.is_a("said", form):
                return True
    if stop < len(words) and words.sentence[stop] == words.sentence[i]:
        gap = (words.gap[stop] or "").strip()
        if gap in ("", "،", ","):
            if not gap and any(g.is_a("said", f) for _, f in readings(words.norm[stop])):
                return True
            if not gap and "G" not in kinds:
                return False
            return title_at(words, g, stop) is not None and words.norm[stop][0] not in "وبل"
    return False


# -- short forms ----------------------------------------------------------------------------


def _short_forms(reader: _Reader, full: list[Candidate]) -> list[Candidate]:
    """Family names alone, after the whole name stood anywhere in the article, and public ones."""
    words, gazetteer = reader.words, reader.gazetteer
    wanted: dict[str, tuple[str, ...]] = {}
    for c in full:
        parts = c.name.split()
        if len(parts) >= 2:
            for size in (1, 2):
                tail = parts[-size:]
                if len(tail) == size and len(parts) > size and (size == 1 or tail[0] in _BEFORE_SURNAME or tail[1] in _COMPOUND or tail[0] in _ABD):
                    wanted.setdefault(tail[0], tuple(tail))
    used = {k for c in full for k in range(c.i, c.j)}
    found: list[Candidate] = []
    for i, word in enumerate(words.norm):
        if i in used:
            continue
        hit = _short_at(reader, i, word, wanted)
        if hit:
            found.append(hit)
    return found


def _short_at(
    reader: _Reader, i: int, word: str, wanted: dict[str, tuple[str, ...]]
) -> Candidate | None:
    words, g = reader.words, reader.gazetteer
    for off, form in readings(word):
        tail = wanted.get(form)
        public = form in g.known_surnames
        if tail is None and not public:
            continue
        tail = tail or (form,)
        end = i + len(tail)
        if words.norm[i + 1:end] != list(tail[1:]):
            continue
        everyday = form in g.common or (form.removeprefix("ال") in g.common and not public) or form in g.first
        titled = i > 0 and words.adjacent[i] and title_at(words, g, i - 1) is not None
        if everyday and len(tail) == 1 and not titled and not _said_near(reader, i, end):
            continue
        if off and (words.norm[i] in g.first or word in g.common):
            continue
        if public and form.startswith("ال") and i and words.adjacent[i] and definite(words.norm[i - 1]) and words.common[i - 1] and tuple(wanted.get(form, ())) != tail:
            continue
        listed = reader.at.get(i)
        if listed is not None and listed.j > end:
            continue
        return Candidate(i, end, off, "PER", "family name", 48, kind="short", name=" ".join(tail))
    return None


def _said_near(reader: _Reader, i: int, end: int) -> bool:
    words, g = reader.words, reader.gazetteer
    for k, ok in ((i - 1, words.adjacent[i]), (end, end < len(words) and words.adjacent[end])):
        if ok and 0 <= k < len(words) and any(g.is_a("said", f) for _, f in readings(words.norm[k])):
            return True
    return False
