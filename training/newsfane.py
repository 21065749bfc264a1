"""NewsFANE Gold (CC BY-SA 3.0) as whole words with PER, LOC, ORG and MISC.

The corpus has one token a line, clitics split off, hamza dropped and ى written ي. The encoder was
made for whole words in usual spelling, so clitics are joined again (`join`) and each sentence is
handed out in two dresses (`dresses`): as the corpus spells it with blanks round its marks, and with
hamza put back and marks set as papers set them.

Which of the 50 classes is what (`TYPES`) follows the guidelines of ACE, on which the classes are
built: where people live or a state rules is LOC, peoples and works are MISC, buildings are LOC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    **dict.fromkeys(
        ("Politician", "Athlete", "Artist", "Other_PER", "Religious_PER", "Scientist",
         "Businessperson", "Police", "Lawyer", "Engineer"), "PER"),
    **dict.fromkeys(
        ("Non-Governmental", "Government", "Sports", "Media", "Commercial", "Educational",
         "Medical-Science", "Religious_ORG", "Entertainment"), "ORG"),
    **dict.fromkeys(
        ("Nation", "Population-Center", "State-or-Province", "County-or-District", "GPE-Cluster",
         "Continent", "Water-Body", "Land-Region-Natural", "Building-Grounds", "Airport", "Path",
         "Celestial"), "LOC"),
    **dict.fromkeys(("Group", "Book", "Movie", "Land", "Air", "Software", "Hardware"), "MISC"),
}

_BEFORE = frozenset("وفبلك")
_AFTER = frozenset({"ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ن"})
# «لالاتحاد»: ل before the article, as nobody writes it.
_LAM = re.compile("^لال(?=...)")
_STRAY_HAMZA = "ء"
_OPENING = frozenset("([«")
_CLOSES = frozenset("،.؛:؟!,)]»\"")


@dataclass(frozen=True, slots=True)
class Token:
    """One line of the corpus."""

    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Name:
    """An entity in a sentence's text: code points `[start, end)`, proclitics outside."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and the names in it; `number` is its place in the corpus."""

    text: str
    names: tuple[Name, ...]
    number: int


def read(path: Path) -> list[list[Token]]:
    """Sentences of the corpus as they stand; raises OSError where the file is missing."""
    found: list[list[Token]] = [[]]
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = [cell.strip() for cell in line.replace("\u200e", "").split("\t")]
        cells = [cell for cell in cells if cell]
        if not cells:
            found.append([])
        elif len(cells) == 2:
            found[-1].append(Token(_LAM.sub("لل", cells[0]), cells[1]))
    return [tokens for tokens in found if tokens]


@dataclass(slots=True)
class _Word:
    """A word put together: its letters, and the entity (running number, type) that holds it."""

    text: str
    entity: int
    type: str
    off: int = 0
    open: bool = False


def join(tokens: Sequence[Token]) -> list[_Word]:
    """Whole words: proclitics set before the next word, pronouns behind the word before."""
    words: list[_Word] = []
    entity, previous = 0, "O"
    for k, token in enumerate(tokens):
        kind = TYPES.get(token.tag[2:], "O") if token.tag != "O" else "O"
        if token.tag[0] == "B" or (token.tag[0] == "I" and previous == "O"):
            entity += 1
        previous = token.tag
        number = entity if kind != "O" else 0
        text = '"' if token.text == _STRAY_HAMZA else token.text
        initials = number > 0 and _initial(tokens, k)
        last = words[-1] if words else None
        if last is not None and last.open:
            _behind(last, text, number, kind)
        elif last is not None and text in _AFTER and last.text[-1].isalpha() and not initials:
            stem = last.text[:-1] + "ت" if last.text.endswith("ة") else last.text
            last.text = stem + text
            continue
        else:
            words.append(_Word(text, number, kind))
        words[-1].open = text in _BEFORE and not initials and k + 1 < len(tokens) and tokens[k + 1].text[:1].isalpha()
    return words


def _behind(word: _Word, text: str, number: int, kind: str) -> None:
    """Set `text` behind the proclitics in `word`."""
    same = word.entity == number and number > 0
    if not same:
        word.off, word.entity, word.type = len(word.text), number, kind
    if word.text.endswith("ل") and text.startswith("ال") and len(text) > 3:
        # ل + ال is written لل; the article belongs to the name.
        text = text[1:]
    word.text += text


def _initial(tokens: Sequence[Token], k: int) -> bool:
    """Whether a single letter stands among others inside one entity («د ب ا»)."""
    near = [t for t in tokens[max(0, k - 1):k + 2] if t.tag != "O" and len(t.text) == 1]
    dotted = any(t.text == "." and t.tag != "O" for t in tokens[max(0, k - 1):k + 2])
    return len(tokens[k].text) == 1 and (len(near) > 1 or dotted)


def dress(words: Iterable[_Word], number: int, spell: Callable[[str], str], tight: bool) -> Labelled:
    """The sentence as text; `tight` sets marks as papers do, else blanks stand round them."""
    text, glue, quotes, running = "", True, 0, 0
    names: list[Name] = []
    for word in words:
        mark = len(word.text) == 1 and not word.text.isalnum()
        opens = word.text in _OPENING or (word.text == '"' and quotes % 2 == 0)
        if text and not glue and not (tight and mark and not opens and word.text in _CLOSES):
            text += " "
        quotes += word.text == '"'
        glue = tight and mark and opens
        start = len(text) + word.off
        text += word.text[:word.off] + spell(word.text[word.off:])
        if word.entity and word.entity == running:
            names[-1] = Name(names[-1].start, len(text), word.type)
        elif word.entity:
            names.append(Name(start, len(text), word.type))
        running = word.entity
    return Labelled(text, tuple(names), number)
