"""The one place where the steps stand in order: from articles to annotations to a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from msgspec.structs import replace

from .annotate.attribution import find_attributions
from .annotate.claims import find_claims
from .annotate.entities import find_mentions
from .annotate.event_parties import drop_topics
from .annotate.events import find_happenings
from .annotate.framing import find_framing
from .annotate.linking import link
from .annotate.offices import Office, find_offices
from .annotate.parts import PartsResult, find_parts
from .annotate.published import Reading, solve
from .annotate.quotations import find_quotations
from .annotate.sources import resolve_sources, speaking_mentions
from .annotate.times import find_timexes, impossible_dates, resolve, written_apart
from .annotate.timex import Timex
from .compare.account import Account
from .compare.align import Group, align, statement
from .compare.differences import differences
from .compare.events import find_itineraries, merge_events
from .compare.facts import tells_the_story
from .compare.naming import rival_names
from .compare.origins import origins_of
from .compare.roots import Known, beside, company
from .compare.runs import runs
from .encode import Encoder, bag_of, embed_unique, similarity_detail
from .encode.words import load_idf
from .heads.reading import Models, article_names
from .lang.normalize import TextView, view
from .lang.resources import Resources
from .lang.tokenize import sentences
from .model import (
    Alignment,
    Article,
    ArticleRecord,
    Attribution,
    Claim,
    Comparison,
    Entity,
    Event,
    FoundMention,
    Framing,
    MadeBy,
    Note,
    OriginCount,
    Quotation,
    Reuse,
    ReuseAttribution,
    Sentence,
    Story,
)
from .stories.reuse import ONE_EVENT, Passage, prepare, shared_words
from .version import VERSION

# Pairs of claims less alike than this can't align whatever their slots say: not worth keeping.
_WORTH_KEEPING = 0.10


@dataclass(frozen=True, slots=True)
class Annotated:
    """All that was read out of the articles, in canonical order, before anything is compared."""

    accounts: tuple[Account, ...]
    entities: tuple[Entity, ...]
    events: tuple[tuple[Event, ...], ...]
    framing: tuple[Framing, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One article after the steps that look at nothing but itself."""

    article: Article
    view: TextView
    parts: PartsResult
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    timexes: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[FoundMention, ...]
    offices: tuple[Office, ...]


# From articles to annotations -------------------------------------------------------------------

def annotate_articles(
    articles: Sequence[Article], resources: Resources, models: Models | None = None
) -> Annotated:
    """Read every article, then what only all of them together can tell: entities and days.

    The names that `models` read vote with the rules; without models the rules stand alone.
    """
    reads = [_read(a, resources, models) for a in sorted(articles, key=lambda a: a.id)]
    linking = link(
        {r.article.id: r.mentions for r in reads}, resources.gazetteer, {r.article.id: r.offices for r in reads}
    )
    entities = {e.id: e for e in linking.entities}
    days = solve(
        [Reading(r.article, r.parts.parts, r.timexes, r.view) for r in reads], resources.calendar
    )
    accounts: list[Account] = []
    events: dict[str, tuple[Event, ...]] = {}
    framing: list[Framing] = []
    notes: list[Note] = list(days.notes)
    for r in reads:
        published = days.by_article[r.article.id]
        times = resolve(r.timexes, published.value, resources.calendar, r.attributions, r.article.text)
        notes += (*impossible_dates(r.timexes), *written_apart(r.timexes, published.value))
        links = linking.links.get(r.article.id, ())
        attributions = resolve_sources(r.attributions, links)
        claims = find_claims(r.article, r.view, r.sentences, attributions, links, times,
                             r.quotations, resources.frames, published.value)
        told = find_happenings(r.article, r.view, r.sentences, claims, attributions, links, times,
                               entities, resources.frames, published.value)
        events[r.article.id] = drop_topics(told.events, r.view, links, resources.contrasts)
        tellings = drop_topics(told.tellings, r.view, links, resources.contrasts)
        framing += find_framing(r.article, r.view, r.sentences, r.quotations, attributions, links,
                                resources.framing)
        record = ArticleRecord(
            id=r.article.id, path=r.article.path, url=r.article.url, outlet=r.parts.outlet,
            title=r.parts.title, published=published, language=r.article.language or "ar",
            parts=r.parts.parts, text=r.article.text,
        )
        accounts.append(Account(record, r.view, r.parts.parts, r.sentences, r.quotations, links,
                                times, attributions, claims, tellings))
        notes += _reading_notes(accounts[-1])
    accounts.sort(key=lambda a: (a.record.published.value or "9999", a.id))
    return Annotated(tuple(accounts), linking.entities, tuple(events[a.id] for a in accounts),
                     tuple(framing), tuple(notes))


