"""A story as one HTML file for the desk drawer: the report with its articles, and every wording with where it stands."""

from __future__ import annotations

import hashlib

from ..model import Alignment, ArticleRecord, Claim, Span
from ..model.desk import Correction
from .html import render_html
from .index import Index
from .markup import esc, linked, name, section, sentence, table, words_of
from .parcel import BASE, Parcel, version_of


def render_dossier(parcel: Parcel) -> bytes:
    """A page in UTF-8 that needs nothing else, asks nothing of the network and prints."""
    def more(index: Index) -> str:
        words = index.words
        return (
            section("wordings", words("export.wordings"), _wordings(index), words("export.wordings_lead"))
            + section("readers", words("export.readers"), _readers(index, parcel), words("export.readers_lead"))
            + section("sources", words("export.sources"), _sources(index, parcel) + _left_out(index, parcel), words("export.sources_lead"))
        )

    return render_html(parcel.comparison, parcel.lang, more, parcel.drawn).encode("utf-8", "replace")


def _wordings(index: Index) -> str:
    """A row for each claim of each group: who says it, in what words, where, through whom, from whom."""
    words = index.words
    columns = [words(f"export.column_{c}") for c in ("number", "outlet", "words", "where", "through", "origins")]
    rows = [_wording(index, a, claim) for a in (*index.shared, *index.alone) for claim in index.claims_of(a.claims)]
    rows += [_wording(index, None, claim) for claim in index.ungrouped]
    return table(words("export.wordings"), columns, rows)


def _wording(index: Index, alignment: Alignment | None, claim: Claim) -> list[str]:
    number = index.number.get(alignment.id) if alignment else None
    origins = [o for o in alignment.origins if claim.id in o.claims] if alignment else []
    through = [index.source(step.source) for step in index.chain(claim.attribution)]
    roots = [f"{index.origin(o)} ({index.words.get(f'how.{o.how}', o.how)})" for o in origins]
    return [
        str(number) if number else "–", name(index.outlet(claim.span.article)), words_of(claim.span.text), _where(index, claim.span),
        index.words.join([str(name(t)) for t in through]), "<br>".join(sentence(r) for r in roots),
    ]


def _where(index: Index, span: Span) -> str:
    anchor = f"#art-{list(index.articles).index(span.article) + 1}" if span.article in index.articles else None
    return f'{linked(span.article, anchor)} <bdi class="at" dir="ltr">{span.start}–{span.end}</bdi>'


def _marked(index: Index, parcel: Parcel, correction: Correction, span: Span) -> str:
    """A reader's words with where they stand, which may be a version of the text that was not compared."""
    version = "" if parcel.stands(span) else f' <span class="how">({esc(index.words("export.other_version", n=version_of(correction, span)))})</span>'
    return f"{words_of(span.text)} {_where(index, span)}{version}"


def _readers(index: Index, parcel: Parcel) -> str:
    words = index.words
    columns = [words(f"export.column_{c}") for c in ("verdict", "says", "instead", "words", "by")]
    return table(words("export.readers"), columns, [_reader(index, parcel, c) for c in parcel.corrections])


def _reader(index: Index, parcel: Parcel, correction: Correction) -> list[str]:
    words = index.words
    verdict = words.get(f"export.verdict_{correction.verdict}", correction.verdict)
    taken_back = f" ({esc(words('export.withdrawn', at=correction.withdrawn))})" if correction.withdrawn else ""
    spans = "<br>".join(_marked(index, parcel, correction, s) for s in (*correction.evidence, *correction.grounds))
    own = "<br>".join(esc(x) for x in (correction.instead, correction.note) if x)
    who = f'{name(correction.by)}<br><bdi class="at" dir="ltr">{esc(correction.at)}</bdi>'
    return [f"{esc(verdict)}{taken_back}", _said(index, correction), own, spans, who]


def _said(index: Index, correction: Correction) -> str:
    """What Tawatur said at that time, in the page's language where that is known; the words stand beside it."""
    words = index.words
    subject = esc(words(f"export.subject_{correction.subject}"))
    if correction.subject == "alignment" and correction.value:
        return f"{subject}: {esc(words.get(f'relation.{correction.value}', correction.value))}"
    if correction.whom:
        return f"{subject}: {name(correction.whom)}"
    return f'{subject}: <bdi dir="auto">{esc(correction.says)}</bdi>' if correction.subject != "story" else subject


def _sources(index: Index, parcel: Parcel) -> str:
    words = index.words
    columns = [words(f"export.column_{c}") for c in ("outlet", "title", "day", "article", "address", "digest")]
    return table(words("export.sources"), columns, [_source(index, parcel, r) for r in index.articles.values()])


def _left_out(index: Index, parcel: Parcel) -> str:
    if not parcel.left_out:
        return ""
    return f'<p>{esc(index.words("export.left_out"))} {index.words.commas([str(name(id)) for id in parcel.left_out])}</p>'


def _source(index: Index, parcel: Parcel, record: ArticleRecord) -> list[str]:
    digest = hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()
    # A page of ours has an address for a browser only where a server is named.
    page = parcel.article(record.id) if parcel.base != BASE else None
    addresses = [_link(a) for a in (record.url, page) if a]
    return [
        name(index.outlet(record.id)), words_of(record.title.text) if record.title else "–",
        esc(index.words.date(record.published.value) if record.published.value else index.words("page.unknown_date")),
        name(record.id), "<br>".join(addresses) or "–", f'<code class="sum">{digest}</code> ({len(record.text):,})',
    ]


def _link(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return f'<bdi class="sum" dir="ltr">{esc(address)}</bdi>'
    return f'<a class="sum" href="{esc(address)}" rel="noopener nofollow noreferrer" dir="ltr">{esc(address)}</a>'
