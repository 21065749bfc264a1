"""Speech that nothing introduces: «وأضاف سيفتح الجسر غدا», «قال سامر حداد، نحن نعمل»."""

from __future__ import annotations

import re

from ..lang.cues import Form
from .attribution_frames import Found
from .attribution_region import is_subject, limit_of, new_found
from .attribution_sources import source_phrase
from .attribution_words import Clause, Words

_FUTURE = re.compile(r"س[ت|ن|ي]\w{3,}")
# «دشنا», «وجدنا»: we did; no name of a speaker ends so.
_WE = re.compile(r"\w{3,}نا")
_FEWEST = 3


def bare_content(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    """What somebody says without «إن», colon or marks, where its first word can only open a sentence.

    Sure signs alone: a future verb, «لقد», a pronoun of the first person and the like (`bare_start`),
    right after the verb or after a known speaker and a comma.
    """
    if form.verb.key not in words.cues.words["bare_verb"] or form.kind != "past" or form.suffix or form.number == "du":
        return []
    if clause.is_title or not (off or i == clause.start) or words.quote[i] >= 0:
        return []
    at = i + 1
    source = None
    if at < limit and is_subject(words, at):
        source = source_phrase(words, at, limit)
        if source is None:
            return []
        at = source.end
        while at < limit and words.norm[at] == "،":
            at += 1
    if limit_of(words, clause, i) != limit or limit - at < _FEWEST:
        return []
    ours = off > 0 and at == i + 1 and _WE.fullmatch(words.norm[at]) is not None and words.mention[at] < 0 and words.noun(at) is None
    if not ours and not _opens_sentence(words, at):
        return []
    found = new_found(words, clause, i, off, form, words.start[at], limit, "verb alone")
    found.source, found.direct = source, False
    return [found]


def _opens_sentence(words: Words, k: int) -> bool:
    future = _FUTURE.fullmatch(words.norm[k]) is not None and words.mention[k] < 0 and words.noun(k) is None
    return future or words.is_in(k, "bare_start")
