"""What stands in a text that was named before: «نشر الوزير تغريدة جاء فيها "..."», «بيانا صادرا عن الجماعة جاء فيه أن»."""

from __future__ import annotations

from .attribution_frames import Found, is_speech
from .attribution_kinds import Phrase, describe
from .attribution_region import is_subject, limit_of, new_found
from .attribution_sources import source_phrase
from .attribution_words import Clause, Words

_BACK = 16
_AHEAD = 8


def came_in(words: Words, clause: Clause, i: int) -> list[Found]:
    """«جاء فيها ...» with what it introduces; the source is who issued the text, else the text itself."""
    if not words.is_in(i, "came") or i + 2 >= clause.end or not words.is_in(i + 1, "in_it"):
        return []
    limit = limit_of(words, clause, i)
    content = _content(words, i + 2, limit)
    at = next((k for k in range(i - 1, max(clause.start - 1, i - _BACK), -1) if _is_text(words, k)), None)
    if content is None or at is None:
        return []
    conjunction = 1 if words.norm[i][0] == "و" else 0
    found = new_found(words, clause, i, conjunction, None, content[0], limit, "text with pronoun")
    found.cue = (words.start[i] + conjunction, words.end[i + 1])
    found.content, found.direct = content, words.at(content[0]) - 1 in words.close_of
    found.source = _issuer(words, clause, at, i) or _subject(words, clause, at) or describe(words, at, at + 1)
    found.gender, found.number = found.source.gender, found.source.number
    return [found]


def _content(words: Words, a: int, limit: int) -> tuple[int, int] | None:
    for k in range(a, min(limit - 1, a + _AHEAD)):
        if k in words.close_of and is_speech(words, k, True, limit):
            return words.end[k], words.start[words.close_of[k]]
        if words.is_in(k, "complementiser") or words.norm[k] == ":":
            return words.start[k + 1], words.end[limit - 1]
    return None


def _is_text(words: Words, k: int) -> bool:
    """A statement, a letter, a post, a report; the noun stands bare: «بيانا», «تغريدة», «خبرا»."""
    bare = [words.norm[k], words.norm[k].removesuffix("ا"), words.norm[k][1:]]
    listed = any(w in words.cues.words[name] for w in bare for name in ("medium_statement", "medium_social", "medium_letter"))
    noun = words.noun(k) or words.noun_of(words.norm[k].removesuffix("ا"))
    return listed or (noun is not None and noun.cls == "document")


def _issuer(words: Words, clause: Clause, at: int, i: int) -> Phrase | None:
    """«تغريدة للناشط سامر حداد»، «بيانا صادرا عن الجماعة»."""
    for k in range(at + 1, min(i, at + 5)):
        if words.norm[k][0] == "ل" and len(words.norm[k]) > 3 and not words.mention_is_word(k):
            return source_phrase(words, k, i, "ل")
        if words.is_in(k, "about") and k + 1 < i and is_subject(words, k + 1):
            return source_phrase(words, k + 1, i)
    return None


def _subject(words: Words, clause: Clause, at: int) -> Phrase | None:
    """«نشر الوزير تغريدة»: the nearest known noun before the text that no preposition governs."""
    for k in range(at - 1, max(clause.start - 1, at - _BACK), -1):
        if not is_subject(words, k) or words.is_in(k, "time"):
            continue
        governed = k > clause.start and (words.is_in(k - 1, "preposition") or words.is_in(k - 1, "governor"))
        inside = k > clause.start and (is_subject(words, k - 1) or (words.mention[k] >= 0 and words.mention[k - 1] == words.mention[k]))
        if governed:
            return None
        if not inside:
            return source_phrase(words, k, at)
    return None
