"""How a collection is served."""

from __future__ import annotations

from pathlib import Path

import msgspec


class WebSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What `tawatur serve` was told.

    `prefix` is the path under which a reverse proxy shows the pages (`/tawatur`, or nothing). `accounts` tells
    whether one must log in: without it everybody who reaches the address may do everything, which is
    allowed on this machine alone. `secure` marks cookies for https only, also where a request came by http.
    `names` are further names under which the pages may be asked for (a proxy's), `proxies` the addresses or networks whose
    forwarded headers are believed. `read_only` tells that nothing can be stored. Sizes are bytes, times seconds.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8377
    prefix: str = ""
    accounts: bool = False
    secure: bool = False
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    read_only: bool = False
    largest_request: int = 2_000_000
    largest_upload: int = 8_000_000
    patience: float = 20.0
    compare_seconds: float = 120.0
    requests_a_minute: int = 600
