from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_FILE = Path(__file__).with_name("works.py")


@pytest.fixture(scope="module")
def works() -> Iterator[object]:
    """The module under a name that workers can import too."""
    sys.path.insert(0, str(_FILE.parent))
    spec = importlib.util.spec_from_file_location("works", _FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["works"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(_FILE.parent))
    del sys.modules["works"]
