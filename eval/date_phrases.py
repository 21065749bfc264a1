"""Date phrases of two public test sets held against the reader: Duckling's and Recognizers-Text's Arabic.

    python eval/date_phrases.py [--all]

Reads ../shared/data/dates. A phrase is right where the expressions found in it come to the day, the
period or the hour that the set wants; which of the ways in which a set may mean a phrase is told with
`same`. `--all` prints every miss, without it the first ones of each set. Exit 1 under a floor, 2 without data.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tawatur.annotate.times import find_timexes, resolve
from tawatur.lang.calendar import Calendar, load_calendar
from tawatur.lang.normalize import view
from tawatur.model import Article, TimeExpression

SHARED = Path(__file__).resolve().parents[2] / "shared/data/dates"
FLOORS = {
    "duckling dates": 0.95, "duckling clock": 0.82, "duckling durations": 0.71,
    "recognizers DateParser": 0.75, "recognizers DatePeriodParser": 0.75,
    "recognizers DateParser, what is Arabic": 0.88, "recognizers DatePeriodParser, what is Arabic": 0.90,
}
_SHOWN = 8
# Duckling's own phrases that count with the clock: they want a second, a minute or an hour.
_CLOCK_GRAINS = ("Second", "Minute", "Hour")
# Duckling is a planner's tool and reads every bare weekday and month forward; the program reads the clause. So its
# phrases are read behind words that look ahead.
_AHEAD = "سنلتقي: "
Stretch = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Case:
    """A phrase, the moment it is said at, and the stretches it may mean; none: it names no time.

    `length` is the TIMEX3 duration that a set gives beside a stretch, or wants by itself.
    """

    text: str
    said: dt.datetime
    wanted: tuple[Stretch, ...]
    length: str | None = None
    season: str | None = None


def stretch(value: str) -> Stretch | None:
    """The half-open stretch of a TIMEX3 value; None for durations, references and partial values."""
    if "/" in value:
        first, last = (stretch(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?", value):
        start = dt.datetime.fromisoformat(match[1]) + dt.timedelta(hours=int(match[2]), minutes=int(match[3]))
        if match[4]:
            return start + dt.timedelta(seconds=int(match[4])), start + dt.timedelta(seconds=int(match[4]) + 1)
        return start, start + (dt.timedelta(hours=1) if match[3] == "00" else dt.timedelta(minutes=1))
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T[A-Z]{2})?", value):
        day = dt.datetime.fromisoformat(value[:10])
        return day, day + dt.timedelta(1)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        start = dt.datetime.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return start, start + dt.timedelta(2 if match[3] else 7)
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = 3 if match[2] == "Q" else 6
        return _months(int(match[1]), (int(match[3]) - 1) * months + 1, months)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), 1)
    if re.fullmatch(r"\d{3,4}", value):
        year = int(value.ljust(4, "0"))
        return _months(year, 1, 12 if len(value) == 4 else 120) if year else None
    return None


def _months(year: int, month: int, count: int) -> Stretch:
    at = year * 12 + month - 1 + count
    return dt.datetime(year, month, 1), dt.datetime(at // 12, at % 12 + 1, 1)


def _expressed(one: TimeExpression) -> Stretch | None:
    """The stretch of an expression: of a duration that leans on the day of publication, its days."""
    return stretch(f"{one.since}/{one.until}" if one.since and one.until else one.value)


def same(found: Sequence[TimeExpression], wanted: Stretch, length: str | None) -> bool:
    """True where expressions mean a wanted stretch.

    One expression means it, or the first and the last are its two ends, the last day within or without.
    TIMEX3 gives no length to the beginning, middle or end of a period: any part of it that lies there
    is right. A duration («the next three weeks») is right where its length is that of the set and
    it lies on the same side of the day on which it is said.
    """
    whole = [(one, s) for one in found if (s := _expressed(one)) is not None]
    for one, s in whole:
        if s == wanted or (one.since and s[0] == wanted[0] and s[1] - dt.timedelta(1) == wanted[1]) or (one.mod in ("START", "MID", "END") and _part(s, wanted, one.mod)):
            return True
        if length and one.value == length and (s[0] < wanted[1] and wanted[0] < s[1]):
            return True
        # «قبل شهر» is as exact as its unit.
        if one.rule in ("ago", "from now") and s[0] <= wanted[0] < wanted[1] <= s[1]:
            return True
    starts = [index for index, (_, s) in enumerate(whole) if s[0] == wanted[0]]
    return any(wanted[1] in s for index in starts for _, s in whole[index + 1:])


def _part(unit: Stretch, wanted: Stretch, mod: str) -> bool:
    if wanted[0] < unit[0] or wanted[1] > unit[1] or wanted == unit:
        return False
    # The first week of a month begins on one of its first seven days: on which, countries tell differently.
    slack = dt.timedelta(6) if wanted[1] - wanted[0] == dt.timedelta(7) else dt.timedelta(0)
    at_start, at_end = wanted[0] - unit[0] <= slack, unit[1] - wanted[1] <= slack
    return {"START": at_start, "END": at_end, "MID": wanted[0] != unit[0] and wanted[1] != unit[1]}[mod]


def read(case: Case, calendar: Calendar) -> tuple[TimeExpression, ...]:
    """The expressions of a phrase, said on the day of publication."""
    article = Article(id="a", text=case.text)
    timexes = find_timexes(article, view(article.text), (), calendar)
    return resolve(timexes, case.said.date().isoformat(), calendar)


def is_right(case: Case, found: Sequence[TimeExpression]) -> bool:
    """True where one of the ways in which a set may mean a phrase is what was found."""
    if not case.wanted and not case.length and not case.season:
        return not found
    if case.season and any(one.value == case.season or one.value[5:] == case.season for one in found):
        return True
    if not case.wanted and any(one.value == case.length for one in found):
        return True
    return any(same(found, wanted, case.length) for wanted in case.wanted)


# ---------------------------------------------------------------- Duckling

_SAID = dt.datetime(2013, 2, 12, 4, 30)
_EXAMPLES = re.compile(r"examples \((.*?)\)\s*\[(.*?)\]\s*(?=,|\])", re.DOTALL)
_STAMP = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")
_GRAIN = re.compile(r"\) (Second|Minute|Hour|Day|Week|Month|Year)")
_STEP = {
    "Second": dt.timedelta(seconds=1), "Minute": dt.timedelta(minutes=1), "Hour": dt.timedelta(hours=1),
    "Day": dt.timedelta(1), "Week": dt.timedelta(7),
}


def duckling(folder: Path) -> tuple[list[Case], list[Case]]:
    """Duckling's phrases of dates and of the clock; its grain says which.

    An interval is open at its end. Phrases of two kinds are in neither list, see `_left_out`.
    """
    text = (folder / "Time/AR/Corpus.hs").read_text(encoding="utf-8")
    dates: list[Case] = []
    clock: list[Case] = []
    for head, body in _EXAMPLES.findall(text[text.index("allExamples ::"):]):
        stamps = [_moment([int(part) for part in stamp]) for stamp in _STAMP.findall(head + ")")]
        grain = _GRAIN.search(head)
        assert grain is not None
        for phrase in re.findall(r'"(.*?)"', body):
            wanted = _spread(stamps, grain[1])
            weeks = (wanted[1] - wanted[0]).days // 7 if grain[1] == "Week" and len(stamps) == 2 else 0
            case = Case(_AHEAD + phrase, _SAID, (wanted,), f"P{weeks}W" if weeks else None)
            if not _left_out(phrase):
                (clock if grain[1] in _CLOCK_GRAINS else dates).append(case)
    negative = text[:text.index("context ::")]
    dates += [Case(word, _SAID, ()) for word in re.findall(r'"(.*?)"', negative[negative.index("examples ="):])]
    return dates, clock


def _moment(parts: list[int]) -> dt.datetime:
    year, month, day, hour, minute, second = parts
    return dt.datetime(year, month, day, hour, minute, second)


def _spread(stamps: list[dt.datetime], grain: str) -> Stretch:
    start = stamps[0]
    if len(stamps) == 2:
        return start, stamps[1]
    if grain in ("Month", "Year"):
        return _months(start.year, start.month, 1 if grain == "Month" else 12)
    return start, start + _STEP[grain]


def _left_out(phrase: str) -> str | None:
    """Why a phrase of Duckling's is not counted; None where it is."""
    if "GMT" in phrase.upper():
        return "wants the hour of another time zone: the zone of an article is not known"
    return None


