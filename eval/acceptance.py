"""The whole program against what careful readers took from real articles, with floors.

Three sets lie beside the checkout, in ../shared: `london` (two articles, no metadata), `deirezzor`
(three articles with dates and outlets) and `articles` (thirteen single articles of other outlets).
Each goes through the program as a user would run it; `check.py` of the shared folder counts. The first two go
into a collection too, one article at a time: it must find their story, and tell of it what a comparison tells.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.toml")
_ROW = re.compile(r"^(\S+) +\d+\.\d+ +(-?\d+)/(\d+)")


@dataclass
class Result:
    """Figures of one set: name -> (right, of); what was missed, a line each."""

    name: str
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def value(self, figure: str) -> float | None:
        """The share of a figure, the mean of all for `mean`; None where there is nothing to count."""
        if figure == "mean":
            shares = [right / of for right, of in self.figures.values() if of]
            return sum(shares) / len(shares) if shares else None
        right, of = self.figures.get(figure, (0, 0))
        return right / of if of else None

    def add(self, output: str, label: str = "") -> None:
        """Take in what check.py printed; figures of several articles are summed."""
        table, _, rest = output.partition("\n\n")
        for line in table.splitlines():
            if match := _ROW.match(line):
                right, of = self.figures.get(match[1], (0, 0))
                self.figures[match[1]] = (right + int(match[2]), of + int(match[3]))
        lines = [line for line in rest.splitlines() if line.strip() and not line.startswith("mean of")]
        self.misses += [f"{label}{line}" for line in lines]


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors of every set."""
    with path.open("rb") as file:
        return tomllib.load(file)


def under(result: Result, floors: Mapping[str, float]) -> list[str]:
    """Figures that lie under their floor, or that were not counted at all."""
    low = []
    for figure, floor in floors.items():
        value = result.value(figure)
        if value is None or value < floor - 1e-9:
            low.append(figure)
    return low


def check(report: str, gold: Path) -> str:
    """What check.py prints for one report. Raises RuntimeError where it can't read it."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(report)
        file.flush()
        done = subprocess.run(
            [sys.executable, str(SHARED / "acceptance" / "check.py"), file.name, str(gold), "--misses"],
            capture_output=True, text=True, check=False,
        )
    if done.returncode or "evidence.exact" not in done.stdout:
        raise RuntimeError(f"check.py on {gold}: {done.stderr.strip()[-500:]}")
    return done.stdout


def london() -> Result:
    """The two articles on one meeting, as plain text files."""
    from tawatur import api

    folder = SHARED / "acceptance" / "london"
    result = Result("london")
    result.add(check(api.compare(sorted(folder.glob("*.txt"))).to_json(), folder / "gold.json"))
    return result


def deirezzor() -> Result:
    """The three articles on one battle, as JSON lines with dates and outlets."""
    from tawatur import api

    folder = SHARED / "acceptance" / "deirezzor"
    result = Result("deirezzor")
    result.add(check(api.compare([folder / "articles.jsonl"]).to_json(), folder / "gold.json"))
    return result


def london_collected() -> Result:
    """The same two, found in a collection: neither tells a day that it could be grouped by."""
    folder = SHARED / "acceptance" / "london"
    return _collected("london_collected", sorted(folder.glob("*.txt")), folder / "gold.json")


def deirezzor_collected() -> Result:
    """The same three, found in a collection."""
    folder = SHARED / "acceptance" / "deirezzor"
    return _collected("deirezzor_collected", [folder / "articles.jsonl"], folder / "gold.json")


def _collected(name: str, inputs: Sequence[Path], gold: Path) -> Result:
    """The one story that these inputs, added one by one, become; no figures where they become several."""
    from tawatur.collection import create_collection

    result = Result(name)
    with tempfile.TemporaryDirectory() as folder, create_collection(Path(folder) / "collection") as collection:
        for path in inputs:
            collection.add([path])
        stories = collection.stories()
        if len(stories) == 1:
            result.add(check(collection.story(stories[0].id).to_json(), gold))
        else:
            result.misses.append(f"one event became {len(stories)} stories")
    return result


def articles() -> Result:
    """Thirteen single articles, each with its day of publication; figures are sums over all."""
    from tawatur import api
    from tawatur.lang.resources import load_resources

    resources = load_resources()
    result = Result("articles")
    for path in sorted((SHARED / "gold" / "attribution").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        inputs = [
            {
                "id": name,
                "text": (path.parent / name).read_text(encoding="utf-8"),
                "published": gold["articles"][letter]["published"],
            }
            for letter, name in gold["files"].items()
        ]
        report = api.annotate(inputs, resources=resources)
        result.add(check(report.to_json(), path), label=f"{path.name.split('.')[0]} ")
    return result


SETS = {
    "london": london, "deirezzor": deirezzor, "articles": articles,
    "london_collected": london_collected, "deirezzor_collected": deirezzor_collected,
}


def table(result: Result, floors: Mapping[str, float]) -> Iterable[str]:
    """The lines that are printed for one set."""
    low = under(result, floors)
    yield f"\n{result.name}"
    for figure in [*result.figures, "mean"]:
        value = result.value(figure)
        if value is None:
            continue
        count = "/".join(map(str, result.figures[figure])) if figure in result.figures else ""
        floor = f"floor {floors[figure]:.2f}" if figure in floors else ""
        mark = "  UNDER" if figure in low else ""
        yield f"  {figure:24} {value:6.3f}  {count:9} {floor}{mark}"
    for figure in low:
        if result.value(figure) is None:
            yield f"  {figure:24} was not counted  UNDER"
