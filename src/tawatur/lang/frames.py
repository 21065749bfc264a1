"""Clause rules, modality cues, number words and event frames: one typed loader for their files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from ..errors import ResourceError
from ..model import Modality
from .normalize import fold
from .number_rules import NumberRules, alternation, load_numbers
from .tables import read_csv, read_toml
from .verbs import Verbs, build_verbs, past_forms, present_forms
from .word_lists import load_word_lists

CutRule = Literal["clause", "verb", "subject", "nominal", "noun"]
_CUTS = ("clause", "verb", "subject", "nominal", "noun")
_MODALITIES = ("planned", "possible", "denied", "negated")
# The lists of claim_words.toml and event_words.toml that the annotators ask for.
_CLAIM_LISTS = (
    "after_sure_verb", "before_verb", "was", "coming", "done", "undertaking", "adverbs", "lead_in", "fronted",
    "not_before_fronted_verb", "goes_on", "time_heads", "not_in_time_head", "and_verb", "they_are", "pronouns",
    "hanging", "hangs_on_main", "demonstratives", "still_held", "maybe", "today", "yesterday", "tomorrow", "between", "year_heads", "others",
    "score_joint", "teens", "eleven", "out_of", "with_this", "part_of", "met", "aside", "counted_away",
)
_EVENT_LISTS = (
    "background_after", "phase", "undergo", "talk_during", "another", "wish", "relative", "operation", "in",
    "place_in", "place_near", "place_to", "place_any", "place_from", "of_talks", "inside_of", "capital", "date_cut_off",
    "on_condition", "ties", "open_spans", "speech_during", "papers", "state_heads", "towards", "spoken_for",
    "name_stop", "with_partner", "against_partner", "toll", "other_one", "scene_bound", "new_story", "apart", "occurs", "not_day_after", "since", "unnamed", "no_matter", "that", "oneself",
    "permitted", "efforts", "to_begin", "aimed_deeds", "pledged", "ahead_of", "called_off", "to_come", "belongs_to", "borders", "concerns", "the_two", "impersonal", "announces", "will_not", "plain_adjectives",
)
_NOUN_ENDINGS = ("ه", "ها", "هم", "هما", "نا")


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """`connectors`: words joined by a blank -> how they cut; `longest` words in the longest one;
    `openings` their first words, alone and after و or ف; `whole`: nouns whose ال is no article.
    `words`: the lists of claim_words.toml."""

    connectors: dict[str, CutRule]
    openings: frozenset[str]
    longest: int
    relatives: frozenset[str]
    shortest_relative: int
    nouns: frozenset[str]
    whole: frozenset[str]
    purpose_nouns: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    auxiliaries: frozenset[str]
    named_as: frozenset[str]
    examples: dict[str, str]
    words: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ModalityCue:
    modality: Modality
    where: Literal["verb", "any", "lead", "source"]
    example: str


@dataclass(frozen=True, slots=True)
class ModalityRules:
    cues: dict[str, ModalityCue]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class EventFrame:
    """A kind of happening: its PLOVER type, and where its place and people stand.

    `family` joins types that may tell one event (talks in a meeting). `place` tells after what
    words its place may stand: `in` (في، بـ), `to` (إلى), `any`. `travel` marks journeys, `dated` states that are a happening only with a date,
    `said` acts done by speaking (to accuse), which are happenings in the wording of a source too. `kinds`:
    words beside the noun that tell sorts apart (presidential, parliamentary).
    """

    type: str
    plover: str | None
    family: str
    place: Literal["in", "to", "any"]
    travel: bool
    weak: bool
    example: str
    dated: bool = False
    said: bool = False
    kinds: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """Words that tell of a series: `numbers` (ordinal -> value), `before` (ordinals before the noun),
    `tens` (the second part of one), `last` before the noun, `previous`, `next` and `cycles` after it, `turns` farther on."""

    numbers: dict[str, int]
    before: dict[str, int]
    tens: dict[str, int]
    last: frozenset[str]
    previous: frozenset[str]
    next: frozenset[str]
    cycles: frozenset[str]
    turns: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventRules:
    """Trigger words in search form, without proclitics and article, and their frames.

    `pairs`: noun -> lemma of a verb before it -> frame; `pair_verbs`: all these lemmas.
    `member_heads`: the first words of `members`, alone and after و. `words`: the lists of event_words.toml.
    `actors`: nouns that name who acts (demonstrators), not the act; `counted`: nouns that tell of a
    happening before people only (تحرير). `victim_kinds`: what a counted noun
    (قتيل) tells to have befallen people.
    """

    nouns: dict[str, EventFrame]
    verbs: dict[str, EventFrame]
    phrases: dict[str, EventFrame]
    phrase_heads: frozenset[str]
    pairs: dict[str, dict[str, EventFrame]]
    pair_verbs: frozenset[str]
    frames: tuple[EventFrame, ...]
    not_triggers: frozenset[str]
    hosts: frozenset[str]
    not_place_after: frozenset[str]
    members: tuple[str, ...]
    member_heads: frozenset[str]
    places_before: frozenset[str]
    not_dated_after: frozenset[str]
    figures: frozenset[str]
    empty_heads: frozenset[str]
    hindered_after: frozenset[str]
    wanted_after: frozenset[str]
    not_fought: frozenset[str]
    actors: frozenset[str]
    counted: frozenset[str]
    victim_kinds: dict[str, str]
    series: SeriesRules
    words: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Frames:
    """All that the annotators of claims and events take; `examples`: of each small word list."""

    verbs: Verbs
    clauses: ClauseRules
    modality: ModalityRules
    numbers: NumberRules
    events: EventRules
    examples: dict[str, str]


def load_frames(folder: Path) -> Frames:
    """Read clauses.toml, modality.csv, numbers.csv, event_frames.toml and the two files of small word lists.

    Raises ResourceError, which names file and line or key, where one is broken.
    """
    where = folder / "clauses.toml"
    data = read_toml(where)
    words, examples = load_word_lists(folder / "claim_words.toml", _CLAIM_LISTS)
    event_words, more = load_word_lists(folder / "event_words.toml", _EVENT_LISTS)
    try:
        verbs = build_verbs(
            fold(_plain(data["verbs"]["pairs"])).split(),
            fold(data["verbs"]["not_present"]).split(),
            fold(data["verbs"]["not_past"]).split(),
            _words(data["verbs"]["firm"]), _words(data["verbs"]["never"]),
        )
        events = _events(folder / "event_frames.toml", event_words)
        clauses = _clauses(data, where, frozenset(events.nouns), words)
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceError(f"{where}: a table or key is missing or misshapen ({error!r})") from error
    return Frames(
        verbs, clauses, _modality(folder / "modality.csv"), load_numbers(folder / "numbers.csv", words),
        events, {**examples, **more},
    )


def _plain(text: str) -> str:
    """Pairs as written, tashkeel off by `fold` later; a pair without its slash is an error."""
    for pair in text.split():
        if pair.count("/") != 1:
            raise ValueError(f"verb pair {pair!r}: write past/present")
    return text


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _clauses(
    data: dict[str, Any], where: Path, event_nouns: frozenset[str], words: dict[str, frozenset[str]],
) -> ClauseRules:
    connectors: dict[str, CutRule] = {}
    examples = {"verbs": data["verbs"]["example"], "nouns": data["nouns"]["example"],
                "relative": data["relative"]["example"], "purpose": data["purpose"]["example"]}
    for name, row in data["connector"].items():
        if row["cut"] not in _CUTS:
            raise ResourceError(f"{where}: connector.{name}: cut is {row['cut']!r}; write one of {_CUTS}")
        examples[f"connector.{name}"] = row["example"]
        for word in row["words"]:
            connectors[fold(word)] = row["cut"]
    nouns = set(_words(data["nouns"]["list"]))
    return ClauseRules(
        connectors, frozenset(p + key.split()[0] for key in connectors for p in ("", "و", "ف")),
        max(key.count(" ") + 1 for key in connectors),
        frozenset(map(fold, data["relative"]["words"])), int(data["relative"]["shortest"]),
        frozenset(with_pronouns(nouns)) | event_nouns, _words(data["nouns"]["whole"]),
        _words(data["purpose"]["nouns"]),
        _words(data["words"]["prepositions"]), _words(data["words"]["openers"]),
        _words(data["words"]["auxiliaries"]), _words(data["words"]["named_as"]), examples, words,
    )


def with_pronouns(nouns: Iterable[str]) -> Iterable[str]:
    """Nouns with the article and with possessive endings (ة opens to ت)."""
    for noun in nouns:
        yield noun
        yield noun if noun.startswith("ال") else "ال" + noun
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        for ending in _NOUN_ENDINGS:
            yield stem + ending
            if noun.endswith("اء"):  # «خلال لقائه»
                yield noun[:-1] + "ئ" + ending
        yield noun + "ا"


def _modality(path: Path) -> ModalityRules:
    cues: dict[str, ModalityCue] = {}
    for row in read_csv(path, ("cue", "modality", "where", "example")):
        cues[fold(row["cue"])] = ModalityCue(
            cast(Modality, row.choice("modality", _MODALITIES)),
            cast(Literal["verb", "any", "lead", "source"], row.choice("where", ("verb", "any", "lead", "source"))),
            row["example"],
        )
    return ModalityRules(cues, re.compile(rf"(?<!\w)(?:{alternation(cues)})(?!\w)"))


def _events(path: Path, lists: dict[str, frozenset[str]]) -> EventRules:
    data = read_toml(path)
    nouns: dict[str, EventFrame] = {}
    verbs: dict[str, EventFrame] = {}
    phrases: dict[str, EventFrame] = {}
    pairs: dict[str, dict[str, EventFrame]] = {}
    frames = []
    actors: set[str] = set()
    try:
        for name, row in data["frame"].items():
            frame = _frame(name, row)
            frames.append(frame)
            for form in fold(row.get("actors", "")).split():
                for one in (form, "ال" + form):
                    actors.add(one)
                    nouns.setdefault(one, frame)
            for form in with_pronouns(fold(row.get("nouns", "")).split()):
                nouns.setdefault(form, frame)
            for bare in fold(row.get("bare", "")).split():
                nouns.setdefault(bare, frame)
                nouns.setdefault("ال" + bare, frame)
            for pair in fold(row.get("verbs", "")).split():
                _add_verb(pair, frame, verbs)
            for form in fold(row.get("forms", "")).split():
                verbs.setdefault(form, frame)
                verbs.setdefault("و" + form, frame)
            for form in with_pronouns(fold(row.get("with_noun", "")).split()):
                pairs.setdefault(form, {}).update(dict.fromkeys(fold(row["with_verb"]).split(), frame))
            for phrase in row.get("phrases", []):
                phrases.setdefault(fold(phrase), frame)
        words = data["words"]
        members = tuple(map(fold, words["members"]))
        return EventRules(
            nouns, verbs, phrases, frozenset(k.split()[0] for k in phrases),
            pairs, frozenset(lemma for by_verb in pairs.values() for lemma in by_verb),
            tuple(frames), _words(words["not_triggers"]), _words(words["hosts"]),
            _words(words["not_place_after"]), members,
            frozenset(p + m.split()[0] for m in members for p in ("", "و")),
            _words(words["places_before"]), _words(words["not_dated_after"]),
            _words(words["figures"]), _words(words["empty_heads"]),
            _words(words["hindered_after"]), _words(words["wanted_after"]), _words(words["not_fought"]),
            frozenset(actors), _words(words["counted"]), {fold(noun): kind for kind, noun in data["victims"].items()},
            _series(data["series"]), lists,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ResourceError(f"{path}: a table or key is missing or misshapen ({error!r})") from error


def _frame(name: str, row: dict[str, Any]) -> EventFrame:
    return EventFrame(
        row.get("type", name), row.get("plover") or None, row.get("family", row.get("type", name)),
        row.get("place", "in"), bool(row.get("travel", False)), bool(row.get("weak", False)),
        row["example"], bool(row.get("dated", False)), bool(row.get("said", False)),
        tuple(_words(one) for one in row.get("kinds", [])),
    )


def _series(table: dict[str, Any]) -> SeriesRules:
    """Ordinals stand in order from the first, forms of one joined by |; with the article after the noun."""
    def ordered(key: str, first: int) -> dict[str, int]:
        return {form: n for n, row in enumerate(fold(table[key]).split(), first) for form in row.split("|")}

    plain = ordered("ordinals", 1)
    return SeriesRules(
        {p + form: n for form, n in plain.items() for p in ("ال", "")}, ordered("before_noun", 1),
        {form: int(n) for n, forms in table["tens"].items() for form in fold(forms).split()},
        _words(table["last"]), _words(table["previous"]), _words(table["next"]), _words(table["cycles"]),
        _words(table["turns"]),
    )


def _add_verb(pair: str, frame: EventFrame, verbs: dict[str, EventFrame]) -> None:
    past, present = pair.split("/")
    for form, _, _ in past_forms(past):
        verbs.setdefault(form, frame)
    for form, _, _ in present_forms(present):
        if len(form) <= 3:  # the jussive of a hollow verb: يعد is of too many verbs
            continue
        verbs.setdefault(form, frame)
        verbs.setdefault("س" + form, frame)
