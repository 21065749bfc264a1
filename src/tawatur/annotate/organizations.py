"""Names of bodies built on a noun: وزارة الدفاع الروسية, صحيفة «...», الجيش التشادي, الفوج 12."""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer
from .entity_words import Candidate, Words, definite, present_tense, readings
from .places import nationality

_LONGEST = 8


def named_bodies(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """Every body that a noun introduces; names of the lists inside it are read as units."""
    at: dict[int, Candidate] = {}
    for c in taken:
        at.setdefault(c.i, c)
    found: list[Candidate] = []
    for i in range(len(words)):
        for off, form in words.readings[i]:
            strength = gazetteer.org_heads.get(form)
            if strength is None:
                continue
            hit = _body(words, gazetteer, i, off, form, strength, at)
            if hit:
                found.append(hit)
                break
    return found


def _body(
    words: Words, gazetteer: Gazetteer, i: int, off: int, head: str, strength: str,
    at: dict[int, Candidate],
) -> Candidate | None:
    if i + 1 >= len(words) or words.gap[i + 1] is None:
        return None
    if head.startswith("ال"):
        if _no_body(words, gazetteer, i, head):
            return None
        number = _numbered(words, gazetteer, i, off, head)
        return number or _definite_body(words, gazetteer, i, off, head, at)
    number = _numbered(words, gazetteer, i, off, head) if strength == "number" else None
    if number:
        return number
    if off and gazetteer.is_a("verbal_heads", head) and words.norm[i][off - 1] == "ل":
        return None
    if _no_body(words, gazetteer, i, head):
        return None
    if off and gazetteer.is_a("acts_behind_ba", head) and words.norm[i][off - 1] == "ب":
        return None
    if words.opens(i + 1):
        return _quoted(words, gazetteer, i, head, i + 1)
    if not words.adjacent[i + 1]:
        return None
    if strength == "outlet" or gazetteer.is_a("agency_nouns", head):
        quoted = _quoted_later(words, gazetteer, i, head)
        if quoted:
            return quoted
    return _indefinite_body(words, gazetteer, i, off, head, strength, at)


def _no_body(words: Words, gazetteer: Gazetteer, i: int, head: str) -> bool:
    """«حركة المرور», «مركز المحافظة», «رئاسة النادي», «المجموعة الرابعة», «الأمن الغذائي»."""
    if not words.adjacent[i + 1]:
        return False
    nxt = words.norm[i + 1]
    bare = nxt.removeprefix("ال")
    if gazetteer.is_a("crowd_heads", head):
        return (nxt.endswith("ات") and nxt.startswith("ال")) or gazetteer.is_a("motion", nxt)
    if gazetteer.is_a("centre_heads", head):
        return nxt.startswith("ال") and bare in gazetteer.place_heads
    if gazetteer.is_a("presidency_heads", head):
        return not gazetteer.is_a("rank_complements", nxt)
    if gazetteer.is_a("group_heads", head):
        return gazetteer.is_a("ordinal", nxt)
    if gazetteer.is_a("security_heads", head):
        return not gazetteer.is_a("security_adjectives", nxt) and bare not in gazetteer.adjectives
    if gazetteer.is_a("board_heads", head) and gazetteer.is_a("board_words", nxt):
        return not (i + 2 < len(words) and words.adjacent[i + 2] and _adjective_here(words, gazetteer, i + 2))
    return False


def _numbered(words: Words, gazetteer: Gazetteer, i: int, off: int, head: str) -> Candidate | None:
    """«الفوج 12», «الفرقة الرابعة»."""
    if gazetteer.org_heads.get(head) != "number" or not words.adjacent[i + 1]:
        return None
    nxt = words.norm[i + 1]
    if not (nxt.isdigit() or gazetteer.is_a("ordinal", nxt)):
        return None
    if gazetteer.is_a("brigade_or_general", head) and not nxt.isdigit() and not nxt.startswith("ال"):
        return None
    j = i + 2
    while j < len(words) and words.adjacent[j] and _joins(words, gazetteer, head, j):
        j += 1
    bare = head.removeprefix("ال")
    return Candidate(i, j, off, "ORG", "body with number", 55, name=f"{bare} {nxt}", head=bare)


def _quoted(words: Words, gazetteer: Gazetteer, i: int, head: str, k: int) -> Candidate | None:
    """«صحيفة «...»»: the name alone; the noun stays as its head."""
    j = words.closing(k)
    if j is None or any(w.isdigit() for w in words.norm[k:j]):
        return None
    country = nationality(gazetteer, words.norm[j]) if j < len(words) and not (words.gap[j] or "x").strip("»\"') ]") else None
    return Candidate(k, j, 0, "ORG", "quoted after noun", 70, name=" ".join(words.norm[k:j]), head=head, country=country)


def _quoted_later(words: Words, gazetteer: Gazetteer, i: int, head: str) -> Candidate | None:
    """«صحيفة كذا البريطانية «...»», «وكالة أنباء ... "..."»: up to two words between."""
    for k in (i + 2, i + 3):
        if k >= len(words) or words.sentence[k] != words.sentence[i] or not words.norm[k]:
            return None
        if words.opens(k) and (words.gap[k] or "").strip() in ("«", '"', "'", "("):
            between = words.norm[i + 1:k]
            if any(gazetteer.is_a("function", w) or gazetteer.is_a("verb", w) for w in between):
                return None
            return _quoted(words, gazetteer, i, head, k)
        if not words.adjacent[k]:
            return None
    return None


def _definite_body(
    words: Words, gazetteer: Gazetteer, i: int, off: int, head: str, at: dict[int, Candidate]
) -> Candidate | None:
    """«الجيش التشادي», «اللجنة الدستورية»: a noun with the article and adjectives that agree."""
    if gazetteer.is_a("thing_heads", head) and gazetteer.is_a("thing_adjectives", words.norm[i + 1]):
        return None
    if gazetteer.is_a("centre_heads", head.removeprefix("ال")) and gazetteer.is_a("ordinal", words.norm[i + 1]):
        return None  # «المركز الرابع» is a rank
    j = i + 1
    country = None
    while j < len(words) and j - i < 5 and words.adjacent[j] and _joins(words, gazetteer, head, j):
        country = nationality(gazetteer, words.norm[j]) or country
        j += 1
    if gazetteer.is_a("elliptic_ministries", head):
        adjective = gazetteer.adjectives.get(words.norm[i + 1].removeprefix("ال"))
        if j == i + 1 and words.adjacent[i + 1] and adjective and adjective.feminine and definite(words.norm[i + 1]):
            j, country = i + 2, adjective.country
        elif country is None or (i and words.adjacent[i] and definite(words.norm[i - 1])):
            return None
        if i and words.adjacent[i] and (definite(words.norm[i - 1]) or any(f in gazetteer.titles for _, f in words.readings[i - 1])):
            return None
    if j == i + 1:
        return None
    end = j if gazetteer.is_a("without_purpose", head) else _purpose(words, gazetteer, j, at)
    listed = i in at and at[i].j == j
    aimed = gazetteer.is_a("aimed_bodies", head)
    if end == j and aimed and not listed:
        end = _aim(words, gazetteer, j)
    # What a body is for belongs to its name («للصليب الأحمر»), a mere aim does not («لدعم ...»).
    kept = end if j < len(words) and (words.norm[j].startswith("لل") or aimed) else j
    core = " ".join([head, *words.norm[i + 1:kept]])
    place = at.get(j) if country is None and j < len(words) and words.adjacent[j] else None
    if place is not None and place.rule == "list:country" and place.off and words.norm[j][place.off - 1] == "ل":
        # «الحكومة الاتحادية للبرازيل»
        country = place.country
    return Candidate(i, end, off, "ORG", "body with adjective", 55, name=core, head=head.removeprefix("ال"), country=country)


def _aim(words: Words, gazetteer: Gazetteer, j: int) -> int:
    """«الاتحاد الدولي لألعاب القوى»: ل, an everyday noun and its complement with the article."""
    if j + 1 >= len(words) or not (words.adjacent[j] and words.adjacent[j + 1]):
        return j
    word, nxt = words.norm[j], words.norm[j + 1]
    if word[0] != "ل" or word[1:] not in gazetteer.common or word[1] in "ي" or len(word) < 4:
        return j
    return j + 2 if nxt.startswith("ال") and not gazetteer.is_a("time", nxt) else j


def _joins(words: Words, gazetteer: Gazetteer, head: str, j: int) -> bool:
    """True where word j is an adjective with the article that agrees with the head in gender."""
    word = words.norm[j]
    if not word.startswith("ال") or len(word) < 5 or gazetteer.is_a("pick", word) or gazetteer.is_a("time", word):
        return False
    if word in gazetteer.titles:
        return False
    feminine = head.endswith(("ه", "ات")) or gazetteer.is_a("feminine_plurals", head.removeprefix("ال")) or gazetteer.is_a("plural_bodies", head)
    if word.endswith(("ين", "ون", "ات")):
        return False
    return (word.endswith("ه") or gazetteer.is_a("feminine_adjectives", word)) == feminine


def _purpose(words: Words, gazetteer: Gazetteer, j: int, at: dict[int, Candidate]) -> int:
    """End of a complement that tells what the body is for: «لدعم ...», «للصليب الأحمر», «لحقوق ...»."""
    if j >= len(words) or not words.adjacent[j]:
        return j
    word = words.norm[j]
    if word.startswith("لل") and len(word) > 4 and not gazetteer.is_a("time", "ال" + word[2:]):
        k = j + 1
        while k < len(words) and k < j + 3 and words.adjacent[k] and words.norm[k].startswith(("ال", "وال")) and len(words.norm[k]) > 4 and words.norm[k].removeprefix("و") not in gazetteer.org_heads and words.norm[k].removeprefix("و") not in gazetteer.titles and not gazetteer.is_a("pick", words.norm[k]) and not gazetteer.is_a("time", words.norm[k]) and words.norm[k] not in gazetteer.titles:
            k += 1
        return k
    purposeful = word.startswith("ل") and gazetteer.is_a("purpose", word[1:])
    if not purposeful and not gazetteer.is_a("about", word):
        return j
    k = j + 1
    if k >= len(words) or not words.adjacent[k]:
        return j
    if k in at and at[k].off == 0:
        return at[k].j
    if purposeful and definite(words.norm[k]):
        return k + 1
    return j


def _indefinite_body(
    words: Words, gazetteer: Gazetteer, i: int, off: int, head: str, strength: str,
    at: dict[int, Candidate],
) -> Candidate | None:
    """«وزارة الدفاع الروسية», «هيئة إغاثة ...»: a noun with its complements up to the definite one."""
    end = _complement(words, gazetteer, i, head, strength, at)
    if end is None:
        return None
    j = end
    country = None
    feminine_last = words.norm[end - 1]
    feminine = gazetteer.is_a("feminine_plurals", head) or head.endswith(("ه", "ات"))
    conjoined = gazetteer.is_a("conjoined_heads", head)
    while j < len(words) and j - i < _LONGEST and words.adjacent[j]:
        word = words.norm[j]
        if _adjective_here(words, gazetteer, j) and (
            word.endswith("ه") in (feminine, feminine_last.endswith(("ه", "ات")))
        ):
            country = nationality(gazetteer, word) or country
        elif not (conjoined and _conjunct(words, gazetteer, j, feminine_last)):
            break
        j += 1
    core = " ".join(words.norm[i:j]) if not off else " ".join([head, *words.norm[i + 1:j]])
    inner = at.get(i + 1)
    if country is None and inner is not None and inner.type == "LOC" and inner.j == end:
        country = inner.country
    if j < len(words) and strength != "outlet" and gazetteer.is_a("field", words.norm[j]):
        j = max(j, _purpose(words, gazetteer, j, at))
    bare = inner is not None and (inner.j == j or (inner.j == end and all(gazetteer.is_a("epithets", w) for w in words.norm[end:j])))
    same = bare and inner is not None and inner.type == "ORG" and (strength == "outlet" or gazetteer.is_a("apposed_heads", head))
    key = inner.key if same and inner is not None else None
    return Candidate(i, j, off, "ORG", "body with complement", 55, name=core, key=key, head=head, country=country)


def _complement(
    words: Words, gazetteer: Gazetteer, i: int, head: str, strength: str, at: dict[int, Candidate]
) -> int | None:
    """End of the complement of the noun at word `i`, None where it makes no name."""
    k = i + 1
    links = 0
    while k < len(words) and k - i < _LONGEST and words.adjacent[k]:
        inner = at.get(k)
        if inner is not None and inner.off == 0 and not gazetteer.is_a("function", words.norm[k]):
            return inner.j
        word = words.norm[k]
        if gazetteer.is_a("function", word) or gazetteer.is_a("verb", word) or gazetteer.is_a("time", word) or word.isdigit():
            return None
        if word.startswith("ال") and len(word) > 3:
            # «موقع الحادث» is no outlet: a site's name is quoted, listed or no everyday word.
            site = gazetteer.is_a("site_heads", head) and words.common[k]
            return None if site or gazetteer.is_a("pick", word) else k + 1
        if word[0] in "وبل" and (word.startswith("ال", 1) or word not in gazetteer.common) and words.common[k]:
            return None
        if links == 0 and gazetteer.is_a("verbal_heads", head) and words.common[k]:
            return None
        if not words.common[k]:
            return _proper(words, gazetteer, k, strength)
        if word.endswith(("ي", "يه")) and word[0] != "ت" and not gazetteer.is_a("noun", word) and len(word) > 3 and word in gazetteer.common:
            return None
        if word in gazetteer.adjectives or links == 3 or _looks_verbal(word) or present_tense(word, gazetteer.common) or word.endswith(("ين", "ون", "تا")):
            return None
        if word in gazetteer.given and gazetteer.given[word] > 20:
            return None if strength == "weak" else k + 1
        links += 1
        k += 1
    return None


def _proper(words: Words, gazetteer: Gazetteer, k: int, strength: str) -> int | None:
    if words.norm[k][0] in "وف" and words.norm[k] not in gazetteer.foreign:
        return None
    if strength == "weak" and words.norm[k] not in gazetteer.foreign and words.norm[k] not in gazetteer.surnames:
        return None
    end = k + 1
    while end < len(words) and end < k + 3 and words.adjacent[end] and not words.common[end] and not definite(words.norm[end]) and words.norm[end][0] not in "وبل":
        end += 1
    return end


def _looks_verbal(word: str) -> bool:
    """A past tense with ت or a present tense with ي; verbal nouns such as تحرير stay."""
    if word.endswith("ت") and not word.endswith(("ات", "يت", "وت")) and len(word) > 3:
        return True
    return word.startswith(("ي", "ست", "سي")) and len(word) > 3


def _adjective_here(words: Words, gazetteer: Gazetteer, j: int) -> bool:
    word = words.norm[j]
    if not word.startswith("ال") or len(word) < 5:
        return False
    if gazetteer.is_a("general_or_year", word):
        # «العام الماضي» tells a time.
        return not (j + 1 < len(words) and words.adjacent[j + 1] and gazetteer.is_a("pick", words.norm[j + 1]))
    if gazetteer.is_a("pick", word) or gazetteer.is_a("time", word):
        return False
    bare = word[2:]
    if gazetteer.is_a("municipal_adjectives", bare) and gazetteer.is_a("municipal_nouns", words.norm[j - 1]):
        return True
    if bare in gazetteer.place_heads or bare in gazetteer.org_heads or word in gazetteer.titles:
        return False
    # An adjective, not a second noun: nationality or the ending -ي/-يه, or one of the fixed ones.
    return bare in gazetteer.adjectives or bare.endswith(("ي", "يه")) or gazetteer.is_a("fixed_adjectives", bare)


def _conjunct(words: Words, gazetteer: Gazetteer, j: int, last: str) -> bool:
    """«والتعليم» after «وزارة التربية»: a second noun with the article."""
    word = words.norm[j]
    return (
        word.startswith("وال") and len(word) > 5 and last.startswith("ال")
        and not gazetteer.is_a("time", word[1:]) and word[1:] not in gazetteer.org_heads
        and word[1:] not in gazetteer.titles
        and word[3:] not in gazetteer.adjectives and word[1:] not in gazetteer.first
        and not word.endswith(("ين", "ون", "ات"))
    )


def called_names(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    """«حركة جديدة تطلق على نفسها اسم "..."»: a body that is told by a noun and then called by name."""
    found: list[Candidate] = []
    for i in range(len(words) - 1):
        if not gazetteer.is_a("called", words.norm[i]) or not words.opens(i + 1):
            continue
        k = i - 1
        while k > i - _LONGEST and k > 0 and words.adjacent[k + 1] and _calls(words, gazetteer, k):
            k -= 1
        head = next((form for _, form in words.readings[k] if form in gazetteer.org_heads), None) if k >= 0 and words.adjacent[k + 1] else None
        named = _quoted(words, gazetteer, k, head, i + 1) if head is not None else None
        if named is not None:
            found.append(named)
    return found


def _calls(words: Words, gazetteer: Gazetteer, k: int) -> bool:
    """Whether word `k` goes between the noun and its name: «التي تطلق على نفسها», or an adjective."""
    word = words.norm[k]
    if gazetteer.is_a("calls_itself", word) or gazetteer.is_a("called", word):
        return True
    return word not in gazetteer.org_heads and (word.endswith("ه") or word.removeprefix("ال") in gazetteer.adjectives)


def quoted_again(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Names in marks that the article has as a body's behind its noun elsewhere: «(البيان)»."""
    known = {c.name: c for c in reversed(found) if c.rule == "quoted after noun"}
    first = {name.split()[0] for name in known}
    taken = {c.i for c in found if c.rule == "quoted after noun"}
    again: list[Candidate] = []
    for i in range(len(words)):
        if words.norm[i] not in first or i in taken or not words.opens(i):
            continue
        j = words.closing(i)
        c = known.get(" ".join(words.norm[i:j])) if j is not None else None
        if c is not None and j is not None:
            again.append(Candidate(i, j, 0, "ORG", c.rule, c.rank, name=c.name, key=c.key, head=c.head, country=c.country))
    return again


def told_to(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    """«قال لـ«...»»: whoever is told something by name in quotation marks is an outlet."""
    found: list[Candidate] = []
    told, statements = gazetteer.words["told_to"], tuple(gazetteer.words["statement_nouns"])
    for i, word in enumerate(words.norm[:-1]):
        if word not in told or not words.opens(i + 1):
            continue
        gap = (words.gap[i + 1] or "").strip()
        j = words.closing(i + 1, 3)
        if gap not in ("«", '"', "'", "(") or j is None:
            continue
        said = any(
            gazetteer.is_a("said", form) or form.startswith(statements)
            for w in words.norm[max(0, i - 4):i] for _, form in readings(w)
        )
        listed = any(
            e.type == "ORG" and e.kind in ("outlet", "agency") and list(e.words) == words.norm[i + 1:j]
            for e in gazetteer.first.get(words.norm[i + 1], ())
        )
        if not listed and not (word == "ل" and (said or words.after(j - 1)[1:2] in (":", "؛"))):
            continue
        found.append(Candidate(i + 1, j, 0, "ORG", "told to", 65, name=" ".join(words.norm[i + 1:j]), head="outlet"))
    return found


def quoted_names(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """A short quotation that is wholly the name of a body: «التحالف الدولي», "هيئة ..."."""
    found: list[Candidate] = []
    for c in taken:
        if c.type == "ORG" and words.opens(c.i) and words.closing(c.i) == c.j:
            c.rank = max(c.rank, 66)
    return found
