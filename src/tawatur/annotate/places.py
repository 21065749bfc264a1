"""Names from the lists (places, bodies, outlets) and places that a noun introduces (بلدة ..., نهر ...)."""

from __future__ import annotations

from ..lang.gazetteer import Entry, Gazetteer
from .entity_words import Candidate, Words, definite, is_common, readings

# How frequent (per million) the rare last word of a village's name may be.
_RARE = 20
# The shape (`Gazetteer.shape`) of what is a place behind «في» alone.
_PLACELIKE = 1.0


def listed_names(words: Words, gazetteer: Gazetteer) -> list[Candidate]:
    """Every name of the lists, the longest at each word, where its level allows it."""
    found: list[Candidate] = []
    first = gazetteer.first
    upto = 0
    for i in range(len(words)):
        if i < upto:
            continue
        best = None
        for off, form in words.readings[i]:
            entries = first.get(form)
            if entries is None:
                continue
            hit = _longest(words, gazetteer, i, off, entries)
            if hit and (best is None or hit.j > best.j):
                best = hit
        if best:
            found.append(best)
            # Inside a body's name others may be named («... لهزيمة تنظيم داعش»), inside a place's not.
            upto = best.j if best.type == "LOC" else i + 1
    return found


def _longest(
    words: Words, gazetteer: Gazetteer, i: int, off: int, entries: tuple[Entry, ...]
) -> Candidate | None:
    for entry in entries:
        j = i + len(entry.words)
        if not matches(words, i, entry.words):
            continue
        if off and len(entry.words) == 1 and words.common[i] and (
            entry.kind == "city" or (len(entry.words[0]) < 4 and words.norm[i] in gazetteer.common)
        ):
            continue
        if off and words.norm[i] in gazetteer.foreign:
            continue
        if entry.type == "LOC" and j < len(words) and words.adjacent[j] and gazetteer.is_a("press_words", words.norm[j]):
            # «جهينة نيوز» is an outlet.
            continue
        key = entry.key
        if entry.key == "geo:amman-JO" and _oman(words, gazetteer, i, off):
            key = "geo:OM"
        if entry.level and not _context(words, gazetteer, i, j, off, entry):
            continue
        if len(entry.words) == 1 and _everyday_sense(words, gazetteer, i, off, entry.words[0]):
            continue
        return Candidate(
            i, j, off, entry.type, f"list:{entry.kind}", 58, name=entry.name, key=key,
            country=entry.country if key == entry.key else "OM", head=_head_before(words, gazetteer, i, off),
            refers=(entry.kind,),
        )
    return None


def _everyday_sense(words: Words, gazetteer: Gazetteer, i: int, off: int, name: str) -> bool:
    """«مسقط رأسه», «صلاة المغرب», «القوات السعودية»: a name that is another word in its place."""
    if gazetteer.is_a("birthplace", name) and i + 1 < len(words) and words.norm[i + 1].startswith(tuple(gazetteer.words["birthplace_next"])):
        return True
    if gazetteer.is_a("sunset", name) and i and words.norm[i - 1].endswith(tuple(gazetteer.words["prayers"])):
        return True
    return gazetteer.is_a("also_adjectives", name) and adjectival(words, gazetteer, i, off)


def _oman(words: Words, gazetteer: Gazetteer, i: int, off: int) -> bool:
    """عُمان is not عمّان: the text's vowel sign tells, else whether the article names the sultanate."""
    raw = words.view.text[words.start[i]:words.end[i]]
    if "\u064f" in raw[:off + 2]:
        return True
    if "\u0651" in raw:
        return False
    has = set(words.norm)
    return bool(has & gazetteer.words["oman_words"]) and not has & gazetteer.words["jordan_words"]


def adjectival(words: Words, gazetteer: Gazetteer, i: int, off: int) -> bool:
    """Whether the word stands where an adjective stands: behind a noun that it agrees with."""
    if off or i == 0 or not words.adjacent[i]:
        return False
    before = words.norm[i - 1]
    if gazetteer.is_a("function", before) or gazetteer.is_a("verb", before):
        return False
    if words.norm[i].startswith("ال"):
        return definite(before) and words.common[i - 1] and not gazetteer.is_a("capital_words", before)
    return words.common[i - 1] and before.endswith(("ه", "ات"))


