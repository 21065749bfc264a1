"""Running the application: one process, until it is told to stop."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Callable
from ipaddress import ip_network
from typing import TYPE_CHECKING

import msgspec

from ..errors import ListenError, UsageError
from .guard.hosts import is_loopback, split_host
from .settings import WebSettings

if TYPE_CHECKING:
    from ..collection import Collection

# Browsers take "." and ".." out of an address before they ask for it (URL standard, 4.4).
_PREFIX = re.compile(r"(/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")


def serve(collection: Collection, settings: WebSettings, *, log: bool = True, tell: Callable[[str], None] = print) -> None:
    """Serve until SIGINT or SIGTERM. `tell` is handed the line with the address; `log` writes a line for each request to stderr.

    Raises UsageError for settings that can't be, or that would let strangers in, ListenError where nothing can listen there.
    """
    settings = checked(settings)
    listening = listen(settings.host, settings.port)
    with listening:
        address, port = listening.getsockname()[:2]
        settings = guarded(collection, msgspec.structs.replace(settings, port=port), address)

        from .app import create_app
        from .guard import log as logs
        from .guard.server import make_server
        from .noticing import noticing
        from .warming import warm, warming

        logs.set_up(requests=log)
        app = create_app(collection, settings)
        warm(app.state.site)
        tell(f"Tawatur shows {collection.folder} at {address_of(settings)} (Ctrl-C ends it)")
        with noticing(app.state.site), warming(app.state.site):
            make_server(app, settings, app.state.site.stopping).run(sockets=[listening])


def checked(settings: WebSettings) -> WebSettings:
    """The settings in the form in which they are used; raises UsageError for what is no path, name or network."""
    prefix = "/" + settings.prefix.strip("/") if settings.prefix.strip("/") else ""
    if not _PREFIX.fullmatch(prefix):
        raise UsageError(f"--prefix {settings.prefix}: write a path such as /tawatur")
    for name in settings.names:
        if not split_host(name)[0]:
            raise UsageError(f"--name {name}: write a name such as news.example, without http:// and path")
    for proxy in settings.proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            raise UsageError(f"--proxy {proxy}: write the address or network of the proxy, such as 127.0.0.1 or 10.0.0.0/24") from None
    return msgspec.structs.replace(settings, prefix=prefix)


def guarded(collection: Collection, settings: WebSettings, address: str) -> WebSettings:
    """The settings with accounts, where others than this machine can come; raises UsageError where nobody could let them in.

    `address` is the one that is really listened at: a name can lead anywhere.
    """
    open_to_others = not is_loopback(address) or bool(settings.names) or bool(settings.proxies)
    if not (open_to_others or settings.accounts):
        return settings
    if settings.read_only:
        raise UsageError(
            f"{collection.folder}: accounts keep their sessions in the collection, which may only be read here; serve a copy that may be written to"
        )
    if not collection.store.accounts.admins():
        why = f"{settings.host} can be reached by others" if open_to_others else "--accounts"
        raise UsageError(
            f"{why}: this takes an account that may administer; make one with `tawatur account add NAME --role admin -C {collection.folder}`, then run it again"
        )
    return msgspec.structs.replace(settings, accounts=True)


def listen(host: str, port: int, option: str = "--port") -> socket.socket:
    """A socket that listens at an address of this machine; raises ListenError where that is not possible.

    `option` is the one by which another port is chosen.
    """
    where = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):
        raise ListenError(f"{host}: no address of this machine; write 127.0.0.1, or 0.0.0.0 for all of them") from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise ListenError(f"{where}: {_reason(error, option)}") from None
    return listening


def _reason(error: OSError, option: str) -> str:
    if error.errno == errno.EADDRINUSE:
        free = ", 0 takes a free one" if option == "--port" else ""
        return f"another program listens there; choose another port with {option}{free}"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this is no address of this machine; write 127.0.0.1, or 0.0.0.0 for all of them"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"this port may not be listened at without more rights; choose one from 1024 on with {option}"
    return f"can't be listened at ({error.strerror}); choose another with {'--host and ' if option == '--port' else ''}{option}"


def address_of(settings: WebSettings) -> str:
    """The address to open in a browser."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}{settings.prefix}/"
