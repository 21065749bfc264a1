"""A story as a zip of evidence: Markdown with every wording, the articles' texts, the comparison, digests of all.

The files are stored, not packed, with one fixed time: the same story gives the same bytes on every machine and with every zlib.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import msgspec

from .. import codec
from ..model import Alignment, Claim, Comparison, Origin, Span
from ..model.desk import Correction
from .claimrows import render_csv
from .index import Index, build_index
from .markdown import md
from .parcel import Parcel, version_of, web_address
from .words import load_words

# The earliest time that a zip can hold.
_TIME = (1980, 1, 1, 0, 0, 0)
_SAFE = re.compile(r"[^A-Za-z0-9.-]+")
MANIFEST = "MANIFEST.sha256"


def render_bundle(parcel: Parcel) -> bytes:
    """A zip whose files lie in one folder named after the story; `sha256sum -c MANIFEST.sha256` there checks them."""
    files = bundle_files(parcel)
    manifest = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zip:
        for name, data in {**files, MANIFEST: manifest.encode()}.items():
            info = zipfile.ZipInfo(f"{safe_name(parcel.name)}/{name}", _TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            zip.writestr(info, data)
    return packed.getvalue()


def safe_name(text: str) -> str:
    """Letters, digits, dots and hyphens of ASCII, at most 60 of them, the first no dot: a file's name on any system."""
    return _SAFE.sub("_", text)[:60].lstrip(".") or "_"


def bundle_files(parcel: Parcel) -> Mapping[str, bytes]:
    """The files by their names, in order."""
    comparison = parcel.comparison
    index = build_index(comparison, load_words(parcel.lang))
    names = {
        record.id: f"articles/{number:03}-{safe_name(record.id)}.txt" for number, record in enumerate(comparison.articles, 1)
    }
    texts = {names[a.id]: a.text.encode("utf-8", "replace") for a in comparison.articles}
    digests = {a.id: hashlib.sha256(texts[names[a.id]]).hexdigest() for a in comparison.articles}
    return {
        "evidence.md": "\n\n".join(_Markdown(parcel, index, names, digests).blocks()).encode("utf-8", "replace") + b"\n",
        "comparison.json": codec.to_json(_plain(comparison)),
        "claims.csv": render_csv(parcel),
        "corrections.json": msgspec.json.format(msgspec.json.encode(parcel.corrections), indent=2) + b"\n",
        **texts,
    }


def _plain(comparison: Comparison) -> Comparison:
    """The comparison alone, as its schema has it, also of a story's report."""
    return Comparison(**{name: getattr(comparison, name) for name in Comparison.__struct_fields__})


