"""The one place where the steps stand in order: from articles to annotations to a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

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
from .annotate.sources import resolve_sources, speaking_mentions, whole_names
from .annotate.times import find_timexes, impossible_dates, resolve, written_apart
from .annotate.timex import Timex
from .compare.account import Account
from .compare.align import align
from .compare.alignments import alignments_of, replace_claims, reuse_of
from .compare.alike import similarities
from .compare.events import find_itineraries, merge_events
from .compare.facts import tells_the_story
from .compare.naming import rival_names
from .compare.story import story_of
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
    Comparison,
    Entity,
    Event,
    FoundMention,
    Framing,
    MadeBy,
    Note,
    Quotation,
    Reuse,
    Sentence,
)
from .stories.reuse import ONE_EVENT, prepare, shared_words
from .version import VERSION


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
    attributions = whole_names(
        article.text, find_attributions(article, text, lines, quotations, mentions, resources.cues)
    )
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
    alike = similarities(annotated.accounts, models.encoder, weights)
    groups = align(annotated.accounts, alike, passages, weights)
    naming = rival_names(annotated.entities, [_article(a) for a in annotated.accounts],
                         resources.framing)
    alignments, folded = alignments_of(groups, accounts, entities, naming, resources)
    if not groups:
        notes = (*notes, Note(
            code="comparison.unrelated",
            text="The articles share no claim: nothing is aligned and no origins are counted. "
                 "They may tell of different events.",
        ))
    events = merge_events(annotated.events, entities)
    compared = [replace_claims(a, folded) for a in annotated.accounts]
    return _comparison(annotated, resources, (models.encoder.name, models.names_by), alignments, reuse_of(passages, accounts),
                       compared, events, naming, notes)


def _article(account: Account) -> Article:
    r = account.record
    return Article(id=r.id, text=r.text, path=r.path, url=r.url, language=r.language)


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
        story=story_of(accounts, alignments),
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
