"""Words as people search for them: under which key a word of a text lies, and which keys a typed word means.

The key of a word in a text is cautious: the article and one row of endings come off, no more, so
that few words meet that are none. A typed word is spread instead: it looks under the keys of all
that could be written for it, with particles before it, as nisba or without, in the dual. Endings as
in light10 (Larkey et al. 2002), but nisba ي stays: سورية, سوريا and السوريين lie under سوري, not
under سور (a wall).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from .normalize import view
from .tables import folder, read_csv

_WORD = re.compile(r"[^\W_]+")
# ؤ and ئ are ء on another seat: شؤون and شئون, بناؤه and بنائه.
_SEATS = str.maketrans({"ؤ": "ء", "ئ": "ء"})
_KINDS = ("article", "particle", "pronoun", "plural")
# Changes when the rules in this file do, so that an index made by the old ones is made again.
_RULES = "1"
_LEAST = 3


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The affixes that a search looks past; `articles` and endings the longest first."""

    articles: tuple[str, ...]
    particles: tuple[str, ...]
    pronouns: tuple[str, ...]
    plurals: tuple[str, ...]
    digest: str

    def words(self, text: str) -> list[tuple[int, int, str, str]]:
        """The words of a text: start and end (code points of `text`), search form, key."""
        seen = view(text.casefold()) if text.isascii() else view(text)
        norm, whole = seen.norm.casefold(), isinstance(seen.starts, range)
        if len(norm) != len(seen.norm):  # letters that casefold to two: rare, and not ours
            norm = seen.norm.lower() if len(seen.norm.lower()) == len(seen.norm) else seen.norm
        norm = norm.translate(_SEATS)
        keys: dict[str, str] = {}
        found = []
        for match in _WORD.finditer(norm):
            form = match[0]
            key = keys.get(form)
            if key is None:
                key = keys[form] = self.key(form)
            start, end = match.span() if whole else seen.to_text(match.start(), match.end())
            found.append((start, end, form, key))
        return found

    def key(self, form: str) -> str:
        """The key under which a word in search form lies."""
        return self._without_endings(self._without_article(form))

    def keys(self, form: str) -> tuple[str, ...]:
        """The keys of all words that a typed word (in search form) means, its own first."""
        bare = self._without_article(form)
        wordings = dict.fromkeys(self._wordings(bare))
        before = ("", *self.particles, *self.articles) if len(bare) >= _LEAST else ("", *self.articles, *self.particles[:2])
        keys = {self.key(form): None}
        for wording in wordings:
            keys.update(dict.fromkeys(self.key(particle + wording) for particle in before))
        return tuple(keys)

    def same(self, form: str) -> tuple[str, ...]:
        """A word as it stands in an exact phrase: itself, and with particles written onto it."""
        forms = [form, *(particle + form for particle in self.particles)]
        if form.startswith("ال") and len(form) > _LEAST:
            forms.extend(article + form[2:] for article in self.articles if article.endswith("لل"))
        return tuple(forms)

    def _without_article(self, form: str) -> str:
        for article in self.articles:
            if form.startswith(article) and len(form) - len(article) >= _LEAST:
                return form[len(article):]
        return form

    def _without_endings(self, word: str) -> str:
        for endings in (self.pronouns, self.plurals):
            for ending in endings:
                if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                    word = word[: -len(ending)]
                    break
        return word

    def _wordings(self, word: str) -> Iterator[str]:
        """What else may be written for a word without its article: nisba, dual, ة before an ending."""
        yield word
        if len(word) < _LEAST or not "\u0621" <= word[0] <= "\u064a":
            return
        base = self._without_endings(word)
        yield word + "ان"
        if word[-1] == "ه":
            yield from (word[:-1] + "ت", word[:-1] + "ات", word[:-1] + "تان")
        elif base[-1] == "ت" and len(base) > _LEAST:
            yield base[:-1]
        if base[-1] != "ي":
            yield from (word + "ي", base + "ي")
        elif len(base) > _LEAST and not word.endswith("يا"):
            # «المصريين» means «مصر» too; «ليبيا» does not mean «ليب».
            yield base[:-1]


def load_search_words(language: str = "ar") -> SearchWords:
    """The rules of a language; raises ResourceError, with file and line, where the file is broken."""
    path = folder(language) / "search_affixes.csv"
    affixes: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in read_csv(path, ("kind", "affix", "example", "query")):
        affixes[row.choice("kind", _KINDS)].append(row["affix"])
    data = "|".join([_RULES, *(",".join(affixes[kind]) for kind in _KINDS)])
    return SearchWords(
        _longest_first(affixes["article"]), tuple(affixes["particle"]), _longest_first(affixes["pronoun"]),
        _longest_first(affixes["plural"]), blake2b(data.encode(), digest_size=8).hexdigest(),
    )


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted(affixes, key=lambda affix: (-len(affix), affix)))
