"""Tools on comparisons: texts that are handed in, a story of the collection, the origins of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..collection.groups import ReadClaim, claim_read, compared_as_read, why_untold
from ..collection.kept import asked_story, kept_report
from ..collection.marked import claims_at, holding
from ..errors import UsageError
from ..export.index import Index, build_index
from ..export.words import load_words
from ..model import Alignment, Claim, Comparison, Origin
from ..reporting import StoryReport
from ..web import links
from ..web.jobs import JobFailed, Task, jobs_for, unpacked
from .answers import (
    ComparedAnswer,
    Difference,
    Group,
    OriginLine,
    OriginsAnswer,
    StoryAnswer,
    Told,
    Way,
)
from .arguments import CompareTexts, OriginsOfClaim, Search, Story
from .finding import search
from .witness import SOME, Witness, paged, witness

if TYPE_CHECKING:
    from ..collection import Collection

# Articles that a story lists.
_LISTED = 60
# How long texts are compared at most; loading the models comes on top.
SECONDS = 120.0


def compare_texts(collection: Collection, asked: CompareTexts, base: str | None) -> ComparedAnswer:
    """Compare two to four texts; nothing is stored. Raises UsageError where that takes too long."""
    from ..api import problem_notes
    from ..ingest import read_inputs

    known = [
        {"id": f"text-{n}", "text": t.text, "outlet": t.outlet, "published": t.published, "title": t.title} for n, t in enumerate(asked.texts, 1)
    ]
    read = read_inputs([{key: value for key, value in one.items() if value is not None} for one in known])
    read.require(2)
    report = _in_time(collection, Task(articles=read.articles, notes=problem_notes(read.problems)))
    told = Witness(
        base, {a.id: a.outlet.name for a in report.articles}, {a.id: a.published.value for a in report.articles},
        {a.id: a.title.text if a.title else None for a in report.articles}, stored=False,
    )
    return ComparedAnswer(**_compared(report, told, asked.offset, asked.limit))


def _in_time(collection: Collection, task: Task) -> Comparison:
    """Compared by a program of its own, which is ended where it takes too long."""
    jobs = jobs_for(collection.config, collection.url, SECONDS)
    try:
        return unpacked(jobs.compare(task))
    except JobFailed as failed:
        if failed.why != "too long":
            raise
        raise UsageError(f"the comparison was ended after {SECONDS:g} seconds; hand in shorter texts") from failed
    finally:
        jobs.close()


def story(collection: Collection, asked: Story, base: str | None) -> StoryAnswer:
    """A story of the collection, its groups of claims a page at a time."""
    report = _kept(collection, asked.id)
    if isinstance(report, str):
        return StoryAnswer(found=False, note=report)
    told = witness(collection.store, base, report.members)
    fields = _compared(report, told, asked.offset, asked.limit) | {"found": True, "articles_total": len(report.members)}
    if report.independent_origins is not None:
        # As in the list of stories: one article is one origin, though nothing was compared.
        fields["independent_origins"] = report.independent_origins
    return StoryAnswer(
        **fields, id=report.id,
        address=told.address(links.story(report.id)), first_day=report.first_seen, last_day=report.last_seen,
        follows=tuple(link.earlier for link in report.links),
    )


def _kept(collection: Collection, id: str) -> StoryReport | str:
    """A story's comparison as it is stored, or why there is none; to make one here would take models and minutes."""
    row = asked_story(collection, id)
    if row is None and collection.store.entry(id) is not None:
        return f"Not told: {id} is in no story yet; `tawatur doctor --repair` groups what is left."
    if row is None:
        return f"Not in the collection: no story or article {id}."
    return kept_report(collection, row) or f"Not told: the story {row.id} has not been compared yet; ask again when `tawatur add` is done with it."


