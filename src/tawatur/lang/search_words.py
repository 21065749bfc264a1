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
    """The affixes that a search looks past, as patterns that leave at least three letters of a word."""

    articles: tuple[str, ...]
    particles: tuple[str, ...]
    article: re.Pattern[str]
    endings: re.Pattern[str]
    digest: str

    def split(self, text: str) -> list[tuple[int, int, str]]:
        """The words of a text: start and end (code points of `text`) and search form."""
        seen = view(text)
        norm = seen.norm.casefold()
        if len(norm) != len(seen.norm):  # A letter that casefolds to two: others keep their places.
            norm = "".join(c if len(c.casefold()) > 1 else c.casefold() for c in seen.norm)
        if "ؤ" in norm or "ئ" in norm:
            norm = norm.translate(_SEATS)
        if isinstance(seen.starts, range):
            return [(match.start(), match.end(), match[0]) for match in _WORD.finditer(norm)]
        return [(*seen.to_text(match.start(), match.end()), match[0]) for match in _WORD.finditer(norm)]

    def words(self, text: str) -> list[tuple[int, int, str, str]]:
        """The words of a text as `split` gives them, each with its key."""
        parts = self.split(text)
        keys = {form: self.key(form) for form in {form for _, _, form in parts}}
        return [(start, end, form, keys[form]) for start, end, form in parts]

    def key(self, form: str) -> str:
        """The key under which a word in search form lies."""
        return self.endings.sub("", self.article.sub("", form, 1), 1)

    def keys(self, form: str) -> tuple[str, ...]:
        """The keys of all words that a typed word (in search form) means, its own first."""
        bare = self.article.sub("", form, 1)
        wordings = dict.fromkeys(self._wordings(bare))
        before = ("", *self.particles, *self.articles) if len(bare) >= _LEAST else ("", *self.articles, *self.particles[:2])
        keys = {self.key(form): None}
        for wording in wordings:
            keys.update(dict.fromkeys(self.key(particle + wording) for particle in before))
        if bare != form and form.endswith(bare) and len(form) - len(bare) == len(min(self.articles, key=len)):
            # «ألمانيا» begins with the letters of the article: «الألماني» keeps them.
            keys.update(dict.fromkeys(self.key(article + x) for x in self._wordings(form) for article in self.articles))
        return tuple(keys)

    def same(self, form: str) -> tuple[str, ...]:
        """A word as it stands in an exact phrase: itself, and with particles written onto it."""
        forms = [form, *(particle + form for particle in self.particles)]
        if form.startswith("ال") and len(form) > _LEAST:
            forms.extend(article + form[2:] for article in self.articles if article.endswith("لل"))
        return tuple(forms)

    def _wordings(self, word: str) -> Iterator[str]:
        """What else may be written for a word without its article: nisba, dual, ة before an ending."""
        yield word
        if len(word) < _LEAST or not "\u0621" <= word[0] <= "\u064a":
            return
        base = self.endings.sub("", word, 1)
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
    articles = _longest_first(affixes["article"])
    pronouns, plurals = ("|".join(map(re.escape, _longest_first(affixes[kind]))) for kind in ("pronoun", "plural"))
    return SearchWords(
        articles, tuple(affixes["particle"]), re.compile(f"^(?:{'|'.join(map(re.escape, articles))})(?=.{{{_LEAST}}})"),
        # One of each at most; the longest row of letters that leaves enough.
        re.compile(f"(?<=.{{{_LEAST}}})(?:(?:{plurals})(?:{pronouns})?|{pronouns})$"),
        blake2b(data.encode(), digest_size=8).hexdigest(),
    )


def _longest_first(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted(affixes, key=lambda affix: (-len(affix), affix)))
