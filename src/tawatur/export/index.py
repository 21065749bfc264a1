"""A Comparison turned so that a report can look things up: names, chains, groups of claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from ..model import (
    Alignment,
    ArticleRecord,
    Attribution,
    Claim,
    Comparison,
    Difference,
    DifferenceValue,
    Entity,
    Origin,
    OriginCount,
    Source,
    Span,
)
from ..model.agreement import differs, is_shared
from .words import Words

# A wording up to here is shown whole where it stands beside others.
SHORT = 48
_DURATION = re.compile(r"PT?\d")
_NUMBER = re.compile(r"([~<>≤≥]?)(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\d-])")


# (what, record) -> HTML at the foot of a card: ("alignment", Alignment) or ("origin", (Alignment, Origin))
Foot = Callable[[str, object], str]


def _no_foot(what: str, record: object) -> str:
    return ""


def _nowhere(record: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses of what has a page of its own around this one; empty where there is none, as in a report alone.

    `words`: a stretch of an article; `shared`: the shared claims, those with most origins first.
    """

    words: Callable[[Span], str] = _nowhere
    article: Callable[[ArticleRecord], str] = _nowhere
    entity: Callable[[Entity], str] = _nowhere
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One outlet's way to an origin: said or inferred (`how`), through whom, in what words."""

    outlet: str
    how: str
    through: tuple[str, ...]
    shown: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups over one Comparison, with the words of one report language.

    `shared` are the alignments that stand in several articles, in the order of the first article
    that tells them; `alone` the others. `number` counts the shared ones from 1, then the others. `foot` makes what stands at
    the foot of a card, `pages` tells the addresses of the pages around.
    """

    comparison: Comparison
    words: Words
    articles: Mapping[str, ArticleRecord]
    claims: Mapping[str, Claim]
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    shared: tuple[Alignment, ...]
    alone: tuple[Alignment, ...]
    number: Mapping[str, int]
    foot: Foot = _no_foot
    pages: Pages = Pages()

    def outlet(self, article: str) -> str:
        """The outlet's name, or the article's id where it is not known."""
        record = self.articles.get(article)
        return (record.outlet.name if record is not None else None) or article

    def outlets(self, alignment: Alignment) -> list[str]:
        """The outlets that tell it, each once, in the order of the articles."""
        told = {c.span.article for c in self.claims_of(alignment.claims)}
        return list(dict.fromkeys(self.outlet(a) for a in self.articles if a in told))

    def claims_of(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids as far as they are there, in this order."""
        return [self.claims[c] for c in ids if c in self.claims]

    def told(self, alignment: Alignment) -> list[Claim]:
        """The claims of an alignment in the order of the articles."""
        place = {a: i for i, a in enumerate(self.articles)}
        return sorted(self.claims_of(alignment.claims), key=lambda c: (place.get(c.span.article, len(place)), c.span.start))

    @property
    def ungrouped(self) -> list[Claim]:
        """The claims of no alignment."""
        grouped = {c for a in self.comparison.alignments for c in a.claims}
        return [c for c in self.comparison.claims if c.id not in grouped]

    def entity(self, key: str | None) -> str:
        """An entity's name, or what stands in its place."""
        if not key:
            return ""
        known = self.entities.get(key)
        return known.name if known is not None else ""

    def source(self, source: Source) -> str:
        """What a source is called: its entity's name, else its words."""
        if source.entity and self.entity(source.entity):
            return self.entity(source.entity)
        if source.name:
            return source.name
        where = source.span or source.antecedent
        return where.text if where is not None else self.words.get(f"kind.{source.kind}", source.kind)

    def chain(self, attribution: str | None) -> list[Attribution]:
        """The attributions around a claim, from the outlet inward; a circle is cut."""
        found: list[Attribution] = []
        seen: set[str] = set()
        while attribution and attribution in self.attributions and attribution not in seen:
            seen.add(attribution)
            found.append(self.attributions[attribution])
            attribution = self.attributions[attribution].parent
        return found[::-1]

    def origin(self, origin: Origin) -> str:
        """The name of an origin for people; one that nobody names tells whose words they are."""
        if origin.how != "unattributed" and origin.name:
            return origin.name
        if origin.how == "shared text":
            return self.words("origin.same_text")
        owners = self.owners(origin)
        if not owners:
            return origin.name or self.words.get(f"kind.{origin.kind}", origin.kind)
        return self.words("origin.own", outlet=self.words.join(owners))

    def owners(self, origin: Origin) -> list[str]:
        """The outlets whose claims go back to an origin, each once."""
        return list(dict.fromkeys(self.outlet(c.span.article) for c in self.claims_of(origin.claims)))

    def why(self, alignment: Alignment) -> str:
        """Why the origins are counted so, in the language of the report."""
        if self.words.lang == "en" and alignment.why:
            return alignment.why
        stated = [o.name for o in alignment.origins if o.how != "unattributed" and o.name]
        names = self.words.join(list(dict.fromkeys(stated)))
        code, silent = alignment.why_code, self.silent(alignment.claims)
        printing: list[str] = []
        if code == "unattributed" and names:
            # Those in the cluster of a named source print its words.
            of_nobody = self.silent([c for o in alignment.origins if o.kind == "unknown" for c in o.claims])
            silent, printing = of_nobody, [outlet for outlet in silent if outlet not in of_nobody]
        template = self.words.get(f"why.{code}", "")
        if printing:
            template = self.words(f"why.{code}_printed")
        elif not names:
            template = self.words.get(f"why.{code}_nameless", template)
        return template.format(names=names, silent=self.words.join(silent), printing=self.words.join(printing)) if template else alignment.why

    def silent(self, claims: Iterable[str]) -> list[str]:
        """The outlets of those claims that name no source."""
        told = {c.span.article for c in self.claims_of(claims) if not c.attribution}
        return list(dict.fromkeys(self.outlet(a) for a in self.articles if a in told))

    def ways(self, origin: Origin) -> list[Way]:
        """How each outlet has it from an origin, each way once, in the order of the claims."""
        cues = {a.cue for a in self.attributions.values()}
        found: dict[tuple[str, str, tuple[str, ...]], Way] = {}
        for claim in self.claims_of(origin.claims):
            chain = self.chain(claim.attribution)
            said = self.says_so(origin, chain)
            how = "stated" if said else origin.how
            steps = [self.source(a.source) for a in chain] if said else []
            through = tuple(dict.fromkeys(s for s in steps if s != self.origin(origin)))
            article = claim.span.article
            shown = tuple(s for s in origin.evidence if s.article == article and s not in cues and s != claim.span)
            way = Way(self.outlet(article), how, through, shown if steps else ())
            found.setdefault((way.outlet, how, through), way)
        return list(found.values())

    def root(self, origin: Origin, chain: list[Attribution]) -> int | None:
        """Where in a claim's own chain its origin stands, if it does."""
        for at, step in enumerate(chain):
            if step.id in origin.chain[-1:] or self.source(step.source) == origin.name:
                return at
        return None

    def says_so(self, origin: Origin, chain: list[Attribution]) -> bool:
        """True where the account itself says that it has it from there."""
        if origin.how == "unattributed" or not chain:
            return False
        return origin.how == "stated" or self.root(origin, chain) is not None

    def doubtful(self, alignment: Alignment, origin: Origin) -> bool:
        """True where this origin may be the same as another one of the claim."""
        count = alignment.independent_origins
        return not origin.certain and count.at_most > count.certain and (
            origin.how == "unattributed" or count.certain == 1
        )

    def differences(self, alignment: Alignment) -> list[Difference]:
        """What differs, pairs of accounts that hang together put into one row («7, 5 and 9»)."""
        rows: list[Difference] = []
        for difference in alignment.differs:
            near = next((i for i, r in enumerate(rows) if _hang_together(r, difference)), None)
            if near is None:
                rows.append(difference)
            else:
                values = dict.fromkeys((*rows[near].values, *difference.values))
                rows[near] = replace(rows[near], values=tuple(values))
        place = {a: i for i, a in enumerate(self.articles)}

        def spot(value: DifferenceValue) -> tuple[int, int]:
            return place.get(value.span.article, len(place)), value.span.start

        return [replace(r, values=_once(sorted(r.values, key=spot))) for r in rows]

    def differ_why(self, difference: Difference) -> str:
        """What kind of difference it is and how both sides can be true, where that says more than its facet."""
        return self.words.get(f"differ_why.{difference.why_code}", "")

    def reading(self, difference: Difference, value: DifferenceValue) -> str:
        """What a wording was read as, in the report's language; empty where it says no more."""
        words, text = self.words, value.span.text
        if _DURATION.match(value.value):
            return ""
        shown = words.get(f"value.{value.value}", "") or words.get(f"status.{value.value}", "")
        if not shown and difference.facet == "number":
            shown = _figure(value.value)
        if not value.value.startswith("XXXX"):  # a weekday without its day: the words say it better
            shown = shown or words.date(value.value)
        plain = shown.lstrip("≈>< ").replace(",", "")
        return "" if plain in text.replace(",", "") else shown

    def corroboration(self) -> str:
        """How many of the shared claims certainly have two origins, in one sentence."""
        two = sum(a.independent_origins.certain > 1 for a in self.shared)
        return self.words("hero.corroborated", n=two, claims=self.words.count("count.shared", len(self.shared)))

    def origins_text(self, count: OriginCount) -> str:
        """«1 certain, at most 3»."""
        if count.certain == count.at_most:
            return self.words("origin.exact", certain=count.certain)
        return self.words("origin.range", certain=count.certain, at_most=count.at_most)

    @property
    def differing(self) -> list[Alignment]:
        """Shared alignments in which the accounts differ."""
        return [a for a in self.shared if differs(a)]

    @property
    def agreeing(self) -> list[Alignment]:
        """Shared alignments in which they do not."""
        return [a for a in self.shared if not differs(a)]


