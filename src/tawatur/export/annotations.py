"""The marks of a comparison as W3C Web Annotations (JSON-LD): an AnnotationCollection with one page.

Positions are code points of the article's text, as the Recommendation has it (section 4.2.5), and so are prefix and
suffix cut. The text itself is no part of the file: its length and digest are, so that a reader knows whether he has the same.
"""

from __future__ import annotations

import hashlib
from typing import Any

from ..model import Span
from ..model.desk import Correction
from .index import build_index
from .layers import Mark, marks
from .parcel import TERMS, Parcel, as_json, known, version_of
from .words import load_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many code points before and after, as other annotators have it.
AROUND = 32
_MOTIVES = {
    "entity": "identifying", "time": "identifying", "group": "linking", "origin": "linking", "shared text": "linking",
    "difference": "assessing", "framing": "classifying", "part": "classifying", "event": "classifying",
}


def render_annotations(parcel: Parcel) -> bytes:
    """JSON-LD, an annotation a mark; readers' corrections are annotations too, with who made them and when."""
    items = [
        _annotation(parcel, mark, number)
        for number, mark in enumerate(marks(build_index(parcel.comparison, load_words(parcel.lang))), 1)
    ] + _corrections(parcel)
    page = {
        "id": parcel.story("annotations-1"), "type": "AnnotationPage", "partOf": parcel.story("annotations"),
        "startIndex": 0, "items": items,
    }
    made = parcel.comparison.made_by
    return as_json({
        "@context": [CONTEXT, {"tw": TERMS}], "id": parcel.story("annotations"), "type": "AnnotationCollection",
        "label": f"Tawatur: {parcel.name}", "total": len(items),
        "generator": {"id": parcel.story("tawatur"), "type": "Software", "name": f"Tawatur {made.version}"},
        "tw:texts": [
            {"id": parcel.article(a.id), "tw:length": len(a.text), "tw:sha256": hashlib.sha256(a.text.encode("utf-8", "replace")).hexdigest()}
            for a in parcel.comparison.articles
        ],
        "tw:notes": parcel.notes, "first": page,
    })


def _annotation(parcel: Parcel, mark: Mark, number: int) -> dict[str, Any]:
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": mark.layer, "purpose": "tagging"},
        {"type": "TextualBody", "value": mark.role, "purpose": "classifying"},
    ]
    if mark.value:
        body.append({"type": "TextualBody", "value": mark.value, "format": "text/plain", "purpose": "describing"})
    return {
        "id": parcel.story(f"annotation-{number}"), "type": "Annotation", "motivation": _MOTIVES.get(mark.layer, "describing"),
        "body": body, "target": _target(parcel, mark.span), "tw:record": mark.id,
    }


def _target(parcel: Parcel, span: Span) -> dict[str, Any]:
    text = parcel.texts.get(span.article, "")
    return {
        "source": parcel.article(span.article),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector", "exact": span.text,
                "prefix": text[max(0, span.start - AROUND):span.start], "suffix": text[span.end:span.end + AROUND],
            },
        ],
    }


def _marked(parcel: Parcel, correction: Correction, span: Span) -> dict[str, Any]:
    """What a reader marked; words of a text that was not compared are quoted, since no position in the others fits them."""
    if parcel.stands(span):
        return _target(parcel, span)
    return {
        "source": parcel.article(span.article), "selector": [{"type": "TextQuoteSelector", "exact": span.text}],
        "tw:version": version_of(correction, span), "tw:start": span.start, "tw:end": span.end,
    }


def _corrections(parcel: Parcel) -> list[dict[str, Any]]:
    """What readers marked; one without a stretch is about the story."""
    found = []
    for correction in parcel.corrections:
        says = [correction.says, *([correction.instead] if correction.instead else []), *([correction.note] if correction.note else [])]
        marked = [_marked(parcel, correction, s) for s in (*correction.evidence, *correction.grounds)]
        found.append(known(
            id=parcel.story(f"correction-{correction.id}"), type="Annotation", motivation="moderating",
            creator={"type": "Person", "nickname": correction.by}, created=correction.at, modified=correction.withdrawn,
            body=[
                {"type": "TextualBody", "value": f"{correction.subject}: {correction.verdict}", "purpose": "assessing"},
                *({"type": "TextualBody", "value": text, "format": "text/plain", "purpose": "commenting"} for text in says),
            ],
            target=marked or parcel.story(),
            **{"tw:withdrawn": correction.withdrawn},
        ))
    return found
