"""A pipeline of our own plays the package."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from tawatur.encode import NameSpan
from tawatur.encode.plugins.token_classifier import TokenClassifier
from tawatur.errors import TawaturError, UsageError

TEXT = "زارت سلمى حمدان بلدة العين."


def answer(label: str, words: str, score: float = 0.91234567) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"entity_group": label, "start": start, "end": start + len(words), "score": score}


def install(monkeypatch: pytest.MonkeyPatch, answers: list[dict[str, Any]]) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []

    def pipeline(task: str, **given: object) -> Any:
        made.append({"task": task, **given})
        if given["model"] == "missing":
            raise OSError("no such\nmodel")
        return lambda text: answers

    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(pipeline=pipeline))
    return made


@pytest.mark.parametrize(("label", "kind"), [
    ("PER", "PER"), ("pers", "PER"), ("LOC", "LOC"), ("GPE", "LOC"), ("ORG", "ORG"),
])
def test_labels_become_ours(monkeypatch: pytest.MonkeyPatch, label: str, kind: str) -> None:
    made = install(monkeypatch, [answer(label, " سلمى حمدان ")])
    found = TokenClassifier("some/model").find([TEXT])
    assert found == [[NameSpan(5, 15, kind, 0.9123)]]
    assert TEXT[5:15] == "سلمى حمدان"
    assert made == [{"task": "token-classification", "model": "some/model", "aggregation_strategy": "simple"}]


def test_other_kinds_are_left_out_and_names_stand_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, [answer("LOC", "العين"), answer("MISC", "بلدة"), answer("PER", "سلمى"), answer("PER", " ")])
    assert [TEXT[s.start:s.end] for s in TokenClassifier("m").find([TEXT])[0]] == ["سلمى", "العين"]


def test_a_blank_text_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, [answer("LOC", "العين")])
    assert TokenClassifier("m").find(["", " "]) == [[], []]


def test_errors_are_one_line_and_name_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, [{"entity_group": "PER", "start": None, "end": None, "score": 1.0}])
    with pytest.raises(TawaturError, match="fast tokenizer"):
        TokenClassifier("m").find([TEXT])
    with pytest.raises(UsageError, match="no such model"):
        TokenClassifier("missing")
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(UsageError, match=r"tawatur\[hf\]"):
        TokenClassifier("m")
