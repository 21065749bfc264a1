"""What a source phrase is: kind and agreement, from its head noun, its mentions, its shape."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..model import SourceKind
from .attribution_words import Words

_PLACES = 60


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `[start, end)`; `skip` letters of proclitics come before the first."""

    start: int
    end: int
    skip: int
    kind: SourceKind
    gender: str
    number: str
    named: bool
    head: str


def describe(words: Words, at: int, end: int, skip: int = 0) -> Phrase:
    """Kind and agreement of a source phrase, from its head noun, its mentions, its shape."""
    head = words.noun(at)
    if head is None and at + 1 < end and words.norm[at].removeprefix("ل") in words.cues.words["source_pointer"]:
        return replace(describe(words, at + 1, end), start=at, skip=skip)
    first = at + 1 if at in words.close_of else at
    mention = words.mention_at(first)
    if head is None:
        phrase = _by_mention(words, at, end, skip) if mention is not None else _by_shape(words, at, end, skip)
        known = _kind_of_name(words, first, end)
        return phrase if known is None else replace(phrase, kind=known)
    if words.is_in(at, "honorific") and any(words.mention[k] >= 0 and words.mentions[words.mention[k]].type == "PER" for k in range(at, end)):
        return Phrase(at, end, skip, "person", head.gender, "sg", True, words.norm[at])
    if head.cls == "body" and at + 1 < end and (following := words.noun(at + 1)) is not None and following.cls == "outlet" and not words.is_in(at + 1, "media"):
        return Phrase(at, end, skip, following.kind, head.gender, head.number, True, words.norm[at])
    named = _is_named(words, at, end)
    kind = _crowd_online(words, at, end) or (head.kind if named else head.unnamed)
    if not named and _is_own_reporter(words, at, end):
        kind = "outlet"
    word = words.norm[at]
    if head.cls == "role" and not named and words.is_definite(at) and head.kind == "person" and head.unnamed == "anonymous":
        kind = "anonymous"
    if head.cls == "role" and head.number == "sg" and word.lstrip("و") not in words.cues.nouns and head.unnamed == "person":
        kind = "person"
    if kind == "person" and head.cls == "role" and _is_indefinite(words, at, end):
        kind = "anonymous"
    if head.kind == "outlet" and _is_reports(words, at, end):
        kind = "document"
    return Phrase(at, end, skip, kind, head.gender, head.number, named, words.norm[at])


def _crowd_online(words: Words, at: int, end: int) -> SourceKind | None:
    """«عدد من المغردين», «رواد مواقع التواصل»: many who are not named and write on a network."""
    head = words.noun(at)
    if head is None or head.cls != "group" or words.is_in(at, "one_of"):
        return None
    if any(words.is_in(k, "medium_social") for k in range(at + 1, end)):
        return "social media"
    crowd = words.noun(at + 2) if at + 2 < end and words.is_in(at + 1, "of") else words.noun(at + 1) if at + 1 < end else None
    return "social media" if crowd is not None and crowd.kind == "social media" and crowd.cls == "group" else None


def _is_reports(words: Words, at: int, end: int) -> bool:
    """«تقارير محلية», but not «تقارير إعلامية»."""
    if not any(words.norm[at].endswith(w) for w in words.cues.words["reports_end"]):
        return False
    following = words.norm[at + 1].removeprefix("ال") if at + 1 < end else ""
    return not any(following.startswith(stem) for stem in words.cues.words["press_stem"])


def _is_own_reporter(words: Words, at: int, end: int) -> bool:
    """«مراسلنا», «مراسل النشرة»: a reporter without a name speaks for the outlet."""
    word = words.norm[at].removeprefix("ال")
    return word in words.cues.words["own_reporter"] or (
        word in words.cues.words["reporter"] and at + 1 < end and not words.is_in(at + 1, "in_of")
        and (words.mention[at + 1] >= 0 or words.is_definite(at + 1) or at + 1 in words.close_of)
    )


def _is_indefinite(words: Words, at: int, end: int) -> bool:
    """«ضابط», «مندوب شارك في ...», «وزير سابق»: a role that no name and no idafa makes known."""
    if words.is_definite(at) or any((m := words.mention_at(k)) is not None and m.kind != "description" for k in range(at, min(end, at + 2))) or "،" in words.norm[at:end] or any(words.is_name(k) for k in range(at, end)):
        return False
    if end - at == 1:
        return not words.norm[at].endswith(("ه", "ها", "هم", "نا"))
    if words.norm[at + 1] in words.cues.words["role_preposition"] or any(f.kind == "past" for f in words.forms(at + 1)[0]):
        return True
    last = at + 1
    while last < end and _is_plain_adjective(words, last):
        last += 1
    return last > at + 1 and not (last < end and (words.is_definite(last) or words.mention[last] >= 0))


