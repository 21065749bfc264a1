"""The settings of a collection: written as TOML, read back, refused with the place and the reason."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.config import Config, load_config, save_config, store_url
from tawatur.errors import StoreError, StoreVersionError, UsageError
from tawatur.ingest.fetch.settings import FetchSettings, settings_from


def test_written_and_read_back(tmp_path) -> None:
    config = Config(encoder="lexical", names="rules", largest=9, fetch={"workers": 3, "allow_private": ["127.0.0.1"], "ports": [80, 8080], "robots": True})
    save_config(config, tmp_path)
    assert load_config(tmp_path) == config
    assert [p.name for p in tmp_path.iterdir()] == ["tawatur.toml"]


def test_the_digest_is_of_what_results_depend_on() -> None:
    plain = Config()
    assert plain.digest == Config(store="postgresql://x/y", fetch={"workers": 2}).digest
    assert len({plain.digest, Config(encoder="lexical").digest, Config(names="rules").digest, Config(largest=5).digest}) == 4


def test_a_file_counts_from_the_folder(tmp_path) -> None:
    assert store_url(Config(), tmp_path) == f"sqlite:///{tmp_path}/collection.db"
    assert store_url(Config(store="postgresql://h/n"), tmp_path) == "postgresql://h/n"


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("format = 2", StoreVersionError, "newer Tawatur"), ("format =", UsageError, "tawatur.toml"),
    ("larges = 3", UsageError, "larges"), ("largest = 1", UsageError, "2 or more"), ("encoder = 3", UsageError, "encoder"),
])
def test_what_is_wrong_is_named(tmp_path, text, kind, words) -> None:
    (tmp_path / "tawatur.toml").write_text(text)
    with pytest.raises(kind, match=words):
        load_config(tmp_path)


def test_no_folder(tmp_path) -> None:
    with pytest.raises(StoreError, match="tawatur init"):
        load_config(tmp_path / "x")


def test_every_setting_of_fetching_can_be_written(tmp_path) -> None:
    usual = msgspec.to_builtins(FetchSettings())
    save_config(Config(fetch={name: list(value) if isinstance(value, tuple) else value for name, value in usual.items()}), tmp_path)
    assert settings_from(load_config(tmp_path).fetch) == FetchSettings()
