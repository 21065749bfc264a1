"""Running the application: one process, until it is told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .app import create_app
from .settings import WebSettings

if TYPE_CHECKING:
    from ..collection import Collection


def serve(collection: Collection, settings: WebSettings) -> None:
    """Serve until SIGINT or SIGTERM."""
    import uvicorn

    uvicorn.run(create_app(collection, settings), host=settings.host, port=settings.port, log_level="warning", access_log=False)
