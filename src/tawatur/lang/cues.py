"""Cues of attribution: verbs of saying in all their forms, source nouns, small word lists.

A verb is one row of `cues.csv`; its forms are generated here. All lookups are by folded word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from ..errors import ResourceError
from ..model import SourceKind
from .normalize import fold
from .tables import Row, read_csv, read_toml

Stance = Literal["asserts", "denies", "asks", "believes"]
FormKind = Literal["past", "present", "participle", "noun"]

_STANCES = ("asserts", "denies", "asks", "believes")
_KINDS = (
    "outlet", "agency", "person", "organization", "office", "official statement", "anonymous",
    "document", "social media",
)
_CLASSES = ("outlet", "body", "document", "anonymous", "role", "group")
_SUFFIXES = ("ه", "ها", "هم", "هما")
_TOLD = ("ني", "نا")
_LISTS = (
    "complementiser", "resumptive", "not_that", "contrast", "relative", "time", "preposition",
    "pronoun", "demonstrative", "medium_statement", "medium_social", "medium_speech",
    "medium_letter", "medium_interview", "hearer", "honorific", "noun_object", "not_b_content",
    "not_source", "impersonal", "place_masculine", "speech_noun", "preposition_source",
    "preposition_verb", "clause_start", "published_by", "quantity", "question",
    "agency_names", "outlet_names",
)
# Lists whose words end a source phrase; their union is the list `border`.
_BORDERS = ("complementiser", "resumptive", "relative", "time", "preposition", "pronoun", "contrast")
# What the rules ask of `attribution_words.toml`.
_WORD_LISTS = (
    "but", "own_name", "but_he", "unsaid", "meanwhile", "meanwhile_alone", "break", "clause_left", "no_continuation", "then_that",
    "source_end", "no_source_start", "lead", "in", "of", "about", "on", "that", "what", "already", "between",
    "in_of", "in_on", "in_during", "in_during_on", "in_on_through", "in_of_that", "in_of_already", "governing",
    "governor", "before_that", "noun_preposition", "before_cue_noun", "role_preposition", "after_speaker",
    "title_preposition", "title_end", "on_to", "with_on", "temporal", "particle", "clause_particle", "negation",
    "if_god_wills", "that_he", "that_with_b", "he_did", "aside", "which_is", "the_matter", "what_which",
    "what_before", "no_object_after_what", "pointer", "pointer_glued", "pointer_with_b", "pointer_any",
    "source_pointer", "this", "same", "itself", "in_it", "came", "in_them", "turn", "on_his_part", "about_him", "from_whom",
    "to_whom", "from_noun", "to_noun", "tongue", "quoting", "quoted_through", "as", "as_on", "extent", "be",
    "turned_out", "prior", "said_before", "byline_verb", "bare_verb", "bare_start", "topic", "one_of", "no_plural", "there_are", "claimed", "goes_on", "like_between", "as_also", "also", "likewise", "claim_stem", "saying", "the_saying",
    "the_saying_definite", "report_noun", "report_noun_feminine", "call", "medium_opener", "carrier",
    "carrier_epithet", "platform_stem", "press_stem", "reports_end", "media", "statute", "statute_adjective",
    "source_head", "statement_head", "office", "any_office", "spokesman", "power", "ministry_short", "minister", "own_reporter",
    "reporter", "unnamed_adjective", "fixed_adjective", "body_adjective", "belonging", "role_after_name",
    "in_the_name", "son", "that_b_start", "name_particle", "place_word", "year_or_first", "morning_name",
    "count_noun", "of_whom", "all", "rank", "period", "end_or_start", "time_adjective", "moment", "moment_adjective",
    "adverbial_noun", "per_cent", "per_cent_glued",
)


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying and the complements it takes (see the head of `cues.csv`).

    `ascribes` where it tells to whom a saying is ascribed («نسب إلى») and not from whom it comes;
    `key` is the folded lemma, by which word lists name verbs.
    """

    lemma: str
    that: bool
    say: bool
    obj: bool
    masdar: bool
    reports: bool
    preps: frozenset[str]
    object_preps: frozenset[str]
    whole_object: frozenset[str]
    stance: Stance
    distancing: bool
    strict: bool
    silent: bool = False
    asks_what: bool = False
    ascribes: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb with its agreement; `ends_ya` where the spelling ى tells it from a noun."""

    verb: Verb
    kind: FormKind
    gender: str
    number: str
    suffix: str = ""
    ends_ya: bool = False


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """A noun that heads a source: its kind with a name, its kind without, and its agreement."""

    kind: SourceKind
    unnamed: SourceKind
    gender: str
    number: str
    cls: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All that is needed to find attributions."""

    forms: dict[str, tuple[Form, ...]]
    nouns: dict[str, SourceNoun]
    words: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    examples: tuple[tuple[str, str, str], ...]


