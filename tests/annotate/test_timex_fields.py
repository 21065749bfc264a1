"""The fields that every rule of the date grammar reads alike."""

from __future__ import annotations

import re

from tawatur.annotate.timex_fields import groups


def test_groups_leave_out_what_is_empty_and_join_numbered_names() -> None:
    match = re.match(r"(?P<day>z)?(?P<year__2>\d{4})", "2015")
    assert match is not None
    assert groups(match) == {"year": "2015"}
