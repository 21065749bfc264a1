"""Requests made up from the OpenAPI document, good ones and bad: every answer is one that the document tells of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from tawatur.collection import open_collection
from tawatur.web.app import create_app
from tawatur.web.rest.api import OPERATIONS
from tawatur.web.settings import WebSettings

# So many requests of each operation and kind in every run; a run of some thousands is made by hand (docs/rest.md).
_EXAMPLES = 8
_OPERATIONS = [(one.path, one.method) for one in OPERATIONS]


@pytest.fixture(scope="module")
def document(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The document of a served collection that may be written to."""
    folder = tmp_path_factory.mktemp("schemathesis") / "c"
    shutil.copytree(press, folder)
    with open_collection(folder) as collection:
        app = create_app(collection, WebSettings(folder=folder, names=("testserver",), requests_a_minute=1_000_000))
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        app.state.site.jobs.close()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), _OPERATIONS)
def test_answers_are_those_of_the_document(document: Any, path: str, method: str, mode: GenerationMode) -> None:
    operation = document[path][method]
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
        pytest.skip("every text may stand in its address: nothing it takes can be wrong")

    @settings(
        max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate()

    check()


def test_the_document_tells_of_every_operation(document: Any) -> None:
    told = {(path, method.upper()) for path, methods in document.raw_schema["paths"].items() for method in methods}
    assert told == set(_OPERATIONS)
