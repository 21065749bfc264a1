"""Rival names and rival spellings: what the accounts call one and the same thing.

Only names that differ in substance are shown. A surname after a full name, a title more or less or
another proclitic is no rival name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from ..lang.distancing import FramingRules, word_forms
from ..lang.normalize import fold, view
from ..lang.stem import light_stem
from ..lang.tokenize import Token, tokens
from ..model import Article, Entity, Framing, Mention, Span

_WORD = re.compile(r"[^\W\d_]+")
# Below this the words are too unlike to be one word spelt twice.
_ALIKE = 0.86
# A head noun and its complement: «النزاع في X» is two words apart at most.
_REACH = 2


@dataclass(frozen=True, slots=True)
class _Form:
    """One wording of a name: its words as written and folded, and where it first stands."""

    words: tuple[str, ...]
    mention: Mention


def rival_names(
    entities: Sequence[Entity], articles: Sequence[Article], rules: FramingRules
) -> tuple[Framing, ...]:
    """Framing of kinds `naming` and `spelling`, at most one of each for an entity and a thing.

    The articles must stand in canonical order: `span` is the wording of the first account that
    names the entity, `rival` holds the first place of every other wording. Things that are no
    entity (a siege, a crisis) are found by head nouns of one row before one complement; their
    `target` is the complement where that is an entity.
    """
    if len(articles) < 2:
        return ()
    order = {a.id: i for i, a in enumerate(articles)}
    found: list[Framing] = []
    for entity in entities:
        found += _of_entity(entity, order, rules)
    found += _of_things(entities, articles, rules)
    return tuple(found)


# --- entities -----------------------------------------------------------------------------------


def _of_entity(entity: Entity, order: Mapping[str, int], rules: FramingRules) -> list[Framing]:
    mentions = [m for m in entity.mentions if m.article in order]
    mentions.sort(key=lambda m: (order[m.article], m.start))
    if len({m.article for m in mentions}) < 2:
        return []
    found: list[Framing] = []
    spelling = _spelling(mentions, entity.type, rules)
    if spelling is not None:
        found.append(_framing("spelling", entity.id, spelling))
    naming = _naming(mentions, entity.type, rules)
    if naming is not None:
        found.append(_framing("naming", entity.id, naming))
    return found


def _framing(kind: str, target: str | None, spans: Sequence[Span]) -> Framing:
    return Framing(
        span=spans[0], kind="naming" if kind == "naming" else "spelling", target=target,
        rival=tuple(spans[1:]), rule=kind,
    )


def _forms(mentions: Sequence[Mention], kinds: tuple[str, ...]) -> list[_Form]:
    """Each wording of each article once, in order."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    forms = []
    known = {w for m in mentions for w in _words(m)}
    for mention in mentions:
        if mention.kind not in kinds:
            continue
        words = _words(mention)
        # «للتحالف»: a mention without its proclitic begins with the ل of the article.
        if words and words[0].startswith("ل") and "ا" + words[0] in known:
            words = ("ا" + words[0], *words[1:])
        if words and (mention.article, words) not in seen:
            seen.add((mention.article, words))
            forms.append(_Form(words, mention))
    return forms


def _words(mention: Mention) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(mention.text)))


def _spelling(
    mentions: Sequence[Mention], type_: str, rules: FramingRules
) -> list[Span] | None:
    """The first place of each spelling, where two accounts spell one word in two ways.

    Of a person any word of the name may be compared; of places and bodies only names of equally
    many words, so that a long official form is no spelling of the short one.
    """
    for kinds in (("name", "short"), ("adjective",)):
        forms = _forms(mentions, kinds)
        sizes = (0,) if type_ == "PER" else tuple(dict.fromkeys(len(f.words) for f in forms))
        for size in sizes:
            by_article: dict[str, dict[str, Mention]] = {}
            for form in forms:
                for word in form.words if not size or len(form.words) == size else ():
                    bare = _adjective_stem(word, rules) if kinds == ("adjective",) else _bare(word)
                    if len(bare) >= 4:
                        by_article.setdefault(form.mention.article, {}).setdefault(bare, form.mention)
            pair = _spelt_twice(by_article, rules)
            if pair is not None:
                return [m.span for m in pair]
    return None


def _spelt_twice(
    by_article: Mapping[str, Mapping[str, Mention]], rules: FramingRules
) -> list[Mention] | None:
    """Mentions of the first word that one article spells in one way and another in another."""
    articles = list(by_article)
    for i, one in enumerate(articles):
        for word, mention in by_article[one].items():
            rivals = [mention]
            for other in articles[i + 1:]:
                if word in by_article[other]:
                    continue
                twin = next(
                    (w for w in by_article[other] if w not in by_article[one] and _alike(word, w, rules)),
                    None,
                )
                if twin is not None:
                    rivals.append(by_article[other][twin])
            if len(rivals) > 1:
                return rivals
    return None


def _alike(a: str, b: str, rules: FramingRules) -> bool:
    """One word spelt twice: few letters differ, and not only an ending of gender or number."""
    return _near(a, b, rules) and _adjective_stem(a, rules) != _adjective_stem(b, rules)


def _near(a: str, b: str, rules: FramingRules) -> bool:
    if a == b:
        return False
    # Letters that stand for one sound of a foreign name: «غولن» and «جولن», «طهران» and «تهران».
    if len(a) >= 4 and a.translate(rules.sounds) == b.translate(rules.sounds):
        return True
    if a[0] != b[0]:
        return False
    distance = DamerauLevenshtein.distance(a, b)
    return distance <= (1 if max(len(a), len(b)) <= 5 else 2) and JaroWinkler.similarity(a, b) >= _ALIKE


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 5 else word


