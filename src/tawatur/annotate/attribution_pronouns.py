"""Finite verbs of saying with a pronoun: «وهو ما تنفيه س», «أبلغه أن»."""

from __future__ import annotations

from ..lang.cues import Form
from .attribution_frames import Found, scan
from .attribution_region import close_quote, fill_region, limit_of, new_found
from .attribution_sources import source_phrase
from .attribution_subjects import subject_of_relative
from .attribution_words import Clause, Words

# The rule of «…، وهو ما تنفيه س»: it speaks of what stands before it.
AFTER_WHAT = "ما + verb with pronoun"


def verb_with_pronoun(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«وهو ما تنفيه س», «ما وصفته بـ», «أبلغه أن»."""
    verb, limit = form.verb, limit_of(words, clause, i)
    if (i > clause.start and words.is_in(i - 1, "noun_preposition")) or verb.key in words.cues.words["like_between"]:
        # «من بينهم: ...», «عن أمله أن»: a noun with its pronoun.
        return []
    if verb.stance == "asks" and i > clause.start and (words.is_in(i - 1, "relative") or words.is_in(i - 1, "what")):
        # «الأسباب التي دعته إلى»: what moved him.
        return []
    marker = scan(words, i, limit, verb) if verb.object_preps or verb.that else None
    after_what = i > clause.start and words.is_in(i - 1, "what_before")
    told = marker is not None and marker.kind in ("that", "quote", "colon") and marker.at == i + 1
    if marker is not None and (verb.object_preps or told) and marker.kind != "none":
        found = new_found(words, clause, i, off, form, marker.offset, limit, "verb with pronoun")
        fill_region(words, found, i + 1, marker.at)
        sender = subject_of_relative(words, clause, i, form)
        if sender is not None:
            # «أرسل المدير خطابا يبلغني فيه بأن»: the subject belongs to its own clause, which says that he wrote.
            found.source, found.antecedent_phrase, found.carried = None, sender, True
        if marker.kind == "quote":
            close_quote(words, found, marker, clause.end)
        return [found]
    if not after_what or not words.is_in(i - 1, "what_which") or i - 2 < clause.start:
        return []
    before = words.norm[i - 2]
    if before not in words.cues.words["which_is"]:
        return []
    end = i - 2
    while end > clause.start and not words.is_word(end - 1) and end - 1 not in words.open_of:
        end -= 1
    if end <= clause.start:
        return []
    found = new_found(words, clause, i, off, form, words.start[clause.start], limit, AFTER_WHAT)
    found.content = (words.start[clause.start], words.end[end - 1])
    found.backward = True
    found.source = source_phrase(words, i + 1, limit)
    return [found]
