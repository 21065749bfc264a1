"""Quotations that stand before their verb: «"...", قال س», and those that the verb cuts in two."""

from __future__ import annotations

from ..lang.cues import Form
from .attribution_frames import Found, is_speech
from .attribution_region import new_found
from .attribution_sources import source_phrase
from .attribution_words import Clause, Words

_NAME_QUOTE = 5
_REQUEST_WORDS = 4


def quote_before(words: Words, clause: Clause, i: int) -> int | None:
    """Where the quotation of speech opens that closes right before word `i`, or None."""
    k = i - 1
    while k > clause.start and words.norm[k] in "،,":
        k -= 1
    if k not in words.open_of or k >= i:
        return None
    opener = words.open_of[k]
    if opener < clause.start or not is_speech(words, opener, False, k) or (k == i - 1 and k - opener <= _NAME_QUOTE):
        return None
    return opener


def join_first_half(words: Words, clause: Clause, found: Found, off: int) -> None:
    """«"..."، قال س، "..."»: the cue cuts the content in two."""
    opener = quote_before(words, clause, found.at) if not off else None
    if opener is not None:
        found.more = [found.content]
        found.content = (words.end[opener], words.start[words.close_of[opener]])


def after_quote(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    """«"..."، قال س»: the quotation before the verb is the content."""
    if off or not form.verb.say or words.is_in(i, "between"):
        # «...». وقال س: a conjoined verb opens a sentence of its own.
        return []
    opener = quote_before(words, clause, i)
    if opener is None:
        return []
    k = words.close_of[opener]
    found = new_found(words, clause, i, off, form, words.end[opener], limit, "verb after quotation")
    found.content = (words.end[opener], words.start[k])
    found.direct = found.backward = True
    found.source = source_phrase(words, i + 1, limit)
    return [found] if found.source is not None or words.norm[k + 1] == "،" else []


def quoted_request(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«داعيا "المجتمع المحلي للعمل"»: whom and to what, all in one quotation."""
    k = i + 1
    if not form.verb.object_preps or k >= clause.end or k not in words.close_of or words.close_of[k] >= clause.end:
        return []
    if words.close_of[k] - k - 1 < _REQUEST_WORDS or form.suffix:
        return []
    found = new_found(words, clause, i, off, form, words.end[k], clause.end, "participle quote")
    found.content, found.direct = (words.end[k], words.start[words.close_of[k]]), True
    return [found]
