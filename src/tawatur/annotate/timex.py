"""A time expression as it was found, before it is known on which day the article was published."""

from __future__ import annotations

from ..model import PartKind, Span
from .timex_fields import Kind as Kind
from .timex_fields import Meaning
from .timex_fields import Same as Same
from .timex_fields import System as System


# The builders fill a Meaning in; what was found does not change any more. msgspec holds to it.
class Timex(Meaning, frozen=True, kw_only=True):  # type: ignore[misc]
    """One time expression: what its words say (see `Meaning`), and where it stands.

    `tense` is 1 where the clause looks ahead, -1 where it tells what was, else 0. `sentence` is the
    start of its sentence; `speech` is, of a word in quotation marks, where the verb stands that
    introduces them, else -1: «أمس» in a quotation leans on the day of speaking. `ends_range`: the
    expression before it is the other end of a range («من الاثنين إلى الأربعاء»), `joined`: only a few words lie
    between. `anchors` is False where nothing may lean on it (captions, navigation). One with a `problem`
    has no value.
    """

    article: str
    start: int
    end: int
    text: str
    rule: str
    part: PartKind = "body"
    anchors: bool = True
    tense: int = 0
    sentence: int = 0
    speech: int = -1
    ends_range: bool = False
    joined: bool = False

    @property
    def span(self) -> Span:
        return Span(self.article, self.start, self.end, self.text)

    @property
    def full(self) -> bool:
        """True where the words alone name one day: day, month and year."""
        return self.day is not None and self.month is not None and self.year is not None
