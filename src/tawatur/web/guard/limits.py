"""How often: a bucket of tokens for each account, API token or address (leaky bucket as a meter, ITU-T I.371)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

# So many buckets are kept; the one that was longest not used goes, which by then is full again.
_MOST = 20_000


class Buckets:
    """Each key may do `burst` things at once and `a_minute` from then on."""

    def __init__(self, a_minute: float, burst: float | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = a_minute / 60, burst or a_minute, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Take one; 0.0 where there was one, else the seconds until there is one again."""
        now = self._clock()
        with self._lock:
            level, at = self._buckets.get(key, (self._burst, now))
            level = min(self._burst, level + (now - at) * self._rate)
            there = level >= 1
            self._buckets[key] = (level - 1 if there else level, now)
            self._buckets.move_to_end(key)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        return 0.0 if there else (1 - level) / self._rate

    def give_back(self, key: str) -> None:
        """Undo one `take`."""
        with self._lock:
            if key in self._buckets:
                level, at = self._buckets[key]
                self._buckets[key] = (min(self._burst, level + 1), at)


def address_key(address: str) -> str:
    """An address as it is counted: of IPv6 the network, since one house has all the addresses in it."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return str(parsed)
