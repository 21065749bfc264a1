"""Frozen, slotted value types. This package imports nothing of ours."""

from .annotation import (
    Attribution,
    Entity,
    EntityType,
    FoundMention,
    Gender,
    Link,
    Mention,
    MentionKind,
    Mode,
    Quotation,
    Source,
    SourceKind,
    TimeExpression,
)
from .article import (
    Article,
    ArticleRecord,
    Outlet,
    Part,
    PartKind,
    Published,
    Reason,
    Sentence,
)
from .claim import Claim, Modality, Quantity
from .comparison import (
    SCHEMA,
    Alignment,
    Comparison,
    Difference,
    DifferenceValue,
    Facet,
    Framing,
    MadeBy,
    Note,
    Origin,
    OriginCount,
    Reuse,
    ReuseAttribution,
    Story,
)
from .event import Event, Itinerary, Participant, Series, Status, Stop, Victim, VictimKind
from .span import Span

__all__ = [
    "SCHEMA", "Alignment", "Article", "ArticleRecord", "Attribution", "Claim", "Comparison",
    "Difference", "DifferenceValue", "Entity", "EntityType", "Event", "Facet", "FoundMention",
    "Framing", "Gender", "Itinerary", "Link", "MadeBy", "Mention", "MentionKind", "Modality",
    "Mode", "Note", "Origin", "OriginCount", "Outlet", "Part", "PartKind", "Participant",
    "Published", "Quantity", "Quotation", "Reason", "Reuse", "ReuseAttribution", "Sentence", "Series",
    "Source", "SourceKind", "Span", "Status", "Stop", "Story", "TimeExpression", "Victim", "VictimKind",
]
