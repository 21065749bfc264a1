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
from .collection import (
    ClaimRow,
    EntityRow,
    Entry,
    EventRow,
    FeedRow,
    Found,
    InputRow,
    LinkKind,
    NewVersion,
    ProblemRow,
    Put,
    PutState,
    Reading,
    StoryChange,
    StoryEvent,
    StoryLink,
    StoryRow,
    Version,
)
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
    "SCHEMA", "Alignment", "Article", "ArticleRecord", "Attribution", "Claim", "ClaimRow",
    "Comparison", "Difference", "DifferenceValue", "Entity", "EntityRow", "EntityType", "Entry",
    "Event", "EventRow", "Facet", "FeedRow", "Found", "FoundMention", "Framing", "Gender",
    "InputRow", "Itinerary", "Link", "LinkKind", "MadeBy", "Mention", "MentionKind", "Modality",
    "Mode", "NewVersion", "Note", "Origin", "OriginCount", "Outlet", "Part", "PartKind",
    "Participant", "ProblemRow", "Published", "Put", "PutState", "Quantity", "Quotation", "Reading",
    "Reason", "Reuse", "ReuseAttribution", "Sentence", "Series", "Source", "SourceKind", "Span",
    "Status", "Stop", "Story", "StoryChange", "StoryEvent", "StoryLink", "StoryRow",
    "TimeExpression", "Version", "Victim", "VictimKind",
]
