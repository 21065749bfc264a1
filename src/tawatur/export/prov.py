"""The chains of transmission as PROV-O (JSON-LD): who had what from whom, and what of it is inferred.

The context stands in the file, so nothing need be fetched to read it. Terms that PROV has none for begin with `tw:`
(docs/export.md lists them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import Alignment, Attribution, Claim, Difference, Entity, Origin, Reuse, Source, Span
from .index import Index, build_index
from .parcel import TERMS, Parcel, as_json, known, version_of
from .words import load_words

Node = dict[str, Any]
_LINKS = (
    "wasQuotedFrom", "wasDerivedFrom", "wasAttributedTo", "hadPrimarySource", "wasGeneratedBy", "wasAssociatedWith",
    "used", "hadMember", "alternateOf", "specializationOf", "actedOnBehalfOf",
)
CONTEXT: Node = {
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "tw": TERMS, "id": "@id", "type": "@type",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    **{name: {"@id": f"prov:{name}"} for name in ("qualifiedPrimarySource", "qualifiedDerivation")},
    "entity": {"@id": "prov:entity", "@type": "@id"},
    "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "invalidatedAtTime": {"@id": "prov:invalidatedAtTime", "@type": "xsd:dateTime"},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "partOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "evidence": {"@id": "tw:evidence", "@type": "@id"},
    "about": {"@id": "tw:about", "@type": "@id"},
    **{f"tw:{name}": {"@id": f"tw:{name}", "@type": "@id"} for name in ("chain", "toldFirst", "saysSo")},
}
_AGENTS = {"PER": "prov:Person", "ORG": "prov:Organization", "LOC": "prov:Agent"}
_KINDS = {"person": "prov:Person", "agency": "prov:Organization", "outlet": "prov:Organization", "organization": "prov:Organization"}


def render_prov(parcel: Parcel) -> bytes:
    """JSON-LD, each node once, in the order of the comparison."""
    return as_json({"@context": CONTEXT, "@graph": _Graph(parcel).nodes()})


class _Graph:
    """One comparison turned into nodes; `seen` keeps a passage or an agent from being told twice."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.index: Index = build_index(parcel.comparison, load_words(parcel.lang))
        self.passages: dict[str, Node] = {}
        self.agents: dict[str, Node] = {}
        self.origins = self._origins()
        self.inward: dict[str, list[str]] = {}
        for attribution in parcel.comparison.attributions:
            if attribution.parent:
                self.inward.setdefault(attribution.parent, []).append(parcel.record(attribution.id))

    def nodes(self) -> list[Node]:
        comparison = self.parcel.comparison
        found = [self._comparing(), self._made(), self._tool(), *self._articles()]
        found += [self._statement(a) for a in comparison.attributions]
        found += [self._claim(c) for c in comparison.claims]
        for alignment in comparison.alignments:
            found.append(self._fact(alignment))
            found += [self._difference(alignment, n, d) for n, d in enumerate(alignment.differs, 1)]
        found += [self._origin(o, a) for a in comparison.alignments for o in a.origins]
        found += [node for n, r in enumerate(comparison.reuse, 1) for node in self._reuse(n, r)]
        found += list(self._corrections())
        return [*found, *self.agents.values(), *self.passages.values()]

    # -- what was made, by what -----------------------------------------------------------------

    def _comparing(self) -> Node:
        return {
            "id": self.parcel.story("comparing"), "type": ["prov:Activity", "tw:Comparing"],
            "used": [self.parcel.article(a.id) for a in self.parcel.comparison.articles],
            "wasAssociatedWith": self.parcel.story("tawatur"),
        }

    def _made(self) -> Node:
        count, headline = self.parcel.origins, self.parcel.headline
        return known(
            id=self.parcel.story(), type=["prov:Entity", "tw:Story"], label=headline.text if headline else None,
            wasGeneratedBy=self.parcel.story("comparing"),
            wasDerivedFrom=[self.parcel.article(a.id) for a in self.parcel.comparison.articles],
            evidence=self._spans([headline] if headline else []),
            **{
                "tw:independentOriginsCertain": count.certain if count else None,
                "tw:independentOriginsAtMost": count.at_most if count else None,
                "tw:note": self.parcel.notes,
            },
        )

    def _tool(self) -> Node:
        made = self.parcel.comparison.made_by
        return {
            "id": self.parcel.story("tawatur"), "type": ["prov:Agent", "prov:SoftwareAgent"], "label": f"Tawatur {made.version}",
            "tw:encoder": made.encoder, "tw:names": made.names, "tw:resources": made.resources,
        }

    def _articles(self) -> Iterator[Node]:
        for record in self.parcel.comparison.articles:
            outlet = self._outlet(record.id)
            day = record.published.value
            yield known(
                id=self.parcel.article(record.id), type=["prov:Entity", "tw:Article"],
                label=record.title.text if record.title else None, wasAttributedTo=outlet,
                issued=day[:10] if day and len(day) >= 10 else None,
                evidence=self._spans([
                    *([record.title] if record.title else []), *([record.outlet.evidence] if record.outlet.evidence else []),
                    *(Span(e.article, e.start, e.end, e.text) for e in record.published.evidence),
                ]),
                **{"tw:url": record.url, "tw:dayKnown": record.published.how, "tw:outletKnown": record.outlet.how, "tw:length": len(record.text)},
            )

    # -- who said what --------------------------------------------------------------------------

    def _statement(self, attribution: Attribution) -> Node:
        """What a source said as this article has it. The one who passed it on said what the source said before him."""
        said = attribution.source
        return known(
            id=self.parcel.record(attribution.id), type=["prov:Entity", "tw:Statement"],
            wasAttributedTo=self._agent(said, attribution.id), wasDerivedFrom=self.inward.get(attribution.id, []),
            evidence=self._spans([
                attribution.cue, attribution.content, *attribution.content_more,
                *(s for s in (said.span, said.antecedent, attribution.told_to_span) if s is not None),
            ]),
            **{
                "tw:mode": attribution.mode, "tw:stance": attribution.stance, "tw:distancing": attribution.distancing or None,
                "tw:medium": attribution.medium, "tw:sourceKind": said.kind, "tw:rule": attribution.rule,
                "tw:toldTo": self.index.entity(attribution.told_to),
            },
        )

    def _agent(self, source: Source, statement: str) -> str:
        """The agent of a source: its entity's where it has one; one that nobody names stays apart for each statement."""
        entity = self.index.entities.get(source.entity or "")
        if entity is not None:
            return self._person(entity)
        if source.name and source.kind != "anonymous":
            return self._named(source.name, source.kind)
        return self._put(f"{self.parcel.record(statement)}-source", self.index.source(source), source.kind)

    def _named(self, name: str, kind: str) -> str:
        return self._put(self.parcel.story(f"source-{name}"), name, kind)

    def _put(self, id: str, label: str, kind: str) -> str:
        self.agents.setdefault(id, {
            "id": id, "type": ["prov:Agent", *([_KINDS[kind]] if kind in _KINDS else [])], "label": label, "tw:sourceKind": kind,
        })
        return id

    def _outlet(self, article: str) -> str:
        """The agent of an article's outlet; one that is not known has no name and is that of this article alone."""
        record = self.index.articles.get(article)
        name = record.outlet.name if record is not None else None
        if name is not None:
            return self._put(self.parcel.story(f"outlet-{name}"), name, "outlet")
        id = self.parcel.article(article, "outlet")
        self.agents.setdefault(id, {"id": id, "type": ["prov:Agent"], "tw:sourceKind": "outlet"})
        return id

    def _person(self, entity: Entity) -> str:
        id = self.parcel.entity(entity.id)
        if id not in self.agents:
            self.agents[id] = {
                "id": id, "type": list(dict.fromkeys(["prov:Agent", _AGENTS[entity.type]])), "label": entity.name,
                **{f"tw:{k}": v for k, v in sorted(entity.external_ids.items())},
            }
        return id

    # -- claims and where they come from --------------------------------------------------------

    def _origins(self) -> dict[str, list[Origin]]:
        found: dict[str, list[Origin]] = {}
        for alignment in self.parcel.comparison.alignments:
            for origin in alignment.origins:
                for claim in origin.claims:
                    found.setdefault(claim, []).append(origin)
        return found

    def _claim(self, claim: Claim) -> Node:
        chain = self.index.chain(claim.attribution)
        primary: list[Origin] = []
        inferred: list[Origin] = []
        for origin in self.origins.get(claim.id, []):
            (primary if self.index.says_so(origin, chain) else inferred).append(origin)
        article = self.parcel.article(claim.span.article)
        derived = [self.parcel.record(chain[0].id)] if chain else []
        return known(
            id=self.parcel.record(claim.id), type=["prov:Entity", "tw:Claim"], wasQuotedFrom=article,
            wasDerivedFrom=derived + [self._origin_id(o) for o in inferred],
            hadPrimarySource=[self._origin_id(o) for o in primary],
            qualifiedPrimarySource=[self._influence("prov:PrimarySource", o, "stated", claim) for o in primary],
            qualifiedDerivation=[self._influence("prov:Derivation", o, o.how, claim) for o in inferred],
            evidence=self._spans([claim.span, *(s for s in (claim.predicate, claim.modality_cue) if s)]),
            **{"tw:text": claim.span.text, "tw:modality": claim.modality},
        )

    def _influence(self, kind: str, origin: Origin, how: str, claim: Claim) -> Node:
        """How a claim goes back to an origin, with what its own article shows of it (the origin has all)."""
        here = [s for s in origin.evidence if s.article == claim.span.article]
        return known(
            type=kind, entity=self._origin_id(origin), evidence=self._spans(here),
            **{"tw:how": how, "tw:inferred": how == "shared text", "tw:certain": origin.certain},
        )

    def _origin_id(self, origin: Origin) -> str:
        return self.parcel.story(f"origin-{origin.id}")

    def _origin(self, origin: Origin, alignment: Alignment) -> Node:
        return known(
            id=self._origin_id(origin), type=["prov:Entity", "tw:Origin"], label=self.index.origin(origin),
            wasAttributedTo=self._behind(origin),
            evidence=self._spans(origin.evidence), about=self.parcel.record(alignment.id),
            **{
                "tw:how": origin.how, "tw:certain": origin.certain, "tw:kind": origin.kind,
                "tw:chain": [self.parcel.record(a) for a in origin.chain],
                "tw:doubtful": self.index.doubtful(alignment, origin) or None,
            },
        )

    def _behind(self, origin: Origin) -> list[str]:
        """Who stands behind an origin: the one that is named; where nobody is, the outlets whose words it is."""
        root = self.index.attributions.get(origin.chain[-1]) if origin.chain else None
        if origin.how == "unattributed":
            return list(dict.fromkeys(self._outlet(c.span.article) for c in self.index.claims_of(origin.claims)))
        if root is not None:
            return [self._agent(root.source, root.id)]
        return [self._named(origin.name, origin.kind)] if origin.name and origin.kind != "anonymous" else []

    def _fact(self, alignment: Alignment) -> Node:
        count = alignment.independent_origins
        return known(
            id=self.parcel.record(alignment.id), type=["prov:Entity", "prov:Collection", "tw:Fact"],
            hadMember=[self.parcel.record(c) for c in alignment.claims], wasGeneratedBy=self.parcel.story("comparing"),
            **{
                "tw:relation": alignment.relation, "tw:outlets": alignment.outlets,
                "tw:independentOriginsCertain": count.certain, "tw:independentOriginsAtMost": count.at_most,
                "tw:why": self.index.why(alignment),
                "tw:toldFirst": [self.parcel.article(a) for a in alignment.first],
            },
        )

    def _difference(self, alignment: Alignment, number: int, difference: Difference) -> Node:
        return known(
            id=self.parcel.story(f"{alignment.id}-difference-{number}"), type=["prov:Entity", "tw:Difference"],
            about=self.parcel.record(alignment.id), evidence=self._spans(v.span for v in difference.values),
            **{
                "tw:facet": difference.facet, "tw:why": self.index.differ_why(difference) or difference.why,
                "tw:reading": [f"{v.span.text} = {v.value}" for v in difference.values],
            },
        )

    def _reuse(self, number: int, reuse: Reuse) -> Iterator[Node]:
        """Two stretches of the same words: alternates, since which of them was first is not said."""
        a, b = self._spans([reuse.a]) + self._spans([reuse.b])
        self.passages[a].setdefault("alternateOf", []).append(b)
        yield known(
            id=self.parcel.story(f"shared-{number}"), type=["prov:Entity", "tw:SharedText"], about=[a, b],
            wasGeneratedBy=self.parcel.story("comparing"),
            **{"tw:inferred": True, "tw:score": reuse.score, "tw:saysSo": [
                self.parcel.record(x) for x in (reuse.attributed.a, reuse.attributed.b) if x
            ]},
        )

    # -- readers' words, passages ---------------------------------------------------------------

    def _corrections(self) -> Iterator[Node]:
        for correction in self.parcel.corrections:
            reader = self.parcel.story(f"reader-{correction.by}")
            self.agents.setdefault(reader, {"id": reader, "type": ["prov:Agent", "prov:Person"], "label": correction.by})
            marked = (*correction.evidence, *correction.grounds)
            yield known(
                id=self.parcel.story(f"correction-{correction.id}"), type=["prov:Entity", "tw:Correction"], wasAttributedTo=reader,
                generatedAtTime=correction.at, invalidatedAtTime=correction.withdrawn,
                evidence=self._spans(filter(self.parcel.stands, marked)),
                wasDerivedFrom=self.parcel.story(f"correction-{correction.replaces}") if correction.replaces else None,
                **{
                    "tw:subject": correction.subject, "tw:verdict": correction.verdict, "tw:says": correction.says,
                    "tw:instead": correction.instead, "tw:note": correction.note,
                    "tw:words": [f"{s.article} {s.start}–{s.end} «{s.text}»" for s in marked],
                    "tw:otherVersion": [f"{s.article} {version_of(correction, s)}" for s in marked if not self.parcel.stands(s)],
                },
            )

    def _spans(self, spans: Iterable[Span]) -> list[str]:
        """Addresses of passages, which are told once at the end of the file."""
        found = []
        for span in dict.fromkeys(spans):
            id = self.parcel.passage(span)
            self.passages.setdefault(id, {
                "id": id, "type": ["prov:Entity", "tw:Passage"], "partOf": self.parcel.article(span.article),
                "tw:start": span.start, "tw:end": span.end, "tw:text": span.text,
            })
            found.append(id)
        return found
