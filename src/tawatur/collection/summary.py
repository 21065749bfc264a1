"""From whom each article of a story has what it prints, and how late: what `tawatur outlets` is counted from.

A claim is another's where the article says so (its chain leads through an agency or another outlet, or to a
published statement), or where it prints words that another outlet printed before. Words that two outlets print
on one day leave open who had them first: such claims are `doubtful`, neither its own nor taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ..compare.facts import tells_the_story
from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from ..model import Attribution, Claim, Comparison, Entity, SourceKind, Span
from ..model.answers import ArticleSummary, StorySummary, Taken
from .joined import entity_key, list_key
from .proofs import outlet_of
from .who_sayings import source_name

# Words that came by way of the press, and those that somebody published for all.
_PRESS = ("agency", "outlet")
_PUBLISHED = ("official statement",)
_MARKED = re.compile("«([^«»]+)»$")
_NATION = re.compile(r"-[a-z]{2}$")


@dataclass(frozen=True, slots=True)
class _Story:
    """A comparison turned for looking up."""

    comparison: Comparison
    gazetteer: Gazetteer
    entities: Mapping[str, Entity]
    attributions: Mapping[str, Attribution]
    outlets: Mapping[str, str]
    keys: Mapping[str, str]
    days: Mapping[str, str | None]
    sure_days: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class _Lender:
    """Whose words a claim stands in."""

    name: str
    key: str
    kind: SourceKind
    how: str
    said: bool
    certain: bool
    evidence: tuple[Span, ...]


def summarise(comparison: Comparison, gazetteer: Gazetteer) -> StorySummary:
    """What each article of a story tells of its own and what it has from whom.

    Titles and captions are not counted: they repeat the body. Method: docs/how-it-decides.md.
    """
    story = _look_up(comparison, gazetteer)
    claims: dict[str, list[Claim]] = {r.id: [] for r in comparison.articles}
    for claim in comparison.claims:
        if tells_the_story(claim):
            claims[claim.span.article].append(claim)
    shared = _by_shared_origin(story)
    first = _first_tellers(story)
    return StorySummary(articles=tuple(
        _article(story, r.id, claims[r.id], shared, first) for r in comparison.articles
    ))


def pack(summary: StorySummary) -> bytes:
    """A summary as the store keeps it."""
    return msgspec.msgpack.encode(summary)


def unpack(data: bytes) -> StorySummary:
    """A stored summary; raises msgspec.ValidationError where it was packed by another version."""
    return msgspec.msgpack.decode(data, type=StorySummary)


def outlet_key(name: str, gazetteer: Gazetteer) -> str:
    """The same for all names of one outlet: a list's key, else its folded name, an agency's without «للأنباء».

    A name in Latin letters (`okaz`) is the list's where its key has that word.
    """
    latin = f"org:{name.casefold()}"
    if latin in gazetteer.by_key:
        return latin
    words = fold(name).split()
    listed = list_key(name, gazetteer, alone=False) or ""
    # A paper may be called as a place is («القدس»), and is none.
    key = listed if listed.startswith("org:") else _national_agency(words, gazetteer)
    named = len(words) > 2 and gazetteer.is_a("agency_nouns", words[0]) and not gazetteer.is_a("news_of_agencies", words[1])
    if named and gazetteer.is_a("for_news", words[-1]):
        words.pop()
    return key or f"ORG:{' '.join(words).casefold()}"


def _same_outlet(a: str, b: str, gazetteer: Gazetteer) -> bool:
    """One key, or papers of one name in two countries: an outlet that names one of them may mean itself.

    «قناة النيل» is «النيل», which a paper and a channel of that name are not for each other.
    """
    if a == b or _NATION.sub("", a.casefold()) == _NATION.sub("", b.casefold()):
        return True
    return _bare_name(a, gazetteer) == b or a == _bare_name(b, gazetteer)


def _bare_name(key: str, gazetteer: Gazetteer) -> str | None:
    """The key without what sort of outlet it is, or None where nothing tells that."""
    head, _, rest = key.removeprefix("ORG:").partition(" ")
    return f"ORG:{rest}" if key.startswith("ORG:") and rest and gazetteer.org_heads.get(head) == "outlet" else None


def _national_agency(words: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """«وكالة الأنباء» with a nationality is that country's, where the lists have only one of it."""
    if len(words) < 2 or not gazetteer.is_a("agency_nouns", words[0]):
        return None
    adjective = gazetteer.adjectives.get(words[-1].removeprefix("ال"))
    between = [w for w in words[1:-1] if not gazetteer.is_a("news_of_agencies", w)]
    if adjective is None or between:
        return None
    found = [k for k, e in gazetteer.by_key.items() if e.kind == "agency" and e.country == adjective.country]
    return found[0] if len(found) == 1 else None