def _is_plain_adjective(words: Words, k: int) -> bool:
    """An adjective without article: «قائد عسكري محلي كبير» names nobody."""
    relation = words.norm[k].endswith(("ي", "يه")) and len(words.norm[k]) > 3 and words.mention[k] < 0 and not words.is_definite(k)
    return relation or words.is_in(k, "unnamed_adjective") or (words.is_adjective(k) and not words.is_definite(k))


def _kind_of_name(words: Words, first: int, end: int) -> SourceKind | None:
    """A press name is known by a list, or by the noun before it elsewhere («موقع «النشرة»»)."""
    name = words.norm[first]
    pair = " ".join(words.norm[first:min(end, first + 2)])
    for kind, table in (("agency", "agency_names"), ("outlet", "outlet_names")):
        if name in words.cues.words[table] or pair in words.cues.words[table]:
            return "agency" if kind == "agency" else "outlet"
    for k in words.places.get(name, [])[:_PLACES]:
        before = k - 1
        if before >= 0 and words.norm[before] in "«\"'(":
            before -= 1
        # «محافظ بالوكالة راكان» stands in for the governor.
        headed = before >= 0 and k != first and words.is_word(before) and not words.norm[before].startswith("بال")
        noun = words.noun(before) if headed else None
        if noun is not None and noun.cls == "outlet":
            return noun.kind
    return None


def _is_named(words: Words, at: int, end: int) -> bool:
    head = words.noun(at)
    if head is None:
        return True
    if head.cls not in ("role", "group"):
        return end - at > 1
    if any(words.is_name(i) for i in range(at, end)):
        return True
    if head.number == "pl" or head.unnamed == "person":
        return head.unnamed == "person"
    if "،" in words.norm[at:end]:
        return True
    last = end - 1
    return (
        words.is_definite(at) and last - at >= 2 and words.is_word(last) and not words.is_definite(last)
        and not words.is_adjective(last) and words.noun(last) is None and not words.is_in(last - 1, "in")
    )


def _by_mention(words: Words, at: int, end: int, skip: int) -> Phrase:
    first = at + 1 if at in words.close_of else at
    m = words.mentions[words.mention[first]]
    kind: SourceKind = "person" if m.type == "PER" else "organization"
    if m.head:
        noun = words.noun_of(m.head)
        if noun is not None and noun.cls != "role":
            kind = noun.kind
    gender, number = m.gender, "sg"
    if gender == "?" and m.type == "LOC":
        gender = "m" if words.norm[first].lstrip("ول") in words.cues.words["place_masculine"] else "f"
    return Phrase(at, end, skip, kind, gender, number, True, words.norm[first])


def _by_shape(words: Words, at: int, end: int, skip: int) -> Phrase:
    first = at + 1 if at in words.close_of else at
    word = words.norm[first]
    if at in words.close_of:
        # «العصيمي» in marks is the person whose whole name stands elsewhere.
        person = any(words.is_name(k) for k in words.places.get(word, [])[:_PLACES])
        return Phrase(at, end, skip, "person" if person else "outlet", "?", "?", True, word)
    plural = words.is_definite(first) and word.endswith(("ون", "ين")) and end - at <= 3 and not words.is_in(first, "no_plural")
    # «متناقلو الخبر»: a plural that has lost its «ن» to the word after it.
    plural = plural or (word.startswith("م") and word.endswith("و") and len(word) > 4 and end - at > 1 and words.is_definite(first + 1))
    if any(words.is_name(k) for k in words.places.get(word, [])[:_PLACES]):
        # «موريسون» is no plural where it stands in a name elsewhere.
        plural = False
    elif plural or (word.endswith(("ون", "ين")) and end - at == 1 and len(word) > 5):
        plural = True
    if plural:
        return Phrase(at, end, skip, "anonymous", "m", "pl", False, word)
    feminine = word.endswith("ه") and words.is_definite(first)
    if feminine and first + 1 < end and words.is_name(first + 1):
        # «الشاعرة سلمى حداد»: a title of a woman that no list holds.
        return Phrase(at, end, skip, "person", "f", "sg", True, word)
    kind: SourceKind = "organization" if words.is_definite(first) and words.is_adjective(min(at + 1, end - 1)) and end - at > 1 else "person"
    if feminine or (words.is_definite(first) and end - at == 1 and word.endswith("يه")):
        kind = "organization"
    return Phrase(at, end, skip, kind, "f" if feminine else "?", "?", True, word)
