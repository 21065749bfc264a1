"""What is known of names before an article is read: places, bodies, outlets, parts of personal names.

Every list is folded on load (`normalize.fold`). Lookups are by words: `Gazetteer.first` leads from
the first word of a name to all names that begin with it, the longest first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from ..errors import ResourceError
from ..model import EntityType, Gender
from .name_words import load_name_words
from .names import NameParts, bare, name_parts
from .normalize import fold
from .tables import read_csv

_T = TypeVar("_T")
_TYPES: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
# Groups of letters that neither names nor everyday words have are those of foreign names.
_UNSEEN = 7
# Bearers (of the list's persons) from which on a name is no slip of the pen.
_MANY = 5
EntryKind = Literal["country", "capital", "place", "city", "body", "outlet", "agency"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a list: `level` 0 stands alone, 1 and 2 need a context (see the tables)."""

    words: tuple[str, ...]
    type: EntityType
    key: str
    kind: EntryKind
    country: str | None
    level: int
    name: str


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective of nationality without article: «بريطانيه» -> GB, f."""

    country: str
    feminine: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title or role; `kind` tells what may stand between it and the name."""

    words: tuple[str, ...]
    kind: str
    gender: Gender


@dataclass(frozen=True, slots=True)
class Description:
    """A definite noun that may stand for a named thing; `heads` are what that thing is called."""

    word: str
    type: EntityType
    heads: frozenset[str]
    gender: Gender


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All lists in search form; see the tables in resources/ar for what each word means."""

    first: Mapping[str, tuple[Entry, ...]]
    by_key: Mapping[str, Entry]
    external: Mapping[str, dict[str, str]]
    adjectives: Mapping[str, Adjective]
    capitals: Mapping[str, Entry]
    given: Mapping[str, int]
    surnames: Mapping[str, int]
    foreign: Mapping[str, str]
    homographs: frozenset[str]
    female: frozenset[str]
    known_surnames: frozenset[str]
    common: Mapping[str, int]
    titles: Mapping[str, tuple[Title, ...]]
    org_heads: Mapping[str, str]
    place_heads: Mapping[str, str]
    descriptions: Mapping[str, tuple[Description, ...]]
    words: Mapping[str, frozenset[str]]
    keys: Mapping[str, Mapping[str, str]]
    limits: Mapping[str, Mapping[str, int]]
    parts: NameParts
    homonyms: Mapping[str, Mapping[str, str]]
    letters: Mapping[str, int]

    def is_a(self, kind: str, word: str) -> bool:
        """True where function_words.csv or name_words.toml lists `word` under `kind`."""
        return word in self.words[kind]

    def term(self, kind: str) -> str:
        """The one word of a list that holds one word."""
        return min(self.words[kind])

    def shape(self, word: str) -> float:
        """How much an unknown word looks like a name (above 0) or like an everyday word (below).

        The sum of the weights of its groups of three letters by the root of their number; «كرومول»
        is about 2, «يتراجعون» about -3.
        """
        marked = f"<{word}>"
        count = len(marked) - 2
        weights = [self.letters.get(marked[k:k + 3], _UNSEEN) for k in range(count)]
        return sum(weights) / (10 * math.sqrt(count))


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read all name lists of a language's folder; raises ResourceError with file and line."""
    base = folder / "gazetteer"
    named = load_name_words(folder / "name_words.toml")
    entries: list[Entry] = []
    external: dict[str, dict[str, str]] = {}
    adjectives = _countries(base / "countries.csv", entries, external, named.words["weak_countries"])
    capitals = _regions(base / "regions.csv", entries, external)
    place_heads = _heads(folder / "place_heads.csv", "span")
    org_heads = _heads(folder / "org_heads.csv", "strength")
    _cities(base / "cities.csv", entries, place_heads.keys() | org_heads.keys())
    _bodies(base / "bodies.csv", entries)
    _outlets(base / "outlets.csv", entries)
    given, surnames = _names(base / "names.csv")
    foreign, homographs, known, female = _foreign(base)
    common = dict(_bulk(base / "common_words.csv", "word,per_million", _word_count))
    for name in foreign:
        if name not in homographs:
            common.pop(name, None)
    index = _index(entries)
    for word in [w for w in common if w[0] in "بل" and _place_behind(w[1:], index, common)]:
        del common[word]
    return Gazetteer(
        first=index, by_key=_by_key(entries), external=external, adjectives=adjectives,
        capitals=capitals, given=given, surnames=surnames, foreign=foreign, homographs=homographs,
        female=female, known_surnames=known, common=common, titles=_titles(folder / "titles.csv"),
        org_heads=org_heads, place_heads=place_heads,
        descriptions=_descriptions(folder / "descriptions.csv"),
        words={**named.words, **_function_words(base / "function_words.csv")},
        keys=named.keys, limits=named.limits, parts=name_parts(named.words, _attested(given, surnames, foreign), frozenset(foreign)),
        homonyms=_homonyms(base / "homonyms.csv"),
        letters=dict(_bulk(base / "letter_groups.csv", "letters,weight", _word_count)),
    )


