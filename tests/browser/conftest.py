from __future__ import annotations

import importlib.util
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

# What an action brings about comes when the browser gets to it, an address too: tests wait for it with `expect`.
expect.set_options(timeout=20_000)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def chromium() -> str | None:
    """Where a Chromium stands: TAWATUR_CHROMIUM, else one on the path."""
    given = os.environ.get("TAWATUR_CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on the path (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample's report in both languages, as files."""
    from tawatur.export.html import render_html

    where = Path(__file__).parents[1] / "export" / "sample.py"
    spec = importlib.util.spec_from_file_location("tawatur_sample_browser", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("reports")
    files = {}
    for lang in ("en", "ar"):
        files[lang] = folder / f"{lang}.html"
        files[lang].write_text(render_html(module.sample(), lang), encoding="utf-8")
    return files


# Pages -----------------------------------------------------------------------------------------------

WIDTHS = {"phone": 390, "desk": 1280}


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[str]:
    """A real server on a free port of this machine, in a thread; gives its address."""
    uvicorn = pytest.importorskip("uvicorn")
    import socket

    from tawatur.collection import open_collection
    from tawatur.web.app import create_app
    from tawatur.web.settings import WebSettings

    # The port is known before the application is made: the guard wants to know its own address.
    with socket.create_server(("127.0.0.1", 0)) as listening, open_collection(folder) as collection:
        port = listening.getsockname()[1]
        app = create_app(collection, WebSettings(folder=folder, port=port, **settings))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """`with serve(folder, accounts=True) as address:` for tests that need a server of their own."""
    return serving


@pytest.fixture(scope="session")
def served(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which a copy of the invented press is served, the same for all browser tests."""
    folder = tmp_path_factory.mktemp("served") / "c"
    shutil.copytree(press, folder)
    with serving(folder) as address:
        yield address


@pytest.fixture
def look(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """`page = look("/stories", lang="ar", width="phone", dark=False)`: a page of `served` in a fresh browser window.

    The test fails where the page asks for anything elsewhere, or writes an error to the console (a breach of the
    content policy is one). `TAWATUR_SCREENSHOTS=DIR` keeps a picture of each page that was looked at.
    """
    contexts, wrong = [], []

    def open_page(path: str, *, lang: str = "en", width: str = "desk", dark: bool = False, address: str = served, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 844}, locale=lang, reduced_motion="reduce",
            color_scheme="dark" if dark else "light", **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url))
        page.goto(address + path)
        if folder := os.environ.get("TAWATUR_SCREENSHOTS"):
            name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
            page.screenshot(path=f"{folder}/{name[:80]}-{lang}-{width}{'-dark' if dark else ''}.png", full_page=True)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """`axe(page)` fails where axe-core finds something serious or critical."""
    axes = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

    def check(page: Any) -> None:
        found = axes.Axe().run(page).response["violations"]
        serious = [
            f'{v["id"]}: {v["help"]}: ' + "; ".join(" ".join(map(str, node["target"])) for node in v["nodes"][:3])
            for v in found if v["impact"] in ("serious", "critical")
        ]
        assert not serious, "\n".join(serious)

    return check


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], None]:
    """`fits(page)` fails where the page is wider than the window, so that one would have to scroll sideways."""

    def check(page: Any) -> None:
        room, needed = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollWidth]")
        assert needed <= room + 1, f"the page needs {needed} px, the window has {room}"

    return check
