"""Errors: each has an exit code of its own, and one class catches them all."""

from __future__ import annotations

import pytest

from tawatur import errors
from tawatur.cli.exits import INTERRUPTED, PARTIAL, UNHEALTHY

KINDS = [x for x in vars(errors).values() if isinstance(x, type) and issubclass(x, Exception)]


def test_exit_codes_are_those_of_the_documentation() -> None:
    assert {kind.__name__: kind.exit_code for kind in KINDS} == {
        "TawaturError": 1, "UsageError": 2, "InputError": 3, "LanguageError": 4, "OutputError": 5,
        "ResourceError": 6, "StoreError": 10, "StoreBusyError": 11, "StoreFullError": 12,
        "StoreReadOnlyError": 13, "StoreVersionError": 14, "StoreDamagedError": 15, "ListenError": 16,
    }


def test_no_exit_code_means_two_things() -> None:
    codes = [0, PARTIAL, UNHEALTHY, INTERRUPTED, *(kind.exit_code for kind in KINDS)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_one_class_catches_all(kind: type[errors.TawaturError]) -> None:
    with pytest.raises(errors.TawaturError, match=r"^a\.txt: empty$"):
        raise kind("a.txt: empty")