def _place_behind(rest: str, index: Mapping[str, tuple[Entry, ...]], common: Mapping[str, int]) -> bool:
    """True where a counted form is a proclitic and a place («بدمشق», «لتركيا»), no word of its own."""
    return rest not in common and any(
        len(e.words) == 1 and e.kind in ("country", "capital", "place") and e.level == 0
        for e in index.get(rest, ())
    )


def _bulk(path: Path, header: str, read: Callable[[list[str]], _T]) -> list[_T]:
    """Rows of a large machine-made table, read without the CSV module for speed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{path}: can't be read as UTF-8 ({error}); restore the file") from error
    start = 0
    while start < len(lines) and lines[start].startswith("#"):
        start += 1
    if start >= len(lines) or lines[start] != header:
        raise ResourceError(f"{path}:{start + 1}: the header must be {header}")
    out = []
    for number, line in enumerate(lines[start + 1:], start + 2):
        try:
            out.append(read(line.split(",")))
        except (ValueError, IndexError) as error:
            raise ResourceError(f"{path}:{number}: {line!r} does not fit {header}") from error
    return out


def _word_count(cells: list[str]) -> tuple[str, int]:
    word, count = cells
    return word, int(count)


def _name_counts(cells: list[str]) -> tuple[str, int, int]:
    name, given, surname = cells
    return name, int(given), int(surname)


def _city(cells: list[str]) -> tuple[str, str, str, int]:
    name, key, country, _, level = cells
    return name, key, country, int(level)


def _split(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Names of a cell as (as written, folded words); dots count as spaces («أ.ف.ب»)."""
    found = []
    for name in text.split("|"):
        words = tuple(fold(name).replace(".", " ").split())
        if words:
            found.append((name.strip(), words))
    return found


def _countries(
    path: Path, entries: list[Entry], external: dict[str, dict[str, str]], weak: Set[str]
) -> dict[str, Adjective]:
    adjectives: dict[str, Adjective] = {}
    for row in read_csv(path, ("country", "names", "adjectives", "geonames")):
        code = row["country"]
        key = f"geo:{code}"
        names = _split(row["names"])
        for _, words in names:
            level = 1 if len(words) == 1 and words[0] in weak else 0
            entries.append(Entry(words, "LOC", key, "country", code, level, names[0][0]))
        external[key] = {"iso3166": code}
        if row["geonames"]:
            external[key]["geonames"] = row["geonames"]
        for adjective in row["adjectives"].split("|"):
            stem = fold(adjective.strip())
            if not stem or " " in stem:
                continue
            for ending, feminine, plural in (
                ("", False, False), ("ه", True, False), ("ين", False, True), ("ون", False, True),
                ("ات", True, True), ("ا", False, False), ("تين", True, True),
            ):
                adjectives.setdefault(stem + ending, Adjective(code, feminine, plural))
    return adjectives


def _regions(
    path: Path, entries: list[Entry], external: dict[str, dict[str, str]]
) -> dict[str, Entry]:
    capitals: dict[str, Entry] = {}
    for row in read_csv(path, ("key", "country", "kind", "names", "geonames", "level")):
        kind: EntryKind = "capital" if row.choice("kind", ("capital", "place")) == "capital" else "place"
        names = _split(row["names"])
        level = int(row.choice("level", ("0", "1", "2")))
        for _, words in names:
            entry = Entry(words, "LOC", row["key"], kind, row["country"] or None, level, names[0][0])
            entries.append(entry)
            if kind == "capital":
                capitals.setdefault(row["country"], entry)
        if row["geonames"]:
            external[row["key"]] = {"geonames": row["geonames"]}
    return capitals


def _cities(path: Path, entries: list[Entry], nouns: Set[str]) -> None:
    taken = {entry.words for entry in entries}
    for name, key, country, level in _bulk(path, "name,key,country,population,level", _city):
        words = tuple(name.split())
        if words not in taken and name not in nouns:
            entries.append(Entry(words, "LOC", key, "city", country, level, name))


