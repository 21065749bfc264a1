"""Scare quotes: quotation marks round a name or a term that are neither speech nor a title.

What stands in quotation marks is judged by its place in the sentence, by the same rule for every
outlet; the rule is told in docs/how-it-decides.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..lang.distancing import word_forms
from ..lang.normalize import view
from ..lang.tokenize import Token, tokens
from ..model import Attribution, Link, Quotation
from .framing_reader import Found, Reader

# Words in quotation marks that still name or qualify one thing; longer stretches are speech.
_LONGEST_TERM = 4
_LONGEST_NAME = 6
# An outlet that quotes all its names does so by house style: from this many distinct bodies on.
_HOUSE_STYLE = 6
# «حقل X "الاستراتيجي"»: a place has its name already, what is quoted after it is a judgement.
_ADJACENT = "q-place"


def scare_quotes(
    reader: Reader, attributions: Sequence[Attribution], outlet: str | None = None
) -> list[Found]:
    """All scare quotes of one article; `target` is the entity inside or the one right before.

    `outlet` is the article's own outlet, where it is known: what it calls itself is no distance.
    """
    titles = _quoted_titles(reader, attributions)
    if outlet:
        titles |= {" ".join(w.norm for w in tokens(view(outlet)))}
    house_style = _house_style(reader)
    found: list[Found] = []
    custom_until = -9
    for quotation in reader.quotations:
        words = tokens(reader.view, quotation.inner_start, quotation.inner_end)
        # «X» و«Y»: what holds for the first of a row holds for the next.
        in_row = quotation.start - custom_until <= 3
        if in_row or not _keeps_distance(reader, quotation, words, titles, attributions):
            custom_until = quotation.end
            continue
        link = reader.link_at(quotation.start, quotation.end)
        if link is not None and _is_conventional(link, quotation, house_style):
            continue
        if link is None:
            link = reader.last_link(quotation.start, 3)
        target = link.entity if link else None
        found.append(Found(quotation.start, quotation.end, "scare quotes", "quotes", target))
    return found


def _keeps_distance(
    reader: Reader, quotation: Quotation, words: list[Token], titles: frozenset[str],
    attributions: Sequence[Attribution],
) -> bool:
    """True where nothing explains the quotation marks but distance."""
    key = " ".join(w.norm for w in words)
    if not words or key in titles or key in reader.rules.outlets or key in reader.rules.asides:
        return False
    if _opens_headline(reader, quotation):
        return False
    if _is_alias(reader, quotation):
        return False
    known = key in reader.rules.states or _is_everyday(reader, words)
    if not known and not _is_adjective(reader, quotation, words):
        return False
    return _is_term(reader, quotation, words, attributions)


def _is_alias(reader: Reader, quotation: Quotation) -> bool:
    """«الاتحاد الدولي لكرة القدم «فيفا»»: the short name after the long one of the same body."""
    inside = reader.link_at(quotation.inner_start, quotation.inner_end)
    if inside is None or inside.start < quotation.start:
        return False
    before = reader.last_link(quotation.start, 2)
    return before is not None and before.entity == inside.entity


def _is_adjective(reader: Reader, quotation: Quotation, words: list[Token]) -> bool:
    """«منطقة "محايدة"»: one word that agrees with the feminine noun right before it."""
    before = reader.words_before(quotation.start, 1)
    if len(words) != 1 or not before or quotation.start - before[0].end > 2:
        return False
    noun, word = before[0].norm, words[0].norm
    if not (noun.endswith("ه") and word.endswith("ه") and len(word) >= 5):
        return False
    return noun.lstrip("وفبلك").startswith("ال") == word.startswith("ال")


def _is_everyday(reader: Reader, words: list[Token]) -> bool:
    """True where the longer words are everyday words.

    Distance is kept from what a name claims to be («مجلس», «دولة»); acronyms, brands and foreign
    names claim nothing, their quotation marks only help the reader.
    """
    telling = [w for w in words if len(w.norm) >= 4] or words[:1]
    common = sum(_common(w.norm, reader) for w in telling)
    named = reader.link_at(words[0].start, words[-1].end) is not None
    if len(words) > 1 and all(len(w.norm) <= 3 for w in words):
        return False  # the letters of an acronym: «بي بي»
    if named and len(words) == 1 and not words[0].norm.startswith("ال"):
        return False  # a name of one word that claims nothing: «تويتر», «فيفا»
    return common * 2 >= len(telling) if named else common == len(telling)


def _common(word: str, reader: Reader) -> bool:
    """True for an everyday word, also behind an ending of its own: «محايدة» of «محايد», «إسهامهم»."""
    known = reader.rules.common
    for form in word_forms(word):
        if form in known:
            return True
        for ending in reader.rules.endings:
            stem = form.removesuffix(ending)
            if stem != form and len(stem) >= 4 and (stem in known or stem + "ه" in known):
                return True
    return False


def _opens_headline(reader: Reader, quotation: Quotation) -> bool:
    """Headlines often open with the name of a body in quotation marks, without any distance."""
    return any(
        s.part == "title" and s.start == quotation.start for s in reader.sentences
    )


def _is_conventional(link: Link, quotation: Quotation, house_style: bool) -> bool:
    """A person's name in quotation marks, or a body's where the outlet quotes all bodies."""
    if link.start >= quotation.start and link.end <= quotation.end:
        return link.type == "PER" or (house_style and link.type == "ORG")
    return False


def _is_term(
    reader: Reader, quotation: Quotation, words: list[Token], attributions: Sequence[Attribution]
) -> bool:
    """True where a quotation holds a name or a term: neither speech nor a title."""
    letters = [c for w in words for c in w.norm]
    if quotation.role == "speech" or not any("\u0621" <= c <= "\u064a" for c in letters):
        return False
    opening = words[0].norm
    if opening.isdigit() or opening in reader.rules.verbal or opening.removeprefix("و") in reader.rules.verbal:
        return False
    link = reader.link_at(quotation.start, quotation.end)
    named = link is not None and (link.end - link.start) * 2 >= quotation.inner_end - quotation.inner_start
    if len(words) > (_LONGEST_NAME if named else _LONGEST_TERM):
        return False
    if any(c in reader.view.norm[reader.view.to_norm(quotation.inner_start):reader.view.to_norm(quotation.inner_end)] for c in ".،؟!:"):
        return False
    # A whole content in quotation marks is what somebody said, unless it only names something.
    if quotation.role != "name" and any(
        a.content.start >= quotation.start and a.content.end <= quotation.end for a in attributions
    ):
        return False
    before = reader.words_before(quotation.start, 4)
    gap = reader.view.text[before[0].end:quotation.start] if before else ""
    if ":" in gap:
        return False
    return not (before and _introduces_other(reader, before, words))


def _introduces_other(reader: Reader, before: list[Token], inside: list[Token]) -> bool:
    """True where the words before make the quotation speech, a title or a conventional name."""
    rules = reader.rules
    nearest = before[0].norm
    if nearest in rules.leads or (nearest[:1] in ("و", "ف") and nearest[1:] in rules.leads):
        return True
    if _is_title(reader, before):
        return True
    # «في اتصال مع «X»»: who was spoken to, most often the outlet itself.
    if nearest in rules.hearers and any(f in rules.talks for w in before[1:] for f in word_forms(w.norm)):
        return True
    if len(inside) > 1 and any(f in rules.titles for f in word_forms(inside[0].norm)):
        return True  # «خطة …», «مشروع …»: the quotation names a plan, a book, a project
    if any(f in rules.bodies for f in word_forms(nearest)):
        return not any(f in rules.institutions for f in (inside[0].norm, inside[0].norm.removeprefix("ال")))
    return False


def _is_title(reader: Reader, before: list[Token]) -> bool:
    """«صحيفة "X"», «وكالة أنباء Y "X"», «الفرقاطة Z "X"»: a head noun up to four words before."""
    for i, word in enumerate(before):
        forms = tuple(word_forms(word.norm))
        row = next((reader.rules.titles[f] for f in forms if f in reader.rules.titles), None)
        if row is not None and (i == 0 or row != _ADJACENT):
            # Farther off only without a verb or a preposition between: nouns and adjectives.
            between = before[:i]
            return not any(
                len(w.norm) == 1 or w.norm in reader.rules.particles or w.norm[:1] in ("و", "ب")
                for w in between
            )
    return False




def _quoted_titles(reader: Reader, attributions: Sequence[Attribution]) -> frozenset[str]:
    """Quoted names that a title noun introduces anywhere in the article, or that were told it."""
    told = [a.told_to_span for a in attributions if a.told_to_span is not None]
    found = set()
    for quotation in reader.quotations:
        words = tokens(reader.view, quotation.inner_start, quotation.inner_end)
        before = reader.words_before(quotation.start, 4)
        was_told = any(s.start < quotation.end and quotation.start < s.end for s in told)
        link = reader.link_at(quotation.start, quotation.end)
        headed = link is not None and link.head is not None and link.head in reader.rules.titles
        if words and (was_told or headed or (before and _is_title(reader, before))):
            found.add(" ".join(w.norm for w in words))
    return frozenset(found)


def _house_style(reader: Reader) -> bool:
    """True where an outlet quotes practically every name of a body: no distance can be read in it."""
    quoted: set[str] = set()
    plain: set[str] = set()
    for link in reader.links:
        if link.type != "ORG" or link.kind != "name":
            continue
        inside = any(q.start < link.end and link.start < q.end for q in reader.quotations)
        (quoted if inside else plain).add(link.entity)
    return len(quoted) >= _HOUSE_STYLE and not plain - quoted
