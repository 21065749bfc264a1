"""Values of the time expressions of one article, in order: each may lean on one before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.calendar import Calendar
from ..model import Attribution, Note, TimeExpression
from ..model.annotation import TimexType
from .timex import Timex
from .timex_days import Anchor, day_of, shift_month, shifted
from .timex_ranges import coherent
from .timex_speech import days_of_speech
from .timex_values import spread_of, value_of

# «الساعة 8 مساء» belongs to a day named so many characters before it, else to the day of publication.
_NEAR = 60
# «آنذاك», «العام نفسه» lean on a time named at most so many characters before them.
_REACH = 400
# «29 من الشهر ذاته» that lies ahead is sure only so near to the month it leans on.
_MONTH_REACH = 200
# «قبل يومين من انتخابات 4 أيار»: so far may the event's own date stand behind it.
_EVENT_REACH = 40

_NAMED = ("that month", "that year", "that week")


class _Memory:
    """What was named so far in the report."""

    def __init__(self, written: dt.date | None = None) -> None:
        self.written = written
        self.last: Anchor | None = None
        self.days: list[tuple[Timex, dt.date]] = []
        self.dates: list[tuple[Timex, str]] = []

    def note(self, timex: Timex, day: dt.date | None, value: str | None) -> None:
        if not timex.anchors or timex.problem or (timex.same in _NAMED and (timex.offset or 0) < 0):
            # What is compared with the year before is not told on from there.
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
    timexes: Sequence[Timex], published: str | None, calendar: Calendar,
    attributions: Sequence[Attribution] = (), text: str = "",
) -> tuple[TimeExpression, ...]:
    """Give each time expression its TIMEX3 value; `published` is an ISO date or None.

    With the attributions of an article and its text, words of speech are counted from the day of speech.
    What can't be resolved without the day of publication keeps a partial value (`XXXX-01-29`); impossible dates
    and expressions that lean on a day the text does not give are left out.
    """
    ref = dt.date.fromisoformat(published) if published else None
    timexes = coherent(timexes, ref)
    speech = days_of_speech(timexes, attributions, text) if attributions else {}
    found: list[TimeExpression] = []
    memory = _Memory(written_on(timexes, ref))
    for index, timex in enumerate(timexes):
        spoken = speech.get(index)
        said = _day_of_speech(spoken, ref, memory) if spoken is not None else None
        value, day, kind = _read(timexes, index, said or ref, memory, said is not None)
        memory.note(timex, day, value)
        if value is None:
            continue
        since, until = spread_of(timex, said or ref)
        found.append(TimeExpression(
            id=f"{timex.article}/t{len(found) + 1}", article=timex.article, start=timex.start,
            end=timex.end, text=timex.text, type=kind, value=value, mod=timex.mod,
            calendar=timex.calendar, rule=timex.rule, since=since, until=until,
            anchor=spoken.span if spoken is not None and said is not None else None,
        ))
    return tuple(found)


def written_on(timexes: Sequence[Timex], ref: dt.date | None) -> dt.date | None:
    """The day before or after that of publication, where «اليوم الخميس» of a paper of Friday tells it.

    None where the days that are named beside «أمس», «اليوم», «غدا» fit the publication, or do not agree.
    """
    if ref is None:
        return None
    slips = set()
    for timex in timexes:
        if timex.anchors and _is_deictic(timex) and timex.weekday is not None and timex.speech < 0:
            day = day_of(timex, ref, None)
            if day is not None:
                slips.add((day - ref).days - (timex.offset or 0))
    slip = slips.pop() if len(slips) == 1 else 0
    return ref + dt.timedelta(slip) if abs(slip) == 1 else None


def written_apart(timexes: Sequence[Timex], published: str | None) -> tuple[Note, ...]:
    """A note where an article tells its days from another day than that of its publication."""
    ref = dt.date.fromisoformat(published) if published else None
    written = written_on(timexes, ref)
    if written is None or ref is None:
        return ()
    named = [t for t in timexes if t.anchors and _is_deictic(t) and t.weekday is not None and t.speech < 0]
    return (Note(
        code="times.written_apart", article=named[0].article, evidence=tuple(t.span for t in named),
        text=f"«{named[0].text}» was written on {written}, not on the day of publication {ref}; "
             "the days told from today are counted from it",
    ),)


def _is_deictic(timex: Timex) -> bool:
    return timex.kind == "day" and timex.offset is not None and timex.unit == "D" and timex.day is None and not timex.same


def _day_of_speech(timex: Timex, ref: dt.date | None, memory: _Memory) -> dt.date | None:
    day = day_of(timex, ref, memory.last)
    return day if day is not None and (ref is None or day <= ref) else None


def _read(
    timexes: Sequence[Timex], index: int, ref: dt.date | None, memory: _Memory, spoken: bool
) -> tuple[str | None, dt.date | None, TimexType]:
    """Value, the day that later ones may lean on, and the type; `ref` is the day of speech if `spoken`."""
    timex = _ending(timexes, index, memory)
    if timex.same == "then" or timex.same in _NAMED:
        return _named(timex, ref, memory), None, timex.type
    if timex.same in ("after", "before"):
        return _counted(timexes, index, ref, memory)
    base = memory.last
    if timex.same == "near day":
        base = _clock_day(timexes, index, ref, memory)
    if timex.same == "month" and _doubtful(timex, memory) and _lies_ahead(timex, ref, base):
        return None, None, timex.type
    if not spoken and _is_deictic(timex):
        ref = (memory.day_of_speech(timex, ref) if timex.speech >= 0 else None) or _written(timex, memory) or ref
    value = value_of(timex, ref, base)
    day = day_of(timex, ref, base) if timex.kind == "day" else None
    if timex.ends_range and day is not None and memory.days and memory.days[-1][0] is timexes[index - 1]:
        later = _after_first(timexes[index - 1], timex, memory.days[-1][1], day)
        if later != day:
            value, day = (value or "").replace(day.isoformat(), later.isoformat()), later
    return value, day, timex.type


def _ending(timexes: Sequence[Timex], index: int, memory: _Memory) -> Timex:
    """«من الأول من تموز حتى نهاية آب»: a month without year that ends a range lies behind its first day."""
    timex = timexes[index]
    open_month = timex.ends_range and timex.kind == "month" and timex.calendar == "gregorian" and timex.year is None
    if not open_month or timex.month is None or timex.direction is not None or timex.offset is not None:
        return timex
    if not memory.days or memory.days[-1][0] is not timexes[index - 1]:
        return timex
    begin = memory.days[-1][1]
    return replace(timex, year=begin.year + (timex.month < begin.month))


def _written(timex: Timex, memory: _Memory) -> dt.date | None:
    return memory.written if timex.weekday is None and timex.rule == "deictic day" else None


def _after_first(first: Timex, last: Timex, begin: dt.date, end: dt.date) -> dt.date:
    """The second end of a range: the weekday that follows the first, the hour of the next day."""
    if first.clock and last.clock:
        return begin + dt.timedelta(last.clock < first.clock)
    lone = last.weekday is not None and last.day is None and last.offset is None and last.nth is None
    if lone and end < begin:
        return begin + dt.timedelta((end - begin).days % 7)
    return end


def _doubtful(timex: Timex, memory: _Memory) -> bool:
    """«29 منه» of what is past, or far from the month that it leans on."""
    far = not memory.days or timex.start - memory.days[-1][0].end > _MONTH_REACH
    return timex.tense < 0 or (timex.tense == 0 and far)


def _lies_ahead(timex: Timex, ref: dt.date | None, base: Anchor | None) -> bool:
    """«في 29 من الشهر ذاته» of what has happened can't be a day to come."""
    day = day_of(timex, ref, base)
    return day is not None and ref is not None and day > ref


