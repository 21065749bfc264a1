"""What befalls a file: full disks, folders without rights, kills, damage. Nothing that was confirmed is lost."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tawatur.errors import (
    OutputError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from tawatur.lang.search_words import SearchWords
from tawatur.model import NewVersion, SearchQuery
from tawatur.store import Store, open_store, rescue

News = Callable[..., NewVersion]
# 100 in a run before a release; fewer where every push waits for them.
KILLS = int(os.environ.get("TAWATUR_TEST_KILLS", "20"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.db"


@pytest.fixture
def store(path: Path, search_words: SearchWords) -> Iterator[Store]:
    with open_store(f"sqlite:///{path}", words=search_words, create=True) as opened:
        yield opened


def one_line(error: pytest.ExceptionInfo[StoreError], path: Path) -> bool:
    return str(path) in str(error.value) and "\n" not in str(error.value)


def test_a_full_disk_keeps_what_was_confirmed(store: Store, path: Path, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(20)])
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    store.close()

    def no_more_room(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    from sqlalchemy import event

    event.listen(store._engine, "connect", no_more_room)
    with pytest.raises(StoreFullError, match="no room is left") as error:
        store.put([news(n, "غيم " * 5000 + str(n)) for n in range(100, 150)])
    assert one_line(error, path)
    assert store.counts()["articles"] == 20
    event.remove(store._engine, "connect", no_more_room)
    store.close()
    assert len(store.put([news(n, f"غيم {n}") for n in range(100, 150)])) == 50
    assert store.check() == []


def test_a_refused_write_keeps_what_was_confirmed(store: Store, path: Path, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(20)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{path}-wal").stat().st_size + 50_000, before[1]))
    try:
        with pytest.raises(StoreFullError) as error:
            store.put([news(n, "غيم " * 5000 + str(n)) for n in range(100, 150)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert one_line(error, path)
    assert store.counts()["articles"] == 20
    store.put([news(100, "غيم")])
    assert store.check() == []


def test_a_full_disk_at_the_beginning_leaves_a_place_to_begin_again(path: Path, search_words: SearchWords) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        with pytest.raises(StoreFullError):
            open_store(f"sqlite:///{path}", words=search_words, create=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    with open_store(f"sqlite:///{path}", words=search_words, create=True) as store:
        assert store.check() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="rights do not bind a superuser")
@pytest.mark.parametrize("locked", ["folder", "file"])
def test_a_place_without_rights_can_be_read(locked: str, store: Store, path: Path, search_words: SearchWords, news: News) -> None:
    store.put([news(1, "بحر")])
    store.close()
    target = path.parent if locked == "folder" else path
    target.chmod(0o555 if locked == "folder" else 0o444)
    try:
        reads_but_does_not_write(path, search_words, news)
    finally:
        target.chmod(0o755)


def reads_but_does_not_write(path: Path, search_words: SearchWords, news: News) -> None:
    with open_store(f"sqlite:///{path}", words=search_words, read_only=True) as reader:
        assert len(reader.search(SearchQuery(text="بحر"))) == 1
        assert reader.check() == []
    with pytest.raises(StoreReadOnlyError) as error, open_store(f"sqlite:///{path}", words=search_words) as writer:
        writer.put([news(2, "آخر")])
    assert one_line(error, path) or str(path.parent) in str(error.value)


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Makes a folder one that nobody can write to, not even a superuser, where the system lets us."""
    target = tmp_path / "disk"
    target.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only a superuser can mount a disk that is read only")
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(target)], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount a disk")

    def lock() -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(target)], check=True, capture_output=True)

    yield lock
    subprocess.run(["umount", str(target)], check=False, capture_output=True)


def test_a_disk_that_is_read_only_can_be_read(read_only_disk: Callable[[], None], tmp_path: Path, search_words: SearchWords, news: News) -> None:
    path = tmp_path / "disk" / "collection.db"
    with open_store(f"sqlite:///{path}", words=search_words, create=True) as store:
        store.put([news(1, "بحر")])
    read_only_disk()
    reads_but_does_not_write(path, search_words, news)


