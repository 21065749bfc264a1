"""The words by which names are told: lists, keys and limits of name_words.toml, folded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..errors import ResourceError
from .normalize import fold
from .tables import read_toml

_T = TypeVar("_T", str, int)

# The lists that the finders of annotate/ read; a language's file holds each of them.
LISTS = (
    "elliptic_ministries", "feminine_adjectives", "apposed_heads", "verbal_heads", "feminine_plurals",
    "acts_behind_ba", "agency_nouns", "crowd_heads", "centre_heads", "presidency_heads",
    "rank_complements", "group_heads", "security_heads", "security_adjectives", "brigade_or_general",
    "without_purpose", "aimed_bodies", "plural_bodies", "about", "conjoined_heads", "site_heads",
    "general_or_year", "municipal_adjectives", "municipal_nouns", "fixed_adjectives", "told_to",
    "statement_nouns", "place_prepositions", "adjectival_after", "reporters", "press_words",
    "capital_words", "birthplace", "birthplace_next", "sunset", "prayers", "also_adjectives",
    "oman_words", "jordan_words", "countryside", "island", "near_island", "directions", "village_first",
    "village_only", "village_nouns", "father_in_places", "into", "name_endings", "servant",
    "servant_rabbo", "servant_joined", "servant_whole", "before_din", "religion", "kunya",
    "before_surname", "son", "son_short", "walad", "goes_on_behind_article", "name_particles",
    "syllables", "on_or_ali", "that_or_ban", "joined_forward", "joined_backward", "between_parts",
    "kunya_whole", "role_prepositions", "no_speech", "no_name_after", "told_of_person", "from_whom",
    "his_saying", "ministry_fields", "in_favour", "under_whom", "before_verbs", "named_events",
    "named_bearers", "telling_adjectives", "free_adjectives", "by_first_name", "weak_adjectives",
    "epithets", "arms", "followings", "ministry_cores", "ministry_nouns", "news_of_agencies", "for_news",
    "lone_ministries", "for_a_ministry", "coalition_nouns", "coalition_which", "led_by", "news_endings",
    "clubs", "of_a_club", "weak_countries", "counterpart", "no_office", "office_fillers", "former", "before_bearer",
    "many_bearers", "own_office", "accredited", "told_by_nation", "latter", "more_offices", "any_official",
    "naming_nobody", "takes_person", "kin", "weak_letters", "called", "calls_itself", "federal", "tied_to", "against", "thing_heads", "thing_adjectives", "board_words", "board_heads",
)
KEYS = ("picture_credits", "coalition_leaders", "same_office", "letter_names")
LIMITS = ("small_places",)


@dataclass(frozen=True, slots=True)
class NameWords:
    """`words` by list, `keys` (word -> key of an entry) by list, `limits` (word -> per million) by list."""

    words: Mapping[str, frozenset[str]]
    keys: Mapping[str, Mapping[str, str]]
    limits: Mapping[str, Mapping[str, int]]


def load_name_words(path: Path) -> NameWords:
    """Read the file; raises ResourceError with file and table where a list is missing, broken or unread."""
    raw = read_toml(path)
    unread = [name for name in raw if name not in (*LISTS, *KEYS, *LIMITS)]
    if unread:
        raise ResourceError(f"{path}: [{unread[0]}] is read by no rule; remove it or mend its name")
    return NameWords(
        words={name: _words(path, raw, name) for name in LISTS},
        keys={name: _mapped(path, raw, name, "keys", str) for name in KEYS},
        limits={name: _mapped(path, raw, name, "limits", int) for name in LIMITS},
    )


def _table(path: Path, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = raw.get(name)
    if not isinstance(table, dict):
        raise ResourceError(f"{path}: the table [{name}] is missing")
    if not isinstance(table.get("example"), str):
        raise ResourceError(f"{path}: [{name}] lacks an example")
    return table


def _words(path: Path, raw: Mapping[str, Any], name: str) -> frozenset[str]:
    words = _table(path, raw, name).get("words")
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and fold(w) for w in words):
        raise ResourceError(f"{path}: [{name}] words must be a list of one word or more")
    return frozenset(fold(w) for w in words)


def _mapped(
    path: Path, raw: Mapping[str, Any], name: str, column: str, kind: type[_T]
) -> dict[str, _T]:
    values = _table(path, raw, name).get(column)
    if not isinstance(values, dict) or not values or not all(isinstance(v, kind) for v in values.values()):
        raise ResourceError(f"{path}: [{name}.{column}] must give a {kind.__name__} for each word")
    return {fold(word): value for word, value in values.items()}
