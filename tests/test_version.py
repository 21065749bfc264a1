"""One version, in the package and in its metadata."""

import tomllib
from pathlib import Path

import tawatur


def test_the_package_and_pyproject_name_one_version():
    pyproject = Path(__file__).parents[1] / "pyproject.toml"
    assert tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["version"] == tawatur.__version__
