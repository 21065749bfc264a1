"""An endpoint of our own on this machine plays the service."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from tawatur.encode.plugins.openai import KEY_VARIABLE, OpenAIEncoder
from tawatur.errors import TawaturError, UsageError


class Service:
    """Answers with [length of the text, 1, 0], last text first, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []
        self.status, self.raw, self.wait = 200, b"", threading.Event()
        self.redirect = ""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append(body)
                service.keys.append(self.headers["Authorization"])
                service.paths.append(self.path)
                data = [
                    {"index": i, "embedding": [float(len(t)), 1.0, 0.0]} for i, t in enumerate(body["input"])
                ]
                answer = service.raw or json.dumps({"data": data[::-1]}).encode()
                if service.status == 0:
                    service.wait.wait(5)
                    return
                self.send_response(service.status)
                if service.redirect:
                    self.send_header("Location", service.redirect)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in (KEY_VARIABLE, "OPENAI_API_KEY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Service()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.wait.set()
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_vectors_come_in_order_with_length_one_and_blanks_are_not_sent(service: Service) -> None:
    vectors = OpenAIEncoder(service.url, "m").embed(["اب", "", "ابج", " "])
    assert service.asked == [{"model": "m", "input": ["اب", "ابج"], "encoding_format": "float"}]
    assert service.paths == ["/v1/embeddings"]
    assert vectors.dtype == np.float32
    assert vectors[0] == pytest.approx([0.89443, 0.44721, 0], abs=1e-6)
    assert vectors[2] == pytest.approx([0.94868, 0.31623, 0], abs=1e-6)
    assert not vectors[[1, 3]].any()


def test_many_texts_go_in_batches(service: Service) -> None:
    vectors = OpenAIEncoder(service.url + "/embeddings/", "m").embed(["ن" * (1 + i % 3) for i in range(130)])
    assert [len(a["input"]) for a in service.asked] == [64, 64, 2]
    assert vectors.shape == (130, 3)
    assert np.array_equal(vectors[0], vectors[129])


def test_the_key_comes_from_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = OpenAIEncoder(service.url, "m")
    encoder.embed(["نص"])
    monkeypatch.setenv("OPENAI_API_KEY", "second")
    encoder.embed(["نص"])
    monkeypatch.setenv(KEY_VARIABLE, "first")
    encoder.embed(["نص"])
    assert service.keys == [None, "Bearer second", "Bearer first"]
    assert "first" not in encoder.name


def test_a_lone_surrogate_is_sent_as_a_replacement(service: Service) -> None:
    OpenAIEncoder(service.url, "m").embed(["نص\ud800"])
    assert service.asked[0]["input"] == ["نص\ufffd"]


@pytest.mark.parametrize(("raw", "message"), [
    (b"<html>", "JSON"), (b"[]", "2 embeddings"), (b'{"data": []}', "2 embeddings"),
    (b'{"data": [{"index": 0, "embedding": "x"}]}', "2 embeddings"),
    (b'{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1, 2]}]}', "lengths"),
    (b'{"data": [{"index": 0, "embedding": [NaN]}, {"index": 1, "embedding": [1]}]}', "finite"),
    (b'{"data": [{"index": 0, "embedding": []}, {"index": 1, "embedding": []}]}', "vectors"),
])
def test_another_answer_is_told_in_one_line(service: Service, raw: bytes, message: str) -> None:
    service.raw = raw
    with pytest.raises(TawaturError, match=message) as error:
        OpenAIEncoder(service.url, "m").embed(["نص", "نص آخر"])
    assert "\n" not in str(error.value)


def test_a_refusal_is_quoted(service: Service) -> None:
    service.status, service.raw = 401, b'{"error":\n "wrong key"}'
    with pytest.raises(TawaturError, match="401") as error:
        OpenAIEncoder(service.url, "m").embed(["نص"])
    assert "wrong key" in str(error.value)
    assert "\n" not in str(error.value)


def test_nothing_is_sent_on_to_another_server(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    service.status, service.redirect = 307, service.url + "/elsewhere"
    with pytest.raises(TawaturError, match="307"):
        OpenAIEncoder(service.url, "m").embed(["نص"])
    assert service.paths == ["/v1/embeddings"]


def test_a_silent_server_times_out_and_a_closed_port_is_told(service: Service) -> None:
    service.status = 0
    with pytest.raises(TawaturError, match=r"0\.2 seconds"):
        OpenAIEncoder(service.url, "m", timeout=0.2).embed(["نص"])
    with pytest.raises(TawaturError, match="cannot be reached"):
        OpenAIEncoder("http://127.0.0.1:1/v1", "m").embed(["نص"])


@pytest.mark.parametrize(("url", "model"), [
    ("ftp://host/v1", "m"), ("host/v1", "m"), ("http://", "m"), ("http://host/v1", ""),
    ("http://user:key@host/v1", "m"),
])
def test_a_wrong_address_is_a_usage_error(url: str, model: str) -> None:
    with pytest.raises(UsageError) as error:
        OpenAIEncoder(url, model)
    assert "\n" not in str(error.value)
