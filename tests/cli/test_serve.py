"""`tawatur serve` and `tawatur demo --serve`, as programs of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tawatur.cli import serve as serve_command
from tawatur.collection import open_collection
from tawatur.errors import UsageError
from tawatur.web import serving
from tawatur.web.guard import people
from tawatur.web.settings import WebSettings

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


@contextmanager
def program(*argv: object, stderr: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program and the address that it says."""
    with stderr.open("w") as errors:
        started = subprocess.Popen(
            [sys.executable, "-m", "tawatur", *map(str, argv)], stdout=subprocess.PIPE, stderr=errors, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
    try:
        assert started.stdout is not None
        line = started.stdout.readline()
        assert " at http://" in line, stderr.read_text()
        yield started, line.split(" at ", 1)[1].split(" ", 1)[0].rstrip("/")
    finally:
        if started.poll() is None:
            started.kill()
        started.wait()
        if started.stdout is not None:
            started.stdout.close()


def test_it_serves_until_it_is_stopped_and_logs_no_secrets(own: Path, tmp_path: Path) -> None:
    password = "these are some secret words"
    with open_collection(own) as collection:
        people.add_account(collection, "amal", "admin", password)
        secret, _ = people.make_token(collection, "amal", "a program", 1)
    log = tmp_path / "log"
    with program("serve", own, "--port", "0", "--accounts", "--log", stderr=log) as (started, address):
        browser = httpx.Client(base_url=address)
        page = browser.get("/login?back=/stories%3Ftext%3Dsought").text
        csrf = page.split('name="csrf" value="', 1)[1].split('"', 1)[0]
        for word in ("wrong wrong wrong", password):
            said = browser.post("/login", data={"csrf": csrf, "name": "amal", "password": word, "back": "/stories?text=sought"})
        assert said.status_code == 303
        session = browser.cookies["tawatur_session"]
        assert browser.get("/stories?text=sought").status_code == 200
        assert httpx.get(f"{address}/stories.json?key=asked", headers={"authorization": f"Bearer {secret}"}).status_code == 200
        browser.close()
        started.send_signal(signal.SIGTERM)
        assert started.wait(60) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    asked = [line for line in lines if line["event"] == "request"]
    assert [(line["method"], line["path"], line["status"], line["account"]) for line in asked] == [
        ("GET", "/login", 200, None), ("POST", "/login", 401, None), ("POST", "/login", 303, None), ("GET", "/stories", 200, "amal"), ("GET", "/stories.json", 200, "amal"),
    ]
    assert all(set(line) == {"time", "level", "event", "id", "method", "path", "route", "status", "ms", "bytes", "account"} for line in asked)
    assert [line["event"] for line in lines if line["level"] == "warning"] == ["login refused"]
    for kept in (password, "wrong wrong", secret, session, csrf, "sought", "asked"):
        assert kept not in log.read_text()


def test_what_cannot_be_stopped_does_not_hold_up_the_end(press: Path, tmp_path: Path) -> None:
    """A thread that looks at nothing is left behind, and the program ends with 0 all the same."""
    code = (
        "import sys, time, threading\n"
        "from pathlib import Path\n"
        "from tawatur.collection import open_collection\n"
        "from tawatur.web import app as made, serving\n"
        "from tawatur.web.guard import server\n"
        "from tawatur.web.settings import WebSettings\n"
        "server._GRACE = 1\n"
        "create = made.create_app\n"
        "def with_sleep(*given):\n"
        "    app = create(*given)\n"
        "    app.add_api_route('/asleep', lambda: (print('asleep', flush=True), time.sleep(600)))\n"
        "    return app\n"
        "made.create_app = with_sleep\n"
        f"with server.leaving_stuck(0.2), open_collection({str(press)!r}, read_only=True) as c:\n"
        "    serving.serve(c, WebSettings(folder=c.folder, port=0, read_only=True), tell=lambda s: print(s, flush=True))\n"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert started.stdout is not None
    address = started.stdout.readline().split(" at ", 1)[1].split(" ", 1)[0]
    asking = subprocess.Popen([sys.executable, "-c", f"import httpx; httpx.get('{address}asleep', timeout=60)"], stderr=subprocess.DEVNULL)
    try:
        assert started.stdout.readline() == "asleep\n"
        started.send_signal(signal.SIGINT)
        assert started.wait(60) == 0
    finally:
        for process in (started, asking):
            process.kill()
            process.wait()
        started.stdout.close()


@pytest.mark.parametrize(
    ("argv", "says", "code"),
    [
        (["--host", "0.0.0.0", "--port", "0"], "tawatur account add NAME --role admin -C", 2), (["--accounts", "--port", "0"], "tawatur account add NAME --role admin -C", 2),
        (["--name", "news.example", "--port", "0"], "tawatur account add NAME --role admin -C", 2), (["--proxy", "127.0.0.1", "--port", "0"], "tawatur account add NAME", 2),
        (["--host", "no-such-host.invalid"], "no address of this machine", 16), (["--host", "192.0.2.1"], "no address of this machine", 16),
        (["--prefix", "/a b"], "write a path such as /tawatur", 2),
        (["--prefix", "/../x"], "write a path such as /tawatur", 2), (["--name", "http://news.example/x"], "without http://", 2),
        (["--proxy", "everybody"], "the address or network of the proxy", 2), (["--port", "70000"], "65535", 2),
    ],
)
def test_what_cannot_be_served_is_one_clear_line(run: Run, own: Path, argv: list[str], says: str, code: int) -> None:
    ran = run("serve", own, *argv)
    assert ran.code == code
    assert says in ran.err.replace("\n", " ")
    assert ran.out == ""


@pytest.mark.parametrize("named", [(), ("-C",)])
def test_the_collection_is_named_as_for_every_command(run: Run, tmp_path: Path, named: tuple[str, ...]) -> None:
    ran = run("serve", *named, tmp_path, "--port", "0")
    assert (ran.code, ran.out) == (10, "")
    assert "no collection is there" in ran.err


def test_a_port_that_is_taken(run: Run, own: Path) -> None:
    with serving.listen("127.0.0.1", 0) as taken:
        ran = run("serve", own, "--port", taken.getsockname()[1])
    assert (ran.code, ran.err.count("\n")) == (16, 1)
    assert "choose another port with --port" in ran.err


def test_only_a_reader_or_a_disabled_admin_opens_nothing(run: Run, own: Path) -> None:
    with open_collection(own) as collection:
        people.add_account(collection, "layla", "reader", "these are some secret words")
    assert run("serve", own, "--host", "0.0.0.0", "--port", "0").code == 2


def test_what_is_open_to_others_gets_accounts_by_itself(own: Path) -> None:
    with open_collection(own) as collection:
        people.add_account(collection, "amal", "admin", "these are some secret words")
        for settings, address in (
            (WebSettings(folder=own, host="0.0.0.0"), "0.0.0.0"), (WebSettings(folder=own, host="localhost"), "192.168.1.2"),
            (WebSettings(folder=own, names=("news.example",)), "127.0.0.1"), (WebSettings(folder=own, proxies=("127.0.0.1",)), "127.0.0.1"),
        ):
            assert serving.guarded(collection, settings, address).accounts
        assert not serving.guarded(collection, WebSettings(folder=own), "127.0.0.1").accounts
        assert not serving.guarded(collection, WebSettings(folder=own), "::1").accounts


def test_where_nothing_can_be_stored_it_is_only_read(own: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    from tawatur.errors import StoreReadOnlyError

    served = []
    opened = serve_command.place.open_collection

    def refused(folder: str | None, **options: object) -> object:
        if not options.get("read_only"):
            raise StoreReadOnlyError(f"{folder}: may only be read")
        return opened(folder, **options)

    monkeypatch.setattr(serve_command.place, "open_collection", refused)
    monkeypatch.setattr(serving, "serve", lambda collection, settings, **_: served.append((collection.store.read_only, settings.read_only)))
    assert run("serve", own).code == 0
    assert served == [(True, True)]
    monkeypatch.undo()
    with open_collection(own, read_only=True) as collection, pytest.raises(UsageError, match="serve a copy that may be written to"):
        serving.guarded(collection, WebSettings(folder=own, accounts=True, read_only=True), "127.0.0.1")


def test_a_prefix_is_taken_in_any_spelling(own: Path) -> None:
    for written in ("news", "/news", "/news/", "news/"):
        assert serving.checked(WebSettings(folder=own, prefix=written)).prefix == "/news"
    assert serving.checked(WebSettings(folder=own, prefix="/")).prefix == ""


def test_the_demo_leaves_other_collections_alone(run: Run, own: Path) -> None:
    ran = run("demo", "--serve", "--port", "0", "-o", own)
    assert ran.code == 2
    assert "a collection of other articles" in ran.err


def test_the_demo_makes_a_collection_that_fills_the_pages(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur import collection as collections

    def light(folder: Path, **options: object) -> object:
        return collections.create_collection(folder, encoder="lexical", names="rules") if not (Path(folder) / "tawatur.toml").exists() else open_collection(folder)

    seen: dict[str, object] = {}

    def looked(collection: object, settings: WebSettings, **_: object) -> None:
        seen["stories"] = [len(row.articles) for row in collection.stories()]  # type: ignore[attr-defined]
        seen["agenda"] = len(collection.agenda())  # type: ignore[attr-defined]
        seen["outlets"] = len(collection.outlets())  # type: ignore[attr-defined]
        seen["versions"] = [e.id for e in collection.store.entries() if len(collection.versions(e.id)) > 1]  # type: ignore[attr-defined]
        seen["problems"] = collection.problems()  # type: ignore[attr-defined]

    monkeypatch.setattr(collections, "open_collection", light)
    monkeypatch.setattr(serving, "serve", looked)
    folder = tmp_path / "demo"
    for _ in range(2):
        assert run("demo", "--serve", "--port", "0", "-o", folder).code == 0
    assert len(seen["stories"]) >= 6  # type: ignore[arg-type]
    assert max(seen["stories"]) >= 3  # type: ignore[call-overload]
    assert seen["agenda"]
    assert seen["outlets"] == 4
    assert sorted(seen["versions"]) == ["difa-64", "madina-22", "manara-102"]  # type: ignore[call-overload]
    assert seen["problems"] == []


def test_the_press_of_the_demo_begins_as_that_of_the_documentation() -> None:
    from tawatur import api

    examples = Path(__file__).resolve().parents[2] / "examples" / "press"
    first, later, *more = api.demo_press()
    assert first.read_bytes() == (examples / "first.jsonl").read_bytes()
    assert later.read_bytes() == (examples / "later.jsonl").read_bytes()
    assert len(more) == 2
    assert all(json.loads(line)["text"] for path in more for line in path.read_text("utf-8").splitlines())