def load_cues(folder: Path) -> Cues:
    """Read `cues.csv`, `source_nouns.csv` and both word files of attribution of a language folder.

    Raises ResourceError with file and line where a row is broken, with file and table where a list is.
    """
    forms: dict[str, list[Form]] = {}
    examples: list[tuple[str, str, str]] = []
    columns = ("past", "present", "participle", "noun", "frames", "stance", "distancing", "strict")
    for row in read_csv(folder / "cues.csv", (*columns, "example")):
        verb = _verb(row)
        for word, form in _forms(row, verb):
            forms.setdefault(fold(word), []).append(form)
        examples.append(("silent" if verb.silent else "cue", fold(row["past"]), row["example"]))
    nouns: dict[str, SourceNoun] = {}
    for row in read_csv(folder / "source_nouns.csv", ("noun", "kind", "unnamed", "gender", "number", "class", "example")):
        nouns[fold(row["noun"])] = SourceNoun(
            cast(SourceKind, row.choice("kind", _KINDS)),
            cast(SourceKind, row.choice("unnamed", _KINDS)),
            row.choice("gender", ("m", "f")), row.choice("number", ("sg", "pl")),
            row.choice("class", _CLASSES),
        )
        examples.append(("noun", fold(row["noun"]), row["example"]))
    for name, noun in list(nouns.items()):
        for word, derived in _derived(name, noun):
            nouns.setdefault(word, derived)
    words = _lists(folder / "attribution.toml", _LISTS, examples)
    phrases = _phrases(words)
    words |= _lists(folder / "attribution_words.toml", _WORD_LISTS, examples)
    words["border"] = frozenset().union(*(words[name] for name in _BORDERS))
    return Cues({w: tuple(f) for w, f in forms.items()}, nouns, words, phrases, tuple(examples))


def _derived(word: str, noun: SourceNoun) -> list[tuple[str, SourceNoun]]:
    """Accusative and dual of a noun for people: «مسؤولا», «مسؤولان», «مسؤولتان»."""
    if noun.cls not in ("role", "anonymous", "group") or word.endswith(("ين", "ون", "ات", "ا", "ء", "و")):
        return []
    out = [] if word.endswith(("ه", "ي")) else [(word + "ا", noun)]
    if noun.cls != "group" and not word.endswith("ه"):
        out += [(word + suffix, noun) for suffix in ("ها", "هم", "نا")]
    if noun.number == "sg" and noun.cls != "group":
        base = word[:-1] + "ت" if word.endswith("ه") else word
        two = SourceNoun("anonymous", "anonymous", noun.gender, "pl", "group")
        out += [(base + ending, two) for ending in ("ان", "ين")]
    return out


