"""Calendars and the date grammar: names of months and days, number words, compiled rules.

CLDR names (babel) are imported inside the functions that need them, so that importing this module
costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..errors import ResourceError
from .normalize import fold
from .reckoning import day_to_hijri as day_to_hijri
from .reckoning import easter as easter
from .reckoning import hijri_month_length as hijri_month_length
from .reckoning import hijri_to_day as hijri_to_day
from .tables import folder as language_folder
from .tables import read_csv, read_toml

System = Literal["gregorian", "hijri"]
_SYSTEMS: tuple[System, ...] = ("gregorian", "hijri")
_LOCALES = ("ar", "ar_EG", "ar_SY", "ar_DZ", "ar_MA")
_UNIT_FORMS = ("counted", "dual", "single", "plural", "definite", "definite_plural")
_VOCABULARY = ("relative", "deictic", "part_of_day", "modifier", "approximate", "season", "references", "decade", "feast", "nth", "next_to")
# Tables that only the meaning of a match is looked up in.
_LOOKUPS = ("era", "part_of_month", "year_part", "half", "minutes", "wanting", "clock_part")


@dataclass(frozen=True, slots=True)
class Month:
    """What a month name means; `guard`: the word is also another word."""

    system: System
    number: int
    guard: bool
    written: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the grammar: its pattern on search forms, and the example that shows it."""

    name: str
    pattern: re.Pattern[str]
    example: str
    value: str


@dataclass(frozen=True)
class Calendar:
    """All that the date grammar knows; every key is a search form (`normalize.fold`).

    `rules` leads from the first word of an expression to the rules it can open; "#" stands for
    any word that begins with a digit.
    """

    months: Mapping[str, Month]
    weekdays: Mapping[str, int]
    relative: Mapping[str, int]
    deictic: Mapping[str, int]
    part_of_day: Mapping[str, str]
    modifier: Mapping[str, str]
    approximate: Mapping[str, str]
    season: Mapping[str, str]
    references: Mapping[str, str]
    decade: Mapping[str, int]
    feast: Mapping[str, str]
    nth: Mapping[str, int]
    next_to: Mapping[str, int]
    bare_weekday: Mapping[str, int]
    era: Mapping[str, str]
    part_of_month: Mapping[str, str]
    year_part: Mapping[str, str]
    half: Mapping[str, str]
    minutes: Mapping[str, int]
    wanting: Mapping[str, int]
    clock_part: Mapping[str, str]
    units: Mapping[str, str]
    duals: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    hours: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    not_future: re.Pattern[str]
    published_line: re.Pattern[str]
    updated_line: re.Pattern[str]
    rules: Mapping[str, tuple[Rule, ...]]
    all_rules: tuple[Rule, ...]

    def month(self, name: str | None) -> Month | None:
        """The month of a name as it stands in the search view; None where there is none."""
        return self.months.get(name) if name else None

    def closest_month(self, word: str, second: str | None = None) -> Month | None:
        """The month a misspelt word stands for; the second name of a dual decides if it is one.

        None where the word is not near enough to any month, or to two different ones.
        """
        other = self.month(second)
        if other is not None:
            return other
        if len(word) < 5:
            return None
        from rapidfuzz import fuzz, process

        hits = process.extract(word, list(self.months), scorer=fuzz.ratio, limit=3, score_cutoff=82)
        hits.sort(key=lambda hit: (-round(hit[1], 3), hit[0]))
        if not hits or len(hits[0][0]) < 5:
            return None
        best = self.months[hits[0][0]]
        for name, score, _ in hits[1:]:
            rival = self.months[name]
            same = (rival.system, rival.number) == (best.system, best.number)
            if not same and round(hits[0][1] - score, 3) < 2:
                return None
        return best

    def number(self, words: str) -> int | None:
        """The value of digits, of number words up to 199, or of a day's ordinal; else None."""
        if words.isdecimal():
            return int(words)
        if words in self.ordinals:
            return self.ordinals[words]
        total = 0
        for word in words.split():
            value = self._number_word(word)
            if value is None:
                return None
            total += value
        return total or None

    def _number_word(self, word: str) -> int | None:
        for form in (word, word.removeprefix("و"), word.removeprefix("و").removeprefix("ال")):
            if form in self.numbers:
                return self.numbers[form]
            if form in self.ordinals:
                return self.ordinals[form]
            if form in self.hours:
                return self.hours[form]
        return None