def _bodies(path: Path, entries: list[Entry]) -> None:
    for row in read_csv(path, ("key", "country", "level", "names")):
        names = _split(row["names"])
        level = int(row.choice("level", ("0", "1", "2")))
        for _, words in names:
            entries.append(
                Entry(words, "ORG", row["key"], "body", row["country"] or None, level, names[0][0])
            )


def _outlets(path: Path, entries: list[Entry]) -> None:
    for row in read_csv(path, ("key", "kind", "country", "level", "names")):
        kind: EntryKind = "agency" if row.choice("kind", ("outlet", "agency")) == "agency" else "outlet"
        names = _split(row["names"])
        level = int(row.choice("level", ("0", "1")))
        for _, words in names:
            entries.append(
                Entry(words, "ORG", row["key"], kind, row["country"] or None, level, names[0][0])
            )


def _names(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    given: dict[str, int] = {}
    surnames: dict[str, int] = {}
    for name, as_given, as_surname in _bulk(path, "name,given,surname", _name_counts):
        if as_given:
            given[name] = as_given
        if as_surname:
            surnames[name] = as_surname
    return given, surnames


def _attested(given: Mapping[str, int], surnames: Mapping[str, int], foreign: Mapping[str, str]) -> frozenset[str]:
    """Arabic names that many bear, without article; foreign names have many spellings and stay out."""
    found = {n for names in (given, surnames) for n, count in names.items() if count >= _MANY and n not in foreign}
    return frozenset(bare(n) for n in found)


def _foreign(base: Path) -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    foreign: dict[str, str] = {}
    homographs: set[str] = set()
    known: set[str] = set()
    female = {fold(row["name"]) for row in read_csv(base / "female_names.csv", ("name",))}
    for row in read_csv(base / "foreign_names.csv", ("name", "role", "gender", "homograph")):
        name = fold(row["name"])
        role = row.choice("role", ("given", "surname"))
        foreign.setdefault(name, role)
        if row["homograph"] == "1":
            homographs.add(name)
        if role == "surname":
            known.add(name)
        if row["gender"] == "f":
            female.add(name)
    return foreign, frozenset(homographs), frozenset(known), frozenset(female)


def _titles(path: Path) -> dict[str, tuple[Title, ...]]:
    found: dict[str, list[Title]] = {}
    for row in read_csv(path, ("title", "kind", "gender", "example")):
        words = tuple(fold(row["title"]).split())
        gender: Gender = "f" if row.choice("gender", ("m", "f")) == "f" else "m"
        title = Title(words, row.choice("kind", ("role", "honorific", "military")), gender)
        found.setdefault(words[0], []).append(title)
    return {w: tuple(sorted(t, key=lambda x: -len(x.words))) for w, t in found.items()}


def _heads(path: Path, column: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_csv(path, ("head", column, "example")):
        found.setdefault(fold(row["head"]), row[column])
    return found


def _descriptions(path: Path) -> dict[str, tuple[Description, ...]]:
    found: dict[str, list[Description]] = {}
    for row in read_csv(path, ("word", "type", "heads", "gender", "example")):
        kind = _TYPES[row.choice("type", tuple(_TYPES))]
        gender: Gender = "f" if row["gender"] == "f" else "m"
        heads = frozenset(fold(h) for h in row["heads"].split("|"))
        word = fold(row["word"])
        found.setdefault(word, []).append(Description(word, kind, heads, gender))
    return {w: tuple(d) for w, d in found.items()}


def _homonyms(path: Path) -> dict[str, dict[str, str]]:
    """Folded name -> country -> key, the first row of a name first."""
    found: dict[str, dict[str, str]] = {}
    for row in read_csv(path, ("name", "country", "key")):
        found.setdefault(fold(row["name"]), {})[row["country"]] = row["key"]
    return found


def _function_words(path: Path) -> dict[str, frozenset[str]]:
    return {
        row["kind"]: frozenset(fold(w) for w in row["words"].split())
        for row in read_csv(path, ("kind", "words"))
    }


def _index(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    first: dict[str, list[Entry]] = {}
    for entry in entries:
        first.setdefault(entry.words[0], []).append(entry)
    return {
        word: tuple(sorted(found, key=lambda e: (-len(e.words), e.level)))
        for word, found in first.items()
    }


def _by_key(entries: list[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.key, entry)
    return found