def _adjective_stem(word: str, rules: FramingRules) -> str:
    bare = _bare(word[1:] if word.startswith(("وال", "بال", "فال")) else word)
    for ending in rules.adjective_endings:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)]
    return bare


def _naming(mentions: Sequence[Mention], type_: str, rules: FramingRules) -> list[Span] | None:
    """The first place of each account's usual name, where the usual names share no telling word
    and at least one of the two accounts never uses the other's."""
    kinds = ("name",) if type_ == "PER" else ("name", "short")
    forms = _forms(mentions, kinds)
    by_article: dict[str, list[_Form]] = {}
    for form in forms:
        by_article.setdefault(form.mention.article, []).append(form)
    usual = {a: _usual(f, mentions, rules) for a, f in by_article.items()}
    articles = list(by_article)
    for i, one in enumerate(articles):
        rivals = [usual[one]]
        for other in articles[i + 1:]:
            a, b = usual[one], usual[other]
            if _same_name(a, b, rules):
                continue
            in_one = any(_same_name(b, f, rules) for f in by_article[one])
            in_other = any(_same_name(a, f, rules) for f in by_article[other])
            if not (in_one and in_other):
                rivals.append(b)
        if len(rivals) > 1:
            return [f.mention.span for f in rivals]
    return None


def _usual(forms: Sequence[_Form], mentions: Sequence[Mention], rules: FramingRules) -> _Form:
    """The form that an article uses most often; of equals the first."""
    counts = dict.fromkeys((f.words for f in forms), 0)
    article = forms[0].mention.article
    for mention in mentions:
        if mention.article == article:
            words = _words(mention)
            if words in counts:
                counts[words] += 1
    telling = [f for f in forms if _telling(f.words, rules)] or list(forms)
    return max(telling, key=lambda f: counts[f.words])


def _same_name(a: _Form, b: _Form, rules: FramingRules) -> bool:
    """True where one name only says more than the other, spells it otherwise, or is neutral."""
    rows = rules.neutral.get(" ".join(a.words), frozenset())
    if rows & rules.neutral.get(" ".join(b.words), frozenset()):
        return True
    left, right = _telling(a.words, rules), _telling(b.words, rules)
    # «عبد الرحمن» and «عبدالرحمن» are one name.
    if not left or not right or "".join(a.words) == "".join(b.words):
        return True
    short, long = sorted((left, right), key=len)
    return all(any(x == y or _near(x, y, rules) for y in long) for x in short)


def _telling(words: tuple[str, ...], rules: FramingRules) -> tuple[str, ...]:
    """Stems of a name's words without generic heads (تنظيم X)."""
    kept = [w for w in words if not any(f in rules.generic for f in word_forms(w))]
    return tuple(light_stem(w) for w in kept if len(w) > 1)


# --- things that are no entity ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Thing:
    """A head noun of a row of rival nouns before a complement."""

    article: str
    start: int
    end: int
    head: str
    row: str
    complement: str


def _of_things(
    entities: Sequence[Entity], articles: Sequence[Article], rules: FramingRules
) -> list[Framing]:
    linked: dict[str, dict[int, tuple[int, str]]] = {a.id: {} for a in articles}
    for entity in entities:
        for m in entity.mentions:
            if m.article in linked:
                linked[m.article][m.start] = (m.end, entity.id)
    groups: dict[tuple[str, str], list[_Thing]] = {}
    for article in articles:
        for thing in _things(article, linked[article.id], rules):
            groups.setdefault((thing.row, thing.complement), []).append(thing)
    texts = {a.id: a for a in articles}
    found = []
    for (_, complement), things in groups.items():
        rivals = _rival_things(things)
        if rivals:
            spans = [texts[t.article].span(t.start, t.end) for t in rivals]
            target = complement[1:] if complement.startswith("@") else None
            found.append(_framing("naming", target, spans))
    return found


def _rival_things(things: Sequence[_Thing]) -> list[_Thing]:
    """The first of each article that uses a head the articles before it do not use."""
    heads: dict[str, set[str]] = {}
    for thing in things:
        heads.setdefault(thing.article, set()).add(thing.head)
    first = things[0]
    rivals = [first]
    for article, used in heads.items():
        if article == first.article or used & heads[first.article]:
            continue
        rivals.append(next(t for t in things if t.article == article))
    return rivals if len(rivals) > 1 else []


def _things(
    article: Article, linked: Mapping[int, tuple[int, str]], rules: FramingRules
) -> list[_Thing]:
    words = tokens(view(article.text))
    found = []
    for at, word in enumerate(words):
        head = _head(word, rules)
        if head is None:
            continue
        form, row = head
        complement = _complement(words, at, linked, row, rules)
        if complement is not None:
            end, key = complement
            if not any(c in article.text[word.end:end] for c in ".،؛:\n"):
                found.append(_Thing(article.id, word.start, end, form, row, key))
    return found


def _head(word: Token, rules: FramingRules) -> tuple[str, str] | None:
    for form in word_forms(word.norm):
        row = rules.things.get(form)
        if row is not None:
            return light_stem(form), row
    return None


def _complement(
    words: Sequence[Token], at: int, linked: Mapping[int, tuple[int, str]], row: str,
    rules: FramingRules,
) -> tuple[int, str] | None:
    """End and key of what follows a head: an entity («@id»), else the next definite noun's stem."""
    for i, word in enumerate(words[at + 1:at + 1 + _REACH]):
        for start in range(word.start, min(word.start + 3, word.end)):
            if start in linked:
                end, entity = linked[start]
                return end, "@" + entity
        if i == 0 and word.norm not in rules.linking:
            if row not in rules.groups and word.norm.startswith(("ال", "لل")):
                return word.end, light_stem(word.norm)
            return None
    return None
