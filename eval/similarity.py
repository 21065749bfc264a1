#!/usr/bin/env python3
"""How well similarity parts one fact told twice from other facts, and the weights it is mixed with.

    python eval/similarity.py [--shared DIR] [--encoder e5|lexical] [--pairs 1200] [--fit]

Sets: the clauses of the two acceptance events (a pair that the gold aligns against all other pairs
of one story) and pairs of headlines from ArEntail (entails against not, which is mostly the same
topic). Prints the area under the curve of each component and of the score, and precision and recall
at thresholds. `--fit` prints logistic weights from the odd ArEntail pairs and both events.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from tawatur.encode import Encoder, default_encoder, embed_unique, similarity_detail
from tawatur.encode.lexical import LexicalEncoder

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Set = tuple[list[str], list[str], np.ndarray]


def headline_pairs(path: Path, limit: int) -> Set:
    """(left, right, entails) of ArEntail, every n-th pair."""
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(t.text or "" for t in item.iter(_SHEET + "t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        rows = []
        for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(_SHEET + "row"):
            cells = {}
            for cell in row:
                value = cell.find(_SHEET + "v")
                if value is not None:
                    text = value.text or ""
                    cells[re.sub(r"\d", "", cell.get("r", ""))] = strings[int(text)] if cell.get("t") == "s" else text
            rows.append(cells)
    rows = rows[1:]
    # A step that shares no factor with the file's own alternation of labels.
    rows = [rows[i * 37 % len(rows)] for i in range(min(limit, len(rows)))]
    names = sorted({k for row in rows for k in row})
    label = next(n for n in names if all(len(row.get(n, "")) <= 12 for row in rows) and len({row.get(n) for row in rows}) <= 3)
    texts = [n for n in names if all(len(row.get(n, "")) >= 5 for row in rows)][:2]
    found = [(row[texts[0]], row[texts[1]], row[label]) for row in rows]
    values = sorted({v for _, _, v in found})
    print(f"ArEntail: {len(found)} pairs, labels {values}")
    yes = np.array([v.lower() in ("1", "1.0", "entails", "entail", "entailment") for _, _, v in found])
    return [a for a, _, _ in found], [b for _, b, _ in found], yes


def clauses(text: str) -> list[tuple[int, int]]:
    """Rough claim-sized pieces: cut at stops, and at commas where five words stand on both sides."""
    out: list[tuple[int, int]] = []
    for sentence in re.finditer(r"[^\n.؟!]+", text):
        start = sentence.start()
        for cut in [m.end() for m in re.finditer("[،؛,]", sentence.group())] + [len(sentence.group())]:
            end = sentence.start() + cut
            if len(text[start:end].split()) >= 5 and (len(text[end:sentence.end()].split()) >= 5 or end == sentence.end()):
                out.append((start, end))
                start = end
    return out


def around(text: str, unit: tuple[int, int]) -> tuple[int, int]:
    """The line or sentence that holds a clause."""
    start = max(text.rfind(mark, 0, unit[0] + 1) for mark in (".", "\n", "؟")) + 1
    ends = [at for at in (text.find(mark, unit[1] - 1) for mark in (".", "\n", "؟")) if at >= 0]
    return start, min(ends, default=len(text))


def story_pairs(folder: Path) -> tuple[Set, np.ndarray]:
    """All clause pairs across the articles of one event; a second array marks doubtful ones."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {k: (folder / name).read_text(encoding="utf-8") for k, name in gold["files"].items()}
    units = {k: clauses(text) for k, text in texts.items()}
    left, right, yes, doubt = [], [], [], []

    def touched(letter: str, unit: tuple[int, int], member: dict[str, int]) -> bool:
        return member["article"] == letter and min(unit[1], member["end"]) > max(unit[0], member["start"])

    def joined(kind: str, one: tuple[str, tuple[int, int]], two: tuple[str, tuple[int, int]]) -> bool:
        return any(
            any(touched(*one, m) for m in g["members"]) and any(touched(*two, m) for m in g["members"])
            for g in gold.get(kind, [])
        )

    letters = sorted(texts)
    for i, x in enumerate(letters):
        for y in letters[i + 1:]:
            for u in units[x]:
                for v in units[y]:
                    left.append(texts[x][slice(*u)])
                    right.append(texts[y][slice(*v)])
                    yes.append(joined("alignments", (x, u), (y, v)))
                    # The gold marks a fact by a few words of its sentence; other clauses of the
                    # same two sentences may tell it too.
                    doubt.append(not yes[-1] and (
                        joined("alignments_optional", (x, u), (y, v))
                        or joined("alignments", (x, around(texts[x], u)), (y, around(texts[y], v)))
                    ))
    return (left, right, np.array(yes)), np.array(doubt)


