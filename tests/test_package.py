"""The public names, whatever was imported before them."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("first", [
    "import tawatur",
    "import tawatur.compare.align",
    "from tawatur.compare import origins",
    "from tawatur import api",
])
def test_compare_is_the_function_whatever_was_imported_first(first):
    code = f"{first}\nimport tawatur\nassert callable(tawatur.compare), tawatur.compare\n" \
           "assert callable(tawatur.annotate) and callable(tawatur.schema)\nprint(tawatur.compare.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "tawatur.api"), done.stderr


def test_an_unknown_name_is_an_attribute_error():
    import tawatur

    with pytest.raises(AttributeError, match="nothing"):
        _ = tawatur.nothing
