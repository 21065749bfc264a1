"""News on their way to an address: signed, sent again, never inside this network, never twice by two processes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.collection.alerts import notice_one
from tawatur.collection.saving import SavedDraft, save, save_again
from tawatur.collection.webhooks import WAITS, alert_id, deliver, sign
from tawatur.ingest.fetch.client import Client
from tawatur.model.desk import SavedSearch

from .bridge import FIRST, SECOND, THIRD


class Hook:
    """A server that takes requests; `answers` are its next statuses, 200 afterwards."""

    def __init__(self) -> None:
        hook = self
        self.asked: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                hook.asked.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status, headers = hook.answers.pop(0) if hook.answers else (200, {})
                self.send_response(status)
                for name, value in {"Content-Length": "0", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing on stderr."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.asked]


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    yield hook
    hook.server.shutdown()
    hook.server.server_close()


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bridge(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    """A collection whose settings allow requests to this machine."""
    create_collection(
        tmp_path / "c", encoder="lexical", names="rules", fetch={"allow_private": ["127.0.0.1"], "whole_timeout": 3}).close()
    with open_collection(tmp_path / "c", clock=clock) as collection:
        collection.add([FIRST], workers=0)
        yield collection


def _search(collection: Collection, url: str | None) -> SavedSearch:
    search = save(collection, SavedDraft(name="الجسر", text="الجسر", tell=("new article", "second origin"), webhook=url), "local")
    notice_one(collection, search)
    return search


def test_news_are_sent_with_their_evidence(bridge: Collection, hook: Hook) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    assert deliver(bridge) == (2, 0)
    (body,) = hook.bodies()
    assert (body["search"], body["name"], body["type"]) == (search.id, "الجسر", "tawatur.alerts")
    assert {one["kind"] for one in body["alerts"]} == {"new article", "second origin"}
    for one in body["alerts"]:
        for span in one["evidence"]:
            assert bridge.article(span["article"]).text[span["start"]:span["end"]] == span["text"]
    assert sorted(one["id"] for one in body["alerts"]) == sorted(map(alert_id, bridge.store.saved.alerts(search.id)))


def test_the_signature_is_that_of_standard_webhooks(bridge: Collection, hook: Hook, clock: Clock) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    deliver(bridge)
    headers, body = hook.asked[0]
    key = base64.b64decode(search.secret.removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-timestamp"] == str(int(clock.time.timestamp()))
    assert headers["content-type"] == "application/json"


def test_the_example_of_the_standard() -> None:
    """The test vector of the Standard Webhooks libraries."""
    signature = sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_was_taken_is_not_sent_again(bridge: Collection, hook: Hook, clock: Clock) -> None:
    _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    deliver(bridge)
    clock.sleep(10 * WAITS[-1])
    assert deliver(bridge) == (0, 0)
    assert len(hook.asked) == 1


def test_what_was_not_taken_is_sent_again_later_and_later(bridge: Collection, hook: Hook, clock: Clock) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.answers = [(500, {})] * (len(WAITS) + 1)
    for wait in WAITS:
        assert deliver(bridge) == (0, 2)
        clock.sleep(wait - 1)
        assert deliver(bridge) == (0, 0)
        clock.sleep(1)
    assert deliver(bridge) == (0, 2)
    clock.sleep(100 * WAITS[-1])
    assert deliver(bridge) == (0, 0)
    assert len(hook.asked) == len(WAITS) + 1
    assert {headers["webhook-id"] for headers, _ in hook.asked} == {hook.asked[0][0]["webhook-id"]}
    (problem,) = {a.problem for a in bridge.store.saved.alerts(search.id)}
    assert problem == "the server answered with HTTP 500"


def test_given_up_it_is_sent_once_more_when_asked(bridge: Collection, hook: Hook) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.answers = [(410, {})]
    assert deliver(bridge) == (0, 2)
    assert deliver(bridge) == (0, 0)
    assert bridge.store.saved.send_again(search.id) == 2
    assert deliver(bridge) == (2, 0)
    assert all(a.delivered and a.problem is None for a in bridge.store.saved.alerts(search.id))


def test_one_that_fails_holds_up_no_other(bridge: Collection, hook: Hook) -> None:
    bad = _search(bridge, hook.url.replace("/hook", "/"))
    good = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.answers = [(500, {})]
    assert deliver(bridge) == (2, 2)
    told = {search.id: all(a.delivered for a in bridge.store.saved.alerts(search.id)) for search in (bad, good)}
    assert sorted(told.values()) == [False, True]


def test_a_redirect_is_not_followed(bridge: Collection, hook: Hook) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.answers = [(302, {"Location": "http://169.254.169.254/"})]
    assert deliver(bridge) == (0, 2)
    assert len(hook.asked) == 1
    assert "not followed" in str(bridge.store.saved.alerts(search.id)[0].problem)


def test_nobody_listens(bridge: Collection, hook: Hook) -> None:
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.server.shutdown()
    hook.server.server_close()
    assert deliver(bridge) == (0, 2)
    assert "can't be reached" in str(bridge.store.saved.alerts(search.id)[0].problem)


def test_an_address_that_is_no_more_allowed_is_refused_when_it_is_sent(bridge: Collection, hook: Hook) -> None:
    """The check counts when a request is made: settings and names may have changed since."""
    search = _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    bridge.config = replace(bridge.config, fetch={})
    assert deliver(bridge) == (0, 2)
    assert hook.asked == []
    assert "for safety" in str(bridge.store.saved.alerts(search.id)[0].problem)
    assert deliver(bridge) == (0, 0)


def test_a_name_that_leads_into_this_network_is_refused(bridge: Collection, hook: Hook) -> None:
    """A name is looked up when a request is made, so it may be kept, but nothing is sent."""
    bridge.config = replace(bridge.config, fetch={})
    search = _search(bridge, hook.url.replace("127.0.0.1", "localhost"))
    bridge.add([SECOND], workers=0)
    assert deliver(bridge) == (0, 2)
    assert hook.asked == []
    assert "for safety" in str(bridge.store.saved.alerts(search.id)[0].problem)


def test_two_processes_send_it_once(bridge: Collection, hook: Hook, clock: Clock) -> None:
    _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    with open_collection(bridge.folder, clock=clock) as other:
        found: list[tuple[int, int]] = []
        threads = [threading.Thread(target=lambda c=c: found.append(deliver(c))) for c in (bridge, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(found) == [(0, 0), (2, 0)]
    assert len(hook.asked) == 1


def test_what_was_noticed_before_there_was_an_address_is_not_sent(bridge: Collection, hook: Hook) -> None:
    search = _search(bridge, None)
    bridge.add([SECOND], workers=0)
    assert deliver(bridge) == (0, 0)
    save_again(bridge, search, SavedDraft(name="x", text="الجسر", tell=search.tell, webhook=hook.url))
    assert deliver(bridge) == (0, 0)
    bridge.add([THIRD], workers=0)
    assert deliver(bridge) == (1, 0)
    assert [one["article"] for body in hook.bodies() for one in body["alerts"]] == ["madina-3"]


def test_many_news_go_in_several_requests(bridge: Collection, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.collection.webhooks.MOST", 1)
    _search(bridge, hook.url)
    bridge.add([SECOND, THIRD], workers=0)
    assert deliver(bridge) == (3, 0)
    assert [len(body["alerts"]) for body in hook.bodies()] == [1, 1, 1]


def test_it_stops_when_it_is_told_to(bridge: Collection, hook: Hook) -> None:
    _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    assert deliver(bridge, stopped=lambda: True) == (0, 0)
    assert hook.asked == []


def test_what_was_sent_by_a_process_that_died_is_sent_again_under_the_same_id(
    bridge: Collection, hook: Hook, clock: Clock, monkeypatch: pytest.MonkeyPatch,
) -> None:
    _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    send = Client.send

    def sent_then_dead(*given: Any, **named: Any) -> None:
        send(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Client, "send", sent_then_dead)
        with pytest.raises(KeyboardInterrupt):
            deliver(bridge)
    assert deliver(bridge) == (0, 0)
    clock.sleep(WAITS[0])
    assert deliver(bridge) == (2, 0)
    assert len({headers["webhook-id"] for headers, _ in hook.asked}) == 1
    assert [body["alerts"] for body in hook.bodies()] == [hook.bodies()[0]["alerts"]] * 2


def test_hours_of_failure_lose_nothing_and_tell_nothing_twice(bridge: Collection, hook: Hook, clock: Clock) -> None:
    _search(bridge, hook.url)
    bridge.add([SECOND], workers=0)
    hook.answers = [(503, {})] * 8
    for number in range(3 * 60):
        if number == 20:
            bridge.add([THIRD], workers=0)
        deliver(bridge)
        clock.sleep(60)
    # A look a minute: what came first is tried at 0, 1, 3, 13 and 73 minutes, what came later by itself at 20, 21, 23, 33 and 93.
    assert len(hook.asked) == 10
    told = [one["id"] for body in hook.bodies()[8:] for one in body["alerts"]]
    assert sorted(told) == sorted(alert_id(a) for s in bridge.store.saved.all() for a in bridge.store.saved.alerts(s.id))
    assert len(told) == len(set(told)) == 3
