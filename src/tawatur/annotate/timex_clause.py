"""What the clause about a time expression tells: whether it looks ahead, and whose words it is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..lang.calendar import Calendar
from ..lang.normalize import TextView
from .timex_guards import SENTENCE_END, word_before

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LOOK_BACK = 220
# So many words before a day a verb of a programme may stand.
_CLOSE = 3
_SHALL = "سا"


def tense(view: TextView, at: int, cal: Calendar) -> int:
    """1 where the nearest cue before `at` in its sentence looks ahead, -1 where it looks back."""
    norm = view.norm
    if word_before(norm, at) in cal.words["since"]:
        return -1
    low = max(0, at - _LOOK_BACK)
    for stop in SENTENCE_END.finditer(norm, low, at):
        low = stop.end()
    after = ""
    end = at
    noted = False
    for place, token in enumerate(reversed(norm[low:at].split())):
        end = norm.rfind(token, low, end)
        word = token.strip("«»\"'()،؛:,-")
        if word in cal.words["by"] and after in cal.words["clock"]:
            continue  # «بحلول الساعة 14:30» does not look ahead
        # «ستلتزم حصتها، مشيرا إلى أن صادراتها بلغت … في نيسان»: what is noted has a tense of its own.
        noted = noted or f"{word} {after}" in cal.words["noted"]
        if _SHALL in word and _i_shall(view, end, token, cal):
            return 0 if noted else 1
        # «قد» before a present form («قد يُرجأ») is a maybe that lies ahead; before a past form not.
        maybe = word.lstrip("وف") in cal.words["maybe"] and after[:1] in ("ي", "ت", "ن")
        if maybe or _looks_ahead(word, cal):
            return 0 if noted else 1
        if place < _CLOSE and (word in cal.words["scheduled"] or word[1:] in cal.words["scheduled"]):
            return 1
        after = word
        if word in cal.words["past"] or (word[1:] in cal.words["past"] and word[0] in "وف"):
            return -1
    return 0


def _i_shall(view: TextView, at: int, word: str, cal: Calendar) -> bool:
    """«سأعود»: the hamza of the text tells it from «ساعة», the list from «سأل»."""
    skip = len(word) - len(word.lstrip("«»\"'()وف"))
    word, at = word[skip:], at + skip
    if len(word) < 4 or not word.startswith(_SHALL) or word.startswith(tuple(cal.words["asked"])):
        return False
    return view.text[view.to_text(at + 1, at + 2)[0]] == "أ"


def _looks_ahead(word: str, cal: Calendar) -> bool:
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 4 else word
    if word in cal.words["future"] or bare in cal.words["future"] or bare[1:] in cal.words["future"]:
        return True
    if len(bare) < 4 or bare[0] != "س" or bare[1] not in "يتن":
        return False
    return cal.not_future.fullmatch(bare) is None


def speech_before(norm: str, at: int, starts: Sequence[int], cal: Calendar) -> int:
    """Where the verb of saying stands before the quotation that holds `at`; -1 outside of quotations."""
    low = norm.rfind("\n", 0, at) + 1
    opened = norm.rfind("«", low, at)
    if opened < 0 or norm.rfind("»", low, at) > opened:
        marks = norm.count('"', low, at)
        opened = norm.rfind('"', low, at) if marks % 2 else -1
    if opened < 0:
        return -1
    sentence = max(low, starts[bisect_right(starts, opened) - 1])
    for word in _WORD.finditer(norm, sentence, opened):
        text = word.group()
        if text in cal.words["past"] or (text[0] in "وف" and text[1:] in cal.words["past"]):
            return word.start()
    return -1
