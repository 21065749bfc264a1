"""What the words of lengths of time say: «ثلاث سنوات», «قبل يومين», «عام ونصف العام», «الأيام الثلاثة الماضية»."""

from __future__ import annotations

from ..lang.calendar import Calendar
from .timex_fields import Groups, Meaning, plain, with_article
from .timex_periods import UNIT_KIND

Amount = tuple[int, str]
_ORDER = "CYMWDHNS"
# What half of a unit is, in the next smaller one that it is told in.
_HALF: dict[str, Amount] = {"C": (5, "Y"), "Y": (6, "M"), "M": (15, "D"), "D": (12, "H"), "H": (30, "N")}


def amount(g: Groups, cal: Calendar) -> Amount | None:
    """Number and TIMEX3 letter of «ثلاثة أعوام», «شهرين», «أسبوع»."""
    if "half" in g:
        return None
    if "dual_unit" in g:
        return 2, cal.units[g["dual_unit"]]
    if "definite_dual" in g:
        return 2, cal.units[g["definite_dual"].removeprefix("ا").removeprefix("ل")]
    if "single_unit" in g:
        return 1, cal.units[g["single_unit"]]
    word = g.get("counted") or g.get("definite_plural")
    number = cal.number(g["number"]) if "number" in g else None
    if word is None or number is None:
        return None
    if number == 1 and not g["number"].isdecimal():
        # «إحدى أشهر» is "one of the best known".
        return None
    return number, cal.units[with_article(word, cal.units)]


def amounts(g: Groups, cal: Calendar) -> tuple[Amount, ...] | None:
    """The parts of «سنتين وثلاثة أشهر», «عام ونصف العام», each smaller than the one before it."""
    if "amounts" not in g:
        one = amount(g, cal)
        return (one,) if one is not None else None
    found: list[Amount] = []
    for match in cal.patterns["amount"].finditer(g["amounts"]):
        inner = {key: value for key, value in match.groupdict().items() if value}
        one = _HALF.get(found[-1][1]) if "halfof" in inner and found else amount(inner, cal)
        if one is None or (found and _ORDER.index(one[1]) <= _ORDER.index(found[-1][1])):
            return None
        found.append(one)
    return tuple(found) or None


def length(parts: tuple[Amount, ...]) -> str:
    """A TIMEX3 duration: minutes and hours stand after a T, a decade is ten years."""
    of: dict[str, int] = {}
    for number, letter in parts:
        of["Y" if letter == "C" else letter] = of.get("Y" if letter == "C" else letter, 0) + number * (10 if letter == "C" else 1)
    if set(of) - {"W"} and "W" in of:
        of["D"] = of.get("D", 0) + 7 * of.pop("W")
    days = "".join(f"{of[letter]}{letter}" for letter in "YMWD" if letter in of)
    hours = "".join(f"{of[letter]}{'M' if letter == 'N' else letter}" for letter in "HNS" if letter in of)
    return f"P{days}" + (f"T{hours}" if hours else "")


def duration(g: Groups, cal: Calendar) -> Meaning | None:
    """«استمر أكثر من ثلاث سنوات», «نصف ساعة», «شهرا ونصف»."""
    if "half" in g:
        return Meaning(type="DURATION", kind="duration", literal=cal.half[g["halved"]])
    parts = amounts(g, cal)
    if parts is None:
        return None
    found = Meaning(type="DURATION", kind="duration", literal=length(parts))
    if "approximate" in g:
        found.mod = cal.approximate[g["approximate"]]
    return found


def one_unit(g: Groups, cal: Calendar) -> Meaning | None:
    """«خلال أسبوع», «عاما واحدا»."""
    letter = "W" if "week" in g else "M" if "monthlong" in g else cal.units[g.get("single_unit") or g["counted"]]
    return Meaning(type="DURATION", kind="duration", literal=length(((1, letter),)))


def ago(g: Groups, cal: Calendar) -> Meaning | None:
    """«قبل يومين»; «قبل يومين من المباراة» is a length, and a day where the event has one."""
    if "plural_unit" in g:
        return Meaning(kind="reference", literal="PAST_REF")
    parts = amounts(g, cal)
    if parts is None:
        return None
    letter = parts[-1][1]
    if "event" in g or letter in "NS":
        found = duration(g, cal)
        if found is not None and "event" in g and letter in "DWMY" and "approximate" not in g and len(parts) == 1:
            # The event may be dated by the words that follow.
            found.same, found.offset, found.unit = "before", -parts[0][0], letter
        return found
    return _shifted(parts, -1, g, cal)


def _shifted(parts: tuple[Amount, ...], sign: int, g: Groups, cal: Calendar) -> Meaning:
    """So much before or after the day of publication, as exact as the smallest unit."""
    days = hours = months = 0
    for number, letter in parts:
        if letter in "CYM":
            months += number * {"C": 120, "Y": 12, "M": 1}[letter]
        elif letter in "WD":
            days += number * (7 if letter == "W" else 1)
        else:
            hours += number if letter == "H" else 0
    smallest = parts[-1][1]
    found = Meaning(kind=UNIT_KIND.get({"C": "Y", "W": "D"}.get(smallest, smallest), "day"))
    if smallest in "CY":
        found.offset, found.unit = sign * months // 12, "Y"
    elif smallest == "M":
        found.offset, found.unit = sign * months, "M"
    else:
        found.offset, found.months = sign * (days + round(hours / 24)), sign * months
    if "approximate" in g:
        found.mod = cal.approximate[g["approximate"]]
    return found


def after(g: Groups, cal: Calendar) -> Meaning | None:
    """«بعد أربعة أيام»: a length that becomes a day where the clause has one to count from.

    «بعد أسبوعين من الآن» counts from the day of publication, «قبل شهر من الآن» backwards.
    """
    parts = amounts(g, cal)
    if parts is None:
        return None
    if "now" in g:
        back = "since" in g or "ago" in g
        return _shifted(parts, -1 if back else 1, g, cal)
    found = duration(g, cal)
    if found is not None and len(parts) == 1 and parts[0][1] in "DWMY" and found.mod is None:
        found.same, (found.offset, found.unit) = "after", parts[0]
    return found


def last_units(g: Groups, cal: Calendar) -> Meaning | None:
    """«الأيام الثلاثة الماضية», «آخر ثلاث سنوات»: a length, and the days that it covers."""
    found = plain(g, cal)
    one = amount(g, cal)
    direction = -1 if "last" in g else found.direction
    if one is None:
        if direction == 0 or direction is None or "last" in g:
            return None
        return Meaning(kind="reference", literal="PAST_REF" if direction < 0 else "FUTURE_REF")
    told = Meaning(type="DURATION", kind="duration", literal=length((one,)))
    if direction and one[1] in "CYMWD":
        told.spread, told.count = "past" if direction < 0 else "next", one[0] * (10 if one[1] == "C" else 1)
        told.unit = "Y" if one[1] == "C" else one[1]
    return told


def since(g: Groups, cal: Calendar) -> Meaning | None:
    """«منذ أيام», «في غضون أشهر»: so many that are not told."""
    letter = cal.units[g["plural_unit"]]
    value = f"PTX{letter}" if letter in "HNS" else "PXY" if letter == "C" else f"PX{letter}"
    return Meaning(type="DURATION", kind="duration", literal=value.replace("N", "M"))