def load_calendar(folder: Path | None = None) -> Calendar:
    """Read and compile the date grammar; raises ResourceError with file and line (about 50 ms)."""
    folder = folder or language_folder()
    path = folder / "timex.toml"
    raw = read_toml(path)
    months = _months(folder / "months.csv")
    weekdays = _weekdays(folder / "weekdays.csv")
    bare = {word.removeprefix("ال"): number for word, number in weekdays.items()}
    try:
        tables = {name: _folded(raw[name]) for name in (*_VOCABULARY, *_LOOKUPS)}
        units, duals, forms = _units(raw["unit"])
        numbers = _folded(raw["numbers"]["units"]) | _folded(raw["numbers"]["tens"])
        numbers |= _folded(raw["numbers"]["thousands"])
        ordinals, hours = _folded(raw["numbers"]["ordinals"]), _folded(raw["numbers"]["hours"])
        words = {key: frozenset(map(fold, row["list"])) for key, row in raw["words"].items()}
        vocabulary = tables | forms | {
            "month": months, "weekday": weekdays, "bare_weekday": bare, "ordinals": ordinals, "hours": hours,
            "units": _folded(raw["numbers"]["units"]), "tens": _folded(raw["numbers"]["tens"]),
            "thousands": _folded(raw["numbers"]["thousands"]), "early": dict.fromkeys(words["early"]),
        }
        parts = _parts(vocabulary, raw["parts"])
        starts = _start_words(vocabulary, raw["starts"])
        rules, all_rules = _rules(raw["rule"], parts, starts, path)
    except KeyError as error:
        raise ResourceError(f"{path}: {error} is missing; restore the table or key") from error
    return Calendar(
        months=months, weekdays=weekdays, units=units, duals=duals, numbers=numbers,
        ordinals=ordinals, hours=hours, words=words, patterns=_patterns(raw["patterns"], parts, path),
        bare_weekday=bare,
        not_future=re.compile(f"(?:{_any(words['not_future'])})(?:{_any(words['noun_endings'])})?"),
        published_line=re.compile(_any(words["published_line"])),
        updated_line=re.compile(_any(words["updated_line"])),
        rules=rules, all_rules=all_rules, **tables,
    )


def _patterns(
    raw: Mapping[str, Mapping[str, Any]], parts: Mapping[str, str], path: Path
) -> dict[str, re.Pattern[str]]:
    """The patterns that look beside a match, by name."""
    found = {}
    for name, row in raw.items():
        try:
            found[name] = re.compile(_distinct(_fill(row["pattern"], parts)))
        except (KeyError, re.error) as error:
            raise ResourceError(f"{path}: patterns.{name}: {error}; mend the pattern") from error
    return found


def _folded(table: Mapping[str, Any]) -> dict[str, Any]:
    return {fold(key): value for key, value in table.items()}


def _months(path: Path) -> dict[str, Month]:
    from babel.dates import get_month_names

    months: dict[str, Month] = {}
    for locale in _LOCALES:
        for number, name in get_month_names("wide", locale=locale).items():
            months.setdefault(fold(name), Month("gregorian", int(number), False))
    for row in read_csv(path, ("name", "calendar", "month", "guard", "example")):
        system = row.choice("calendar", _SYSTEMS)
        if not row["month"].isdigit() or not 1 <= int(row["month"]) <= 12:
            raise ResourceError(f"{row.where}: month is {row['month']!r}; write 1 to 12")
        months[fold(row["name"])] = Month(
            "hijri" if system == "hijri" else "gregorian",
            int(row["month"]), row.choice("guard", ("yes", "no")) == "yes", row["name"],
        )
    return months


def _weekdays(path: Path) -> dict[str, int]:
    from babel.dates import get_day_names

    days = {fold(name): int(number) for number, name in get_day_names("wide", locale="ar").items()}
    for row in read_csv(path, ("name", "weekday", "example")):
        if row["weekday"] not in tuple("0123456"):
            raise ResourceError(f"{row.where}: weekday is {row['weekday']!r}; write 0 (Monday) to 6")
        days[fold(row["name"])] = int(row["weekday"])
    return days


def _units(raw: Mapping[str, Mapping[str, list[str]]]) -> tuple[
    dict[str, str], dict[str, str], dict[str, dict[str, str]]
]:
    """All forms -> letter, dual forms -> letter, and per kind of form its own table."""
    forms: dict[str, dict[str, str]] = {f"{kind}_unit": {} for kind in _UNIT_FORMS}
    units: dict[str, str] = {}
    for letter, kinds in raw.items():
        for kind in _UNIT_FORMS:
            for word in kinds[kind]:
                forms[f"{kind}_unit"][fold(word)] = letter
                units[fold(word)] = letter
    return units, forms["dual_unit"], forms


def _any(words: Iterable[str]) -> str:
    """An alternation, longest first; the article may have melted into a لـ before it."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.sub("^ال", "ا?ل", re.escape(word)) for word in ordered)


_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"


def _alternations(v: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What {any_NAME} in a part stands for: the words of a table."""
    phrases = [word for word in v["ordinals"] if " " in word]
    return {f"any_{name}": _any(words) for name, words in v.items()} | {
        "any_ordinal_phrases": _any(phrases),
        "any_ordinal_words": _any(word for word in v["ordinals"] if " " not in word),
        "any_year_numbers": _any([*v["thousands"], *v["units"], *v["tens"]]),
        "definite_tens": "|".join(f"ا?ل{word}" for word in sorted(v["tens"])),
    }