def build_index(comparison: Comparison, words: Words, *, foot: Foot | None = None, pages: Pages | None = None) -> Index:
    """Turn a Comparison into look-ups; records that point to nothing are left out of the groups."""
    articles = {a.id: a for a in comparison.articles}
    claims = {c.id: c for c in comparison.claims}
    place = {a.id: i for i, a in enumerate(comparison.articles)}

    def first(alignment: Alignment) -> tuple[int, int, str]:
        spots = [
            (place.get(claims[c].span.article, len(place)), claims[c].span.start)
            for c in alignment.claims if c in claims
        ]
        return (*min(spots, default=(len(place), 0)), alignment.id)

    known = sorted((a for a in comparison.alignments if any(c in claims for c in a.claims)), key=first)
    shared = tuple(a for a in known if is_shared(a, claims))
    alone = tuple(a for a in known if not is_shared(a, claims))
    return Index(
        comparison=comparison,
        words=words,
        articles=articles,
        claims=claims,
        attributions={a.id: a for a in comparison.attributions},
        entities={e.id: e for e in comparison.entities},
        shared=shared,
        alone=alone,
        number={a.id: i for i, a in enumerate((*shared, *alone), 1)},
        foot=foot or _no_foot,
        pages=pages or Pages(),
    )


def short(text: str) -> str:
    """A wording cut between words after about SHORT letters."""
    if len(text) <= SHORT:
        return text
    return text[:SHORT].rsplit(None, 1)[0] + " …"


def _once(values: list[DifferenceValue]) -> tuple[DifferenceValue, ...]:
    """One wording for each article and reading, and no wording twice."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for value in values:
        keys = {(value.span.article, value.value), (value.span.article, value.span.text)}
        if not keys & seen:
            kept.append(value)
        seen |= keys
    return tuple(kept)


def _hang_together(one: Difference, other: Difference) -> bool:
    # A reason holds for the wordings that it was found for alone.
    return (one.facet, one.why_code) == (other.facet, other.why_code) and any(
        v.span.touches(w.span) for v in one.values for w in other.values
    )


def _figure(value: str) -> str:
    """A figure as people write it: «~4.2e+09 dollars» is ≈ 4,200,000,000."""
    match = _NUMBER.match(value)
    if match is None:
        return value
    sign = {"~": "≈ ", "": ""}.get(match.group(1), f"{match.group(1)} ")
    return f"{sign}{float(match.group(2)):,.15g}"