def details(encoder: Encoder, pairs: Set, block: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Score, meaning and words of the pairs; `block` headline pairs stand in for a story."""
    left, right, _ = pairs
    vectors = dict(zip(dict.fromkeys([*left, *right]), embed_unique(encoder, list(dict.fromkeys([*left, *right]))), strict=True))
    found: list[tuple[float, float, float]] = []
    for at in range(0, len(left), block):
        a, b = list(dict.fromkeys(left[at:at + block])), list(dict.fromkeys(right[at:at + block]))
        detail = similarity_detail(encoder, a, b, np.array([vectors[t] for t in a]), np.array([vectors[t] for t in b]))
        row, column = {t: i for i, t in enumerate(a)}, {t: i for i, t in enumerate(b)}
        for one, two in zip(left[at:at + block], right[at:at + block], strict=True):
            cell = row[one], column[two]
            found.append((detail.score[cell], detail.meaning[cell], detail.words[cell]))
    score, meaning, words = np.array(found).T
    return score, meaning, words


def area(score: np.ndarray, yes: np.ndarray) -> float:
    """Area under the ROC curve: how often a right pair scores above a wrong one."""
    order = np.argsort(score, kind="stable")
    ranks = np.empty(len(score))
    ranks[order] = np.arange(1, len(score) + 1)
    for value in np.unique(score):
        ranks[score == value] = ranks[score == value].mean()
    n, m = int(yes.sum()), int((~yes).sum())
    return float((ranks[yes].sum() - n * (n + 1) / 2) / (n * m))


def fit(x: np.ndarray, yes: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Logistic regression with a little ridge, by Newton's steps."""
    design = np.column_stack([np.ones(len(x)), x])
    beta = np.zeros(design.shape[1])
    ridge = np.diag([0.0, 0.5, 0.5])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ beta))
        gradient = design.T @ (weight * (yes - p)) - ridge @ beta
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + ridge
        beta = beta + np.linalg.solve(hessian, gradient)
    return beta


def report(name: str, score: np.ndarray, meaning: np.ndarray, words: np.ndarray, yes: np.ndarray) -> None:
    print(f"\n{name}: {int(yes.sum())} right, {int((~yes).sum())} wrong pairs")
    print(f"  AUC  meaning {area(meaning, yes):.3f}  words {area(words, yes):.3f}  score {area(score, yes):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = score >= threshold
        right = int((said & yes).sum())
        print(f"  >= {threshold}: precision {right / max(1, int(said.sum())):.3f}  recall {right / int(yes.sum()):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--encoder", choices=("e5", "lexical"), default="e5")
    parser.add_argument("--pairs", type=int, default=1200)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "data" / "claims").is_dir():
        raise SystemExit(f"{args.shared} holds no data/claims: nothing to measure")
    encoder: Encoder = LexicalEncoder() if args.encoder == "lexical" else default_encoder()[0]
    print("encoder:", encoder.name)
    sets: dict[str, Set] = {
        "headlines": headline_pairs(args.shared / "data/claims/arentail/ArEntail_train.xlsx", args.pairs)
    }
    for event in ("london", "deirezzor"):
        (left, right, yes), doubt = story_pairs(args.shared / "acceptance" / event)
        keep = np.flatnonzero(~doubt)
        sets[event] = [left[i] for i in keep], [right[i] for i in keep], yes[keep]
    train = []
    for name, pairs in sets.items():
        yes = pairs[2]
        score, meaning, words = details(encoder, pairs, 40 if name == "headlines" else len(yes))
        report(name, score, meaning, words, yes)
        part = np.arange(len(yes)) // 2 % 2 == 1 if name == "headlines" else np.ones(len(yes), dtype=bool)
        balance = np.where(yes, 0.5 / yes.sum(), 0.5 / (~yes).sum()) * 300
        train.append((np.column_stack([meaning, words])[part], yes[part], balance[part]))
    if args.fit:
        print("\nbias, meaning, words:", fit(*(np.concatenate(c) for c in zip(*train, strict=True))).round(2))


if __name__ == "__main__":
    main()
