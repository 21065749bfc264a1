"""A search as it is typed, and as FTS5 and PostgreSQL want it.

All words by default; "an exact phrase" (also «…» and “…”); `a OR b` (also `a | b`); `-without`.
OR binds two neighbours: `a b OR c d` means a, b or c, and d.
"""

from __future__ import annotations

import re

import msgspec

from ..errors import UsageError
from .words import SearchWords

_TOKEN = re.compile(r'(?P<minus>(?<!\S)[-−])?(?:"(?P<a>[^"]*)"|«(?P<b>[^»]*)»|“(?P<c>[^”]*)”|(?P<or>(?<!\S)(?:OR|\|)(?!\S))|(?P<w>[^\s"«“]+))')


class Term(msgspec.Struct, frozen=True):
    """One word or phrase: for each of its words the keys it may lie under.

    `forms`: for each word the forms that are meant exactly; empty for a single word, where its keys are enough.
    """

    keys: tuple[tuple[str, ...], ...]
    forms: tuple[tuple[str, ...], ...] = ()


class Parsed(msgspec.Struct, frozen=True):
    """Of each group one term must be there, of `without` none."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    def terms(self) -> list[Term]:
        """All terms that may be there, in order."""
        return [term for group in self.groups for term in group]


def parse(text: str, rules: SearchWords) -> Parsed:
    """Raises UsageError where nothing is asked for."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    joined = False
    for match in _TOKEN.finditer(text):
        if match["or"]:
            joined = bool(groups)
            continue
        quoted = next((match[x] for x in "abc" if match[x] is not None), None)
        term = _term(match["w"] or "" if quoted is None else quoted, quoted is not None, rules)
        if term is None:
            continue
        if match["minus"]:
            without.append(term)
        elif joined:
            groups[-1].append(term)
        else:
            groups.append([term])
        joined = False
    if not groups:
        raise UsageError(f"search {text!r}: no word to look for; write one that must be there")
    return Parsed(tuple(tuple(group) for group in groups), tuple(without))


def _term(text: str, exact: bool, rules: SearchWords) -> Term | None:
    forms = [form for _, _, form, _ in rules.words(text)]
    if not forms:
        return None
    if len(forms) == 1 and not exact:
        return Term((tuple(rules.keys(forms[0])),))
    # Words in a row («أ.ف.ب») are a phrase too. What is written onto a word stands before the first alone.
    wordings = [tuple(rules.same(forms[0])), *((form,) for form in forms[1:])]
    keys = tuple(tuple(dict.fromkeys(key for form in w for _, _, _, key in rules.words(form))) for w in wordings)
    return Term(keys, tuple(wordings))


def fts5(parsed: Parsed, columns: str, tags: str = "") -> str:
    """The MATCH expression; `tags` are words of the column of that name of which one must be there."""
    wanted = " AND ".join(_fts5_any(group) for group in parsed.groups)
    if without := _by_keys(parsed):
        wanted = f"({wanted}) NOT {_fts5_any(without)}"
    found = f"{{{columns}}} : ({wanted})"
    if tags:
        found += " AND tags : (" + " OR ".join(f'"{tag}"' for tag in tags.split()) + ")"
    return found


def _by_keys(parsed: Parsed) -> tuple[Term, ...]:
    """What the index can leave out: a phrase only by its exact forms, which it does not know."""
    return tuple(term for term in parsed.without if not term.forms)


def _fts5_any(terms: tuple[Term, ...]) -> str:
    return "(" + " OR ".join(_fts5_term(term) for term in terms) + ")"


def _fts5_term(term: Term) -> str:
    first, *rest = term.keys
    tail = "".join(f' {keys[0]}' for keys in rest)
    return "(" + " OR ".join(f'"{key}{tail}"' for key in first) + ")"


def tsquery(parsed: Parsed, tags: str = "") -> str:
    """A literal of PostgreSQL's type tsquery: `to_tsquery` would cut our words once more."""
    wanted = " & ".join(_ts_any(group) for group in parsed.groups)
    if without := _by_keys(parsed):
        wanted = f"({wanted}) & !{_ts_any(without)}"
    if tags:
        wanted = f"({wanted}) & (" + " | ".join(f"'@{tag}'" for tag in tags.split()) + ")"
    return wanted


def _ts_any(terms: tuple[Term, ...]) -> str:
    return "(" + " | ".join(_ts_term(term) for term in terms) + ")"


def _ts_term(term: Term) -> str:
    words = ["(" + " | ".join(f"'{key}'" for key in keys) + ")" for keys in term.keys]
    return "(" + " <-> ".join(words) + ")"
