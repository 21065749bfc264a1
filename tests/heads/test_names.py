"""The shipped head on invented sentences, and its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import tawatur
from tawatur.encode.e5 import E5Encoder
from tawatur.encode.e5.weights import SHA256
from tawatur.errors import ResourceError
from tawatur.heads.names import NamesHead
from tawatur.heads.words import BITS
from tawatur.lang.gazetteer import Gazetteer

FOLDER = Path(tawatur.__file__).parent / "resources" / "heads"
Find = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def encoder() -> E5Encoder:
    return E5Encoder(threads=1)


@pytest.fixture(scope="module")
def find(encoder: E5Encoder, gazetteer: Gazetteer) -> Find:
    head = NamesHead.load()

    def run(text: str) -> list[tuple[str, str]]:
        spans = head.find([text], encoder.read([text]), gazetteer)[0]
        assert all(0 < s.score <= 1 for s in spans)
        return [(s.type, text[s.start:s.end]) for s in spans]
    return run


@pytest.mark.parametrize(("text", "want"), [
    ("وقال أوردوغيل فانتيسكا إن المصنع سيفتح أبوابه في برشلونة.", [("PER", "أوردوغيل فانتيسكا"), ("LOC", "برشلونة")]),
    ("التقى نبيل الخازن وسليم العطار في باريس.", [("PER", "نبيل الخازن"), ("PER", "سليم العطار"), ("LOC", "باريس")]),
    ("انتقل اللاعب من نادي ليفربول إلى الدوحة.", [("ORG", "ليفربول"), ("LOC", "الدوحة")]),
    ("كانت السماء صافية صباح اليوم.", []),
])
def test_names_in_invented_sentences(find: Find, text: str, want: list[tuple[str, str]]) -> None:
    assert find(text) == want


def test_a_sentence_is_read_alike_in_any_company(encoder: E5Encoder, gazetteer: Gazetteer) -> None:
    texts = ["وصل نبيل الخازن إلى لندن.", "", "قال مصدر في الوزارة إن الوفد غادر باريس أمس إلى فيينا."]
    states = encoder.read(texts)
    head = NamesHead.load()
    together = head.find(texts, states, gazetteer)
    assert together == [head.find([t], [s], gazetteer)[0] for t, s in zip(texts, states, strict=True)]
    assert together[1] == []


def test_the_manifest_tells_what_the_head_is() -> None:
    manifest = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
    assert manifest["sha256"] == hashlib.sha256((FOLDER / "names.npz").read_bytes()).hexdigest()
    assert manifest["encoder"]["sha256"] == SHA256
    assert "CC BY-SA 3.0" in manifest["licence"]
    assert tuple(manifest["bits"]) == BITS
    assert (FOLDER / "names.npz").stat().st_size < 3_000_000


def test_a_head_for_other_bits_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "names.npz", x=np.zeros(1))
    (tmp_path / "names.json").write_text(json.dumps({"bits": ["other"], "nets": 1, "tags": ["O"]}), encoding="utf-8")
    with pytest.raises(ResourceError, match="script/train"):
        NamesHead.load(tmp_path)