def test_a_read_only_copy_of_one_in_use_is_not_opened_to_write(
    read_only_disk: Callable[[], None], store: Store, path: Path, tmp_path: Path, search_words: SearchWords, news: News
) -> None:
    store.put([news(1, "بحر")])
    copy = tmp_path / "disk"
    for end in ("", "-wal", "-shm"):
        shutil.copy(f"{path}{end}", copy)
    read_only_disk()
    with pytest.raises(StoreReadOnlyError, match="may only be read here"):
        open_store(f"sqlite:///{copy / path.name}", words=search_words)
    with open_store(f"sqlite:///{copy / path.name}", words=search_words, read_only=True) as reader:
        assert len(reader.search(SearchQuery(text="بحر"))) == 1


def test_what_another_left_in_the_log_is_not_passed_over(store: Store, path: Path, search_words: SearchWords, news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.store import engine

    store.put([news(1, "بحر")])
    copy = path.parent / "copy"
    copy.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", copy)
    monkeypatch.setattr(engine, "_can_write", lambda folder: False)
    with pytest.raises(StoreReadOnlyError, match=r"last changes lie in collection\.db-wal"):
        open_store(f"sqlite:///{copy / path.name}", words=search_words, read_only=True)


@pytest.mark.parametrize(("bytes_", "words"), [(b"", "empty"), (b"%PDF-1.4 not a database at all", "not a database")])
def test_a_file_that_is_no_database_is_told_and_left(bytes_: bytes, words: str, path: Path, search_words: SearchWords) -> None:
    path.write_bytes(bytes_)
    with pytest.raises(StoreDamagedError, match=words) as error:
        open_store(f"sqlite:///{path}", words=search_words)
    assert one_line(error, path)
    assert path.read_bytes() == bytes_


def test_a_database_of_another_program_is_left_alone(path: Path, search_words: SearchWords) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE stories(x)")
    with pytest.raises(StoreError, match=r"no collection is in it"):
        open_store(f"sqlite:///{path}", words=search_words)
    with pytest.raises(StoreError, match=r"tables of another program"):
        open_store(f"sqlite:///{path}", words=search_words, create=True)


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path: Path, search_words: SearchWords) -> None:
    with pytest.raises(StoreDamagedError, match="a folder"):
        open_store(f"sqlite:///{tmp_path}", words=search_words)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreReadOnlyError):
        open_store(f"sqlite:///{tmp_path / 'file' / 'collection.db'}", words=search_words, create=True)


def test_another_program_that_holds_the_file_is_told(store: Store, path: Path, news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(StoreBusyError, match="another process") as error:
            store.put([news(1, "بحر")])
        assert one_line(error, path)
    assert store.put([news(1, "بحر")])[0].state == "new"


# Damage


def test_an_index_of_words_that_disagrees_is_found_and_made_again(store: Store, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(5)])
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM article_fts_data WHERE id > 10")
    assert [finding.code for finding in store.check()] == ["search"]
    store.repair()
    assert store.check() == []
    assert len(store.search(SearchQuery(text="بحر"))) == 5


def test_claims_and_names_that_are_gone_are_found(store: Store, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(5)])
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM claims")
    assert [finding.code for finding in store.check()] == ["search"]
    assert store.repair()
    assert store.check() == []


def test_a_text_that_cannot_be_read_is_told_and_left(store: Store, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(3)])
    with store._writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET content = x'00' WHERE article = 2")
    (finding,) = store.check()
    assert (finding.code, finding.repairable) == ("texts", False)
    assert "a1" in finding.message
    with pytest.raises(StoreDamagedError, match="a1"):
        store.article("a1")
    store.repair()
    assert store.counts()["versions"] == 3