def _parts(v: Mapping[str, Mapping[str, Any]], raw: Mapping[str, str]) -> dict[str, str]:
    """What a {name} in a rule stands for; `raw` are the parts of the data file, in order."""
    months, weekdays = _any(v["month"]), _any(v["weekday"])
    parts = {name: f"(?P<{name}>{_any(v[name])})" for name in _VOCABULARY if name != "part_of_day"}
    parts |= _alternations(v)
    parts |= {
        "month": f"(?P<month>{months})", "months": f"(?:{months})",
        "dual": f"(?:(?: ?[/\\\\(-] ?|  ?)(?P<month2>{months})(?!\\w)(?: ?\\))?)",
        "bareday": f"(?P<bareday>{_any(v['bare_weekday'])})",
        "weekday": f"(?P<weekday>{weekdays})", "weekdays": f"(?:{weekdays})", "weekday2": f"(?P<weekday2>{weekdays})",
        "rel": f"(?P<rel>{_any(v['relative'])})", "rel1": f"(?P<rel1>{_any(v['relative'])})",
        "definite_dual": f"(?P<definite_dual>{_any('ال' + word for word in v['dual_unit'])})",
        "hours": f"(?:{_any(v['hours'])})", "day": _DAY,
        "reference": f"(?P<reference>{_any(v['references'])})",
        "dual_unit": f"(?P<dual_unit>{_any(v['dual_unit'])})",
        "single_unit": f"(?P<single_unit>{_any(v['single_unit'])})",
        "plural_unit": f"(?P<plural_unit>{_any(v['plural_unit'])})",
        "definite_unit": f"(?P<definite_unit>{_any(v['definite_unit'])})",
        "definite_plural": f"(?P<definite_plural>{_any(v['definite_plural_unit'])})",
    }
    for name, pattern in raw.items():
        parts[name] = _fill(pattern, parts)
    return parts


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+[12]?)\}", lambda match: parts[match.group(1)], pattern)


def _start_words(
    v: Mapping[str, Mapping[str, Any]], raw: Mapping[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """Words that can open an expression, by name; `raw` are those of the data file."""
    def first(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.split()[0] for word in words))

    tens = tuple(v["tens"])
    starts = {
        **{name: first(v[name]) for name in _VOCABULARY},
        "month": first(v["month"]), "weekday": first(v["weekday"]), "number": ("#",),
        "bareday": first(v["bare_weekday"]),
        "ordinal": (*first(v["ordinals"]), *("ال" + word for word in tens)),
        "number_word": (*first(v["units"]), *("ال" + word for word in first(v["units"])), *tens),
        "definite_dual": tuple("ال" + word for word in v["dual_unit"]),
        "hour": first(v["hours"]), "single_unit": first(v["single_unit"]),
        "dual_unit": first(v["dual_unit"]), "definite_unit": first(v["definite_unit"]),
        "definite_plural": (*first(v["definite_plural_unit"]), "ال"),
        "reference": first(v["references"]),
    }
    for name, words in raw.items():
        starts[name] = (*starts.get(name, ()), *map(fold, words))
    return starts


def _distinct(pattern: str) -> str:
    """Give a group that stands twice in a pattern a second name (`year__2`), as `re` wants."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", number, pattern)


_BLANK = re.compile(r"\[[^\]]*\]|\(\?<[=!][^)]*\)|(\\? )(\?)?")


def _loose(pattern: str) -> str:
    """Where one blank stands in a pattern up to three may stand in a text; not in [...] and look-behinds."""
    def widen(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return match.group()
        return " {0,3}" if match.group(2) else " {1,3}"

    return _BLANK.sub(widen, pattern)


def _rules(
    raw: list[dict[str, Any]], parts: Mapping[str, str], starts: Mapping[str, tuple[str, ...]],
    path: Path,
) -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    buckets: dict[str, list[Rule]] = {}
    rules = []
    for number, row in enumerate(raw, 1):
        where = f"{path}: rule {number} {row.get('name', '')!r}"
        try:
            text = _distinct(_fill(row["pattern"], parts))
            rule = Rule(row["name"], re.compile(f"(?:{_loose(text)})(?!\\w)"), row["example"], str(row["value"]))
        except (KeyError, re.error) as error:
            raise ResourceError(f"{where}: {error}; mend the pattern or the key") from error
        rules.append(rule)
        words = dict.fromkeys(w for name in row["starts"] for w in starts.get(name, (fold(name),)))
        for word in words:
            buckets.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in buckets.items()}, tuple(rules)
