"""Words of framing, from `distancing.csv`, `loaded.csv`, `labels.csv` and `rival_names.csv`.

Phrases are found by looking the words of a text up in an index by first word, so that the time
taken grows with the text and not with the lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ResourceError
from .normalize import fold
from .tables import Row, read_csv
from .tokenize import Token

_COLUMNS = ("id", "kind", "words", "unless", "example")
_DISTANCING = (
    "so_called", "self_styled", "alleged", "pretext", "manner", "verb", "noun",
    "title", "body", "institution", "lead", "particle", "aside", "hearer", "talk", "verbal",
    "relative", "manner_noun", "melted",
)
_SETS = (
    "body", "institution", "lead", "particle", "aside", "hearer", "talk", "regime_after", "ending", "office", "suffix", "verbal",
    "relative", "manner_noun", "regime_noun", "label_ending",
)
_LOADED = (
    "word", "leader", "regime", "regime_after", "entity", "ending", "office", "suffix",
    "regime_noun", "label_ending",
)
_RIVAL = ("thing", "group", "generic", "neutral", "linking", "sound", "adjective_ending")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One listed wording: folded `words` and as `written`; `tail` begins the next word."""

    id: str
    kind: str
    words: tuple[str, ...]
    tail: str
    unless: frozenset[str]
    written: str


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase in a row of tokens: tokens `[first, last]`."""

    phrase: Phrase
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FramingRules:
    """All that framing and rival names need; build it with `load_framing`.

    `phrases` maps a first word, without proclitics, to its phrases, longest first; the other fields map folded words to
    rule ids (`labels`, `titles`, `bodies`) or hold them (`institutions`, `leads`, `generic`);
    `nationalities` and `outlets` map adjectives and names to a country.
    `things` maps a head noun to its row, `groups` holds the rows whose complement must be an entity;
    `neutral` maps a folded name to its rows; `sounds` is for `str.translate`, one letter for each sound.
    """

    phrases: Mapping[str, tuple[Phrase, ...]]
    titles: Mapping[str, str]
    bodies: frozenset[str]
    institutions: frozenset[str]
    leads: frozenset[str]
    particles: frozenset[str]
    verbal: frozenset[str]
    asides: frozenset[str]
    hearers: frozenset[str]
    talks: frozenset[str]
    regime_nouns: frozenset[str]
    regime_after: frozenset[str]
    relatives: frozenset[str]
    manner_nouns: frozenset[str]
    offices: frozenset[str]
    endings: tuple[str, ...]
    labels: Mapping[str, str]
    nationalities: Mapping[str, str]
    states: frozenset[str]
    outlets: Mapping[str, str]
    common: frozenset[str]
    things: Mapping[str, str]
    groups: frozenset[str]
    generic: frozenset[str]
    linking: frozenset[str]
    neutral: Mapping[str, frozenset[str]]
    sounds: Mapping[int, str]
    adjective_endings: tuple[str, ...]


def word_forms(word: str) -> Iterator[str]:
    """A folded word as it stands, then without و ف, ب ل ك and the article."""
    bare = [word]
    if word[:1] in ("و", "ف") and len(word) > 3:
        bare.append(word[1:])
    for form in tuple(bare):
        if form.startswith("لل") and len(form) > 4:
            bare.append("ال" + form[2:])
        elif form[:1] in ("ب", "ل", "ك") and len(form) > 3:
            bare.append(form[1:])
    yield from bare
    for form in bare:
        if form.startswith("ال") and len(form) > 4:
            yield form[2:]


def contradicts(written: str, text: str) -> bool:
    """True where a text writes its hamza below the alif and the list above it, or the other way.

    Folding makes «إبطال» and «أبطال» one; a bare alif may be either.
    """
    above, below = ("أ" in text or "آ" in text), "إ" in text
    listed_above, listed_below = ("أ" in written or "آ" in written), "إ" in written
    return (below and listed_above and not listed_below) or (
        above and listed_below and not listed_above
    )


def find_phrases(words: Sequence[Token], rules: FramingRules) -> list[PhraseHit]:
    """All listed phrases in the words of one sentence, in order, the longest at each place."""
    hits: list[PhraseHit] = []
    free = 0
    for at, word in enumerate(words):
        listed = _listed(word.norm, rules.phrases)
        if not listed or at < free:
            continue
        for phrase in listed:
            last = at + len(phrase.words) - 1
            if _fits(words, at, last, phrase):
                hits.append(PhraseHit(phrase, at, last))
                free = last + 1
                break
    return hits


def _listed(word: str, phrases: Mapping[str, tuple[Phrase, ...]]) -> tuple[Phrase, ...]:
    """Phrases that a word opens, as it stands before those behind its proclitics."""
    found = phrases.get(word, ())
    if len(word) < 4 or word[0] not in "وفبلك":
        return found
    if word[0] in "وف":
        word = word[1:]
        found += phrases.get(word, ())
    if word[0] in "بلك" and len(word) > 3:
        found += phrases.get("ال" + word[2:] if word.startswith("لل") else word[1:], ())
    return found


def _fits(words: Sequence[Token], at: int, last: int, phrase: Phrase) -> bool:
    if last >= len(words):
        return False
    for i in range(1, len(phrase.words)):
        if words[at + i].norm != phrase.words[i]:
            return False
    if phrase.tail and not (
        last + 1 < len(words) and words[last + 1].norm.startswith(phrase.tail)
    ):
        return False
    if phrase.unless:
        near = (*words[max(0, at - 2):at], *words[last + 1:last + 3])
        return not any(form in phrase.unless for w in near for form in word_forms(w.norm))
    return True


def _opening(word: str, melted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A folded word with and without its article, and melted into a preposition."""
    yield word
    if not word.startswith("ال") and len(word) > 2:
        yield "ال" + word
    yield from melted.get(word, ())