_UNIT = {"Second": "PT{}S", "Minute": "PT{}M", "Hour": "PT{}H", "Day": "P{}D", "Week": "P{}W", "Month": "P{}M", "Year": "P{}Y"}


def durations(folder: Path) -> list[Case]:
    """Duckling's phrases of durations."""
    text = (folder / "Duration/AR/Corpus.hs").read_text(encoding="utf-8")
    return [
        Case(phrase, _SAID, (), _UNIT[unit].format(number))
        for number, unit, body in re.findall(r"DurationData (\d+) (\w+)\)\s*\[(.*?)\]", text, re.DOTALL)
        for phrase in re.findall(r'"(.*?)"', body)
    ]


# ---------------------------------------------------------------- Recognizers-Text


def recognizers(path: Path) -> list[Case]:
    """Cases of one file; its past and its future reading are both right.

    `0001-01-01` stands where a date can't be («31 November»): right where no day is found.
    """
    cases = []
    for row in json.loads(path.read_text(encoding="utf-8-sig")):
        said = dt.datetime.fromisoformat(row["Context"]["ReferenceDateTime"])
        for result in row["Results"]:
            value = result["Value"]
            wanted = []
            for name in ("FutureResolution", "PastResolution"):
                told = value[name]
                ends = [told.get("date") or told.get("startDate"), told.get("endDate")]
                if ends[0] and ends[0] != "0001-01-01":
                    start = dt.datetime.fromisoformat(ends[0])
                    end = dt.datetime.fromisoformat(ends[1]) if ends[1] else start + dt.timedelta(1)
                    wanted.append((start, end))
            length = re.search(r",(P[^,)]+)\)", value["Timex"])
            season = value["Timex"] if re.fullmatch(r"(?:\d{4}-)?(?:SU|SP|FA|WI)", value["Timex"]) else None
            cases.append(Case(row["Input"], said, tuple(wanted), length[1] if length else None, season))
    return cases


