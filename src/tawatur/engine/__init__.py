"""Work spread over processes: ordered, bounded, and none the worse for one that dies. Knows no content."""

from __future__ import annotations

from .pool import Failure, Given, Pool, processors

__all__ = ["Failure", "Given", "Pool", "processors"]
