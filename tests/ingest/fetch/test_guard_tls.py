"""The connection goes to the checked address, the certificate is checked against the name."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.ingest.fetch.client import Client
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.settings import FetchSettings

from .serving import HTML, Site


class Secure(Site):
    """A site with a certificate for `news.example`; keeps the names that clients asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        context.sni_callback = lambda sock, name, about: self.names.append(name)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Secure]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine to make a certificate")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )
    site = Secure(tmp_path)
    yield site
    site.server.shutdown()
    site.server.server_close()


def client(site: Secure, context: ssl.SSLContext) -> Client:
    def resolve(host: str, port: int, *rest: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    settings = FetchSettings(allow_private=("127.0.0.1",), ports=(site.port,), connect_timeout=5, whole_timeout=5)
    return Client(settings, resolver=resolve, verify=context)


def test_name_in_greeting_and_certificate(secure: Secure, tmp_path: Path) -> None:
    secure.pages["/"] = (200, HTML, b"secure")
    trusting = client(secure, ssl.create_default_context(cafile=str(tmp_path / "cert.pem")))
    assert trusting.send(f"https://news.example:{secure.port}/").body == b"secure"
    assert secure.names == ["news.example"]
    assert secure.asked[0][1]["host"] == f"news.example:{secure.port}"
    with pytest.raises(FetchFailure, match="certificate") as caught:
        trusting.send(f"https://other.example:{secure.port}/")
    assert caught.value.code == "connection"
    assert len(secure.asked) == 1


def test_a_certificate_of_nobody_is_refused(secure: Secure) -> None:
    with pytest.raises(FetchFailure, match="certificate"):
        client(secure, ssl.create_default_context()).send(f"https://news.example:{secure.port}/")
    assert secure.asked == []
