"""How records lie in columns: articles and annotations packed small, day and place in the order of days."""

from __future__ import annotations

import re
import zlib
from calendar import monthrange
from datetime import date, timedelta
from hashlib import blake2b, sha256

import msgspec

from ..errors import StoreDamagedError, StoreError
from ..model import Article

# Room for so many articles a day before the numbers of two days would meet, and claims in an article.
DAY_ROOM, CLAIM_ROOM = 1 << 24, 1 << 14
# PostgreSQL's indexes take no value of more than some 2,700 bytes.
_LONGEST_KEY = 1500
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Article)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")


def pack(data: bytes) -> bytes:
    # The fastest level: a third of the size for a fifth of a millisecond an article.
    return zlib.compress(data, 1)


def unpack(data: bytes) -> bytes:
    """Raises StoreDamagedError where the bytes are not what was put in."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise StoreDamagedError("a record is damaged; `tawatur doctor` tells what can be mended") from error


def pack_article(article: Article) -> bytes:
    """Raises StoreError where its text can't be written as UTF-8 (half of a pair of surrogates)."""
    try:
        return pack(_ENCODER.encode(article))
    except UnicodeEncodeError as error:
        raise StoreError(f"article {article.id}: holds a character that is none (half of a pair); read it again") from error


def unpack_article(data: bytes, id: str) -> Article:
    """The article as it was put in, under its id in the collection."""
    try:
        article = _DECODER.decode(zlib.decompress(data))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise StoreDamagedError(f"article {id}: its record is damaged; `tawatur doctor`") from error
    return article if article.id == id else msgspec.structs.replace(article, id=id)


def column(value: str | None) -> str | None:
    """A text for a column: PostgreSQL keeps no NUL character there, and no half of a surrogate pair."""
    if value is None:
        return None
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def key_column(key: str) -> str:
    """The key as it is stored: long ones by their beginning and a digest."""
    key = str(column(key))
    if len(key.encode()) <= _LONGEST_KEY:
        return key
    return f"{key[:300]}#{sha256(key.encode()).hexdigest()}"


def first_doc(day: str) -> int:
    """The lowest number in the index of words of an article of this day."""
    return date.fromisoformat(day).toordinal() * DAY_ROOM


def day_bounds(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Numbers in the index of words: from (included), to (not included). Days are ISO, both included."""
    low = first_doc(since) if since else None
    high = first_doc(until) + DAY_ROOM if until else None
    return low, high


def outlet_tag(outlet: str | None) -> str:
    """One word of letters and digits for an outlet, for the index of words."""
    name = " ".join((outlet or "").casefold().split())
    return "o" + blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()


def timex_days(value: str | None) -> tuple[str | None, str | None]:
    """First and last day that a TIMEX3 value of a point or range of time can mean; None where it is no date."""
    if not value:
        return None, None
    start, _, end = value.partition("/")
    low, high = _bounds(start)
    if end:
        high = _bounds(end)[1]
    return (low, high) if low and high else (None, None)


def _bounds(value: str) -> tuple[str | None, str | None]:
    try:
        if match := _DAY.match(value):
            day = date(*map(int, match.groups())).isoformat()
            return day, day
        if match := _WEEK.match(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            first = monday + timedelta(days=5) if match[3] else monday
            return first.isoformat(), (monday + timedelta(days=6)).isoformat()
        if re.fullmatch(r"\d{4}-\d\d", value):
            year, month = map(int, value.split("-"))
            return f"{value}-01", f"{value}-{monthrange(year, month)[1]:02d}"
        if re.fullmatch(r"\d{4}", value) and int(value):
            return f"{value}-01-01", f"{value}-12-31"
    except ValueError:
        pass
    return None, None
