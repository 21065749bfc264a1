"""Searching a collection: how long the store takes, against a plain LIKE and a plain FTS5 in the same run.

The articles are made up word by word: Arabic words by their frequency in news (our own counts), with
particles and articles before them, and a long tail of names, so that common words are as common and
rare ones as rare as in news. Nothing of it is text. Every engine answers the same queries; LIKE and the
plain FTS5 (unicode61, over the text as it is) look for the words as they are typed.

    python bench/search.py [--articles 100000] [--queries 400] [--url postgresql://...]

Leaves with exit code 1 where the 95th percentile of a kind of query is over 50 ms at 100,000 articles.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice, pairwise
from pathlib import Path

from tawatur.lang.search_words import load_search_words
from tawatur.lang.tables import folder, read_csv
from tawatur.model import Article, ClaimRow, EntityRow, NewVersion, Reading, SearchQuery
from tawatur.store import Store, open_store

WANTED_MS = 50.0
OUTLETS, DAYS, WORDS, CLAIM = 20, 60, 280, 16
BATCH = 500
# Particles before a word and how often, by rough count; the letters are those of search_affixes.csv.
BEFORE = (("", 55), ("ال", 30), ("وال", 4), ("بال", 3), ("لل", 3), ("و", 3), ("ب", 1), ("ل", 1))


class Language:
    """Words by their frequency, drawn with a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        place = folder() / "gazetteer"
        common = [(row["word"], float(row["per_million"])) for row in read_csv(place / "common_words.csv", ("word", "per_million"))]
        common.sort(key=lambda item: (-item[1], item[0]))
        names = [row["name"] for row in read_csv(place / "names.csv", ("name",))]
        self.random.shuffle(names)
        # Function words make half of a text (Zipf: the nth word at 1/n), names a tenth with a long tail.
        small = [word for word, _ in common[:40]]
        everyday = sum(weight for _, weight in common)
        self.words = small + [word for word, _ in common] + names
        weights = [everyday * 0.9 / (i + 1) / 4.3 for i in range(len(small))]
        weights += [weight for _, weight in common]
        weights += [everyday * 0.2 / (i + 10) / 7.8 for i in range(len(names))]
        self.cumulative = list(accumulate(weights))
        self.common = [word for word, _ in common]
        self.before = [text for text, _ in BEFORE]
        self.before_weights = list(accumulate(weight for _, weight in BEFORE))

    def text(self, size: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.cumulative, k=size)
        before = self.random.choices(self.before, cum_weights=self.before_weights, k=size)
        return " ".join(a + b for a, b in zip(before, words, strict=True))