# Recognizers' Arabic is translated from English, word by word in places, so that some sentences say something else
# than their values. They count in the first figure of a file and are left out of the second, each for its reason.
_NOT_SAID = (
    (r" إلى (?:27|الحادي والعشرين)[.!]?$", "«on the 27th» has become «to 27»"),
    (r" ل(?:لثاني|لثانية|لثلاثين)", "«for the 2nd» is «to the second one»"),
    (r" يومي$|سبوعي$", "«my day», «my week» are not today and this week"),
    (r" آخر يوم$", "«the last day» is not yesterday"),
    (r"الأحد القادم|سبتمبر الماضي|(?:الشهر|العام|بعد) التالي$", "its value is a week, month or year off the words"),
    (r" \d\.\d\d$|/12, ", "the American order of month and day"),
    (r"نهاية الأسبوع(?: الحالي)?$", "«the rest of the week» has become its end"),
    (r"بعد (?:3|4|يومين)", "«the last» or «the next» three weeks have become «after three weeks»"),
    (r"تسعة عشر (?:و?ثمانية|تسعة)", "«nineteen seventy-eight» is no Arabic year"),
    (r"القرن التاسع عشر$|الألفين|في العشرينيات|مواليد ألفين|في 1970$", "another decade or century, or a decade for a year"),
    (r"سكايب في الأسبوع القادم", "«early next week» has lost its first word"),
)


def not_said(text: str) -> str | None:
    """Why the Arabic of a case does not say what its value says; None where it does."""
    return next((reason for pattern, reason in _NOT_SAID if re.search(pattern, text.strip())), None)


# ---------------------------------------------------------------- figures


def run(name: str, cases: Iterable[Case], calendar: Calendar, show_all: bool) -> bool:
    """Print one figure with its misses; True where it holds its floor."""
    right, misses, count = 0, [], 0
    for case in cases:
        found = read(case, calendar)
        good = is_right(case, found)
        right, count = right + good, count + 1
        if not good:
            wanted = " or ".join(f"{a:%Y-%m-%dT%H:%M}..{b:%Y-%m-%dT%H:%M}" for a, b in case.wanted) or case.length or case.season
            got = [(one.text, one.value, one.mod, one.rule) for one in found]
            misses.append(f"  «{case.text}» said {case.said:%Y-%m-%d}, wanted {wanted}, got {got}")
    share = right / count
    print(f"{name}: {share:.3f} ({right}/{count}), floor {FLOORS[name]}")
    print(*(misses if show_all else misses[:_SHOWN]), sep="\n", end="\n" if misses else "")
    return round(share, 3) >= FLOORS[name]


def main() -> int:
    """Print the figures; the exit code is 1 under a floor."""
    if not SHARED.is_dir():
        print(f"skipped: {SHARED} is missing")
        return 2
    calendar, show_all = load_calendar(), "--all" in sys.argv
    dates, clock = duckling(SHARED / "duckling_ar/Duckling")
    folder = SHARED / "recognizers_text_ar"
    files = {name: recognizers(folder / f"{name}.json") for name in ("DateParser", "DatePeriodParser")}
    holds = [
        run("duckling dates", dates, calendar, show_all),
        run("duckling clock", clock, calendar, show_all),
        run("duckling durations", durations(SHARED / "duckling_ar/Duckling"), calendar, show_all),
        *(run(f"recognizers {name}", cases, calendar, show_all) for name, cases in files.items()),
        *(
            run(f"recognizers {name}, what is Arabic", [case for case in cases if not not_said(case.text)], calendar, False)
            for name, cases in files.items()
        ),
    ]
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
