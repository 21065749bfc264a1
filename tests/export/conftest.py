from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.model import Comparison


@pytest.fixture(scope="session")
def make_sample() -> Callable[[], Comparison]:
    spec = importlib.util.spec_from_file_location("tawatur_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample  # type: ignore[no-any-return]


@pytest.fixture
def comparison(make_sample: Callable[[], Comparison]) -> Comparison:
    return make_sample()