class _Markdown:
    """`evidence.md`: every group with all wordings, origins and differences; then claims that stand alone, readers' words, articles."""

    def __init__(self, parcel: Parcel, index: Index, names: Mapping[str, str], digests: Mapping[str, str]) -> None:
        self.parcel, self.index, self.names, self.digests = parcel, index, names, digests
        self.words = index.words

    def blocks(self) -> Iterator[str]:
        words, headline = self.words, self.parcel.headline
        yield f"# {md(headline.text if headline else self.parcel.name)}"
        yield words("export.bundle_lead", manifest=MANIFEST)
        yield f"<{self.parcel.story()}>"
        for alignment in self.index.shared:
            yield self._group(alignment)
        if self.index.alone:
            yield f"## {words('section.only')}"
            yield "\n".join(line for a in self.index.alone for line in self._alone(a))
        if self.index.ungrouped:
            yield f"## {words('export.ungrouped')}"
            yield "\n".join(self._wording(c) for c in self.index.ungrouped)
        yield from self._readers()
        yield f"## {words('export.sources')}"
        yield "\n".join(self._articles())
        if self.parcel.notes:
            yield f"## {words('section.notes')}"
            yield "\n".join(f"- {md(note)}" for note in self.parcel.notes)
        made = self.parcel.comparison.made_by
        yield md(words("page.footer", version=made.version, encoder=made.encoder, names=made.names, resources=made.resources[:12]))

    def _group(self, alignment: Alignment) -> str:
        words, index, count = self.words, self.index, alignment.independent_origins
        relation = words.get(f"relation.{alignment.relation}", alignment.relation)
        lines = [f"## {index.number[alignment.id]}. {relation}: {index.origins_text(count)}", ""]
        lines += [self._wording(c) for c in index.claims_of(alignment.claims)]
        lines += ["", md(index.why(alignment)), "", *(self._origin(alignment, o) for o in alignment.origins)]
        for difference in alignment.differs:
            facet = words.get(f"facet.{difference.facet}", difference.facet)
            lines.append(f"- ≠ *{facet}*: {md(index.differ_why(difference) or difference.why)}")
            lines += [f"  - {self._where(v.span)}: {md(v.span.text)} = {md(v.value)}" for v in difference.values]
        return "\n".join(lines)

    def _alone(self, alignment: Alignment) -> Iterator[str]:
        for claim in self.index.claims_of(alignment.claims):
            yield self._wording(claim)
            yield from (f"  {self._origin(alignment, o)}" for o in alignment.origins if claim.id in o.claims and o.how != "unattributed")

    def _wording(self, claim: Claim) -> str:
        chain = [self.index.source(step.source) for step in self.index.chain(claim.attribution)]
        through = f" ({self.words('column.through')}: {md(self.words.join(chain))})" if chain else ""
        return f"- **{md(self.index.outlet(claim.span.article))}**{through}, {self._where(claim.span)}: {md(claim.span.text)}"

    def _origin(self, alignment: Alignment, origin: Origin) -> str:
        how = self.words.get(f"how.{origin.how}", origin.how)
        shown = "; ".join(f"{self._where(s)} «{md(s.text)}»" for s in dict.fromkeys(origin.evidence))
        doubt = f" ({self.words('origin.doubtful')})" if self.index.doubtful(alignment, origin) else ""
        return f"- ↳ {md(self.index.origin(origin))}: {how}{doubt}" + (f": {shown}" if shown else "")

    def _where(self, span: Span) -> str:
        file = self.names.get(span.article)
        place = f"{md(span.article)} {span.start}–{span.end}"
        return f"[{place}]({file})" if file else place

    def _readers(self) -> Iterator[str]:
        if self.parcel.corrections:
            yield f"## {self.words('export.readers')}"
            yield "\n".join(line for c in self.parcel.corrections for line in self._reader(c))

    def _reader(self, correction: Correction) -> Iterator[str]:
        verdict = self.words.get(f"export.verdict_{correction.verdict}", correction.verdict)
        back = f" ({self.words('export.withdrawn', at=correction.withdrawn)})" if correction.withdrawn else ""
        own = " — ".join(md(x) for x in (correction.instead, correction.note) if x)
        yield f"- **{verdict}**{back}, {md(correction.by)}, {correction.at}: {md(correction.says)}" + (f" → {own}" if own else "")
        yield from (f"  - {self._marked(correction, s)}: {md(s.text)}" for s in (*correction.evidence, *correction.grounds))

    def _marked(self, correction: Correction, span: Span) -> str:
        """Where a reader's words stand, which may be a version of the text that was not compared."""
        version = "" if self.parcel.stands(span) else f" ({self.words('export.other_version', n=version_of(correction, span))})"
        return f"{self._where(span)}{version}"

    def _articles(self) -> Iterator[str]:
        words = self.words
        for record in self.parcel.comparison.articles:
            day = words.date(record.published.value) if record.published.value else words("page.unknown_date")
            title = f" {md(record.title.text)}." if record.title else ""
            addresses = " ".join(f"<{a}>" for a in (web_address(record.url), self.parcel.article(record.id)) if a)
            yield (
                f"- [{self.names[record.id]}]({self.names[record.id]}): **{md(self.index.outlet(record.id))}**, {day}.{title} "
                f"{md(record.id)}. {addresses} `{self.digests[record.id]}`"
            )