def _lists(path: Path, names: tuple[str, ...], examples: list[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
    data = read_toml(path)
    words: dict[str, frozenset[str]] = {}
    for name in names:
        table = data.get(name)
        if not isinstance(table, dict) or not table.get("words") or not table.get("example"):
            raise ResourceError(f"{path}: [{name}] needs `words` and `example`")
        words[name] = frozenset(fold(w.replace("_", " ")) for w in table["words"])
        examples.append((name, "", table["example"]))
    return words


def _phrases(words: dict[str, frozenset[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Prepositional cues by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("preposition_source", "preposition_verb"):
        for phrase in sorted(words[name]):
            parts = tuple(phrase.split())
            by_first.setdefault(parts[0], []).append((parts, name))
    return {
        w: tuple(sorted(p, key=lambda x: (-len(x[0]), x[1] != "preposition_verb", x)))
        for w, p in by_first.items()
    }


def _verb(row: Row) -> Verb:
    frames = row["frames"].split()
    known = {"that", "say", "obj", "masdar", "from", "to", "silent", "what"}
    preps: set[str] = set()
    with_object: set[str] = set()
    whole: set[str] = set()
    for frame in frames:
        kind, colon, prep = frame.partition(":")
        if colon and kind in ("p", "op", "oo"):
            {"p": preps, "op": with_object, "oo": whole}[kind].add(fold(prep))
        elif frame not in known:
            raise ResourceError(f"{row.where}: unknown frame {frame!r}")
    return Verb(
        row["past"], "that" in frames, "say" in frames, "obj" in frames, "masdar" in frames,
        "from" in frames or "to" in frames, frozenset(preps), frozenset(with_object), frozenset(whole),
        cast(Stance, row.choice("stance", _STANCES)),
        row.choice("distancing", ("", "yes")) == "yes", row.choice("strict", ("", "yes")) == "yes",
        "silent" in frames, "what" in frames, "to" in frames, fold(row["past"]),
    )


def _forms(row: Row, verb: Verb) -> list[tuple[str, Form]]:
    out: list[tuple[str, Form]] = []
    out += _finite(verb, "past", _past(row["past"]))
    if row["present"]:
        out += _finite(verb, "present", _present(row["present"]))
    if row["participle"]:
        out += _participle(verb, row["participle"])
    for word in row["noun"].split("|") if row["noun"] else ():
        out += _noun(verb, word)
    return out


def _past(word: str) -> list[tuple[str, str, str, str]]:
    """(form, base for suffixes or '', gender, number) of the past tense."""
    stem, weak = (word[:-1], word[-1]) if word[-1] in "ىا" else (word, "")
    if weak == "ى":
        dual, plural = stem + "يا", stem + "وا"
    elif weak == "ا":
        dual, plural = stem + "وا", stem + "وا"
    else:
        dual, plural = stem + "ا", stem + "وا"
    base = stem + "ا" if weak else word
    return [
        (word, base, "m", "sg"), (stem + "ت", stem + "ت", "f", "sg"), (dual, "", "m", "du"),
        (stem + "تا", "", "f", "du"), (plural, plural[:-1], "m", "pl"),
    ]


def _present(word: str) -> list[tuple[str, str, str, str]]:
    """(form, base for suffixes or '', gender, number) of the present tense."""
    weak = word[-1] in "ىيو"
    stem = word[:-1] if weak else word
    glide = "و" if word[-1] == "و" else "ي" if weak else ""
    base = stem + "ا" if word[-1] == "ى" else word
    she = "ت" + word[1:]
    return [
        (word, base, "m", "sg"), (she, "ت" + base[1:], "f", "sg"),
        (stem + glide + "ان", "", "m", "du"), ("ت" + stem[1:] + glide + "ان", "", "f", "du"),
        (stem + "ون", stem + "ون", "m", "pl"), (stem + "وا", "", "m", "pl"),
    ]


def _finite(
    verb: Verb, kind: Literal["past", "present"], rows: list[tuple[str, str, str, str]]
) -> list[tuple[str, Form]]:
    out = []
    for word, base, gender, number in rows:
        out.append((word, Form(verb, kind, gender, number, "", word.endswith("ى"))))
        if base:
            # «أبلغني», «أخبرنا»: those to whom something is told may be the writers.
            told = _TOLD if verb.object_preps and verb.that else ()
            out += [(base + s, Form(verb, kind, gender, number, s)) for s in (*_SUFFIXES, *told)]
    return out


def _participle(verb: Verb, word: str) -> list[tuple[str, Form]]:
    stem = word[:-1] if word.endswith("ا") else word
    return [
        (word, Form(verb, "participle", "m", "sg")), (stem + "ة", Form(verb, "participle", "f", "sg")),
        (stem + "ين", Form(verb, "participle", "m", "pl")),
        (stem + "تين", Form(verb, "participle", "f", "du")),
        (stem + "ات", Form(verb, "participle", "f", "pl")),
    ]


def _noun(verb: Verb, word: str) -> list[tuple[str, Form]]:
    base = word[:-1] + "ت" if word.endswith("ة") else word
    out = [(word, Form(verb, "noun", "?", "sg")), ("ال" + word, Form(verb, "noun", "?", "sg"))]
    # A final hamza sits on و or ي before the pronoun: «ادعاؤه», «ادعائه».
    bases = (base, base[:-1] + "ؤ", base[:-1] + "ئ") if base.endswith("ء") else (base,)
    for stem in bases:
        out += [(stem + s, Form(verb, "noun", "f" if s == "ها" else "m", "pl" if s.startswith("هم") else "sg", s)) for s in _SUFFIXES]
    return out
