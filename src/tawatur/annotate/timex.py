"""A time expression as it was found, before it is known on which day the article was published."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..model import PartKind, Span
from ..model.annotation import TimexType

Kind = Literal[
    "day", "month", "week", "year", "quarter", "season", "duration", "set", "reference"
]
System = Literal["gregorian", "hijri"]
Same = Literal["", "month", "day", "next day", "near day", "that month", "that year", "then", "after", "before"]


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression with what its words say.

    `offset` counts `unit`s (D, W, M, Y) from the day of publication («أمس» -1 D); `direction` is
    -1, 0 or 1 for الماضي, الجاري, المقبل; `same` tells that it leans on the day or month named
    before («28 منه»); `tense` is 1 where the clause looks ahead, -1 where it tells what was, else 0.
    `sentence` is the start of its sentence; `speech` is, of a word in quotation marks, where the verb
    stands that introduces them, else -1: «أمس» in a quotation leans on the day of speaking.
    `anchors` is False where nothing may lean on it (captions, navigation). `problem` says why a
    date can't be («31 شباط»); such a one has no value.
    """

    article: str
    start: int
    end: int
    text: str
    rule: str
    part: PartKind = "body"
    anchors: bool = True
    type: TimexType = "DATE"
    kind: Kind = "day"
    literal: str | None = None
    calendar: System = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    unit: str = "D"
    direction: int | None = None
    same: Same = ""
    part_of_day: str | None = None
    clock: str | None = None
    season: str | None = None
    mod: str | None = None
    tense: int = 0
    problem: str | None = None
    sentence: int = 0
    speech: int = -1

    @property
    def span(self) -> Span:
        return Span(self.article, self.start, self.end, self.text)

    @property
    def full(self) -> bool:
        """True where the words alone name one day: day, month and year."""
        return self.day is not None and self.month is not None and self.year is not None
