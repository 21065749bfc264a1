"""Values of the time expressions of one article, in order: each may lean on one before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..lang.calendar import Calendar
from ..model import Note, TimeExpression
from ..model.annotation import TimexType
from .timex import Timex
from .timex_values import Anchor, day_of, shifted, value_of

# «الساعة 8 مساء» belongs to a day named so many characters before it, else to the day of publication.
_NEAR = 60
# «آنذاك», «العام نفسه» lean on a time named at most so many characters before them.
_REACH = 400
# «29 من الشهر ذاته» that lies ahead is sure only so near to the month it leans on.
_MONTH_REACH = 200
# «قبل يومين من انتخابات 4 أيار»: so far may the event's own date stand behind it.
_EVENT_REACH = 40


class _Memory:
    """What was named so far in the report."""

    def __init__(self) -> None:
        self.last: Anchor | None = None
        self.days: list[tuple[Timex, dt.date]] = []
        self.dates: list[tuple[Timex, str]] = []

    def note(self, timex: Timex, day: dt.date | None, value: str | None) -> None:
        if not timex.anchors or timex.problem:
            return
        if day is not None:
            self.last = Anchor(day, timex.calendar)
            self.days.append((timex, day))
        if value and timex.type in ("DATE", "TIME") and timex.same != "then" and value[:4].isdigit():
            self.dates.append((timex, value))

    def near(self, at: int) -> list[str]:
        """Values named shortly before an offset, last first."""
        return [value for timex, value in reversed(self.dates[-8:]) if 0 <= at - timex.end <= _REACH]

    def day_in_sentence(self, timex: Timex) -> dt.date | None:
        """The day named last before a timex in its sentence."""
        if self.days and self.days[-1][0].sentence == timex.sentence:
            return self.days[-1][1]
        return None

    def day_of_speech(self, timex: Timex, ref: dt.date | None) -> dt.date | None:
        """The day told between the verb of saying and the quotation that holds a timex."""
        for other, day in reversed(self.days[-6:]):
            if timex.speech <= other.start and other.speech < 0:
                return day if ref is None or day <= ref else None
        return None


def resolve(
    timexes: Sequence[Timex], published: str | None, calendar: Calendar
) -> tuple[TimeExpression, ...]:
    """Give each time expression its TIMEX3 value; `published` is an ISO date or None.

    What can't be resolved without it keeps a partial value (`XXXX-01-29`); impossible dates and
    expressions that lean on a day the text does not give are left out.
    """
    ref = dt.date.fromisoformat(published) if published else None
    found: list[TimeExpression] = []
    memory = _Memory()
    for index, timex in enumerate(timexes):
        value, day, kind = _read(timexes, index, ref, memory)
        memory.note(timex, day, value)
        if value is None:
            continue
        found.append(TimeExpression(
            id=f"{timex.article}/t{len(found) + 1}", article=timex.article, start=timex.start,
            end=timex.end, text=timex.text, type=kind, value=value, mod=timex.mod,
            calendar=timex.calendar, rule=timex.rule,
        ))
    return tuple(found)


def _read(
    timexes: Sequence[Timex], index: int, ref: dt.date | None, memory: _Memory
) -> tuple[str | None, dt.date | None, TimexType]:
    """Value, the day that later ones may lean on, and the type."""
    timex = timexes[index]
    if timex.same in ("then", "that month", "that year"):
        return _named(timex, ref, memory), None, timex.type
    if timex.same in ("after", "before"):
        return _counted(timexes, index, ref, memory)
    base = memory.last
    if timex.same == "near day":
        base = _clock_day(timexes, index, ref, memory)
    if timex.same == "month" and _doubtful(timex, memory) and _lies_ahead(timex, ref, base):
        return None, None, timex.type
    if timex.speech >= 0 and _leans_on_speech(timex):
        ref = memory.day_of_speech(timex, ref) or ref
    value = value_of(timex, ref, base)
    day = day_of(timex, ref, base) if timex.kind == "day" else None
    return value, day, timex.type


def _leans_on_speech(timex: Timex) -> bool:
    """«أمس», «غدا»: counted from the day on which they are said."""
    return timex.kind == "day" and timex.offset is not None and timex.unit == "D" and timex.day is None


def _doubtful(timex: Timex, memory: _Memory) -> bool:
    """«29 منه» of what is past, or far from the month that it leans on."""
    far = not memory.days or timex.start - memory.days[-1][0].end > _MONTH_REACH
    return timex.tense < 0 or (timex.tense == 0 and far)


def _lies_ahead(timex: Timex, ref: dt.date | None, base: Anchor | None) -> bool:
    """«في 29 من الشهر ذاته» of what has happened can't be a day to come."""
    day = day_of(timex, ref, base)
    return day is not None and ref is not None and day > ref


def _named(timex: Timex, ref: dt.date | None, memory: _Memory) -> str | None:
    """The value of «آنذاك» (a time past), «الشهر نفسه», «العام نفسه»; None where none was named."""
    for value in memory.near(timex.start):
        if timex.same == "then":
            if ref is None or value[:10] <= ref.isoformat():
                return value
            continue
        if timex.same == "that year":
            return value[:4]
        if len(value) >= 7 and value[4] == "-" and value[5:7].isdigit():
            return value[:7]
    return None


def _counted(
    timexes: Sequence[Timex], index: int, ref: dt.date | None, memory: _Memory
) -> tuple[str | None, dt.date | None, TimexType]:
    """«بعد أربعة أيام» after a day of its sentence, «قبل يومين من» before the event's own date."""
    timex = timexes[index]
    base: dt.date | None = None
    if timex.same == "after" and timex.tense <= 0:
        base = memory.day_in_sentence(timex)
    elif timex.same == "before" and index + 1 < len(timexes):
        event = timexes[index + 1]
        if event.sentence == timex.sentence and event.start - timex.end <= _EVENT_REACH and event.kind == "day":
            base = day_of(event, ref, memory.last)
    day = shifted(base, timex.offset or 0, timex.unit) if base is not None else None
    if day is None or (timex.tense < 0 and ref is not None and day > ref):
        return timex.literal, None, timex.type
    if timex.unit in "DW":
        return day.isoformat(), None, "DATE"
    return day.isoformat()[:7 if timex.unit == "M" else 4], None, "DATE"


def _clock_day(
    timexes: Sequence[Timex], index: int, ref: dt.date | None, memory: _Memory
) -> Anchor | None:
    """The day of an hour: the one that follows at once, else one named just before it."""
    timex = timexes[index]
    after = timexes[index + 1] if index + 1 < len(timexes) else None
    if after is not None and after.kind == "day" and not after.same and after.start - timex.end < 12:
        day = day_of(after, ref, memory.last)
        if day is not None:
            return Anchor(day, after.calendar)
    named = memory.days[-1][0].end if memory.days else 0
    return memory.last if timex.start - named < _NEAR else None


def impossible_dates(timexes: Sequence[Timex]) -> tuple[Note, ...]:
    """A note for each date that no calendar has («31 شباط»)."""
    return tuple(
        Note(
            code="times.impossible", article=timex.article, evidence=(timex.span,),
            text=f"«{timex.text}» is no date ({timex.problem}); it was given no value",
        )
        for timex in timexes if timex.problem
    )
