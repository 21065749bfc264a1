"""A small Comparison built by hand on invented articles, for tests of the reports."""

from __future__ import annotations

from tawatur.model import (
    Alignment,
    ArticleRecord,
    Attribution,
    Claim,
    Comparison,
    Difference,
    DifferenceValue,
    Entity,
    Event,
    Framing,
    Itinerary,
    MadeBy,
    Mention,
    Note,
    Origin,
    OriginCount,
    Outlet,
    Part,
    Participant,
    Published,
    Reason,
    Reuse,
    ReuseAttribution,
    Source,
    Span,
    Stop,
    Story,
    TimeExpression,
)

TEXTS = {
    "a": (
        "مجلس الجسور يجتمع في تونس\n\n"
        "اجتمع مجلس الجسور في تونس، اليوم الاثنين، بحضور ست دول.\n"
        "وقالت صحيفة «نبض المرفأ» إن رئيسة المجلس سلمى الهاشمي ستزور صفاقس يوم الأربعاء.\n"
        "وأعلن مكتب الموفد لارس برغ أنه سيصل إلى بنزرت في 12 آذار.\n"
        "وحضرت وفود من الاتحاد."
    ),
    "b": (
        "عُقد أمس ما يسمى «مجلس الجسور» في تونس بحضور أربع دول.\n"
        "وستزور رئيسة المجلس سلمى الهاشمي صفاقس يوم الأربعاء.\n"
        "وقال دبلوماسيان لـ«المدار» إن الموفد لارس بيرغ يصل إلى بنزرت في 12 منه.\n"
        "ولم تحضر الصحافة."
    ),
    "c": "يعقد مجلس الجسور اجتماعه غداً الاثنين في تونس.\nأخبار متعلقة",
}


def find(article: str, words: str) -> Span:
    """The first place of `words` in an article."""
    start = TEXTS[article].index(words)
    return Span(article, start, start + len(words), words)


def _record(key: str, outlet: str | None, published: str | None, **more: object) -> ArticleRecord:
    text = TEXTS[key]
    parts = more.pop("parts", (Part("body", 0, len(text)),))
    return ArticleRecord(
        id=key, path=f"{key}.txt", url=None, outlet=Outlet(name=outlet, how="given" if outlet else "unknown"),
        title=more.pop("title", None), language="ar", text=text, parts=parts,  # type: ignore[arg-type]
        published=more.pop("known", Published(value=published, how="given" if published else "unknown")),  # type: ignore[arg-type]
    )


def _claims() -> tuple[Claim, ...]:
    def claim(key: str, article: str, words: str, **more: object) -> Claim:
        return Claim(id=key, span=find(article, words), **more)  # type: ignore[arg-type]

    return (
        claim("a/c1", "a", "اجتمع مجلس الجسور في تونس، اليوم الاثنين، بحضور ست دول"),
        claim("a/c2", "a", "رئيسة المجلس سلمى الهاشمي ستزور صفاقس يوم الأربعاء", attribution="a/a1", modality="planned"),
        claim("a/c3", "a", "سيصل إلى بنزرت في 12 آذار", attribution="a/a2", modality="planned"),
        claim("a/c4", "a", "وحضرت وفود من الاتحاد"),
        claim("b/c1", "b", "عُقد أمس ما يسمى «مجلس الجسور» في تونس بحضور أربع دول"),
        claim("b/c2", "b", "وستزور رئيسة المجلس سلمى الهاشمي صفاقس يوم الأربعاء", modality="planned"),
        claim("b/c3", "b", "الموفد لارس بيرغ يصل إلى بنزرت في 12 منه", attribution="b/a1", modality="planned"),
        claim("b/c4", "b", "ولم تحضر الصحافة"),
        claim("c/c1", "c", "يعقد مجلس الجسور اجتماعه غداً الاثنين في تونس", modality="planned"),
    )


def _attributions() -> tuple[Attribution, ...]:
    return (
        Attribution(
            id="a/a1", article="a", cue=find("a", "قالت"),
            source=Source(entity="e1", kind="outlet", span=find("a", "صحيفة «نبض المرفأ»")),
            content=find("a", "رئيسة المجلس سلمى الهاشمي ستزور صفاقس يوم الأربعاء"),
        ),
        Attribution(
            id="a/a2", article="a", cue=find("a", "أعلن"),
            source=Source(kind="office", span=find("a", "مكتب الموفد لارس برغ"), name="مكتب لارس برغ"),
            content=find("a", "سيصل إلى بنزرت في 12 آذار"),
        ),
        Attribution(
            id="b/a1", article="b", cue=find("b", "قال"),
            source=Source(kind="anonymous", span=find("b", "دبلوماسيان")), told_to_span=find("b", "المدار"),
            content=find("b", "الموفد لارس بيرغ يصل إلى بنزرت في 12 منه"),
        ),
    )