def _look_up(comparison: Comparison, gazetteer: Gazetteer) -> _Story:
    outlets = {r.id: outlet_of(r) for r in comparison.articles}
    return _Story(
        comparison, gazetteer, {e.id: e for e in comparison.entities}, {a.id: a for a in comparison.attributions},
        outlets, {a: outlet_key(o, gazetteer) for a, o in outlets.items()},
        {r.id: r.published.value for r in comparison.articles},
        {r.id: r.published.how in ("given", "metadata") for r in comparison.articles},
    )


# -- one article --------------------------------------------------------------------------------------


def _article(
    story: _Story, article: str, claims: Sequence[Claim], shared: Mapping[str, _Lender], first: Mapping[str, tuple[str, ...]],
) -> ArticleSummary:
    own: list[str] = []
    quoting: list[str] = []
    doubtful: list[str] = []
    lent: dict[tuple[str, str, str, bool, bool], list[tuple[str, _Lender]]] = {}
    for claim in claims:
        lenders = _lenders(story, claim, shared)
        for lender in lenders:
            at = (lender.key, lender.kind, lender.how, lender.said, lender.certain)
            lent.setdefault(at, []).append((claim.id, lender))
        if not lenders:
            own.append(claim.id)
            if claim.attribution is not None:
                quoting.append(claim.id)
        elif not lenders[0].certain:
            doubtful.append(claim.id)
    tellers = tuple(dict.fromkeys(a for c in claims for a in first.get(c.id, ())))
    return ArticleSummary(
        article=article, outlet=story.outlets[article], key=story.keys[article], day=story.days[article],
        claims=len(claims), own=tuple(own), quoting=tuple(quoting), doubtful=tuple(doubtful),
        taken=tuple(_taken(found) for _, found in sorted(lent.items())),
        delay=_delay(story, article, tellers), first=tuple(sorted(tellers)),
    )


def _taken(found: Sequence[tuple[str, _Lender]]) -> Taken:
    lender = found[0][1]
    name = min({x.name for _, x in found}, key=lambda n: (-sum(x.name == n for _, x in found), n))
    return Taken(
        source=name, key=lender.key, kind=lender.kind, how="stated" if lender.how == "stated" else "shared text",
        said=lender.said, certain=lender.certain, claims=tuple(dict.fromkeys(c for c, _ in found)),
        evidence=tuple(dict.fromkeys(s for _, x in found for s in x.evidence)),
    )


def _delay(story: _Story, article: str, tellers: Iterable[str]) -> int | None:
    """Days between the first telling of any of its shared claims and its own day."""
    days = [d for a in tellers if (d := story.days[a])]
    mine = story.days[article]
    if not days or mine is None:
        return None
    return (dt.date.fromisoformat(mine) - dt.date.fromisoformat(min(days))).days


def _first_tellers(story: _Story) -> Mapping[str, tuple[str, ...]]:
    """For each claim that several outlets tell, the articles of the first day on which it is told."""
    by_id = {c.id: c for c in story.comparison.claims}
    found: dict[str, tuple[str, ...]] = {}
    for alignment in story.comparison.alignments:
        articles = [by_id[c].span.article for c in alignment.claims if c in by_id]
        if len({story.keys[a] for a in articles}) < 2 or any(story.days[a] is None for a in articles):
            continue
        earliest = min(story.days[a] or "" for a in articles)
        tellers = tuple(dict.fromkeys(a for a in articles if story.days[a] == earliest))
        for claim in alignment.claims:
            found[claim] = tuple(dict.fromkeys((*found.get(claim, ()), *tellers)))
    return found


# -- whose words --------------------------------------------------------------------------------------


def _lenders(story: _Story, claim: Claim, shared: Mapping[str, _Lender]) -> tuple[_Lender, ...]:
    """Whose words a claim stands in: nobody's (empty), one certain lender, or all that are in question."""
    stated = _stated(story, claim)
    if stated is not None:
        return (stated,)
    if claim.id in shared and claim.attribution is None:
        return (shared[claim.id],)
    return _by_text(story, claim)


def _stated(story: _Story, claim: Claim) -> _Lender | None:
    """The go-between nearest to the outlet that the article itself names, else the published statement."""
    chain = _chain(story, claim.attribution)
    home = story.keys[claim.span.article]
    press = [a for a in chain if a.source.kind in _PRESS and not _same_outlet(_key(story, a), home, story.gazetteer)]
    published = [a for a in chain[:1] if a.source.kind in _PUBLISHED]
    lender = press[-1] if press else published[0] if published else None
    if lender is None:
        return None
    return _named(story, lender, "stated", said=True)


