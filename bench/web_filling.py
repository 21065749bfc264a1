"""A collection of invented articles as large as one likes, made in minutes: what `bench/web.py` serves.

A few dozen invented articles are read and compared by the program itself; each story of the collection is one of these
under ids and days of its own, so that pages are as large as real ones. The texts repeat: it is for pages, not for searching.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from tawatur import api
from tawatur.collection import Collection, create_collection
from tawatur.collection.comparing import origins_of, title_of
from tawatur.collection.packed import pack_comparison
from tawatur.collection.reading import Task, make_reader
from tawatur.collection.steps import made_by
from tawatur.collection.summary import pack as pack_summary
from tawatur.collection.summary import summarise
from tawatur.model import Article, Comparison, Entry, NewVersion, Reading, StoryDraft, StoryEvent
from tawatur.model.agreement import agreement
from tawatur.store import Compared

FIRST, DAYS, BATCH = date(2031, 1, 1), 120, 250
# How many articles a story has and how often, in hundredths, as in a collection of news from twenty outlets.
SIZES = ((1, 62), (2, 16), (3, 8), (5, 7), (9, 5), (16, 2))
_TOWNS = ("تل الزيتون", "مرسى النخيل", "وادي السنديان", "عين الكرمة", "جسر الحجر", "قلعة الريم")
_WHAT = (
    ("انهيار سقف سوق", "قتل {n} أشخاص وأصيب {m} آخرون في انهيار سقف السوق القديم في {town} صباح أمس", "الدفاع المدني"),
    ("افتتاح محطة مياه", "افتتح وزير المياه ناصر البيطار محطة لتحلية المياه في {town} تكفي {n} آلاف أسرة وتعمل بها {m} مضخة", "وزارة المياه"),
    ("اجتماع المزارعين", "اتفق {n} من ممثلي المزارعين في {town} على خفض حصص الري {m} في المئة حتى نهاية الموسم", "اتحاد المزارعين"),
    ("توقف القطار", "توقفت رحلات القطار إلى {town} {n} أيام بعد أن جرفت السيول {m} مترا من السكة", "هيئة السكك"),
)
_MORE = (
    "وقال المتحدث باسم {who} سالم الجوهري إن العمل سيستمر حتى الأسبوع المقبل وإن اللجنة ستعلن نتائجها يوم الأحد.",
    "وأوضحت رئيسة البلدية سلوى النعماني أن السكان أبلغوا بالأمر قبل يومين وأن المدارس ستبقى مغلقة.",
    "وذكرت وكالة أنباء الساحل نقلا عن مصدر في {who} أن الكلفة بلغت {m} ألف دينار.",
    "ونفى مدير المشروع هيثم القادري أن يكون التأخير بسبب خلاف مع الشركة المنفذة.",
    "ومن المقرر أن يزور الوزير {town} يوم الخميس المقبل للاطلاع على سير العمل.",
    "وطالب أهالي البلدة بتعويض عاجل، وأشاروا إلى أن الطريق الشمالي ما زال مقطوعا منذ الفيضان الأخير.",
    "وبحسب تقرير نشرته {who} زادت الحوادث المماثلة {n} مرات خلال العامين الماضيين.",
    "وأضاف الجوهري أن فرقا من {n} مدن مجاورة وصلت إلى {town} ليلا، وأنها حملت معها مولدات وخياما ومواد غذائية.",
    "وفي المقابل قال النائب كمال الرافعي إن الحكومة تأخرت في الرد، ودعا إلى جلسة عاجلة تعقد يوم الثلاثاء المقبل.",
    "وكانت الشركة المنفذة أعلنت في شباط الماضي أن الأعمال ستنتهي قبل نهاية العام وأن {m} مهندسا يشرفون عليها.",
    "ولم تصدر {who} بيانا آخر حتى ساعة متأخرة من مساء الاثنين، ولم يرد مسؤولوها على أسئلة الصحفيين.",
    "وقالت المهندسة ليلى الشامي إن التصميم روعيت فيه أحوال الطقس، لكنه لم يراع ما شهدته المنطقة من سيول هذا العام.",
    "ووصف شهود ما جرى بأنه الأسوأ منذ عشرين عاما، فيما تحدث آخرون عن إهمال طويل لم يلتفت إليه أحد.",
)


def invented(number: int, size: int, draw: random.Random, mark: str = "t") -> list[Article]:
    """An event as `size` outlets tell it: with their own figures now and then, some with each other's words."""
    title, lead, who = _WHAT[number % len(_WHAT)]
    town = _TOWNS[number % len(_TOWNS)]
    made: list[Article] = []
    for at in range(size):
        told: dict[str, Any] = {"n": 3 + (number + at // 3) % 5, "m": 12 + (number + at // 2) % 9, "town": town, "who": who}
        if at % 4 == 3:
            text = made[at - 1].text
        else:
            more = draw.sample(_MORE, 7 + (number + at) % 6)
            text = ". ".join((lead.format(**told), " ".join(part.format(**told) for part in more)))
        made.append(Article(
            id=f"{mark}{number:02d}-{at:02d}", text=f"{title} في {town}\n\n{text}", outlet=f"صحيفة {_TOWNS[at % 6]} {at}", title=f"{title} في {town}",
            url=f"https://outlet-{at}.test/{mark}{number}", published=FIRST.isoformat(), published_how="given", language="ar", outlet_how="given", id_how="given",
        ))
    return made


class _Model(msgspec.Struct):
    """A story that was read and compared once, and is used again under other ids."""

    articles: list[Article]
    readings: list[bytes]
    comparison: bytes


def fill(folder: Path, count: int, seed: int = 5) -> None:
    """Make a collection of about `count` articles in a folder."""
    draw = random.Random(seed)
    with create_collection(folder, encoder="lexical", names="rules") as collection:
        models = {size: [_model(collection, n * 7 + size, size, draw) for n in range(4)] for size, _ in SIZES}
        sizes, weights = zip(*SIZES, strict=True)
        made = number = 0
        while made < count:
            batch = [draw.choices(sizes, weights)[0] for _ in range(BATCH)]
            _put(collection, [(models[size][draw.randrange(4)], number + i) for i, size in enumerate(batch)], made / count)
            made, number = made + sum(batch), number + BATCH


def _model(collection: Collection, number: int, size: int, draw: random.Random) -> _Model:
    reader = make_reader(collection.config, made_by(collection.config, collection.resources))
    articles = invented(number, size, draw)
    readings = [msgspec.json.encode(reader(Task(article, FIRST.isoformat())).reading) for article in articles]
    told = api.compare(articles, encoder="lexical", names="rules") if size > 1 else None
    plain = Comparison(**{name: getattr(told, name) for name in Comparison.__struct_fields__}) if told else None
    return _Model(articles, readings, msgspec.json.encode(plain) if plain else b"")


def _put(collection: Collection, chosen: Sequence[tuple[_Model, int]], share: float) -> None:
    """Store these stories: their articles, that they belong together, and their comparisons."""
    store, gazetteer = collection.store, collection.resources.gazetteer
    steps = made_by(collection.config, collection.resources)
    first = FIRST + timedelta(days=int(share * DAYS))
    stories = [list(_versions(model, number, first, steps.reading)) for model, number in chosen]
    store.put([version for versions in stories for version in versions])
    ids = [f"s{number:09d}" for _, number in chosen]
    store.regroup(
        {id: StoryDraft(title=versions[0].article.title or "", articles=tuple(v.article.id for v in versions)) for id, versions in zip(ids, stories, strict=True)},
        history=[StoryEvent(story=id, change="created", at=f"{first}T00:00:00Z") for id in ids],
        grouped=[v.article.id for versions in stories for v in versions],
    )
    rows = []
    for id, (model, number), versions in zip(ids, chosen, stories, strict=True):
        entries = store.entries([v.article.id for v in versions])
        if not model.comparison:
            rows.append(_lone(id, entries, versions[0], steps.comparing))
            continue
        comparison = msgspec.json.decode(_renamed(model.comparison, model, number), type=Comparison)
        rows.append(Compared(
            story=id, digest="bench", made_by=steps.comparing, comparison=pack_comparison(comparison),
            origins=origins_of(comparison, entries), title=title_of(comparison, entries),
            summary=pack_summary(summarise(comparison, gazetteer)), agreement=agreement(comparison.alignments, comparison.claims),
        ))
    store.comparisons.put(rows)


def _lone(id: str, entries: Sequence[Entry], version: NewVersion, steps: str) -> Compared:
    from tawatur.model import OriginCount
    from tawatur.model.agreement import Agreement
    from tawatur.model.answers import StorySummary

    return Compared(
        story=id, digest="bench", made_by=steps, comparison=b"", origins=OriginCount(1, 1), title=entries[0].title or version.article.id,
        summary=pack_summary(StorySummary(articles=())), agreement=Agreement(0, 0, 0),
    )


def _versions(model: _Model, number: int, first: date, steps: str) -> Iterator[NewVersion]:
    for at, (article, packed) in enumerate(zip(model.articles, model.readings, strict=True)):
        id = _id(article.id, number)
        day = (first + timedelta(days=at // 5)).isoformat()
        reading = msgspec.json.decode(_renamed(packed, model, number), type=Reading)
        # The annotation lies in it packed, under the old ids.
        annotation = msgspec.msgpack.decode(reading.annotation, type=Comparison)
        renamed = msgspec.json.decode(_renamed(msgspec.json.encode(annotation), model, number), type=Comparison)
        yield NewVersion(
            key=f"{article.url}/{number}", article=msgspec.structs.replace(article, id=id, url=f"{article.url}/{number}", published=day),
            hash=f"{id}-1", day=day, seen=f"{day}T08:00:00Z", title=article.title, outlet=article.outlet,
            reading=msgspec.structs.replace(reading, annotation=pack_comparison(renamed), made_by=steps),
        )


def _id(id: str, number: int) -> str:
    return f"n{number}-{id}"


def _renamed(packed: bytes, model: _Model, number: int) -> bytes:
    """The same record of articles with other ids."""
    for article in model.articles:
        packed = packed.replace(article.id.encode(), _id(article.id, number).encode())
    return packed