def _read(article: Article, resources: Resources, models: Models | None) -> _Read:
    text = view(article.text)
    parts = find_parts(article, text, resources.furniture)
    lines = sentences(text, parts.parts)
    quotations = find_quotations(text, parts.parts)
    trained = article_names(article.text, lines, models, resources.gazetteer) if models else ()
    mentions = find_mentions(article, text, lines, resources.gazetteer, trained)
    attributions = find_attributions(article, text, lines, quotations, mentions, resources.cues)
    speakers = speaking_mentions(article, attributions, mentions)
    known = tuple(sorted((*mentions, *speakers), key=lambda m: (m.start, m.end)))
    timexes = find_timexes(article, text, parts.parts, resources.calendar)
    offices = find_offices(article, text, lines, resources.gazetteer, known)
    return _Read(article, text, parts, lines, quotations, timexes, attributions, known, offices)


def _reading_notes(account: Account) -> list[Note]:
    """What was read but left out of the comparison, with the reason."""
    headlines = [c for c in account.claims if not tells_the_story(c)]
    notes = []
    if headlines:
        notes.append(Note(
            code="claims.headlines", article=account.id,
            text="Titles and teasers repeat the body and captions tell of a photo: they are shown, not compared.",
            evidence=tuple(c.span for c in headlines),
        ))
    if not account.claims:
        notes.append(Note(code="claims.none", article=account.id,
                          text="No sentence of this article could be read as a claim."))
    return notes


# From annotations to a comparison ------------------------------------------------------------------

def annotation_only(
    annotated: Annotated, resources: Resources, notes: Sequence[Note], names_by: str = "rules"
) -> Comparison:
    """The form of a comparison with nothing compared: what `tawatur annotate` prints."""
    events = merge_events(annotated.events, {e.id: e for e in annotated.entities})
    return _comparison(annotated, resources, ("none", names_by), (), (), annotated.accounts, events, (), notes)


def compare_articles(
    articles: Sequence[Article], resources: Resources, models: Models, notes: Sequence[Note] = ()
) -> Comparison:
    """Annotate the articles and hold their accounts against each other."""
    annotated = annotate_articles(articles, resources, models)
    accounts = {a.id: a for a in annotated.accounts}
    entities = {e.id: e for e in annotated.entities}
    weights = load_idf()
    words = {a.id: prepare(a.view, a.parts, weights) for a in annotated.accounts}
    passages = {
        (a.id, b.id): shared_words(words[a.id], words[b.id], ONE_EVENT)
        for a, b in combinations(annotated.accounts, 2)
    }
    alike = _similarities(annotated.accounts, models.encoder, weights)
    groups = align(annotated.accounts, alike, passages, weights)
    naming = rival_names(annotated.entities, [_article(a) for a in annotated.accounts],
                         resources.framing)
    alignments, folded = _alignments(groups, accounts, entities, naming, resources)
    if not groups:
        notes = (*notes, Note(
            code="comparison.unrelated",
            text="The articles share no claim: nothing is aligned and no origins are counted. "
                 "They may tell of different events.",
        ))
    events = merge_events(annotated.events, entities)
    compared = [replace_claims(a, folded) for a in annotated.accounts]
    return _comparison(annotated, resources, (models.encoder.name, models.names_by), alignments, _reuse(passages, accounts),
                       compared, events, naming, notes)


def _article(account: Account) -> Article:
    r = account.record
    return Article(id=r.id, text=r.text, path=r.path, url=r.url, language=r.language)


