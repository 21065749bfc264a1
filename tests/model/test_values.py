"""Every type of the model: frozen, slotted, equal by value, and empty of anything of ours."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

import tawatur.model as model
from tawatur.model import comparison as comparison_types

TYPES = sorted(
    {x for module in (model, comparison_types) for x in vars(module).values()
     if isinstance(x, type) and issubclass(x, msgspec.Struct)},
    key=lambda t: t.__name__,
)


@pytest.mark.parametrize("kind", TYPES, ids=lambda t: t.__name__)
def test_types_are_frozen_and_slotted(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    assert "__dict__" not in {name for base in kind.__mro__ for name in vars(base)}


def test_all_types_are_exported() -> None:
    assert len(TYPES) > 25
    assert {t.__name__ for t in TYPES} <= set(model.__all__)


@pytest.mark.parametrize("file", sorted(Path(model.__file__).parent.glob("*.py")), ids=lambda p: p.stem)
def test_the_model_imports_nothing_of_ours(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level <= 1, f"{file.name} imports {node.module} from above"
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        assert not any(name.startswith("tawatur") for name in names)
