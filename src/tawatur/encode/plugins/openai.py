"""An endpoint that speaks OpenAI's `POST …/embeddings`: a service, or a server of one's own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import numpy as np
from numpy.typing import NDArray

from ...errors import TawaturError, UsageError
from .vectors import fill_blanks, unit_rows

KEY_VARIABLE = "TAWATUR_EMBEDDINGS_KEY"
_BATCH = 64
_MOST_BYTES = 256 * 1024 * 1024
# A lone surrogate can't be sent as UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")


class _NoRedirect(HTTPRedirectHandler):
    """The key and the articles go to the server that was named, to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class OpenAIEncoder:
    """Sends texts to `url` (up to and with `/v1`, or with `/embeddings`) and asks for `model`.

    The key is taken from the environment variable TAWATUR_EMBEDDINGS_KEY, else OPENAI_API_KEY, and
    left out where both are unset. `timeout` is in seconds for each batch of 64 texts. Texts leave
    the machine: that is the user's explicit choice. Raises UsageError for a wrong URL, TawaturError
    where the server can't be reached, refuses or answers something else.
    """

    def __init__(self, url: str, model: str, timeout: float = 60.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"openai: {url!r} is no http(s) address")
        if not model:
            raise UsageError(f"openai: name the model after a #, as in openai:{url}#MODEL")
        if parts.username or parts.password:
            raise UsageError(f"openai: put the key into {KEY_VARIABLE}, not into the address")
        base = url.rstrip("/")
        self._url = base if base.endswith("/embeddings") else base + "/embeddings"
        self._model = model
        self._timeout = timeout
        self._opener = build_opener(_NoRedirect)
        self.name = f"openai:{model}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) float32, L2-normalised and rounded; a blank text is not sent and gives zeros."""
        return fill_blanks(texts, self._embed)

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        rows: list[list[float]] = []
        for at in range(0, len(texts), _BATCH):
            rows += self._batch([_SURROGATE.sub("\ufffd", t) for t in texts[at:at + _BATCH]])
        if len({len(row) for row in rows}) != 1:
            raise TawaturError(f"{self._url} sent vectors of different lengths")
        return unit_rows(np.array(rows, dtype=np.float64), len(texts), self._url)

    def _batch(self, texts: list[str]) -> list[list[float]]:
        answer = self._ask({"model": self._model, "input": texts, "encoding_format": "float"})
        try:
            found = {item["index"]: [float(x) for x in item["embedding"]] for item in answer["data"]}
            return [found[i] for i in range(len(texts))]
        except (TypeError, KeyError, ValueError) as error:
            raise TawaturError(f"{self._url} did not answer with {len(texts)} embeddings") from error

    def _ask(self, body: dict[str, object]) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        key = os.environ.get(KEY_VARIABLE) or os.environ.get("OPENAI_API_KEY")
        if key:
            headers["Authorization"] = f"Bearer {key}"
        request = Request(self._url, json.dumps(body).encode(), headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                raw = answer.read(_MOST_BYTES + 1)
        except HTTPError as error:
            said = error.read(2000).decode("utf-8", "replace")
            raise TawaturError(
                f"{self._url} answered {error.code} {error.reason}: {' '.join(said.split())[:200]}"
            ) from error
        except TimeoutError as error:
            raise TawaturError(f"{self._url} did not answer in {self._timeout:g} seconds") from error
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise TawaturError(f"{self._url} cannot be reached: {reason}") from error
        if len(raw) > _MOST_BYTES:
            raise TawaturError(f"{self._url} answered more than {_MOST_BYTES} bytes")
        try:
            return json.loads(raw)
        except ValueError as error:
            raise TawaturError(f"{self._url} did not answer in JSON") from error
