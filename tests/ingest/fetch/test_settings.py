"""Settings as a collection's file gives them."""

from __future__ import annotations

import pytest

from tawatur.errors import UsageError
from tawatur.ingest.fetch import FetchSettings, settings_from


def test_what_is_given_replaces_the_usual() -> None:
    given = settings_from({"delay": 2, "allow_private": ["10.0.0.0/8"], "robots": False})
    assert given == FetchSettings(delay=2.0, allow_private=("10.0.0.0/8",), robots=False)
    assert settings_from({}) == FetchSettings()


@pytest.mark.parametrize(("values", "said"), [
    ({"dely": 2}, "no setting 'dely'"), ({"delay": "long"}, "delay"), ({"workers": 0}, "workers"), ({"ports": [1, "x"]}, "ports"),
])
def test_what_is_no_setting_is_told(values: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings_from(values)