def _alignments() -> tuple[Alignment, ...]:
    return (
        Alignment(
            id="al1", claims=("a/c1", "b/c1", "c/c1"), relation="conflict", outlets=3,
            differs=(
                Difference("number", (DifferenceValue(find("a", "ست دول"), "6"), DifferenceValue(find("b", "أربع دول"), "4"))),
                Difference("modality", (DifferenceValue(find("a", "اجتمع"), "held"), DifferenceValue(find("c", "يعقد"), "planned"))),
            ),
            independent_origins=OriginCount(1, 3), why="Nobody says where it comes from.", why_code="unattributed",
            origins=tuple(
                Origin(id=f"al1/o{i}", kind="unattributed", name="", how="unattributed", claims=(f"{k}/c1",), evidence=(), certain=k == "a")
                for i, k in enumerate("abc", 1)
            ),
        ),
        Alignment(
            id="al2", claims=("a/c2", "b/c2"), relation="verbatim", outlets=2,
            independent_origins=OriginCount(1, 1), why="One names the newspaper.", why_code="shared_text",
            origins=(Origin(
                id="al2/o1", kind="outlet", name="نبض المرفأ", how="shared text", claims=("a/c2", "b/c2"),
                evidence=(find("a", "صحيفة «نبض المرفأ»"),), chain=("a/a1",),
            ),),
        ),
        Alignment(
            id="al3", claims=("a/c3", "b/c3"), relation="same", outlets=2,
            independent_origins=OriginCount(2, 2), why="His office, and two diplomats.", why_code="two_stated",
            origins=(
                Origin(id="al3/o1", kind="office", name="مكتب لارس برغ", how="stated", claims=("a/c3",), evidence=(find("a", "مكتب الموفد لارس برغ"),), chain=("a/a2",)),
                Origin(id="al3/o2", kind="anonymous", name="دبلوماسيان", how="stated", claims=("b/c3",), evidence=(find("b", "دبلوماسيان"),), chain=("b/a1",)),
            ),
        ),
        *(
            Alignment(
                id=f"al{n}", claims=(c,), relation="only", outlets=1, independent_origins=OriginCount(1, 1),
                why="One account alone.", why_code="only_one", origins=(),
            )
            for n, c in ((4, "a/c4"), (5, "b/c4"))
        ),
    )


def _entities() -> tuple[Entity, ...]:
    def entity(key: str, kind: str, name: str, *places: tuple[str, str]) -> Entity:
        mentions = tuple(
            Mention(s.article, s.start, s.end, s.text) for s in (find(a, w) for a, w in places)
        )
        return Entity(id=key, type=kind, name=name, mentions=mentions)  # type: ignore[arg-type]

    return (
        entity("e1", "ORG", "نبض المرفأ", ("a", "نبض المرفأ")),
        entity("e2", "ORG", "مجلس الجسور", ("a", "مجلس الجسور"), ("b", "مجلس الجسور"), ("c", "مجلس الجسور")),
        entity("e3", "LOC", "تونس", ("a", "تونس"), ("b", "تونس"), ("c", "تونس")),
        entity("e4", "PER", "سلمى الهاشمي", ("a", "سلمى الهاشمي"), ("b", "سلمى الهاشمي")),
        entity("e5", "LOC", "صفاقس", ("a", "صفاقس"), ("b", "صفاقس")),
        entity("e6", "PER", "لارس برغ", ("a", "لارس برغ"), ("b", "لارس بيرغ")),
    )


def sample() -> Comparison:
    """Three articles, three shared claims, one origin behind two outlets, one claim with two."""
    today = find("a", "اليوم الاثنين")
    inferred = Published(
        value="2025-03-10", how="inferred",
        evidence=(Reason(today.article, today.start, today.end, today.text, "today is a Monday"),),
    )
    held = find("a", "اجتمع مجلس الجسور في تونس")
    return Comparison(
        made_by=MadeBy(version="0.1.0", encoder="none", resources="0" * 64),
        story=Story(
            headline=find("a", "مجلس الجسور يجتمع في تونس"), outlets=3, articles=3,
            independent_origins=OriginCount(2, 4), first_published="2025-03-09", last_published="2025-03-11",
        ),
        articles=(
            _record("a", "البوصلة", None, known=inferred, title=find("a", "مجلس الجسور يجتمع في تونس"),
                    parts=(Part("title", 0, 25), Part("body", 27, len(TEXTS["a"])))),
            _record("b", "المدار", "2025-03-11"),
            _record("c", None, None, parts=(
                Part("body", 0, TEXTS["c"].index("\n")), Part("navigation", TEXTS["c"].index("\n") + 1, len(TEXTS["c"])))),
        ),
        entities=_entities(),
        times=(TimeExpression(id="a/t1", article="a", start=today.start, end=today.end, text=today.text, type="DATE", value="2025-03-10"),),
        attributions=_attributions(),
        claims=_claims(),
        alignments=_alignments(),
        reuse=(Reuse(
            a=find("a", "رئيسة المجلس سلمى الهاشمي"), b=find("b", "رئيسة المجلس سلمى الهاشمي"), score=1.0,
            attributed=ReuseAttribution("a/a1", None)),),
        events=(
            Event(id="ev1", type="meeting", plover="CONSULT", name="اجتماع مجلس الجسور", date="2025-03-10", place="e3",
                  status="held", participants=(Participant("e2"),), evidence=(held, find("b", "عُقد أمس"))),
            Event(id="ev2", type="visit", plover="CONSULT", name="زيارة صفاقس", date="2025-03-12", place="e5",
                  status="planned", participants=(Participant("e4"),), evidence=(find("b", "وستزور"),)),
            Event(id="ev3", type="visit", plover=None, name="زيارة", date=None, place=None,
                  status="possible", participants=(), evidence=(find("b", "يصل"),)),
        ),
        itineraries=(Itinerary("e4", (
            Stop(place="e3", date="2025-03-10", evidence=(held,)),
            Stop(place="e5", date="2025-03-12", status="planned", evidence=(find("b", "صفاقس"),)),
        )),),
        framing=(
            Framing(span=find("b", "ما يسمى «مجلس الجسور»"), kind="distancing", target="e2"),
            Framing(span=find("b", "بيرغ"), kind="spelling", target="e6", rival=(find("a", "برغ"),)),
        ),
        notes=(Note(code="published.unknown", text="No day of publication was found.", article="c"),),
    )
