"""News of saved searches, sent to the addresses that their makers named.

Headers and signature are those of Standard Webhooks (https://www.standardwebhooks.com, version 1): an id, a time and the
HMAC-SHA256 of `id.time.body`, so that libraries of many languages can check them. What is not taken is sent again, later and later.
A request may arrive twice (the answer got lost): the id is the same then.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import UsageError
from ..model.desk import Alert, SavedSearch

if TYPE_CHECKING:
    from ..ingest.fetch.client import Client
    from .collection import Collection

# Seconds after the first, second ... try until the next; there is none after the last.
WAITS = (30, 120, 600, 3600, 4 * 3600, 12 * 3600)
# So many news in one request, so long (seconds) may it take.
MOST, PATIENCE = 100, 15.0
SECRET = "whsec_"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a request: news of one search, the oldest first. Addresses are paths on the server of the pages."""

    type: str = "tawatur.alerts"
    timestamp: str
    search: str
    name: str
    alerts: tuple[dict[str, Any], ...]


def new_secret() -> str:
    """A secret by which requests are signed, in the spelling of Standard Webhooks."""
    return SECRET + base64.b64encode(secrets.token_bytes(24)).decode()


def sign(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The value of the header `webhook-signature`."""
    key = base64.b64decode(secret.removeprefix(SECRET))
    signed = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()


def check_address(collection: Collection, url: str) -> None:
    """Raise UsageError for an address that may not be asked (docs/fetching.md): another scheme, one inside this network."""
    from ..ingest.fetch.failure import FetchFailure

    client = _client(collection, url)
    try:
        client.judge(url)
    except FetchFailure as failure:
        raise UsageError(f"webhook: {url[:200]}: {failure}") from None
    finally:
        client.close()


def deliver(collection: Collection, stopped: Callable[[], bool] = lambda: False) -> tuple[int, int]:
    """Send what is due, a request at a time; says how many news were taken and how many not. Never raises for an address."""
    taken = left = 0
    saved = collection.store.saved
    for search in saved.all():
        while search.webhook and not stopped():
            now = collection.clock().astimezone(UTC)
            news = saved.take_due(search.id, _iso(now), due_times(now), MOST)
            if not news:
                break
            problem, last = _post(collection, search, news, now)
            saved.sent(news, None if problem else _iso(now), problem, last=last)
            taken, left = taken + len(news) * (not problem), left + len(news) * bool(problem)
            if problem:
                # Whoever did not take this would not take the next either.
                saved.hold_back(search.id, _iso(now))
                break
    return taken, left


def due_times(now: datetime) -> dict[int, str]:
    """For each number of tries after which there is another, the latest time of the last one."""
    return {0: _iso(now), **{n: _iso(now - timedelta(seconds=wait)) for n, wait in enumerate(WAITS, 1)}}


def _post(collection: Collection, search: SavedSearch, news: Sequence[Alert], now: datetime) -> tuple[str | None, bool]:
    """Why it was not taken (None: it was), and whether there is no use in trying again."""
    from ..ingest.fetch.failure import FetchFailure

    assert search.webhook is not None
    body = msgspec.json.encode(Delivery(
        timestamp=_iso(now), search=search.id, name=search.name, alerts=tuple(map(told, news)),
    ))
    # Of what is in it, so that what is sent again has the same.
    id = "msg_" + hashlib.sha256("\n".join(f"{a.search} {a.kind} {a.subject}" for a in news).encode()).hexdigest()[:24]
    seconds = int(now.timestamp())
    headers = {
        "Content-Type": "application/json", "Accept": "*/*", "webhook-id": id, "webhook-timestamp": str(seconds),
        "webhook-signature": sign(search.secret, id, seconds, body),
    }
    final = news[0].tries > len(WAITS)
    client = _client(collection, search.webhook)
    try:
        answer = client.send(search.webhook, headers, posted=body)
    except FetchFailure as failure:
        return str(failure), final or not failure.passing
    finally:
        client.close()
    if 200 <= answer.status < 300:
        return None, False
    if answer.location is not None:
        return f"the server points elsewhere (HTTP {answer.status}), which is not followed", final
    return f"the server answered with HTTP {answer.status}", final or answer.status == 410


def told(alert: Alert) -> dict[str, Any]:
    """An alert as others see it: what is new, its evidence, where the pages tell of it."""
    return {
        "kind": alert.kind, "id": alert_id(alert), "at": alert.at, "title": alert.title, "story": alert.story, "article": alert.article,
        "evidence": [msgspec.to_builtins(span) for span in alert.evidence],
    }


def alert_id(alert: Alert) -> str:
    """The same for one piece of news whenever it is told: a URN (RFC 9562, version 5)."""
    from uuid import NAMESPACE_OID, uuid5

    return uuid5(NAMESPACE_OID, f"tawatur {alert.search} {alert.kind} {alert.subject}").urn


def _client(collection: Collection, url: str) -> Client:
    from ..ingest.fetch import settings_from
    from ..ingest.fetch.client import Client

    settings = settings_from(collection.config.fetch)
    short = min(PATIENCE, settings.whole_timeout)
    return Client(msgspec.structs.replace(settings, workers=1, whole_timeout=short, connect_timeout=min(short, settings.connect_timeout)), [url])


def _iso(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
