"""The words of the reports in English and Arabic, with plurals, counts and dates.

The words themselves are data (`strings/en.toml`, `strings/ar.toml`, the same keys in both; `collection.*` for the answers of a collection).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from ..errors import ResourceError, UsageError

LANGUAGES = ("en", "ar")

_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# Both names that Arabic papers use, so that the date reads alike in Beirut, Cairo and Riyadh.
_AR_MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو",
    "حزيران/يونيو", "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AR_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_AND = {"en": " and ", "ar": " و"}
_CLAUSE = {"en": "; ", "ar": "؛ "}
_COMMA = {"en": ", ", "ar": "، "}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2}))?(?:T(.*))?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `table` maps dotted keys to text or to plural forms."""

    lang: str
    table: dict[str, str | dict[str, str]]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, for the page around the articles."""
        return "rtl" if self.lang == "ar" else "ltr"

    def __call__(self, key: str, **names: object) -> str:
        """The text of `key` with its braces filled; raises KeyError where there is none."""
        text = self.table[key]
        assert isinstance(text, str), f"{key} is a plural; use count()"
        return text.format(**names) if names else text

    def get(self, key: str, fallback: str) -> str:
        """The text of `key`, or `fallback` for a value that this version does not know."""
        text = self.table.get(key, fallback)
        return text if isinstance(text, str) else fallback

    def count(self, key: str, n: int) -> str:
        """A number with its noun in the right form («3 وسائل إعلام»)."""
        forms = self.table[key]
        assert isinstance(forms, dict), f"{key} is no plural"
        form = forms.get(_category(n, self.lang), forms["other"])
        return form.format(n=n)

    def join(self, items: list[str]) -> str:
        """A list in words: «a, b and c»."""
        if len(items) < 2:
            return "".join(items)
        return _COMMA[self.lang].join(items[:-1]) + _AND[self.lang] + items[-1]

    def commas(self, items: list[str]) -> str:
        """A list with commas alone: «a, b, c»."""
        return _COMMA[self.lang].join(items)

    def join_clauses(self, one: str, other: str) -> str:
        """Two short clauses side by side."""
        return f"{one}{_CLAUSE[self.lang]}{other}"

    def date(self, value: str | None, weekday: bool = False) -> str:
        """A TIMEX3 value for people; what is no calendar date is given back as it stands."""
        match = _DATE.fullmatch(value or "")
        if match is None:
            # A day that no year could be found for («XXXX-WXX-4») tells people nothing.
            if (value or "").startswith("XXXX"):
                return self("timeline.undated")
            return self.get(f"reference.{value}", value or "")
        year, month, day, week, clock = match.groups()
        if week:
            return f"{year}-W{week}"
        text = year
        if month and 1 <= int(month) <= 12:
            names = _AR_MONTHS if self.lang == "ar" else _EN_MONTHS
            text = f"{names[int(month) - 1]} {year}"
        if day:
            text = f"{int(day)} {text}"
        if weekday and day:
            text = self._weekday(int(year), int(month), int(day)) + text
        return f"{text} {clock}" if clock and clock[:1].isdigit() else text

    def reason(self, says: str) -> str:
        """A reason for a day of publication in this language; one that is not known stays as it is."""
        for key, value in self.table.items():
            if key.startswith("reason.") and isinstance(value, str):
                english, _, own = value.partition(" => ")
                if own and says.startswith(english):
                    return own.format(rest=says[len(english):].strip(" ()"))
        return says

    def _weekday(self, year: int, month: int, day: int) -> str:
        import datetime

        try:
            number = datetime.date(year, month, day).weekday()
        except ValueError:
            return ""
        return f"{_AR_DAYS[number]} " if self.lang == "ar" else f"{_EN_DAYS[number]} "


def is_dated(value: str | None) -> bool:
    """True for a calendar date, False for `PAST_REF` and the like."""
    return _DATE.fullmatch(value or "") is not None


def _category(n: int, lang: str) -> str:
    """The plural category of a whole number (CLDR)."""
    if lang != "ar":
        return "one" if n == 1 else "other"
    if n in (1, 2):
        return ("one", "two")[n - 1]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def load_words(lang: str) -> Words:
    """The words of a report language; raises UsageError for a language that has none."""
    if lang not in LANGUAGES:
        raise UsageError(f"no report in {lang!r}; --lang is one of {', '.join(LANGUAGES)}")
    table: dict[str, str | dict[str, str]] = {}
    for name in ("", "collection.", "drawn.", "export."):
        table |= read_strings(resources.files("tawatur.export") / "strings" / f"{name}{lang}.toml")
    return Words(lang, table)


def read_strings(path: Traversable) -> dict[str, str | dict[str, str]]:
    """One file of words by dotted key; raises ResourceError where it is broken."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path}: {error}") from error
    table: dict[str, str | dict[str, str]] = {}
    _flatten("", data, table, str(path))
    return table


def _flatten(
    prefix: str, data: dict[str, Any], table: dict[str, str | dict[str, str]], where: str
) -> None:
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            table[name] = value
        elif isinstance(value, dict) and "other" in value:
            table[name] = {k: str(v) for k, v in value.items()}
        elif isinstance(value, dict):
            _flatten(f"{name}.", value, table, where)
        else:
            raise ResourceError(f"{where}: {name} is no text")