def matches(words: Words, i: int, want: tuple[str, ...]) -> bool:
    """True where the words after `i` are those of the name, with at most dots or hyphens between."""
    if i + len(want) > len(words):
        return False
    for k in range(1, len(want)):
        if words.norm[i + k] != want[k]:
            return False
        gap = words.gap[i + k]
        if gap is None or gap.strip(" .-"):
            # A quoted name keeps its marks: تنظيم "الدولة" is found by its noun.
            return False
    return True


def _head_before(words: Words, gazetteer: Gazetteer, i: int, off: int) -> str | None:
    if off or i == 0 or words.gap[i] is None:
        return None
    for _, form in words.readings[i - 1]:
        if form in gazetteer.place_heads or form in gazetteer.org_heads:
            return form
    return None


def _context(
    words: Words, gazetteer: Gazetteer, i: int, j: int, off: int, entry: Entry
) -> bool:
    if entry.type == "ORG":
        return _outlet_context(words, gazetteer, i, j, off, entry)
    before = words.norm[i - 1] if i and words.adjacent[i] else ""
    if before and any(form in gazetteer.place_heads for _, form in readings(before)):
        return off == 0
    if entry.level == 1:
        return (off == 0 and gazetteer.is_a("place_prepositions", before)) or (
            off == 1 and words.norm[i][0] == "ب" and not words.common[i]
        )
    return False


def _outlet_context(
    words: Words, gazetteer: Gazetteer, i: int, j: int, off: int, entry: Entry
) -> bool:
    if words.opens(i) and words.closing(i) == j:
        head = _head_before(words, gazetteer, i, 0)
        told = i > 0 and words.norm[i - 1] in ("ل", "ول")
        if entry.kind == "body":
            return head is not None or words.gap[i] is not None
        return head is not None or told or entry.kind == "agency"
    if entry.kind == "body" and in_conflict(words, gazetteer, i, j, off):
        return True
    if off:
        return False
    before = words.norm[i - 1] if i and words.adjacent[i] else ""
    if before and entry.kind != "body" and any(gazetteer.is_a("reporters", form) for _, form in words.readings[i - 1]):
        return True
    return any(gazetteer.org_heads.get(form) == "outlet" or (gazetteer.is_a("agency_nouns", form) and entry.kind == "agency") for _, form in readings(before)) if before else False


def in_conflict(words: Words, gazetteer: Gazetteer, i: int, j: int, off: int) -> bool:
    """«ضد البيان», «المرتبطة بالبيان»: words that are everyday words too, where only a body can stand."""
    if i == 0 or not words.adjacent[i] or (j < len(words) and words.adjacent[j] and definite(words.norm[j])):
        return False
    if off:
        return words.norm[i][off - 1] in "بل" and gazetteer.is_a("tied_to", words.norm[i - 1])
    return any(gazetteer.is_a("against", form) for _, form in words.readings[i - 1])


