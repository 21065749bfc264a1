"""Topics in front of their sentence: «أما الوزارة فقالت إن»."""

from __future__ import annotations

from ..lang.cues import Form
from .attribution_kinds import Phrase
from .attribution_region import is_subject
from .attribution_sources import is_known, source_phrase
from .attribution_subjects import agrees
from .attribution_titles import whole_title
from .attribution_words import Clause, Words

_REACH = 25


def topic_before(words: Words, clause: Clause, i: int, off: int, form: Form) -> Phrase | None:
    """Who stands between «أما» and a verb with «ف» is its subject, where none follows the verb."""
    first = i if off else i - 1
    if first <= clause.start or words.norm[first][0] != "ف" or not (off or words.norm[first][1:] in words.cues.words["already"]):
        return None
    if is_subject(words, min(i + 1, clause.end - 1)) and not form.verb.object_preps:
        return None
    for k in range(first - 1, max(clause.start - 1, first - _REACH), -1):
        if not words.is_in(k, "topic"):
            continue
        phrase = source_phrase(words, k + 1, first)
        if phrase is None or not is_known(words, phrase):
            return None
        phrase = whole_title(words, phrase, first)
        return phrase if agrees(phrase, form.gender, form.number) else None
    return None