def articles(language: Language, count: int) -> Iterator[NewVersion]:
    first = date(2026, 1, 1)
    for number in range(count):
        size = max(40, int(language.random.gauss(WORDS, 90)))
        text, title = language.text(size), language.text(9)
        day = (first + timedelta(days=number * DAYS // count)).isoformat()
        outlet = f"outlet {language.random.randrange(OUTLETS)}"
        edges = [0]
        for place, letter in enumerate(text):
            if letter == " " and text.count(" ", edges[-1], place) >= CLAIM:
                edges.append(place + 1)
        claims = tuple(
            ClaimRow(id=f"{number}/c{i}", start=a, end=b - 1, modality="held")
            for i, (a, b) in enumerate(pairwise(edges))
        )
        entities = tuple(
            EntityRow(entity=f"e{i}", key=f"PER:{name}", type="PER", name=name, form=name, count=1)
            for i, name in enumerate(dict.fromkeys(text.split()[:10]))
        )
        reading = Reading(made_by="bench", annotation=b"", sketch=b"\0" * 2000, claims=claims, entities=entities)
        yield NewVersion(
            key=f"k{number}", article=Article(id=f"a{number}", text=text, outlet=outlet, title=title),
            hash=f"h{number}", day=day, seen=f"{day}T00:00:00Z", reading=reading,
        )


def fill(store: Store, plain: sqlite3.Connection, language: Language, count: int) -> tuple[float, float]:
    """Seconds for the store and for the plain tables."""
    plain.execute("CREATE TABLE texts(n INTEGER PRIMARY KEY, body TEXT)")
    plain.execute("CREATE VIRTUAL TABLE fts USING fts5(body, content='texts', content_rowid='n')")
    made = articles(language, count)
    ours = theirs = 0.0
    while batch := list(islice(made, BATCH)):
        started = time.perf_counter()
        store.put(batch)
        middle = time.perf_counter()
        rows = [(None, f"{new.article.title}\n{new.article.text}") for new in batch]
        for row in rows:
            n = plain.execute("INSERT INTO texts VALUES (?, ?)", row).lastrowid
            plain.execute("INSERT INTO fts(rowid, body) VALUES (?, ?)", (n, row[1]))
        plain.commit()
        ours, theirs = ours + middle - started, theirs + time.perf_counter() - middle
    return ours, theirs


def queries(language: Language, count: int) -> dict[str, list[SearchQuery]]:
    """Kinds of queries as people type them: mostly words of the middle, some of the commonest."""
    draw, words = language.random, language.common

    def some(low: int, high: int, size: int) -> str:
        return " ".join(draw.choice(words[low:high]) for _ in range(size))

    top = (0, 60)
    middle = (60, 6000)
    return {
        "one word": [SearchQuery(text=some(*middle, 1)) for _ in range(count)],
        "two words": [SearchQuery(text=some(*middle, 2)) for _ in range(count)],
        "three words, newest": [SearchQuery(text=some(60, 600, 3), sort="newest") for _ in range(count)],
        "common words": [SearchQuery(text=some(*top, 2)) for _ in range(count)],
        "common and rare": [SearchQuery(text=f"{some(*top, 1)} {some(3000, 9000, 1)}") for _ in range(count)],
        "either, without": [
            SearchQuery(text=f"{some(*middle, 1)} OR {some(*middle, 1)} -{some(*middle, 1)}") for _ in range(count)
        ],
        "phrase": [SearchQuery(text=f'"{some(0, 200, 2)}"') for _ in range(count)],
        "outlet and days": [
            SearchQuery(text=some(*middle, 1), outlet=("outlet 3",), since="2026-01-20", until="2026-02-02") for _ in range(count)
        ],
        "claims": [SearchQuery(text=some(60, 1500, 2), kind="claims") for _ in range(count)],
    }


def like(plain: sqlite3.Connection, query: SearchQuery) -> int:
    words = [word for word in query.text.replace('"', "").split() if word != "OR" and not word.startswith("-")]
    where = " AND ".join("body LIKE ?" for _ in words)
    return len(plain.execute(f"SELECT n, body FROM texts WHERE {where} ORDER BY n DESC LIMIT 20", [f"%{w}%" for w in words]).fetchall())


def fts(plain: sqlite3.Connection, query: SearchQuery) -> int:
    text = query.text.replace(" -", " NOT ")
    found = plain.execute(
        "SELECT rowid, highlight(fts, 0, '[', ']') FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 20", (text,)
    )
    return len(found.fetchall())


def clocked(work: Callable[[SearchQuery], int], asked: Sequence[SearchQuery]) -> tuple[list[float], int]:
    """Milliseconds of the processor for each (a busy machine slows the clock, not these so much), and how many found something."""
    times, found = [], 0
    for query in asked:
        started = time.process_time()
        found += bool(work(query))
        times.append((time.process_time() - started) * 1000)
    return times, found


def p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="time to search, against LIKE and plain FTS5")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400, help="of all kinds together")
    parser.add_argument("--url", help="a store to measure in place of a new SQLite file")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        language = Language(7)
        plain = sqlite3.connect(Path(place) / "plain.db")
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA cache_size=-65536")
        url = options.url or f"sqlite:///{place}/store.db"
        with open_store(url, words=load_search_words(), create=True) as store:
            ours, theirs = fill(store, plain, language, options.articles)
            count = store.counts()
            print(f"{count['articles']} articles, {count['claims']} claims: stored {count['articles'] / ours:.0f} a second "
                  f"(plain table with FTS5: {count['articles'] / theirs:.0f})")
            if not options.url:
                print(f"size: {Path(place, 'store.db').stat().st_size / 1e6:.0f} MB, plain {Path(place, 'plain.db').stat().st_size / 1e6:.0f} MB")
            return report(store, plain, language, options.queries)


def report(store: Store, plain: sqlite3.Connection, language: Language, count: int) -> int:
    asked = queries(language, max(1, count // 9))
    print(f"{'ms':22}{'median':>8}{'p95':>8}{'most':>8}   {'LIKE p95':>9}{'FTS5 p95':>9}   found: ours, LIKE, FTS5")
    every: list[float] = []
    worst = 0.0
    for kind, some in asked.items():
        store.search(some[0])
        times, found = clocked(lambda query: len(store.search(query)), some)
        # LIKE reads everything: a few are enough to tell.
        slow, found_like = clocked(lambda query: like(plain, query), some[:5])
        plain_times, found_fts = clocked(lambda query: fts(plain, query), some)
        every.extend(times)
        worst = max(worst, p95(times))
        print(f"{kind:22}{statistics.median(times):8.1f}{p95(times):8.1f}{max(times):8.1f}   {p95(slow):9.1f}{p95(plain_times):9.1f}   "
              f"{found}/{len(some)}, {found_like}/{len(slow)}, {found_fts}/{len(some)}")
    print(f"{'all':22}{statistics.median(every):8.1f}{p95(every):8.1f}{max(every):8.1f}")
    return int(worst > WANTED_MS)


if __name__ == "__main__":
    sys.exit(main())