def load_framing(folder: Path) -> FramingRules:
    """Read the four files of a language's folder; raises ResourceError with file and line."""
    phrases: dict[str, list[Phrase]] = {}
    sets: dict[str, set[str]] = {k: set() for k in _SETS}
    titles: dict[str, str] = {}
    distancing, loaded = (read_csv(folder / f"{name}.csv", _COLUMNS) for name in ("distancing", "loaded"))
    endings = [e for row in loaded if row["kind"] == "ending" for e in _alternatives(row)]
    melted = {w[0]: w[1:] for w in (_alternatives(r) for r in distancing if r["kind"] == "melted")}
    for rows, kinds in ((distancing, _DISTANCING), (loaded, _LOADED)):
        for row in rows:
            kind = row.choice("kind", kinds)
            if kind == "title":
                titles.update(dict.fromkeys(_alternatives(row), row["id"]))
            elif kind in sets:
                sets[kind].update(_alternatives(row))
            elif kind != "melted":
                _add(phrases, row, kind, endings, melted)
    rivals = read_csv(folder / "rival_names.csv", ("id", "kind", "words", "example"))
    for row in rivals:
        row.choice("kind", _RIVAL)
    return FramingRules(
        phrases={k: tuple(sorted(v, key=lambda p: -len(p.words))) for k, v in phrases.items()},
        titles=titles,
        bodies=frozenset(sets["body"]),
        institutions=frozenset(sets["institution"]),
        leads=frozenset(sets["lead"]),
        particles=frozenset(sets["particle"]),
        verbal=frozenset(sets["verbal"]),
        asides=frozenset(sets["aside"]),
        hearers=frozenset(sets["hearer"]),
        talks=frozenset(sets["talk"]),
        endings=tuple(sorted({*endings, *sets["suffix"]}, key=lambda e: (-len(e), e))),
        offices=frozenset(sets["office"]),
        relatives=frozenset(sets["relative"]),
        manner_nouns=frozenset(sets["manner_noun"]),
        regime_nouns=frozenset(sets["regime_noun"]),
        regime_after=frozenset(w.rstrip("+").split()[0] for w in sets["regime_after"]),
        labels=_labels(folder, ("", *sorted(sets["label_ending"]))),
        states=_names(folder / "gazetteer" / "countries.csv"),
        outlets=_outlets(folder / "gazetteer" / "outlets.csv"),
        common=_common(folder / "gazetteer" / "common_words.csv"),
        nationalities=_nationalities(folder / "gazetteer" / "countries.csv"),
        things=_rivals(rivals, ("thing", "group")),
        groups=frozenset(r["id"] for r in rivals if r["kind"] == "group"),
        generic=frozenset(_rivals(rivals, ("generic",))),
        linking=frozenset(_rivals(rivals, ("linking",))),
        neutral=_neutral(rivals),
        sounds=_sounds(rivals),
        adjective_endings=tuple(sorted(
            _rivals(rivals, ("adjective_ending",)), key=lambda ending: (-len(ending), ending)
        )),
    )


