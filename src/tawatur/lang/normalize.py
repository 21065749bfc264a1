"""A search view of a text, with the way back to every original offset.

`text` itself is never changed. Rules run on `TextView.norm`; what they find is handed back as
offsets of the text as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

# Dropped: tashkeel, Quranic marks, dagger alif, tatweel, zero-width and bidi controls, BOM, CR.
_DROP = dict.fromkeys(
    [*range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x0640,
     *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD, 0x0D, 0],
    "",
)
_FOLD = {
    **{ord(c): "ا" for c in "أإآٱ"},
    ord("ى"): "ي", ord("ی"): "ي", ord("ې"): "ي", ord("ک"): "ك", ord("ة"): "ه", ord("ۀ"): "ه",
    ord("ہ"): "ه", ord("ھ"): "ه",
    **{0x0660 + i: str(i) for i in range(10)},
    **{0x06F0 + i: str(i) for i in range(10)},
    **{ord(c): " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"},
    ord("“"): "«", ord("”"): "»", ord("„"): "«", ord("‟"): "»", ord("″"): '"', ord("＂"): '"',
    ord("‘"): "'", ord("’"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("—"): "-",
    ord("٪"): "%", ord("٬"): ",", ord("٫"): ".", ord(";"): "؛", ord("?"): "؟",
    ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x0b"): "\n", ord("\x0c"): "\n", ord("\x85"): "\n",
}
_TABLE: dict[int, str] = {**_DROP, **_FOLD}
_DROPPED = frozenset(map(chr, _DROP))
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")


def _is_presentation_form(code: int) -> bool:
    return 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFE


def fold(text: str) -> str:
    """The search form of a short string (a list entry, a word); offsets are lost."""
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class TextView:
    """`norm` is the search form of `text`; `starts[i]` the original offset of `norm[i]`."""

    text: str
    norm: str
    starts: tuple[int, ...] | range

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of `norm[start:end]`; marks on the last letter belong to it."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.text)
            return at, at
        last = self.starts[end - 1] + 1
        limit = self.starts[end] if end < len(self.starts) else len(self.text)
        while last < limit and unicodedata.category(self.text[last]) == "Mn":
            last += 1
        return self.starts[start], last

    def to_norm(self, offset: int) -> int:
        """The position in `norm` of an original offset (of the next kept character)."""
        if isinstance(self.starts, range):
            return min(offset, len(self.norm))
        return bisect_left(self.starts, offset)


def view(text: str) -> TextView:
    """Build the search view of a text: O(len(text)), one pass."""
    plain = text.translate(_TABLE)
    if not _PRESENTATION.search(text):
        if len(plain) == len(text):
            return TextView(text, plain, range(len(text)))
        # Every character is either dropped or becomes exactly one.
        return TextView(text, plain, tuple([i for i, c in enumerate(text) if c not in _DROPPED]))
    out: list[str] = []
    starts: list[int] = []
    for i, char in enumerate(text):
        code = ord(char)
        piece = _TABLE.get(code, char)
        if _is_presentation_form(code):
            piece = unicodedata.normalize("NFKC", char).translate(_TABLE)
        out.append(piece)
        starts.extend([i] * len(piece))
    return TextView(text, "".join(out), tuple(starts))
