"""Weights in int8, and the shipped graph."""

from __future__ import annotations

import numpy as np
import pytest

from tawatur.encode.e5.session import LARGEST, SKELETON, int8_columns


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
    assert sorted(w.name for w in inside) == ["last", "least"]
