"""Under which names the pages may be asked for, and where in an address they begin.

A page of another site can let its own name lead to 127.0.0.1 (DNS rebinding) and then reads what is served there
as its own; it can't change the `Host` that the browser sends, so that is what is looked at.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import Scope

from ..settings import WebSettings

# What a proxy adds to a request.
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip")


def is_loopback(host: str) -> bool:
    """True for an address or name that only this machine reaches."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def split_host(host: str) -> tuple[str, int | None]:
    """Name and port of a `Host` header, the name in small letters and without brackets; ("", None) where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return "", None
    bare = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    return (name.rstrip("."), port) if bare else ("", None)


def host_is_ours(host: str, settings: WebSettings) -> bool:
    """True where the pages may be asked for under this `Host`.

    This machine's own names go with the port that is listened at; names that were configured go with any, since a proxy has
    its own. Where all addresses are listened at, an address in figures is fine: nobody can make one lead elsewhere.
    """
    name, port = split_host(host)
    if not name:
        return False
    if any(name == split_host(known)[0] for known in settings.names):
        return True
    if (port or 80) != settings.port:
        return False
    own = settings.host.strip("[]").lower()
    if is_loopback(name) or name == own:
        return True
    return _is_address(name) and _is_address(own) and ip_address(own).is_unspecified


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def same_origin(origin: str, host: str) -> bool:
    """True where `Origin` is the site that was asked. Its scheme is not looked at: a proxy may have taken TLS off."""
    try:
        parts = urlsplit(origin)
        ports = {"http": 80, "https": 443}
        own = split_host(host)
        theirs = (parts.hostname or "", parts.port)
    except ValueError:
        return False
    usual = ports.get(parts.scheme)
    return bool(theirs[0]) and usual is not None and theirs[0] == own[0] and (theirs[1] or usual) == (own[1] or usual)


def placed(scope: Scope, prefix: str) -> Scope:
    """The request with its path under the prefix, whether or not the proxy has taken it off.

    ASGI wants `path` to begin with `root_path`, and what serves files finds them only then.
    """
    path = scope["path"]
    if not prefix or path == prefix or path.startswith(prefix + "/"):
        return {**scope, "root_path": prefix}
    raw = scope.get("raw_path") or path.encode()
    return {**scope, "root_path": prefix, "path": prefix + path, "raw_path": prefix.encode() + raw}


def safe_back(back: str | None, otherwise: str = "/stories") -> str:
    """A path of ours to go back to; `otherwise` for all that a browser could take for another site.

    Browsers read a backslash as a slash and drop tabs and line ends from addresses (URL standard, 4.4).
    """
    if not back or not back.startswith("/") or back.startswith("//") or "\\" in back or len(back) > 2000:
        return otherwise
    return otherwise if any(ord(char) <= 32 or ord(char) == 127 for char in back) else back
