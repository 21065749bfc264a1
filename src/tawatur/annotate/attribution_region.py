"""From the words between a verb and its content: source, medium, hearer."""

from __future__ import annotations

from dataclasses import replace

from ..lang.cues import Form
from .attribution_adverbials import counted, past_adverbials
from .attribution_frames import Found, Marker
from .attribution_kinds import Phrase, describe
from .attribution_media import medium_of, told_to_of
from .attribution_sources import source_phrase
from .attribution_titles import whole_title
from .attribution_words import Clause, Words

_SHORT_QUOTE = 3
# Between «لـ» and the name of the hearer: a blank, a mark, a blank.
_MARKS = 3


def limit_of(words: Words, clause: Clause, i: int) -> int:
    opener = words.quote[i]
    if opener < 0 or words.close_of[opener] - opener <= _SHORT_QUOTE:
        # «نفت «بشدة» ...», ««نفت بشدة» ...»: scare quotes hold no speech.
        return clause.end
    return min(clause.end, words.close_of[opener])


def new_found(
    words: Words, clause: Clause, i: int, off: int, form: Form | None, marker_offset: int, limit: int, rule: str
) -> Found:
    last = words.end[limit - 1]
    if marker_offset >= last:
        # What follows «وقال:» stands on the next line.
        last = max(marker_offset, words.view.norm.find("\n", marker_offset) % (len(words.view.norm) + 1))
    found = Found(
        at=i, cue=(words.start[i] + (1 if off and words.norm[i][0] in "وف" else 0), words.end[i]),
        content=(marker_offset, last), rule=rule, clause=clause,
    )
    if form is not None:
        found.verb, found.kind = form.verb, form.kind
        found.gender, found.number = form.gender, form.number
    nxt = i + 1
    if form is not None and form.kind in ("past", "present") and nxt < limit and any(f.kind == "participle" for f in words.forms(nxt)[0]) and words.start[nxt] < marker_offset:
        found.cue = (found.cue[0], words.end[nxt])
    found.conjoined = off > 0 and words.norm[i][0] == "و"
    return found


def close_quote(words: Words, found: Found, marker: Marker, limit: int) -> None:
    close = words.close_of[marker.token - 1]
    found.content = (marker.offset, words.start[close])


def fill_region(words: Words, found: Found, a: int, b: int) -> None:
    """Source, medium and hearer from the words between verb and content."""
    found.medium = medium_of(words, a, b)
    start = past_adverbials(words, a, b) if words.is_in(a, "pointer_with_b") else a
    while start < b and skippable(words, start):
        start = _past_adverbial(words, start, b) if words.is_in(start, "temporal") else start + 1
    if (source := counted(words, a, b)) is not None:
        found.source = _online(source, found.medium)
        found.told_to = told_to_of(words, words.at(words.end[source.end - 1]), b)
        return
    after = past_adverbials(words, start, b)
    if after < b and after > start and is_subject(words, after):
        start = after
    found.told_to = told_to_of(words, a, b)
    if found.told_to is not None and start < b and words.start[start] <= found.told_to[0] <= words.end[start] + (_MARKS if words.norm[start] == "ل" else 1):
        start = words.at(found.told_to[1])
        while start < b and not words.is_word(start) and start not in words.close_of:
            start += 1
    found.source = source_phrase(words, start, b) if start < b else None
    if found.source is not None and words.is_in(start, "quantity"):
        found.source = replace(found.source, kind="anonymous", gender="m", number="pl")
    verb = found.verb
    if found.source is not None and verb is not None and (verb.object_preps or verb.silent):
        found.source = first_party(words, found.source)
    if found.source is not None:
        found.source = whole_title(words, found.source, b)
        if _disagrees(words, found, found.source):
            found.source = None
    if found.source is not None and found.number == "pl" and found.kind in ("past", "present"):
        # «وطالبوا البلدية بـ»: before its subject a verb stands in the singular, so this is the object.
        found.source = None
    if found.source is not None:
        found.source = _online(_city(words, found, found.source), found.medium)


def _city(words: Words, found: Found, source: Phrase) -> Phrase:
    """A bare name after a feminine verb is a city or a country far more often than a woman."""
    titled = source.start + 1 < source.end and words.is_name(source.start + 1)
    bare = words.noun(source.start) is None and words.mention[source.start] < 0 and not titled
    return replace(source, kind="organization", gender="f") if bare and source.kind == "person" and found.gender == "f" else source


def _online(source: Phrase, medium: str | None) -> Phrase:
    """«ناشطون على تويتر»: a crowd without names that speaks on a network."""
    crowd = source.kind == "anonymous" and source.number == "pl" and medium == "social media"
    return replace(source, kind="social media") if crowd else source


def is_subject(words: Words, k: int) -> bool:
    """Whether word `k` may begin a known speaker."""
    glued = words.norm[k][0] in "بل" and words.norm[k] not in words.cues.nouns and not words.mention_is_word(k)
    return (words.noun(k) is not None or words.mention_starts(k) or words.is_in(k, "honorific")) and not glued


def _disagrees(words: Words, found: Found, phrase: Phrase) -> bool:
    """«وحث الحكومة على»: a known noun of the other gender after the verb is its object."""
    if words.noun(phrase.start) is None or found.kind not in ("past", "present") or found.number != "sg":
        return False
    return {found.gender, phrase.gender} == {"m", "f"} and words.noun(phrase.start).cls in ("body", "role")  # type: ignore[union-attr]