def _alternatives(row: Row) -> list[str]:
    found = [fold(part).strip() for part in row["words"].split("|")]
    if not all(found):
        raise ResourceError(f"{row.where}: words holds an empty alternative; take the | away")
    return found


def _add(
    phrases: dict[str, list[Phrase]], row: Row, kind: str, endings: Sequence[str],
    melted: Mapping[str, Sequence[str]],
) -> None:
    unless = frozenset(fold(w) for w in row["unless"].split("|") if w)
    for written in row["words"].split("|"):
        form = fold(written).strip()
        if not form:
            raise ResourceError(f"{row.where}: words holds an empty alternative; take the | away")
        inflected = form.endswith("*")
        words, tail = form.rstrip("*").split(), ""
        if form.endswith("+"):
            tail = words.pop().rstrip("+")
        if not words:
            raise ResourceError(f"{row.where}: {form!r} holds no whole word")
        for ending in ("", *endings) if inflected else ("",):
            all_words = (*words[:-1], words[-1] + ending)
            phrase = Phrase(row["id"], kind, all_words, tail, unless, written)
            for first in _opening(all_words[0], melted):
                phrases.setdefault(first, []).append(phrase)


def _labels(folder: Path, endings: Sequence[str]) -> dict[str, str]:
    """Definite forms of the adjectives, of every gender and number, to rule ids."""
    labels: dict[str, str] = {}
    for row in read_csv(folder / "labels.csv", ("id", "words", "example")):
        for adjective in _alternatives(row):
            for ending in endings:
                labels["ال" + adjective + ending] = row["id"]
    return labels


def _names(path: Path) -> frozenset[str]:
    """Folded names of a table of the gazetteer."""
    return frozenset(
        fold(name) for row in read_csv(path, ("names",)) for name in row["names"].split("|")
    )


def _common(path: Path) -> frozenset[str]:
    """Everyday words. The table is long and has a loader that checks it; here only its first column."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.partition(",")[0] for line in lines if not line.startswith("#"))


def _outlets(path: Path) -> dict[str, str]:
    """Folded names of outlets, each with the country where it sits."""
    return {
        fold(name): row["country"]
        for row in read_csv(path, ("names", "country")) for name in row["names"].split("|")
    }


def _nationalities(path: Path) -> dict[str, str]:
    """Definite adjectives of nationality, masculine and feminine, each with its country."""
    return {
        f"ال{fold(a).removeprefix('ال')}{ending}": row["country"]
        for row in read_csv(path, ("adjectives", "country")) for a in row["adjectives"].split("|") if a
        for ending in ("", "ه")
    }


def _rivals(rows: Sequence[Row], kinds: tuple[str, ...]) -> dict[str, str]:
    """Folded words of the rows of some kinds, each with the id of its row."""
    return {
        form: row["id"] for row in rows if row["kind"] in kinds for form in _alternatives(row)
    }


def _sounds(rows: Sequence[Row]) -> dict[int, str]:
    """The letters of the rows of sounds, each with the first of its row."""
    found: dict[int, str] = {}
    for row in rows:
        if row["kind"] == "sound":
            first, *others = _alternatives(row)
            if any(len(letter) != 1 for letter in (first, *others)):
                raise ResourceError(f"{row.where}: a sound is written by single letters; part them by |")
            found.update({ord(letter): first for letter in others})
    return found


def _neutral(rows: Sequence[Row]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] == "neutral":
            for form in _alternatives(row):
                found.setdefault(form, set()).add(row["id"])
    return {form: frozenset(ids) for form, ids in found.items()}
