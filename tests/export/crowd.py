"""A Comparison of as many invented outlets as a test wants, which share as many claims as it wants."""

from __future__ import annotations

from tawatur.model import (
    Alignment,
    ArticleRecord,
    Attribution,
    Claim,
    Comparison,
    Difference,
    DifferenceValue,
    MadeBy,
    Origin,
    OriginCount,
    Outlet,
    Part,
    Published,
    Source,
    Span,
    Story,
)

_PLACES = ("المرفأ", "السوق القديم", "الجسر الشرقي", "محطة القطار", "ساحة النخيل", "حي الخزافين", "سد الوادي الأخضر")
_LONG = "المتحدث الرسمي باسم الهيئة العامة المستقلة لتنظيم أعمال الموانئ والملاحة الداخلية"


def crowd(outlets: int, claims: int, per_article: int = 5) -> Comparison:
    """`outlets` articles of as many outlets; `claims` shared claims, each told by every `per_article`-th outlet or so.

    By turns a claim goes back to an agency that is named, to one that is named by one outlet alone, to a long name, and to nobody.
    """
    writer = _Writer(outlets)
    alignments = [writer.alignment(n, [a for a in range(outlets) if (a * 7 + n) % per_article < 2 or a in (n % outlets, (n + 1) % outlets)]) for n in range(claims)]
    lone = [writer.lone(a) for a in range(outlets)]
    shared = max((a.outlets for a in alignments), default=0)
    return Comparison(
        made_by=MadeBy(version="0", encoder="none", resources="0" * 16),
        story=Story(headline=None, outlets=outlets, articles=outlets, independent_origins=OriginCount(1, max(1, shared)), shared_claims=claims),
        articles=writer.records(), entities=(), times=(), attributions=tuple(writer.attributions), claims=tuple(writer.claims),
        alignments=(*alignments, *lone), reuse=(), events=(), itineraries=(), framing=(), notes=(),
    )


class _Writer:
    """Writes sentences into the articles and keeps where they stand."""

    def __init__(self, outlets: int) -> None:
        self.texts = ["" for _ in range(outlets)]
        self.claims: list[Claim] = []
        self.attributions: list[Attribution] = []

    def put(self, article: int, words: str, attribution: str | None = None, before: str = "") -> Claim:
        start = len(self.texts[article]) + len(before)
        self.texts[article] += f"{before}{words}.\n"
        span = Span(f"k{article}", start, start + len(words), words)
        claim = Claim(id=f"k{article}/c{len(self.claims)}", span=span, attribution=attribution)
        self.claims.append(claim)
        return claim

    def said(self, article: int, n: int, source: str, kind: str) -> tuple[str, str]:
        """An attribution at the end of an article's text and the words before its content."""
        start = len(self.texts[article])
        cue = Span(f"k{article}", start, start + 5, "وقالت")
        name = Span(f"k{article}", start + 6, start + 6 + len(source), source)
        key = f"k{article}/a{n}"
        self.attributions.append(Attribution(
            id=key, article=f"k{article}", source=Source(kind=kind, span=name, name=source), cue=cue, content=name,  # type: ignore[arg-type]
        ))
        return key, f"وقالت {source} إن "

    def alignment(self, n: int, tellers: list[int]) -> Alignment:
        sort = n % 4
        name = ("وكالة السهل", "وكالة الميناء", _LONG, "")[sort]
        words = f"أعمال الترميم رقم {n + 1} قرب {_PLACES[n % len(_PLACES)]} تنتهي في الربيع بكلفة {n + 3} ملايين"
        told = []
        for place, article in enumerate(tellers):
            stated = sort in (0, 2) or (sort == 1 and place == 0)
            key, before = self.said(article, n, name, "agency") if stated else (None, "")
            told.append(self.put(article, words if place % 2 == 0 else words.replace("تنتهي", "ستنتهي"), key, before))
        differs = (Difference("modality", tuple(DifferenceValue(Span(c.span.article, c.span.start, c.span.start + 5, c.span.text[:5]), str(i)) for i, c in enumerate(told[:2]))),) if n % 5 == 0 else ()
        ids = tuple(c.id for c in told)
        how = ("stated", "shared text", "stated", "unattributed")[sort]
        origins = (
            tuple(Origin(id=f"o{n}-{c.id}", kind="unknown", name="", how="unattributed", claims=(c.id,), evidence=(c.span,), certain=False) for c in told)
            if sort == 3 else (Origin(id=f"o{n}", kind="agency", name=name, how=how, claims=ids, evidence=(told[0].span,)),)  # type: ignore[arg-type]
        )
        return Alignment(
            id=f"al{n}", claims=ids, relation="conflict" if n % 10 == 0 else "verbatim", differs=differs, outlets=len(tellers),
            independent_origins=OriginCount(1, len(tellers) if sort == 3 else 1), origins=origins, why="All accounts go back to one source.",
        )

    def lone(self, article: int) -> Alignment:
        claim = self.put(article, f"وأضافت الصحيفة رقم {article + 1} أن الطريق يبقى مفتوحاً")
        origin = Origin(id=f"p{article}", kind="unknown", name="", how="unattributed", claims=(claim.id,), evidence=(claim.span,))
        return Alignment(
            id=f"only{article}", claims=(claim.id,), relation="only", outlets=1, independent_origins=OriginCount(1, 1), origins=(origin,), why="It stands in one account only.",
        )

    def records(self) -> tuple[ArticleRecord, ...]:
        return tuple(
            ArticleRecord(
                id=f"k{n}", path=None, url=None, outlet=Outlet(name=f"صحيفة {_PLACES[n % len(_PLACES)]} {n + 1}", how="given"), title=None,
                published=Published(value="2026-01-05", how="given"), language="ar", parts=(Part("body", 0, len(text)),), text=text,
            )
            for n, text in enumerate(self.texts)
        )
