"""The index of stories: exact, lasting, and thrown away without loss."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tawatur.errors import StoreBusyError, StoreReadOnlyError
from tawatur.stories.candidates import exact_vectors
from tawatur.stories.index import StoryIndex
from tawatur.stories.portrait import Portrait


def story(name: str, numbers: Sequence[float], day: str = "2024-05-14") -> Portrait:
    vector = np.array(numbers, dtype=np.float32)
    packed = exact_vectors(vector / np.linalg.norm(vector)).astype("<i2").tobytes()
    return Portrait(name, day, day, 1, (), (), packed)


A, B, C = story("a", [1, 0, 0]), story("b", [1, 1, 0]), story("c", [0, 0, 1])


def test_near_finds_by_cosine_and_leaves_the_story_itself_out() -> None:
    index = StoryIndex()
    index.put([A, B, C])
    assert index.near([A, B, C], 0.7) == [["b"], ["a"], []]
    assert index.near([A], 0.71) == [[]]
    assert len(index) == 3


def test_what_is_dropped_is_found_no_more_and_what_is_put_again_is_replaced() -> None:
    index = StoryIndex()
    index.put([A, B])
    index.drop(["a", "unknown"])
    assert index.near([B], 0.1) == [[]]
    index.put([A, story("b", [0, 0, 1])])
    assert index.near([A], 0.1) == [[]]
    assert index.ids == ("a", "b")


def test_it_lasts(tmp_path: Path) -> None:
    with StoryIndex(tmp_path / "stories.index", "e5") as index:
        index.put([A, B, C])
        index.drop(["c"])
    with StoryIndex(tmp_path / "stories.index", "e5") as index:
        assert index.ids == ("a", "b")
        assert index.near([A], 0.7) == [["b"]]
        assert [*index.portraits(["b", "c", "a"])] == [B, A]


def test_another_model_starts_empty(tmp_path: Path) -> None:
    with StoryIndex(tmp_path / "stories.index", "e5") as index:
        index.put([A])
    with StoryIndex(tmp_path / "stories.index", "lexical") as index:
        assert index.empty


@pytest.mark.parametrize("torn", [b"", b"not a database at all" * 99, None])
def test_a_torn_file_is_made_anew(tmp_path: Path, torn: bytes | None) -> None:
    path = tmp_path / "stories.index"
    with StoryIndex(path, "e5") as index:
        index.put([A, B])
    path.write_bytes(path.read_bytes()[:5000] if torn is None else torn)
    with StoryIndex(path, "e5") as index:
        assert index.empty
        index.put([A])
    with StoryIndex(path, "e5") as index:
        assert index.ids == ("a",)


def test_stories_without_vectors_or_with_those_of_another_width_are_near_to_none() -> None:
    index = StoryIndex()
    blank = Portrait("d", "2024-05-14", "2024-05-14", 1, (), (), b"")
    index.put([blank])
    index.put([A, B, story("e", [1, 0])])
    assert index.near([blank, A], 0.7) == [[], ["b"]]


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnlyError, match=r"stories\.index"):
        StoryIndex(tmp_path / "nowhere" / "stories.index")


def test_another_writer_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "stories.index"
    with StoryIndex(path) as index, closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreBusyError, match=r"stories\.index"):
            index.put([A])
