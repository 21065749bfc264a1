"""The day of speech: «قال يوم الأربعاء: سنجتمع غدا» means the Thursday after that Wednesday."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Attribution, Span
from .timex import Timex
from .timex_guards import SENTENCE_END

# So far before its cue or source, or behind them, a day of speech may stand.
_NEAR = 40


def days_of_speech(timexes: Sequence[Timex], attributions: Sequence[Attribution], text: str) -> dict[int, Timex]:
    """For the indices of expressions in somebody's own words: the expression that dates the speech.

    Own words are those in quotation marks and those behind the colon of a verb of saying. In reported
    speech («قال الأربعاء إنه سيصل غدا») agencies count from their own day, so that nothing is changed there.
    A speaker who goes on («وأضاف») speaks on the same day.
    """
    found: dict[int, Timex] = {}
    last: Timex | None = None
    for one in sorted(attributions, key=lambda a: (a.content.start, -a.content.end)):
        own = _dated(one, timexes, attributions, text)
        last = own or (last if one.source.carried else None)
        if last is None:
            continue
        spoken = one.mode == "direct" or ":" in text[one.cue.end:one.content.start][:3]
        for index, timex in enumerate(timexes):
            if timex is not last and _within(timex, one) and (spoken or timex.speech >= 0) and leans_on_day(timex):
                found[index] = last
    return found


def leans_on_day(timex: Timex) -> bool:
    """«أمس», «الأسبوع المقبل», «السبت»: counted from the day on which they are said."""
    if timex.same or timex.literal is not None or timex.problem:
        return False
    if timex.kind == "day":
        return (timex.offset is not None or timex.weekday is not None) and timex.day is None
    return timex.kind in ("week", "month", "year") and timex.offset is not None and timex.month is None


def _within(timex: Timex, one: Attribution) -> bool:
    return any(span.start <= timex.start and timex.end <= span.end for span in (one.content, *one.content_more))


def _dated(one: Attribution, timexes: Sequence[Timex], attributions: Sequence[Attribution], text: str) -> Timex | None:
    """The day told beside the cue of an attribution, in its sentence and outside of what is said."""
    low, high = _frame(one)
    stops = [stop.end() for stop in SENTENCE_END.finditer(text, max(0, low), high)]
    low = max([low, *(stop for stop in stops if stop <= one.cue.start)])
    high = min([high, *(stop for stop in stops if stop > one.cue.end and one.content.start < one.cue.start)])
    near = [
        timex for timex in timexes
        if timex.kind == "day" and timex.type in ("DATE", "TIME") and timex.anchors and not timex.clock and not timex.same
        and low <= timex.start and timex.end <= high and not _within(timex, one)
        and not any(_holds(other.content, timex) and not _holds(other.content, one.cue) for other in attributions)
    ]
    return min(near, key=lambda timex: (abs(timex.start - one.cue.start), timex.start), default=None)


def _frame(one: Attribution) -> tuple[int, int]:
    """The stretch of cue and source, up to what is said."""
    spans = [one.cue, *([one.source.span] if one.source.span else [])]
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    if one.content.start >= one.cue.end:
        return low - _NEAR, one.content.start
    return max(one.content.end, low - _NEAR), high + _NEAR


def _holds(span: Span, other: Span | Timex) -> bool:
    return span.start <= other.start and other.end <= span.end