def introduced_places(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """«بلدة X», «محافظة X», «نهر X» with a name that no list has, and regions round listed names."""
    at = {c.i: c for c in taken if c.type == "LOC" and c.off == 0}
    found: list[Candidate] = []
    for i in range(len(words) - 1):
        for off, head in words.readings[i]:
            span = gazetteer.place_heads.get(head)
            if span is None:
                continue
            hit = _introduced(words, gazetteer, i, off, head, span, at)
            if hit:
                found.extend(hit)
            break
    return found


def _introduced(
    words: Words, gazetteer: Gazetteer, i: int, off: int, head: str, span: str,
    at: dict[int, Candidate],
) -> list[Candidate]:
    k = i + 1
    if span == "region" and head.endswith("تي"):
        # «محافظتي X وY» are two places, each under its own name.
        span = "name"
    if not words.adjacent[k] and not (span == "name" and words.opens(k)):
        return []
    listed = at.get(k)
    if listed is not None:
        end, country = listed.j, listed.country
    else:
        end, country = _unlisted(words, gazetteer, k), None
        if end == k:
            return []
    found: list[Candidate] = []
    name = " ".join(words.norm[k:end])
    if listed is None:
        found.append(Candidate(k, end, 0, "LOC", "place after noun", 40, name=name, head=head))
        found.extend(_second_of_two(words, gazetteer, head, end, at))
    if span != "name":
        countryside = gazetteer.is_a("countryside", head)
        while countryside and end < len(words) and words.adjacent[end] and gazetteer.is_a("directions", words.norm[end]):
            end += 1
        if i and gazetteer.is_a("island", head) and words.norm[i - 1].endswith(near := gazetteer.term("near_island")):
            i, off = i - 1, max(0, len(words.norm[i - 1]) - len(near))
        whole = Candidate(i, end, off, "LOC", f"place with {head}", 45, name=f"{head} {name}", head=head, country=country)
        if span == "region" or listed is None:
            found = [c for c in found if c.i != k]
        found.append(whole)
        if span == "region" and not countryside:
            # News give a province and its town one name; readers take them for one place.
            whole.name = name
            if listed is not None:
                listed.refers = ("inside region",)
                whole.key, whole.name = listed.key, listed.name
    return found


def _second_of_two(
    words: Words, gazetteer: Gazetteer, head: str, end: int, at: dict[int, Candidate]
) -> list[Candidate]:
    """«بلدتي X وY»: the second of two."""
    if (not head.endswith("تي") and not head.endswith("تا")) or end >= len(words):
        return []
    word = words.norm[end]
    if not words.adjacent[end] or not word.startswith("و") or len(word) < 4 or end in at:
        return []
    bare, after = word[1:], end + 1
    if (gazetteer.is_a("village_first", bare) and _proper_part(words, gazetteer, after)) or _article_part(words, gazetteer, after, bare):
        after += 1
    elif is_common(bare, gazetteer):
        # «بلدتي X ومحيطهما»
        return []
    name = " ".join([bare, *words.norm[end + 1:after]])
    return [Candidate(end, after, 1, "LOC", "second place after noun", 40, name=name, head=head)]


def _article_part(words: Words, gazetteer: Gazetteer, k: int, first: str) -> bool:
    """«مغر المير»: whether word `k` is a rare word with the article that ends a village's name."""
    if k >= len(words) or not words.adjacent[k] or definite(first) or is_common(first, gazetteer) or first in gazetteer.first:
        return False
    word = words.norm[k]
    if not word.startswith("ال") or len(word) < 5 or word.endswith(("ه", "ي", "ين", "ون", "ات")) or word in gazetteer.first:
        return False
    if gazetteer.is_a("pick", word) or gazetteer.is_a("time", word) or word in gazetteer.titles or word[2:] in gazetteer.adjectives:
        return False
    if word[2:] in gazetteer.org_heads or word[2:] in gazetteer.titles:
        return False
    return max(gazetteer.common.get(word[2:], 0), gazetteer.common.get(word, 0)) <= _RARE


def _rare(words: Words, gazetteer: Gazetteer, k: int) -> bool:
    """«منطقة الراشدين», «حي الميدان»: a rare word with the article after a noun for a small place."""
    word, head = words.norm[k], words.norm[k - 1]
    if not word.startswith("ال") or len(word) < 5 or word[2:] in gazetteer.adjectives:
        return False
    if gazetteer.is_a("pick", word) or gazetteer.is_a("time", word) or word in gazetteer.titles:
        return False
    if word.endswith(("يه", "ي", "ات", "ون")) or word[2:] in gazetteer.org_heads or word[2:] in gazetteer.place_heads:
        return False
    limit = gazetteer.limits["small_places"].get(head.lstrip("وبفل"), 0)
    frequency = max(gazetteer.common.get(word[2:], 0), gazetteer.common.get(word, 0))
    return 0 < frequency <= limit


def _proper_part(words: Words, gazetteer: Gazetteer, k: int) -> bool:
    """Whether word `k` can be the second part of a village's name."""
    if k >= len(words) or not words.adjacent[k]:
        return False
    word = words.norm[k]
    if gazetteer.is_a("function", word) or gazetteer.is_a("verb", word) or gazetteer.is_a("pick", word) or word.isdigit():
        return False
    if not words.common[k] or definite(word) or gazetteer.is_a("village_only", words.norm[k - 1].removeprefix("و")):
        return True
    # «قرية بيت جن»: after a noun for a village a rare everyday word may end its name.
    small = k >= 2 and words.adjacent[k - 1] and gazetteer.is_a("village_nouns", words.norm[k - 2].lstrip("وبفل"))
    return small and gazetteer.common.get(word, _RARE + 1) <= _RARE and not word.endswith(("ه", "ا", "ين", "ون", "ات"))


def _unlisted(words: Words, gazetteer: Gazetteer, k: int) -> int:
    """End of a name unknown to the lists that starts at word `k`; `k` itself where none does."""
    word = words.norm[k]
    if gazetteer.is_a("father_in_places", word) and k + 1 < len(words) and words.adjacent[k + 1]:
        return k + 2
    if gazetteer.is_a("village_first", word) and _proper_part(words, gazetteer, k + 1):
        return k + 2
    if gazetteer.is_a("village_nouns", words.norm[k - 1].lstrip("وبفل")) and not words.common[k] and _article_part(words, gazetteer, k + 1, word):
        return k + 2
    if len(word) < 3 or word.isdigit() or (words.common[k] and not _rare(words, gazetteer, k)):
        return k
    if words.common[k]:
        return k + 1
    if word in gazetteer.org_heads or word in gazetteer.place_heads:
        return k
    stem = word[2:] if word.startswith("ال") else word
    if stem in gazetteer.adjectives or (word[0] in "بل" and word[1:] in gazetteer.first):
        return k
    if word[0] == "و" and (word[1:] in gazetteer.first or word[1:] in gazetteer.place_heads):
        return k
    if word.endswith("ه") and not word.startswith("ال") and gazetteer.is_a("adjectival_after", words.norm[k - 1].lstrip("وبفل")):
        return k
    end = k + 1
    if (
        end < len(words) and words.adjacent[end] and not words.common[end]
        and not definite(words.norm[end]) and words.norm[end] not in gazetteer.first
        and words.norm[end][0] not in "وبلف" and not definite(word)
        and words.norm[end] not in gazetteer.adjectives
    ):
        end += 1
    return end


def places_by_preposition(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """«في X», «شمال X» with a word that no list has and that is no everyday word."""
    used = {k for c in taken for k in range(c.i, c.j)}
    found: list[Candidate] = []
    into = gazetteer.words["into"]
    for i in range(1, len(words)):
        if words.common[i] or i in used or not words.adjacent[i] or words.norm[i - 1] not in into:
            continue
        word = words.norm[i]
        bare = word[2:] if word.startswith("ال") else word
        if len(bare) < 4 or word[0] in "يتنبلكوف" or word.endswith(("ها", "هم", "نا", "ات", "ين")):
            continue
        if gazetteer.shape(bare) < (_PLACELIKE if bare == word else 1.8 * _PLACELIKE) or bare in gazetteer.adjectives or gazetteer.given.get(word, 0) > 2:
            continue
        after = i + 1 < len(words) and words.adjacent[i + 1] and not words.common[i + 1] and i + 1 not in used
        if after and not words.norm[i + 1].startswith("ال"):
            continue
        found.append(Candidate(i, i + 1, 0, "LOC", "place after preposition", 38, name=word))
    return found


def capitals(words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> list[Candidate]:
    """«العاصمة البريطانية» names London; «العاصمة الروسية موسكو» is found by its name."""
    at = {c.i for c in taken if c.off == 0}
    found: list[Candidate] = []
    nouns = gazetteer.words["capital_words"]
    for i in range(len(words) - 1):
        for off, form in words.readings[i]:
            if form not in nouns or not words.adjacent[i + 1]:
                continue
            nation = nationality(gazetteer, words.norm[i + 1])
            if nation is None or nation not in gazetteer.capitals or not words.norm[i + 1].endswith("ه"):
                continue
            if i + 2 in at and words.adjacent[i + 2]:
                continue
            entry = gazetteer.capitals[nation]
            found.append(Candidate(
                i, i + 2, off, "LOC", "capital of", 60, kind="description", name=entry.name,
                key=entry.key, country=nation, head=form.removeprefix("ال"), refers=("capital",),
            ))
    return found


def nationality(gazetteer: Gazetteer, word: str) -> str | None:
    """Country code of an adjective of nationality with or without article, else None."""
    adjective = gazetteer.adjectives.get(word[2:] if word.startswith("ال") else word)
    return adjective.country if adjective else None
