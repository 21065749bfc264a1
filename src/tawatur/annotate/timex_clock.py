"""What the words of an hour say."""

from __future__ import annotations

from ..lang.calendar import Calendar
from .timex_fields import Groups, Meaning


def clock(g: Groups, cal: Calendar) -> Meaning | None:
    """«الساعة الثالثة وثماني عشرة دقيقة صباحا» as T03:18; None for no time of day."""
    hour, minute = _hour(g, cal), int(g.get("minutes", 0))
    if hour is None:
        return None
    if "minute" in g:
        minute = cal.minutes.get(g["minute"].removeprefix("ال")) or cal.number(g["minute"]) or 0
    if "less" in g:
        hour, minute = (hour - 1) % 24 or 12, 60 - cal.wanting[g["less"]]
    told = cal.clock_part.get(g.get("clock_part", ""))
    hour = _in_part(hour, told)
    if hour > 24 or minute > 59:
        return None
    seconds = f":{g['seconds']}" if "seconds" in g else ""
    return Meaning(
        type="TIME", same="near day", clock=f"T{hour:02}:{minute:02}{seconds}",
        bare_clock=told is None and 0 < hour <= 12,
    )


def _hour(g: Groups, cal: Calendar) -> int | None:
    if "hour" in g:
        return int(g["hour"])
    if "hourword" in g:
        return cal.hours[g["hourword"]]
    return cal.number(g["hournumber"]) if "hournumber" in g else None


def _in_part(hour: int, part: str | None) -> int:
    """The hour of 24 by the part of the day it is told with."""
    if hour < 12 and (part in ("EV", "AF") or (part == "MI" and hour < 10) or (part == "NI" and hour >= 6)):
        return hour + 12
    if hour == 12 and part in ("NI", "MO", "EV"):
        return 0 if part == "MO" else 24
    return hour