def _similarities(
    accounts: Sequence[Account], encoder: Encoder, weights: Mapping[str, float]
) -> dict[tuple[str, str], float]:
    """How alike the claims of different articles are; every text is embedded once."""
    claims = [[c for c in a.claims if tells_the_story(c)] for a in accounts]
    texts = [
        [a.record.text[slice(*a.core(c))] for c in mine]
        for a, mine in zip(accounts, claims, strict=True)
    ]
    vectors = embed_unique(encoder, [t for mine in texts for t in mine])
    bags = {t: bag_of(t, weights) for mine in texts for t in mine}
    starts = [sum(len(t) for t in texts[:i]) for i in range(len(texts) + 1)]
    found: dict[tuple[str, str], float] = {}
    for i, j in combinations(range(len(accounts)), 2):
        detail = similarity_detail(encoder, texts[i], texts[j], vectors[starts[i]:starts[i + 1]],
                                   vectors[starts[j]:starts[j + 1]], weights, bags)
        for x, a in enumerate(claims[i]):
            for y, b in enumerate(claims[j]):
                if detail.score[x, y] >= _WORTH_KEEPING:
                    found[a.id, b.id] = float(detail.score[x, y])
    return found


def _alignments(
    groups: Sequence[Group], accounts: Mapping[str, Account], entities: Mapping[str, Entity],
    naming: Sequence[Framing], resources: Resources,
) -> tuple[tuple[Alignment, ...], dict[str, Claim | None]]:
    """Alignments of shared claims, then of those that stand alone; and the claims that were folded.

    The second value maps a claim id to the statement that took its place, or None where the claim
    went into another one.
    """
    folded: dict[str, Claim | None] = {}
    found: list[Alignment] = []
    adjectives = {w: a.country for w, a in resources.gazetteer.adjectives.items()}
    known = Known(entities, adjectives, resources.contrasts.official, beside(accounts.values()),
                  company(accounts.values()), resources.gazetteer.parts)
    borrowed = runs(groups, accounts, known)
    for group, run in zip(groups, borrowed, strict=True):
        verdict = origins_of(group, accounts, known, run)
        differs, conflict = differences(group, accounts, entities, naming, resources.contrasts)
        members = _statements(group, accounts, folded)
        renamed = {c.id: _holder(c, members).id for c in group.claims}
        found.append(Alignment(
            id=f"al{len(found) + 1}",
            claims=tuple(m.id for m in members),
            relation="conflict" if conflict else "verbatim" if group.verbatim else "same",
            differs=differs,
            outlets=len({accounts[a].outlet for a in group.articles}),
            independent_origins=verdict.count,
            origins=tuple(
                replace(o, claims=tuple(dict.fromkeys(renamed.get(c, c) for c in o.claims)))
                for o in verdict.origins
            ),
            why=verdict.why, why_code=verdict.code, score=group.score,
            first=_first(group.articles, accounts),
        ))
    aligned = {c.id for g in groups for c in g.claims}
    found += _alone(aligned, len(found), accounts, known)
    return tuple(found), folded


def _alone(
    aligned: Set[str], before: int, accounts: Mapping[str, Account], known: Known
) -> list[Alignment]:
    """Claims that stand in one account only, numbered after those `before` them."""
    alone = [c for a in accounts.values() for c in a.claims if c.id not in aligned and tells_the_story(c)]
    found = []
    for number, claim in enumerate(alone, before + 1):
        verdict = origins_of(Group((claim,), ()), accounts, known, {})
        found.append(Alignment(
            id=f"al{number}", claims=(claim.id,), relation="only", outlets=1,
            independent_origins=verdict.count, origins=verdict.origins,
            why=verdict.why, why_code=verdict.code,
        ))
    return found


def _first(articles: Sequence[str], accounts: Mapping[str, Account]) -> tuple[str, ...]:
    """The articles of the earliest day, where every day is known and not all are the same."""
    days = {a: accounts[a].record.published.value for a in articles}
    earliest = min((d for d in days.values() if d), default=None)
    if None in days.values() or len(set(days.values())) < 2:
        return ()
    return tuple(a for a in articles if days[a] == earliest)