def _compared(report: Comparison, told: Witness, offset: int, limit: int) -> dict[str, Any]:
    index = build_index(report, load_words("en"))
    groups = [*index.shared, *index.alone]
    shown, counting = paged(
        "groups of claims, those of several accounts first", groups, lambda a: _group(index, a, told), offset, limit)
    if not groups and report.claims:
        counting["note"] = f"It is there, but there is nothing to compare it with: the tool article gives its claims ({len(report.claims)})."
    elif not groups:
        counting["note"] = "It is there, but no claim was found in it."
    line, notes = report.story, tuple(dict.fromkeys(note.text for note in report.notes))
    return counting | {
        "headline": line.headline.text if line is not None and line.headline is not None else None,
        "independent_origins": line.independent_origins if line is not None else None,
        "articles": tuple(told.line(a.id) for a in report.articles[:_LISTED]), "articles_total": len(report.articles),
        "groups": shown, "problems": notes[:SOME], "problems_total": len(notes),
    }


def _group(index: Index, alignment: Alignment, told: Witness) -> Group:
    claims = [index.claims[id] for id in alignment.claims if id in index.claims]
    return Group(
        relation=alignment.relation, outlets=alignment.outlets, independent_origins=alignment.independent_origins, why=alignment.why,
        told=tuple(_told(index, claim, told) for claim in claims[:SOME]), told_total=len(claims),
        differences=tuple(
            Difference(
                facet=d.facet, why=d.why, words=told.quotes((v.span for v in d.values), SOME),
                values=tuple(v.value for v in d.values[:SOME]), values_total=len(d.values),
            )
            for d in index.differences(alignment)
        ),
    )


def _told(index: Index, claim: Claim, told: Witness) -> Told:
    chain = [index.source(step.source) for step in index.chain(claim.attribution)]
    return Told(
        claim=claim.id, words=told.quote(claim.span), speaker=chain[-1] if chain else None, through=tuple(chain[:-1]),
        modality=claim.modality,
    )


# -- the origins of a claim --------------------------------------------------------------------------------


def origins_of_claim(collection: Collection, asked: OriginsOfClaim, base: str | None) -> OriginsAnswer:
    """Where a claim comes from. Raises UsageError unless either its id or words of it are given."""
    if (asked.claim is None) == (asked.text is None):
        raise UsageError("arguments: give either the id of a claim (claim) or words of it (text)")
    others: tuple[Any, ...] = ()
    id = asked.claim
    if asked.text is not None:
        hits = search(collection, Search(query=asked.text, kind="claims", limit=5), base).hits
        if not hits or hits[0].claim is None:
            return OriginsAnswer(found=False, note=f"Not in the collection: no claim has the words {asked.text}.")
        id, others = hits[0].claim, hits[1:]
    assert id is not None
    read = claim_read(collection, id)
    if read is None:
        return OriginsAnswer(found=False, note=f"Not in the collection: no claim {id}.")
    return _origins(collection, read, asked, base, others)


def _origins(
    collection: Collection, read: ReadClaim, asked: OriginsOfClaim, base: str | None, others: tuple[Any, ...]
) -> OriginsAnswer:
    span = read.claim.span
    report = _kept(collection, span.article)
    if isinstance(report, str):
        return OriginsAnswer(found=False, note=report, others=others)
    index = build_index(report, load_words("en"))
    told = witness(collection.store, base, report.members)
    alignment = next(iter(holding(report, [span])), None)
    claim = next(iter(claims_at(report, span)), None)
    if alignment is None or claim is None or not compared_as_read(read, report):
        return OriginsAnswer(found=False, note=f"Not told of {read.claim.id}: {why_untold(read, report)}.", story=report.id, others=others)
    shown, counting = paged("origins", alignment.origins, lambda o: _origin(index, o, told), asked.offset, asked.limit)
    if others:
        counting["note"] += " This is the claim that the words fit best; see others."
    return OriginsAnswer(
        claim=_told(index, claim, told), story=report.id, group=_group(index, alignment, told), origins=shown, others=others, **counting)


def _origin(index: Index, origin: Origin, told: Witness) -> OriginLine:
    ways = index.ways(origin)
    return OriginLine(
        name=index.origin(origin), kind=origin.kind, how=origin.how, certain=origin.certain, evidence=told.quotes(origin.evidence, SOME),
        evidence_total=len(origin.evidence),
        ways=tuple(Way(outlet=w.outlet, how=w.how, through=w.through, words=told.quotes(w.shown), words_total=len(w.shown)) for w in ways[:_LISTED]),
    )
