"""What is noted of a request: one line of JSON, without cookies, tokens, passwords or what was searched for."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

LOGGER = logging.getLogger("tawatur.web")


class JsonLines(logging.Formatter):
    """A record as one line: time (UTC), level, event, and what the record brings; a traceback under `error`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(), "event": record.getMessage(),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def set_up(*, requests: bool) -> None:
    """Log to stderr, also what uvicorn has to say; without `requests` only what went wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("tawatur.web", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
    LOGGER.setLevel(logging.INFO if requests else logging.ERROR)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
