"""Tawatur reads what several Arabic outlets tell of one event and shows who says what.

`tawatur.compare([...])`, `tawatur.annotate([...])` and `tawatur.open(DIR)` are the whole of it; they are imported on
first use, so that `import tawatur` and `tawatur --help` stay quick.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .version import VERSION as __version__

__all__ = ["ComparisonReport", "__version__", "annotate", "compare", "open", "schema"]

if TYPE_CHECKING:
    from .api import annotate, compare, open, schema
    from .reporting import ComparisonReport


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import api

        return getattr(api, name)
    raise AttributeError(f"module 'tawatur' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps `tawatur.compare` the function: loading the subpackage of that name would hide it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
