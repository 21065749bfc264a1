"""Everything that can be named goes in or has its reason; reading goes on where it was stopped."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.errors import UsageError
from tawatur.ingest import InputProblem
from tawatur.ingest.identity import article_key
from tawatur.ingest.sources import Record, SourceItem, walk
from tawatur.model import Article

from .conftest import told
from .test_archives import tarred, zipped
from .test_warc import archive as warced


def lines(*numbers: int) -> bytes:
    return "\n".join(json.dumps({"text": told(n), "source": "ضفاف"}, ensure_ascii=False) for n in numbers).encode()


def took(*inputs: Any) -> tuple[list[Record], list[InputProblem]]:
    """All records of what was named, and all that was left out before reading."""
    records, problems = [], []
    for found in walk(inputs):
        if isinstance(found, SourceItem):
            records += list(found.records(0))
        else:
            problems.append(found)
    return records, problems


def texts(records: list[Record]) -> list[str]:
    return [record.article.text for record in records if record.article]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def feeds() -> bytes:
    return '<opml><body><outline text="ضفاف" xmlUrl="https://difaf.example/rss"/></body></opml>'.encode()


def test_a_folder_sorted_and_accounted_for(tmp_path: Path, page: str, feeds: bytes) -> None:
    for name, data in {
        "b/2.txt": told(2).encode(), "b/1.jsonl": lines(3, 4), "a.html": page.encode(), ".hidden/x.txt": told(9).encode(),
        ".DS_Store": b"x", "c.opml": feeds, "d.pdf": b"%PDF-1.4 x", "e.txt": b"", "f.csv": b"a,b", "README.md": b"The set holds articles of the press.",
    }.items():
        write(tmp_path, name, data)
    os.symlink(tmp_path / "b", tmp_path / "link")
    records, problems = took(tmp_path)
    assert [(Path(p.path).name, p.code) for p in problems] == [
        (".DS_Store", "hidden"), (".hidden", "hidden"), ("e.txt", "empty"), ("f.csv", "unsupported"), ("link", "special")
    ]
    assert [(Path(r.where).name, r.problems[0].code if r.problems else "feed" if r.feed else "article") for r in records] == [
        ("README.md", "language"), ("a.html", "article"), ("1.jsonl:1", "article"), ("1.jsonl:2", "article"), ("2.txt", "article"),
        ("c.opml#1", "feed"), ("d.pdf", "not text"),
    ]


def test_order_and_repetition_of_inputs_change_nothing(tmp_path: Path) -> None:
    one, two = write(tmp_path, "x/1.txt", told(1).encode()), write(tmp_path, "x/2.txt", told(2).encode())
    assert texts(took(two, one, two)[0]) == texts(took(str(tmp_path / "x"))[0]) == texts(took(tmp_path / "x", one)[0]) == [told(1), told(2)]


def test_a_collection_of_ours_among_news(tmp_path: Path) -> None:
    for name in ("tawatur.toml", "collection.db", "collection.db-wal", "index/v.npy", "lock"):
        write(tmp_path, f"news/{name}", told(1).encode())
    write(tmp_path, "news/a.txt", told(2).encode())
    records, problems = took(tmp_path)
    assert texts(records) == [told(2)]
    assert [(p.path, p.code) for p in problems] == [(str(tmp_path / "news"), "own folder")]


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _, problems = took(tmp_path / "none", tmp_path / "pipe", "", "a\0b")
    assert sorted(p.code for p in problems) == ["missing", "missing", "missing", "special"]
    with pytest.raises(UsageError, match="a list of inputs"):
        list(walk("a.txt"))


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\n.txt"
    Path(os.fsdecode(path)).write_bytes(told(1).encode())
    (record,), _ = took(tmp_path)
    assert record.article is not None
    assert record.where.isprintable()
    record.where.encode()


def test_text_and_page_keep_the_name_of_their_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", told(1).encode())
    (record,), _ = took(path)
    assert record.article is not None
    assert (record.article.id, record.article.path, record.article.id_how) == ("a.txt", str(path), "file")


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("a.jsonl.gz", gzip.compress(lines(1, 2)), ["a.jsonl.gz:1", "a.jsonl.gz:2"]),
        ("a.json.bz2", bz2.compress(b"[" + lines(1, 2).replace(b"\n", b",") + b"]"), ["a.json.bz2#1", "a.json.bz2#2"]),
        ("a.ndjson.xz", lzma.compress(lines(1, 2)), ["a.ndjson.xz:1", "a.ndjson.xz:2"]),
        ("a.zip", zipped({"y.jsonl": lines(2), "x/x.json": lines(1)}), ["a.zip!x/x.json", "a.zip!y.jsonl:1"]),
        ("a.zip", zipped({"1.txt": told(1).encode(), "2.txt.gz": gzip.compress(told(2).encode())}), ["a.zip!1.txt", "a.zip!2.txt.gz"]),
        ("a.tar", tarred({"1.txt": told(1).encode(), "y.jsonl": lines(2)}), ["a.tar!1.txt", "a.tar!y.jsonl:1"]),
        ("a.tgz", tarred({"1.txt": told(1).encode(), "y.jsonl": lines(2)}, "w:gz"), ["a.tgz!1.txt", "a.tgz!y.jsonl:1"]),
        ("a.tar.bz2", tarred({"y.jsonl": lines(1, 2)}, "w:bz2"), ["a.tar.bz2!y.jsonl:1", "a.tar.bz2!y.jsonl:2"]),
        ("a.tar.xz", tarred({"y.jsonl": lines(1, 2)}, "w:xz"), ["a.tar.xz!y.jsonl:1", "a.tar.xz!y.jsonl:2"]),
        ("data", tarred({"y.jsonl": lines(1, 2)}, "w:gz"), ["data!y.jsonl:1", "data!y.jsonl:2"]),
    ],
)
def test_packed_files_and_archives(tmp_path: Path, name: str, data: bytes, where: list[str]) -> None:
    records, problems = took(write(tmp_path, name, data))
    assert problems == []
    assert texts(records) == [told(1), told(2)]
    assert [record.where.removeprefix(f"{tmp_path}/") for record in records] == where
    assert [record.position for record in records] == [0, 1]


def test_archives_in_archives_are_refused(tmp_path: Path) -> None:
    inner = zipped({"a.txt": told(1).encode()})
    records, _ = took(
        write(tmp_path, "a.zip", zipped({"i.tar.gz": tarred({"x": b"y"}, "w:gz"), "i.zip": inner, "z.txt": told(2).encode()})),
        write(tmp_path, "b.tar", tarred({"i.zip": inner, "j.gz": gzip.compress(gzip.compress(b"x"))})),
        write(tmp_path, "c.zip.gz", gzip.compress(inner)),
    )
    assert texts(records)[:1] == [told(2)]
    assert [r.problems[0].code for r in records if r.problems] == ["archive"] * 4 + ([] if len(texts(records)) == 2 else ["archive"])


def test_a_broken_member_does_not_cost_the_others(tmp_path: Path) -> None:
    records, _ = took(write(tmp_path, "a.zip", zipped({"1.parquet": b"PAR1 junk", "2.warc": b"WARC/1.0\r\njunk", "3.jsonl": b"{", "4.txt": told(1).encode()})))
    assert texts(records) == [told(1)]
    assert len(records) == 4


@pytest.mark.parametrize(("name", "data"), [("a.zip", zipped({})), ("a.tar.gz", tarred({"d/": b""}, "w:gz")), ("a.zip", zipped({"a.jsonl.gz": gzip.compress(b"")}))], ids=["zip", "tar.gz", "gz in zip"])
def test_what_holds_nothing_says_so(tmp_path: Path, name: str, data: bytes) -> None:
    records, problems = took(write(tmp_path, name, data))
    assert [problem.code for problem in problems + [p for r in records for p in r.problems]] == ["empty"]


def test_parquet_in_archives(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow (extra: parquet) is not installed")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": [told(1), told(2)]}), out)
    for name, data in (("a.tar.gz", tarred({"a.parquet": out.getvalue()}, "w:gz")), ("a.zip", zipped({"a.parquet": out.getvalue()})),
                       ("a.parquet", out.getvalue()), ("a.parquet.gz", gzip.compress(out.getvalue()))):
        assert texts(took(write(tmp_path, name, data))[0]) == [told(1), told(2)]


def test_reading_goes_on_at_any_position(tmp_path: Path, page: str) -> None:
    path = write(tmp_path, "a.zip", zipped({
        "1.jsonl": lines(*range(5)) + b"\n{x", "2.json": b"[" + lines(7, 8).replace(b"\n", b",") + b"]", "3.txt": told(9).encode(),
        "4.warc.gz": warced({"body": page.encode()}, {"kind": "revisit"}, packed=True),
    }))
    (item,) = walk([path])
    assert isinstance(item, SourceItem)
    whole = list(item.records(0))
    assert [record.position for record in whole] == list(range(len(whole)))
    for start in range(len(whole) + 2):
        assert list(item.records(start)) == whole[start:]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    (one,) = walk([write(tmp_path, "a.jsonl", lines(1))])
    (two,) = walk([write(tmp_path, "b.jsonl", lines(1))])
    (three,) = walk([write(tmp_path, "a.jsonl", lines(2))])
    assert isinstance(one, SourceItem)
    assert isinstance(two, SourceItem)
    assert isinstance(three, SourceItem)
    assert one.digest == two.digest != three.digest
    assert (one.kind, one.size, one.path) == ("jsonl", len(lines(1)), str(tmp_path / "a.jsonl"))


def test_what_a_program_hands_over() -> None:
    given = [Article(id="z", text=told(1)), {"id": "a", "content": told(2)}, {"content": ""}, 5, {"text": told(3)}]
    (item,) = walk(given)  # type: ignore[arg-type]
    (other,) = walk(list(reversed(given)))  # type: ignore[arg-type]
    assert isinstance(item, SourceItem)
    assert isinstance(other, SourceItem)
    assert (item.kind, item.digest) == ("given", other.digest)
    assert sorted(texts(list(item.records(0)))) == sorted([told(1), told(2), told(3)])
    assert texts(list(item.records(0))) == texts(list(other.records(0)))
    assert sorted(r.problems[0].code for r in item.records(0) if r.problems) == ["empty", "record"]
    keys = [article_key(r.article) for r in item.records(0) if r.article]
    assert len(set(keys)) == 3


def test_a_file_that_goes_away_or_shrinks(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", lines(1, 2))
    (item,) = walk([path])
    assert isinstance(item, SourceItem)
    path.unlink()
    (record,) = item.records(0)
    assert record.problems[0].code == "missing"


@pytest.mark.parametrize("packing", ["lines", "array", "zip"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, packing: str) -> None:
    line = json.dumps({"text": told(1) * 20}, ensure_ascii=False).encode()
    if packing == "zip":
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("a.json", "w") as file:
            file.write(b"[" + b",".join([line] * 4000) + b"]")
    elif packing == "array":
        path = write(tmp_path, "a.json", b"[" + b",".join([line] * 4000) + b"]")
    else:
        path = write(tmp_path, "a.jsonl", b"\n".join([line] * 4000))
    (item,) = walk([path])
    assert isinstance(item, SourceItem)
    next(iter(item.records(0)))
    tracemalloc.start()
    # 4,000 records are 16 MB; skipping them takes no article apart.
    assert list(item.records(10_000)) == []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def sound() -> dict[str, bytes]:
    """A small sound file of each kind, to be damaged."""
    page = "<html><head><title>x</title></head><body><article>" + "".join(f"<p>{told(n)}</p>" for n in range(3)) + "</article></body></html>"
    out = {
        "a.txt": told(1).encode(), "a.html": page.encode(), "a.jsonl": lines(1, 2), "a.json": b"[" + lines(1, 2).replace(b"\n", b",") + b"]",
        "b.json": json.dumps({"article": [told(1), told(2)], "url": ["https://a.example/1", "https://a.example/2"]}).encode(),
        "a.opml": '<opml><body><outline text="ضفاف" xmlUrl="https://difaf.example/rss"/></body></opml>'.encode(),
        "a.warc": warced({"body": page.encode()}, {"body": gzip.compress(page.encode()), "headers": {"Content-Encoding": "gzip"}}),
        "a.warc.gz": warced({"body": page.encode()}, packed=True), "a.zip": zipped({"1.txt": told(1).encode(), "2.jsonl": lines(1, 2)}),
        "a.tar": tarred({"1.txt": told(1).encode(), "2.jsonl": lines(1, 2)}), "a.tar.gz": tarred({"2.jsonl": lines(1, 2)}, "w:gz"),
        "a.jsonl.gz": gzip.compress(lines(1, 2)), "a.jsonl.bz2": bz2.compress(lines(1, 2)), "a.txt.xz": lzma.compress(told(1).encode()),
    }
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        return out
    file = io.BytesIO()
    parquet.write_table(arrow.table({"text": [told(1), told(2)], "url": ["https://a.example/1", "https://a.example/2"]}), file)
    return out | {"a.parquet": file.getvalue()}


SOUND = sound()


def accounted(path: Path) -> None:
    """Nothing is raised; whatever is no article and no feed has a clear line."""
    records, problems = took(path)
    assert records or problems
    for record in records:
        assert record.article or record.feed or any(problem.left_out for problem in record.problems)
        problems += record.problems
    for problem in problems:
        assert problem.line().isprintable(), problem.line()
        assert problem.message


def test_the_sound_files_are_sound(tmp_path: Path) -> None:
    for name, data in SOUND.items():
        records, problems = took(write(tmp_path, name, data))
        assert problems == []
        assert all(record.article or record.feed for record in records), name


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(sorted(SOUND)), data=st.binary(max_size=400))
def test_any_bytes_under_any_name(tmp_path: Path, name: str, data: bytes) -> None:
    accounted(write(tmp_path, name, data))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(sorted(SOUND)), data=st.binary(max_size=300))
def test_any_bytes_behind_the_right_beginning(tmp_path: Path, name: str, data: bytes) -> None:
    accounted(write(tmp_path, name, SOUND[name][:12] + data))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.sampled_from(sorted(SOUND)), at=st.floats(0, 1), cut=st.floats(0, 1), junk=st.binary(max_size=12),
    how=st.sampled_from(["cut", "replace", "insert", "flip"]),
)
def test_damaged_files(tmp_path: Path, name: str, at: float, cut: float, junk: bytes, how: str) -> None:
    data = SOUND[name]
    place = int(at * len(data))
    if how == "cut":
        data = data[:place]
    elif how == "replace":
        data = data[:place] + junk + data[place + len(junk):]
    elif how == "insert":
        data = data[:place] + junk + data[place:]
    elif place < len(data):
        data = data[:place] + bytes([data[place] ^ (1 << int(cut * 7))]) + data[place + 1:]
    accounted(write(tmp_path, name, data))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["text", "content", "url", "source", "date", "seen", "title", "id", "html", "article", "data", "_source"]), inner, max_size=5
    ),
    max_leaves=15,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=json_values, suffix=st.sampled_from([".json", ".jsonl"]))
def test_any_json(tmp_path: Path, value: Any, suffix: str) -> None:
    accounted(write(tmp_path, f"a{suffix}", json.dumps(value).encode("utf-8", "surrogatepass") + b"\n"))
    if isinstance(value, dict):
        (item,) = walk([value])
        assert isinstance(item, SourceItem)
        assert list(item.records(0))


def news(name: str) -> Path:
    return Path(__file__).parents[2].parent / "shared" / "data" / "news" / name


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "articles", "left_out"),
    [("saudinewsnet/2015-08-04.zip", 1_333, {"empty": 6, "too short": 6}), ("arabic_unifiedfc/unifiedfc_dev.tar.gz", 2_287, {"language": 2, "empty": 1})],
)
def test_a_whole_data_set(name: str, articles: int, left_out: dict[str, int]) -> None:
    if not news(name).exists():
        pytest.skip("the shared folder is not there")
    records, problems = took(news(name))
    assert len(texts(records)) == articles
    codes = [p.code for p in problems] + [p.code for r in records for p in r.problems if p.left_out]
    assert {code: codes.count(code) for code in codes} == left_out
    assert all(r.article.outlet for r in records if r.article)


def test_tar_of_many_members_keeps_no_list(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for n in range(300):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(told(n).encode())
            archive.addfile(info, io.BytesIO(told(n).encode()))
    assert texts(took(path)[0]) == [told(n) for n in range(300)]
