"""What a fetch may do and how far it goes; every refusal names the limit that it met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

import msgspec

from ...errors import UsageError
from ...version import VERSION

Clock: TypeAlias = Callable[[], datetime]
"""Now, as an aware datetime in UTC."""

Sleep: TypeAlias = Callable[[float], None]
"""Waits for some seconds."""

AGENT_NAME = "Tawatur"
"""The name by which robots.txt can address this program."""


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Limits and manners of fetching. Seconds and bytes, unless a name says otherwise.

    `allow_private` names addresses or networks inside the user's own network that may be reached
    all the same ("127.0.0.1", "10.2.0.0/16"); none by default. `ports` are allowed beside those
    that the user's own addresses name. `floor` and `ceiling` bound the time between two looks at
    a feed.
    """

    user_agent: str = f"{AGENT_NAME}/{VERSION} (reads Arabic news feeds; obeys robots.txt)"
    allow_private: tuple[str, ...] = ()
    ports: tuple[int, ...] = (80, 443)
    workers: int = 16
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    whole_timeout: float = 60.0
    max_body: int = 5_000_000
    max_unpacked: int = 20_000_000
    max_redirects: int = 5
    max_entries: int = 500
    max_depth: int = 100
    max_sitemaps: int = 20
    delay: float = 1.0
    max_delay: float = 10.0
    retries: int = 2
    backoff: float = 2.0
    max_wait: float = 30.0
    robots: bool = True
    robots_hours: float = 12.0
    floor: float = 600.0
    ceiling: float = 86_400.0
    first: float = 3_600.0

    def __post_init__(self) -> None:
        if self.workers < 1 or self.retries < 0 or self.max_redirects < 0:
            raise UsageError("fetch: workers must be 1 or more, retries and redirects 0 or more")
        if not 0 < self.floor <= self.first <= self.ceiling:
            raise UsageError("fetch: the times between two looks must be 0 < floor <= first <= ceiling")
        if self.delay < 0 or self.max_delay < self.delay:
            raise UsageError("fetch: the delay must be 0 or more and not above max_delay")


def settings_from(values: Mapping[str, object]) -> FetchSettings:
    """The settings with `values` (as from a TOML table) in place of the usual ones; raises UsageError."""
    unknown = sorted(set(values) - set(FetchSettings.__struct_fields__))
    if unknown:
        known = ", ".join(FetchSettings.__struct_fields__)
        raise UsageError(f"fetch: there is no setting {unknown[0]!r}; there are {known}")
    try:
        return msgspec.convert(dict(values), FetchSettings)
    except msgspec.ValidationError as error:
        raise UsageError(f"fetch: {error}") from None