def _named(timex: Timex, ref: dt.date | None, memory: _Memory) -> str | None:
    """The value of «آنذاك» (a time past), «الشهر نفسه», «العام التالي»; None where none was named.

    A period next to another («الشهر السابق») is next to that of publication where none was named.
    """
    near = memory.near(timex.start)
    if timex.offset is not None and ref is not None:
        near = [*near, ref.isoformat()]
    for value in near:
        if timex.same == "then":
            if ref is None or value[:10] <= ref.isoformat():
                return value
            continue
        if timex.same == "that year":
            return str(int(value[:4]) + (timex.offset or 0))
        if timex.same == "that week":
            day = _first_day(value)
            if day is not None:
                return "{}-W{:02}".format(*(day + dt.timedelta(7 * (timex.offset or 0))).isocalendar()[:2])
        elif len(value) >= 7 and value[4] == "-" and value[5:7].isdigit():
            return "{}-{:02}".format(*shift_month(int(value[:4]), int(value[5:7]), timex.offset or 0))
    return None


def _first_day(value: str) -> dt.date | None:
    """A day of the week that a value names: of a day its own, of a week its Monday."""
    try:
        return dt.date.fromisoformat(value[:10 if value[5:6] != "W" else 8])
    except ValueError:
        return None


def _counted(
    timexes: Sequence[Timex], index: int, ref: dt.date | None, memory: _Memory
) -> tuple[str | None, dt.date | None, TimexType]:
    """«بعد أربعة أيام» after a day of its sentence, «قبل يومين من» before the event's own date."""
    timex = timexes[index]
    base: dt.date | None = None
    if timex.same == "after":
        # What lies ahead with no day before it («سيعود بعد يومين») is counted from the day of publication.
        base = memory.day_in_sentence(timex) or (ref if timex.tense == 1 else None)
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