def damage(path: Path, seed: int, share: float = 0.06) -> None:
    """Overwrite some pages behind the first with noise."""
    size, random = 4096, Random(seed)
    with path.open("r+b") as file:
        for page in range(30, path.stat().st_size // size):
            if random.random() < share:
                file.seek(page * size)
                file.write(random.randbytes(size))


def test_a_damaged_file_is_told_and_what_can_be_read_is_rescued(store: Store, path: Path, search_words: SearchWords, news: News) -> None:
    store.put([news(n, f"بحر رقم {n} " + "موج " * 60) for n in range(400)])
    store.close()
    whole = path.read_bytes()
    damage(path, 3)
    with open_store(f"sqlite:///{path}", words=search_words) as broken:
        codes = {finding.code for finding in broken.check()}
        assert "file" in codes
        assert broken.repair() == []
    fresh = path.parent / "rescued.db"
    findings = rescue(path, fresh, search_words)
    assert any(finding.code == "lost" for finding in findings)
    assert path.read_bytes() != whole
    with open_store(f"sqlite:///{fresh}", words=search_words) as saved:
        assert 200 < saved.counts()["articles"] <= 400
        assert not [finding for finding in saved.check() if finding.code not in ("texts", "versions-alone")]
        assert len(saved.search(SearchQuery(text="موج", limit=500))) >= 200
        saved.put([news("n", "بعد الإنقاذ")])
    with pytest.raises(OutputError):
        rescue(path, fresh, search_words)


def test_a_sound_file_is_rescued_whole(store: Store, path: Path, search_words: SearchWords, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(30)])
    store.close()
    fresh = path.parent / "rescued.db"
    assert rescue(path, fresh, search_words) == []
    with open_store(f"sqlite:///{fresh}", words=search_words) as saved:
        assert saved.counts() == store.counts()
        assert saved.entries() == store.entries()
        assert dict(saved.readings(["a3"])) == dict(store.readings(["a3"]))


def test_a_copy_is_whole_and_takes_the_place_of_nothing(store: Store, path: Path, search_words: SearchWords, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}") for n in range(30)])
    copy = path.parent / "copy.db"
    store.backup(copy)
    with open_store(f"sqlite:///{copy}", words=search_words) as other:
        assert other.entries() == store.entries()
        assert other.check() == []
    with pytest.raises(OutputError, match="is there already"):
        store.backup(copy)


# Kills

WRITER = """
import sys
from tawatur.lang.search_words import load_search_words
from tawatur.model import Article, ClaimRow, NewVersion, Reading
from tawatur.store import open_store

def new(n, round):
    text = f"بحر رقم {n} " + "موج البحر " * 40 + str(round)
    claim = ClaimRow(id="c", start=0, end=len(text), modality="held")
    reading = Reading(made_by="m", annotation=b"a" * 3000, sketch=b"s" * 500, claims=(claim,))
    return NewVersion(key=f"k{n}", article=Article(id=f"a{n}", text=text), hash=f"{n} {round}", day="2026-03-02", seen="t", reading=reading)

with open_store(sys.argv[1], words=load_search_words(), create=True) as store:
    start = int(sys.argv[2])
    print("ready", flush=True)
    for batch in range(start, start + 200):
        put = store.put([new(n, batch) for n in [*range(batch * 7, batch * 7 + 7), batch * 3]])
        print("confirmed", *[x.id for x in put], flush=True)
"""


def test_kill_9_at_any_moment_loses_nothing_that_was_confirmed(path: Path, search_words: SearchWords) -> None:
    random = Random(1)
    confirmed: set[str] = set()
    script = path.parent / "writer.py"
    script.write_text(WRITER, encoding="utf-8")
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, str(script), f"sqlite:///{path}", str(kill * 200)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        # Some are killed while the store is opened, the first while it is made.
        if kill % 5:
            process.stdout.readline()
        time.sleep(random.uniform(0, 0.25) if kill % 5 else random.uniform(0.1, 0.8))
        process.kill()
        for line in process.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                confirmed.update(re.findall(r"\ba\d+", line))
        process.wait()
        with open_store(f"sqlite:///{path}", words=search_words, create=True) as store:
            assert not confirmed - {entry.id for entry in store.entries()}
            assert store.check() == []
    assert confirmed
    with open_store(f"sqlite:///{path}", words=search_words) as store:
        some = sorted(confirmed)[:50]
        assert len(store.articles(some)) == len(dict(store.readings(some))) == len(some)