def _past_adverbial(words: Words, k: int, b: int) -> int:
    """«قال بعد أيام من تسلمه العمل، إن»: no word up to the comma is the speaker."""
    while k < b and words.norm[k] != "،":
        k += 1
    return k


def first_party(words: Words, phrase: Phrase) -> Phrase:
    """«تتهم س ص بـ...»: of two parties in a row the first one speaks."""
    first = words.mention[phrase.start]
    for k in range(phrase.start + 1, phrase.end):
        person = words.mention_starts(k) and words.is_name(k)
        titled = first < 0 or words.mentions[first].kind == "description"
        if person and titled and not any(words.is_name(n) for n in range(phrase.start, k)):
            continue
        new_mention = words.mention_starts(k) and (first >= 0 or words.noun(phrase.start) is not None) and words.is_adjective(k - 1)
        # «المجتمع الدولي قوات الأمن»: a definite noun with its adjective takes no complement.
        closed = k - phrase.start >= 2 and words.is_definite(phrase.start) and words.is_definite(k - 1) and words.is_adjective(k - 1) and not words.is_definite(k)
        new_mention = new_mention or (closed and words.norm[k][0] != "و" and (words.mention_starts(k) or words.noun(k) is not None))
        new_name = words.mention_starts(k) and first >= 0 and words.mention_end[first] == k
        new_noun = words.noun(k) is not None and words.is_definite(k) and words.is_adjective(k - 1) and words.is_definite(k - 1)
        lone = k == phrase.start + 1 and words.is_definite(phrase.start) and words.is_definite(k) and words.noun(phrase.start) is not None
        noun = words.noun(k)
        # «اتهمت وسائل الإعلام الاتحاد بـ...»: a head that has its complement takes no further body.
        complete = words.is_definite(k) and complete_before(words, phrase, k)
        new_noun = new_noun or (complete and _is_second_party(words, phrase, k))
        new_noun = new_noun or (complete and noun is not None and noun.cls in ("body", "outlet") and words.noun(phrase.start) is not None)
        new_noun = new_noun or (lone and not words.norm[k].endswith(("ي", "يه")) and not words.is_in(k, "body_adjective"))
        # «عدد من أصحاب المكاتب وزارة النقل بـ»: a closed idafa takes no further body.
        new_noun = new_noun or (complete_before(words, phrase, k) and noun is not None and noun.cls in ("body", "outlet") and words.norm[k] in words.cues.nouns)
        # «المهندس سامر حداد التجار على»: a whole name takes no further word with an article.
        new_name = new_name or (words.mention[k] < 0 and words.is_definite(k) and words.is_name(k - 1) and noun is None and not words.norm[k].endswith("ي") and k - phrase.start > 2)
        # «الصندوق عامة السكان على», «المدير سامر حداد أهالي البلدة على»: no apposition opens an idafa.
        indefinite = words.mention[k] < 0 and not words.is_definite(k) and k + 1 < phrase.end and words.is_definite(k + 1)
        new_noun = new_noun or (indefinite and (words.is_in(k, "all") or (noun is not None and noun.cls == "group" and words.norm[k] in words.cues.nouns and (words.is_name(k - 1) or lone_body(words, phrase, k)))))
        told = words.norm[k].startswith("ال") and words.norm[k].removeprefix("ال") in words.cues.words["hearer"]
        if new_mention or new_name or new_noun or told:
            return describe(words, phrase.start, k, phrase.skip)
    return phrase


def lone_body(words: Words, phrase: Phrase, k: int) -> bool:
    """Whether a body with the article stands alone before word `k`."""
    head = words.noun(phrase.start)
    return k == phrase.start + 1 and words.is_definite(phrase.start) and head is not None and head.cls == "body"


def complete_before(words: Words, phrase: Phrase, k: int) -> bool:
    """Whether the indefinite head of a phrase has its definite complement before word `k`."""
    return k - phrase.start >= 2 and words.is_definite(k - 1) and not words.is_definite(phrase.start)


def _is_second_party(words: Words, phrase: Phrase, k: int) -> bool:
    """«وزارة الزراعة التجار بـ»: a definite word that cannot be an adjective of a feminine head."""
    word = words.norm[k]
    if phrase.gender != "f" or not word.startswith("ال") or words.mention[k] >= 0 or words.quote[k] >= 0 or len(word) < 6:
        return False
    if word.endswith(("ي", "يه", "ه", "ين", "ون")) or words.is_in(k, "fixed_adjective") or words.is_in(k, "body_adjective"):
        return False
    # «حركة الهلال الأحمر»: a colour or a comparative.
    return not (len(word) == 6 and word.startswith("ال") and word[2] == "ا")


def skippable(words: Words, i: int) -> bool:
    if i in words.close_of or words.mention_starts(i):
        return False
    if words.is_in(i, "of"):
        # «من جانبه», but not «من القاهرة».
        return i + 1 < len(words.norm) and words.is_in(i + 1, "turn")
    month = i > 0 and words.norm[i - 1].isdigit() and words.mention[i] < 0 and words.noun(i) is None and words.is_word(i) and not words.is_definite(i)
    return month or words.is_in(i, "time") or words.norm[i][0].isdigit() or words.norm[i] in ("،", "#") or words.is_in(i, "on_his_part")