def _statements(
    group: Group, accounts: Mapping[str, Account], folded: dict[str, Claim | None]
) -> list[Claim]:
    """One claim for each run of folded clauses; sentences that were only joined stay apart.

    A claim may stand in two groups: what one of them needs is kept, and the longer statement wins.
    """
    members = []
    for article in group.articles:
        account = accounts[article]
        by_sentence: dict[int, list[Claim]] = {}
        for claim in group.of(article):
            by_sentence.setdefault(account.sentence_of(account.core(claim)[0]), []).append(claim)
        for claims in by_sentence.values():
            whole = statement(claims, account.record.text)
            for claim in claims:
                folded.setdefault(claim.id, None)
            before = folded[whole.id]
            if before is None or before.span.end < whole.span.end:
                folded[whole.id] = whole
            members.append(whole)
    return members


def _holder(claim: Claim, members: Sequence[Claim]) -> Claim:
    """The statement that a claim went into: the shortest that holds it."""
    return min((m for m in members if m.span.holds(claim.span)), key=lambda m: len(m.span.text))


def replace_claims(account: Account, folded: Mapping[str, Claim | None]) -> Account:
    """The account with folded clauses replaced by the statements they went into."""
    claims = [folded.get(c.id, c) for c in account.claims]
    return Account(account.record, account.view, account.parts, account.sentences,
                   account.quotations, account.links, account.times, account.attributions,
                   tuple(c for c in claims if c is not None), account.events)


def _reuse(
    passages: Mapping[tuple[str, str], Sequence[Passage]], accounts: Mapping[str, Account]
) -> tuple[Reuse, ...]:
    found = []
    for (a, b), shared in passages.items():
        for p in shared:
            one = accounts[a].span(p.a_start, p.a_end)
            other = accounts[b].span(p.b_start, p.b_end)
            said = ReuseAttribution(
                accounts[a].attribution_of(one), accounts[b].attribution_of(other)
            )
            found.append(Reuse(a=one, b=other, score=p.score, attributed=said))
    return tuple(found)


def _comparison(
    annotated: Annotated, resources: Resources, made_with: tuple[str, str],
    alignments: Sequence[Alignment], reuse: Sequence[Reuse], accounts: Sequence[Account],
    events: Sequence[Event], naming: Sequence[Framing], notes: Sequence[Note],
) -> Comparison:
    order = {a.id: i for i, a in enumerate(accounts)}
    framing = sorted((*annotated.framing, *naming),
                     key=lambda f: (order[f.span.article], f.span.start, f.span.end, f.kind))
    return Comparison(
        made_by=MadeBy(version=VERSION, encoder=made_with[0], resources=resources.digest, names=made_with[1]),
        story=_story(accounts, alignments),
        articles=tuple(a.record for a in accounts),
        entities=annotated.entities,
        times=tuple(t for a in accounts for t in a.times),
        attributions=tuple(x for a in accounts for x in a.attributions),
        claims=tuple(c for a in accounts for c in a.claims),
        alignments=tuple(alignments),
        reuse=tuple(reuse),
        events=tuple(events),
        itineraries=find_itineraries(events, {e.id: e for e in annotated.entities}),
        framing=tuple(framing),
        notes=(*notes, *annotated.notes),
    )


def _story(accounts: Sequence[Account], alignments: Sequence[Alignment]) -> Story:
    """The story in one line: what most shared claims have as their number of origins."""
    shared = [a for a in alignments if a.relation != "only"]
    counts = Counter(a.independent_origins.certain for a in shared)
    most = max(counts.values(), default=0)
    certain = min((n for n, times in counts.items() if times == most), default=0)
    at_most = max((a.independent_origins.at_most for a in shared
                   if a.independent_origins.certain == certain), default=certain)
    days = sorted(a.record.published.value for a in accounts if a.record.published.value)
    titles = [a.record.title for a in accounts if a.record.title]
    bodies = [a.span(s.start, s.end) for a in accounts for s in a.sentences[:1]]
    return Story(
        headline=next(iter((*titles, *bodies)), None),
        outlets=len({a.outlet for a in accounts}),
        articles=len(accounts),
        independent_origins=OriginCount(certain, at_most),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        shared_claims=len(shared),
        corroborated=sum(a.independent_origins.certain > 1 for a in shared),
    )