def test_a_reader_goes_on_while_another_process_writes(path: Path, search_words: SearchWords) -> None:
    script = path.parent / "writer.py"
    script.write_text(WRITER, encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(script), f"sqlite:///{path}", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.readline()
        with open_store(f"sqlite:///{path}", words=search_words) as store:
            seen = [store.counts()["articles"] for _ in range(20)]
            assert seen == sorted(seen)
            assert seen[0] >= 7
            assert store.search(SearchQuery(text="بحر"))
            with pytest.raises(StoreBusyError, match=rf"process {process.pid} on "):
                store.lock()
    finally:
        process.kill()
        process.communicate()


def test_rows_that_belong_to_nothing_are_taken_away_and_names_made_again(store: Store, news: News) -> None:
    from tawatur.model import EntityRow, StoryDraft

    place = EntityRow(entity="e1", key="loc:1", type="LOC", name="عدن", form="عدن", count=1)
    store.put([news(n, f"بحر رقم {n}", entities=[place]) for n in range(3)])
    store.regroup({"s1": StoryDraft(title="t", articles=("a0",))}, grouped=["a0", "a1", "a2"])
    with closing(sqlite3.connect(store.where)) as other:
        other.execute("DELETE FROM names")
        other.execute("DELETE FROM stories")
        other.execute("UPDATE articles SET n = 77 WHERE id = 'a2'")
        other.commit()
    found = store.check()
    assert {finding.code for finding in found} >= {"orphans", "versions-alone", "texts"}
    store.repair()
    left = store.check()
    assert {finding.code for finding in left} <= {"texts", "versions-alone", "readings"}
    assert store.counts()["versions"] == 3
    assert store.outdated("steps 1") == ["a0", "a1", "a2"]
    assert "a0" in store.ungrouped()


def test_the_file_alone_is_whole_after_the_writer_has_closed(path: Path, search_words: SearchWords, news: News, tmp_path: Path) -> None:
    url = f"sqlite:///{path}"
    with open_store(url, words=search_words, create=True) as store, open_store(url, words=search_words, read_only=True) as reader:
        reader.counts()
        store.put([news(n, f"بحر رقم {n}") for n in range(20)])
        store.close()
        # The reader is still there, so SQLite itself leaves all in the log.
        shutil.copy(path, tmp_path / "copy.db")
    with open_store(f"sqlite:///{tmp_path / 'copy.db'}", words=search_words) as copy:
        assert copy.counts()["articles"] == 20
        assert copy.check() == []


@pytest.mark.parametrize("back", [False, True], ids=["removed", "another in its place"])
def test_nothing_is_written_into_a_file_that_nobody_finds_again(store: Store, path: Path, tmp_path: Path, news: News, back: bool) -> None:
    """Who has a removed file open could go on writing into it, and what it confirms would be gone with its end."""
    store.put([news(1, "بحر")])
    kept = shutil.copy(path, tmp_path / "kept.db")
    path.rename(tmp_path / "away.db")
    if back:
        shutil.copy(kept, path)
    for act in (store.revision, lambda: store.put([news(2, "نهر")]), lambda: store.saved.drop("x")):
        with pytest.raises(StoreError, match="removed or replaced while it was open") as error:
            act()
        assert one_line(error, path)
    with pytest.raises(StoreError, match="removed or replaced while it was open"), store._engine.connect(), store._engine.connect():
        pass
    assert path.exists() == back
    (tmp_path / "away.db").replace(path)
    assert len(store.entries()) == 1
