"""What the words of one match of the date grammar say, before they become a Timex."""

from __future__ import annotations

import re

import msgspec

from ..model.annotation import TimexType
from .timex import Kind, Same, System

Groups = dict[str, str]


class Meaning(msgspec.Struct, kw_only=True):
    """The fields of a Timex that the words of a match give; built rule by rule."""

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
    problem: str | None = None


def groups(match: re.Match[str]) -> Groups:
    """The groups of a match that hold something; `year__2` counts as `year`."""
    return {key.split("__")[0]: value for key, value in match.groupdict().items() if value}
