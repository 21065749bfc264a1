"""The words of an article with what the rules of attribution need to know of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..lang.cues import Cues, Form, SourceNoun
from ..lang.normalize import TextView
from ..model import Article, FoundMention, Quotation, Sentence

_TOKEN = re.compile(r"[^\W_]+|[^\s\w]|_")
_NISBA = re.compile(r"^(?:ال)?\w{2,}(?:ي|يه|يين|يون|يات|ين|ون)$")
_MASDAR = re.compile(r"^(?:ا\w{2,4}ا\w|ت\w\wي\w|م\wا\w\wه)$")
_MASDAR_OWN = re.compile(r"^(?:است\w{2}ا\w|ا\w{2,3}ا\w|ت\w\wي\w)(?:هم|ها|ه)$")
# A page without full stops must not make one sentence of a million words.
_LONGEST_CLAUSE = 500
_TITLES = ("title", "header", "navigation", "caption", "byline", "dateline")


@dataclass(slots=True)
class Words:
    """Parallel lists over all words and marks of the search view; positions are list indexes."""

    article: Article
    view: TextView
    cues: Cues
    norm: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    close_of: dict[int, int] = field(default_factory=dict)
    open_of: dict[int, int] = field(default_factory=dict)
    quote: list[int] = field(default_factory=list)
    mention: list[int] = field(default_factory=list)
    mentions: list[FoundMention] = field(default_factory=list)
    mention_end: list[int] = field(default_factory=list)
    mention_skip: list[int] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def is_in(self, i: int, name: str) -> bool:
        """Whether word `i` stands in the list `name`."""
        return self.norm[i] in self.cues.words[name]

    def is_word(self, i: int) -> bool:
        return self.norm[i][0].isalnum()

    def noun(self, i: int) -> SourceNoun | None:
        """The source noun that word `i` is, with or without article and proclitics."""
        return self.noun_of(self.norm[i])

    def noun_of(self, word: str) -> SourceNoun | None:
        nouns = self.cues.nouns
        if word in nouns:
            return nouns[word]
        for form in bare_forms(word):
            if form in nouns:
                return nouns[form]
        return None

    def forms(self, i: int) -> tuple[tuple[Form, ...], int]:
        """The cue forms word `i` may be, and the letters of proclitics before them."""
        word, forms = self.norm[i], self.cues.forms
        if i + 1 < len(self.norm) and self.is_in(i + 1, "own_name"):
            # «رافضا كشف اسمه»: nothing is said by it.
            return (), 0
        if word in forms:
            return forms[word], 0
        off = 0
        if word[0] in "وف" and len(word) > 2:
            off = 1
            if word[1:] in forms:
                return forms[word[1:]], 1
        if word[off:off + 1] == "س" and word[off + 1:] in forms:
            return tuple(f for f in forms[word[off + 1:]] if f.kind == "present"), off + 1
        return (), 0

    def mention_at(self, i: int) -> FoundMention | None:
        m = self.mention[i]
        return self.mentions[m] if m >= 0 else None

    def is_name(self, i: int) -> bool:
        """Whether word `i` lies in the name of a person, not in a mere description of one."""
        m = self.mention_at(i)
        return m is not None and m.type == "PER" and m.kind != "description"

    def mention_starts(self, i: int) -> bool:
        return self.mention[i] >= 0 and (i == 0 or self.mention[i - 1] != self.mention[i])

    def mention_is_word(self, i: int) -> bool:
        """Whether a mention starts with the first letter of word `i` (no proclitic before it)."""
        return self.mention_starts(i) and self.mention_skip[self.mention[i]] == 0

    def is_definite(self, i: int) -> bool:
        # «إلى» and «إلا» begin with the same letters.
        return self.norm[i].startswith(("ال", "لل", "وال", "بال")) and len(self.norm[i]) > 3

    def is_adjective(self, i: int) -> bool:
        """A rough guess: an ending of relation or of a sound plural."""
        return bool(_NISBA.match(self.norm[i])) and self.noun(i) is None

    def is_masdar(self, i: int, word: str = "") -> bool:
        """A verbal noun without article, by list or by shape; `word` stands in for word `i`."""
        word = word or self.norm[i]
        if word in self.cues.words["noun_object"]:
            return True
        if self.is_definite(i):
            return False
        for suffix in ("هم", "ها", "ه"):
            if word.endswith(suffix) and word[:-len(suffix)] in self.cues.words["noun_object"]:
                return True
        if _MASDAR_OWN.match(word) and self.mention[i] < 0:
            return True
        return bool(_MASDAR.match(word)) and self.noun(i) is None and not self.mention[i] >= 0

    def at(self, offset: int) -> int:
        """The first word that starts at or after an offset of the search view."""
        return bisect_left(self.start, offset)


def bare_forms(word: str) -> list[str]:
    """A word, and without و ف, ب ل ك, ال."""
    out = [word]
    rest = word
    if rest[:1] in ("و", "ف") and len(rest) > 3:
        rest = rest[1:]
        out.append(rest)
    if rest.startswith("لل") and len(rest) > 4:
        out.append(rest[2:])
    elif rest[:1] in ("ب", "ل") and len(rest) > 3 and not rest.startswith("ال"):
        rest = rest[1:]
        out.append(rest)
    if rest.startswith("ال") and len(rest) > 4:
        out.append(rest[2:])
    return out


def read_words(
    article: Article, view: TextView, quotations: Sequence[Quotation],
    mentions: Sequence[FoundMention], cues: Cues,
) -> Words:
    """Cut the search view into words and marks and lay quotations and mentions over them."""
    words = Words(article, view, cues)
    writes_alif = "ى" in view.text
    on = cues.words["on"]
    for match in _TOKEN.finditer(view.norm):
        token = match[0]
        if token == "," or token in on:
            dotted = writes_alif and token in on and view.text[view.to_text(match.end() - 1, match.end())[0]] == "ي"
            token = _mark(view.norm, token, match.start(), dotted)
        words.norm.append(token)
        words.start.append(match.start())
        words.end.append(match.end())
    count = len(words.norm)
    for i, word in enumerate(words.norm):
        words.places.setdefault(word, []).append(i)
    words.quote = [-1] * count
    words.mention = [-1] * count
    for q in quotations:
        a, b = words.at(view.to_norm(q.start)), words.at(view.to_norm(q.end - 1))
        if a < count and b < count and a < b:
            words.close_of[a] = b
            words.open_of[b] = a
            for i in range(a, b + 1):
                if words.quote[i] < 0:
                    words.quote[i] = a
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        low, high = view.to_norm(m.start), view.to_norm(m.end)
        a = max(0, words.at(low + 1) - 1)
        b = words.at(high)
        if a >= count or words.mention[a] >= 0:
            continue
        words.mentions.append(m)
        words.mention_end.append(b)
        words.mention_skip.append(low - words.start[a])
        for i in range(a, min(b, count)):
            words.mention[i] = len(words.mentions) - 1
    return words


def _mark(norm: str, token: str, at: int, dotted: bool) -> str:
    """A Latin comma outside a number counts as the Arabic one; علي (a name) is not على."""
    if dotted and norm[at + len(token):at + len(token) + 1] != "\n":
        return token + "~"
    if token == "," and not (norm[at - 1:at].isdigit() and norm[at + 1:at + 2].isdigit()):
        return "،"
    return token


@dataclass(slots=True)
class Clause:
    """A sentence as a range of words, with the part of the page it stands in."""

    number: int
    start: int
    end: int
    part: str
    paragraph: int

    @property
    def is_title(self) -> bool:
        return self.part in _TITLES


def clauses(words: Words, sentences: Sequence[Sentence]) -> list[Clause]:
    """The sentences as word ranges, in order; a final full stop stays out."""
    out = []
    for n, s in enumerate(sentences):
        a = words.at(words.view.to_norm(s.start))
        b = words.at(words.view.to_norm(s.end))
        while b > a and words.norm[b - 1] in ".؟!…،":
            b -= 1
        for low in range(a, b, _LONGEST_CLAUSE):
            out.append(Clause(n, low, min(b, low + _LONGEST_CLAUSE), s.part, s.paragraph))
    return out
