"""Words and marks of a sentence, their vectors from token states, and what the lists say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..lang.gazetteer import Entry, Gazetteer
from ..lang.normalize import view

_UNIT = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\S")
_OPENING, _CLOSING = "«([\"'", "»)]\"'"
# Lists of function_words.csv and name_words.toml that tell what stands beside a name.
_LISTS = ("function", "verb", "time", "pick", "said", "ordinal", "kinship", "field", "son", "servant",
          "kunya", "name_particles", "name_endings", "press_words", "agency_nouns", "reporters",
          "place_prepositions", "told_to", "capital_words", "group_heads")
_KINDS = ("country", "capital", "place", "city", "body", "outlet", "agency")
_STRENGTHS = ("strong", "weak", "outlet", "number", "definite")
_TITLES = ("role", "honorific", "military")
BITS: tuple[str, ...] = (
    "word", "mark", "digits", "latin", "one letter", "opens", "closes", "comma", "colon", "hyphen",
    "definite", "common", "homograph", "place head",
    *(f"list {name}" for name in _LISTS), *(f"org head {name}" for name in _STRENGTHS),
    *(f"title {name}" for name in _TITLES),
    *(f"{part}{name}" for name in _KINDS for part in ("B-", "I-")), "weak entry",
    *(f"{part} {where}" for where in ("bare", "behind clitic")
      for part in ("given", "given often", "surname", "surname often", "foreign", "known surname", "nationality", "listed")),
    "shape", "clitic letter",
)
_AT = {name: k for k, name in enumerate(BITS)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a mark: code points of the sentence, and its search form."""

    start: int
    end: int
    norm: str


def units(text: str) -> list[Unit]:
    """All words and marks of a sentence in order; vowel signs belong to the word."""
    seen = view(text)
    return [Unit(*seen.to_text(*m.span()), m.group()) for m in _UNIT.finditer(seen.norm)]


def pool(
    row: Sequence[Unit], starts: NDArray[np.int32], ends: NDArray[np.int32],
    states: NDArray[np.float32],
) -> NDArray[np.float32]:
    """The mean state of the subwords that touch each unit: (units, width); zeros where none does."""
    out = np.zeros((len(row), states.shape[1]), dtype=np.float32)
    for k, unit in enumerate(row):
        low = int(np.searchsorted(ends, unit.start, side="right"))
        high = int(np.searchsorted(starts, unit.end, side="left"))
        if low < high:
            out[k] = states[low:high].mean(axis=0)
    return out


def bits(
    row: Sequence[Unit], gazetteer: Gazetteer, known: dict[str, NDArray[np.float32]] | None = None
) -> NDArray[np.float32]:
    """What the project's lists and the letters tell of each unit: (units, len(BITS)).

    `known` keeps the words of earlier sentences of one article, which need no second look.
    """
    out = np.zeros((len(row), len(BITS)), dtype=np.float32)
    known = {} if known is None else known
    for k, unit in enumerate(row):
        if unit.norm not in known:
            known[unit.norm] = one = np.zeros(len(BITS), dtype=np.float32)
            for name, value in _word_bits(unit.norm, gazetteer).items():
                one[_AT[name]] = value
        out[k] = known[unit.norm]
    for k in range(len(row)):
        _mark_entries(row, k, gazetteer, out)
    return out


def readings(word: str) -> list[tuple[int, str]]:
    """The word as it stands and behind one or two proclitics: (letters off, rest)."""
    found = [(0, word)]
    off, rest = 0, word
    if rest[:1] in ("و", "ف") and len(rest) > 2:
        off, rest = 1, rest[1:]
        found.append((1, rest))
    if rest.startswith("لل") and len(rest) > 3:
        found += [(off + 1, "ال" + rest[2:]), (off + 1, rest[1:])]
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 2:
        found.append((off + 1, rest[1:]))
    return found


def _word_bits(word: str, g: Gazetteer) -> Mapping[str, float]:
    if not word[0].isalnum():
        return {
            "mark": 1, "opens": word in _OPENING, "closes": word in _CLOSING, "comma": word in "،,",
            "colon": word == ":", "hyphen": word == "-",
        }
    found: dict[str, float] = {
        "word": 1, "digits": word[0].isdigit(), "latin": word[0].isascii() and word[0].isalpha(),
        "one letter": len(word) == 1, "clitic letter": word[0] in "وفبلك", "homograph": word in g.homographs,
    }
    if not "ء" <= word[0] <= "ي":
        return found
    if len(word) > 2:
        found["shape"] = min(max(g.shape(word[2:] if word.startswith("ال") and len(word) > 4 else word), -3.0), 3.0) / 3
    for off, form in readings(word):
        bare = form.removeprefix("ال")
        found["definite"] = max(found.get("definite", 0), form.startswith("ال") and len(form) > 4)
        found["common"] = max(found.get("common", 0), form in g.common or bare in g.common)
        found["place head"] = max(found.get("place head", 0), form in g.place_heads or bare in g.place_heads)
        for name in _LISTS:
            if form in g.words[name]:
                found[f"list {name}"] = 1
        strength = g.org_heads.get(form) or g.org_heads.get(bare)
        if strength in _STRENGTHS:
            found[f"org head {strength}"] = 1
        for title in (*g.titles.get(form, ()), *g.titles.get(bare, ())):
            found[f"title {title.kind}"] = 1
        where = "behind clitic" if off else "bare"
        for name, value in _name_bits(form, bare, g).items():
            found[f"{name} {where}"] = max(found.get(f"{name} {where}", 0), value)
    return found


def _name_bits(form: str, bare: str, g: Gazetteer) -> Mapping[str, float]:
    given, surname = g.given.get(form, 0), g.surnames.get(form, 0)
    return {
        "given": given > 0, "given often": given >= 20, "surname": surname > 0,
        "surname often": surname >= 5, "foreign": form in g.foreign,
        "known surname": form in g.known_surnames, "nationality": bare in g.adjectives,
        "listed": form in g.first,
    }


def _mark_entries(row: Sequence[Unit], k: int, g: Gazetteer, out: NDArray[np.float32]) -> None:
    """Set the bits of the longest listed name that begins at unit `k`."""
    best: Entry | None = None
    for _, form in readings(row[k].norm):
        for entry in g.first.get(form, ()):
            rest = tuple(unit.norm for unit in row[k + 1:k + len(entry.words)])
            if rest == entry.words[1:] and (best is None or len(entry.words) > len(best.words)):
                best = entry
    if best is None:
        return
    out[k, _AT[f"B-{best.kind}"]] = 1
    out[k, _AT["weak entry"]] = best.level > 0
    for m in range(k + 1, k + len(best.words)):
        out[m, _AT[f"I-{best.kind}"]] = 1