def _chain(story: _Story, attribution: str | None) -> list[Attribution]:
    """The attributions of a claim from the innermost to the outlet's; a circle is cut."""
    found: list[Attribution] = []
    at = story.attributions.get(attribution or "")
    while at is not None and at not in found:
        found.append(at)
        at = story.attributions.get(at.parent or "")
    return found


def _key(story: _Story, a: Attribution) -> str:
    entity = story.entities.get(a.source.entity or "")
    key = entity_key(entity, story.gazetteer) if entity is not None else f"{a.source.kind}:{fold(a.source.name)}"
    name = entity.name if entity is not None else a.source.name
    if a.source.kind in _PRESS and name:
        # «مراسل «الساحات»» is the paper whose name stands in the marks.
        marked = _MARKED.search(name)
        named = outlet_key(marked.group(1) if marked else name, story.gazetteer)
        # By its list or an outlet's name. One that no list knows may be an outlet of other stories, where it is called so too.
        if named.startswith("org:") or named in story.keys.values() or key.startswith("ORG:"):
            return named
    return key


def _named(story: _Story, a: Attribution, how: str, *, said: bool) -> _Lender:
    evidence = tuple(dict.fromkeys(s for s in (a.source.span, a.cue) if s is not None))
    return _Lender(source_name(a.source, dict(story.entities)), _key(story, a), a.source.kind, how, said, True, evidence)


def _by_shared_origin(story: _Story) -> Mapping[str, _Lender]:
    """Claims printed in words that another article attributes to an agency or outlet: taken without saying so."""
    found: dict[str, _Lender] = {}
    for alignment in story.comparison.alignments:
        for origin in alignment.origins:
            chain = [story.attributions[i] for i in origin.chain if i in story.attributions]
            press = [a for a in chain if a.source.kind in _PRESS]
            if origin.how != "shared text" or not press:
                continue
            for claim in origin.claims:
                article = claim.rpartition("/")[0]
                if article in story.keys and not _same_outlet(_key(story, press[0]), story.keys[article], story.gazetteer):
                    found.setdefault(claim, _named(story, press[0], "shared text", said=False))
    return found


def _by_text(story: _Story, claim: Claim) -> tuple[_Lender, ...]:
    """Outlets that printed most of the claim's words before; those of the same day are all in question."""
    article = claim.span.article
    others: dict[str, Span] = {}
    for reuse in () if _only_quotes(story, claim) else story.comparison.reuse:
        for mine, other, said in ((reuse.a, reuse.b, reuse.attributed.b), (reuse.b, reuse.a, reuse.attributed.a)):
            inside = min(mine.end, claim.span.end) - max(mine.start, claim.span.start)
            if mine.article != article or 2 * inside < len(claim.span.text) or story.keys[other.article] == story.keys[article]:
                continue
            press = [a for a in _chain(story, said) if a.source.kind in _PRESS]
            # What the other has from its own reporter is that outlet's, which its day must bear out.
            through = _key(story, press[-1]) if press else ""
            if press and not any(_same_outlet(through, story.keys[i], story.gazetteer) for i in (article, other.article)):
                return (_named(story, press[-1], "shared text", said=False),)
            others.setdefault(other.article, other)
    sure = {a for a in others if story.sure_days[a] and story.sure_days[article]}
    mine_day = story.days[article] or ""
    before = {a: story.days[a] or "" for a in others if a in sure and (story.days[a] or "9999") < mine_day}
    unsure = [a for a in others if a not in sure]
    if before:
        leading = [a for a in others if before.get(a) == min(before.values())]
        certain = not unsure and len({story.keys[a] for a in leading}) == 1
        in_question = leading[:1] if certain else [*leading, *unsure]
    else:
        certain, in_question = False, [a for a in others if a in unsure or story.days[a] == mine_day]
    return tuple(_copied(story, a, others, certain=certain) for a in in_question)


def _copied(story: _Story, article: str, others: Mapping[str, Span], *, certain: bool) -> _Lender:
    return _Lender(story.outlets[article], story.keys[article], "outlet", "shared text", False, certain, (others[article],))


def _only_quotes(story: _Story, claim: Claim) -> bool:
    """Whether the claim stands in quotation marks of a named speaker: his words are alike in every paper."""
    a = story.attributions.get(claim.attribution or "")
    return a is not None and a.mode == "direct" and a.source.kind != "anonymous"
