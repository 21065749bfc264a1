"""Offices in a text: «وزير الخارجية الروسي فلان» tells who holds one, «وزير الخارجية الروسي» alone asks.

An office is a title with what completes it (a field, a body, a state). Where a name stands right
beside it the text itself says who holds it; linking leads the bare ones back to these bearers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..lang.gazetteer import Gazetteer, Title
from ..lang.normalize import TextView, fold
from ..lang.tokenize import tokens
from ..model import Article, FoundMention, Gender, Sentence
from .entity_words import definite, present_tense, readings
from .office_holders import holder_of
from .office_words import Reader, of_title, title_of
from .places import nationality
from .sources import SPEAKING

_LONGEST = 9



@dataclass(frozen=True, slots=True)
class Office:
    """One naming of an office, `[start, end)` without proclitics.

    `title` is the title in the masculine and without article; `words` what completes it, of which
    `head` comes first («رئيس حكومة الإقليم» is not «رئيس الإقليم»); `country` the state (ISO code) that it belongs to. `former` is True for «السابق». `whole` is False where the
    phrase may mean any of several («متحدث باسم ...»). `holder` is the start of the name beside it;
    `kin` that of a name which is a relative's («ابن الوزير فلان»), or may be.
    """

    article: str
    start: int
    end: int
    text: str
    title: str
    head: str
    words: frozenset[str]
    country: str | None
    gender: Gender
    former: bool = False
    whole: bool = True
    holder: int | None = None
    kin: int | None = None


def find_offices(
    article: Article, view: TextView, sentences: Sequence[Sentence], gazetteer: Gazetteer,
    mentions: Sequence[FoundMention],
) -> tuple[Office, ...]:
    """Every office that the article names with what completes it, in order of the text."""
    found: list[Office] = []
    people = sorted(
        (m for m in mentions if m.type == "PER" and m.kind in ("name", "short") and not _bare_title(gazetteer, m)),
        key=lambda m: m.start,
    )
    things = sorted((m for m in mentions if m.type != "PER" and m.kind != "description"), key=lambda m: m.end)
    by_start = {m.start: m for m in people}
    by_end = {m.end: m for m in people}
    inside = {m.start: m for m in things}
    starts = [m.start for m in people]
    opens: dict[str, bool] = {}
    for sentence in sentences:
        reader = Reader(article, gazetteer, tokens(view, sentence.start, sentence.end), by_start, by_end, inside, starts)
        upto = 0
        for i in range(len(reader.toks)):
            word = reader.toks[i].norm
            if word not in opens:
                opens[word] = _may_open(gazetteer, word)
            if i < upto or not opens[word] or _within_name(reader, i, people):
                continue
            found += _of_two(reader, i)
            office, end = _office(reader, i, found)
            upto = end
            if office is not None:
                found.append(office)
    return tuple(found)


def _may_open(g: Gazetteer, word: str) -> bool:
    """Whether an office can begin with a word at all: most words need no closer look."""
    forms = [form for _, form in readings(word)]
    forms += [form[:-2] for form in forms if form.endswith(("ان", "ين"))]
    if word.endswith("ا"):
        forms.append(word[:-1])
    return any(title_of(g, form) is not None or g.is_a("counterpart", form) for form in forms)


def _bare_title(g: Gazetteer, m: FoundMention) -> bool:
    """A speaker who is known by his title alone is no name."""
    return m.rule == SPEAKING and any(title_of(g, form) is not None for _, form in readings(fold(m.text).split()[0]))


def _within_name(reader: Reader, i: int, people: Sequence[FoundMention]) -> bool:
    at = bisect_right(reader.starts, reader.toks[i].start) - 1
    return at >= 0 and reader.toks[i].start < people[at].end


def _office(reader: Reader, i: int, before: Sequence[Office]) -> tuple[Office | None, int]:
    """The office that begins at word `i`, and the word behind it."""
    g = reader.gazetteer
    k = _function(reader, i)
    if k > i:
        return None, k
    for off, form in readings(reader.toks[i].norm):
        if off and reader.toks[i].norm[off - 1] == "ك":
            continue
        if g.is_a("counterpart", form):
            return _counterpart(reader, i, off, form, before)
        title = title_of(g, form)
        # «وزيره» with its own letter is his minister, no woman's title.
        his = form.endswith("ه") and reader.article.text[reader.toks[i].end - 1] == "ه"
        if title is not None and not his:
            return _read(reader, i, off, form, title)
    return None, i


def _function(reader: Reader, i: int) -> int:
    """The word behind «نائبا لرئيس ...» at word `i`: the office itself is meant, not who holds it; else `i`."""
    g, word = reader.gazetteer, reader.toks[i].norm
    if not word.endswith("ا") or title_of(g, word[:-1]) is None or i + 1 >= len(reader.toks):
        return i
    return i + 2 if of_title(g, reader.toks[i + 1].norm) else i


def _read(reader: Reader, i: int, off: int, form: str, title: Title) -> tuple[Office | None, int]:
    """The office of a title at word `i`: its complement, its state and the name beside it."""
    g = reader.gazetteer
    told, end = _complement(reader, i, definite(form))
    name, gender = _masculine(g, title)
    head, words, country, former = _telling(reader, told)
    first = i + 1 < end and g.is_a("role_prepositions", reader.toks[i + 1].norm)
    start = reader.toks[i].start + off
    stop = reader.toks[end - 1].end
    text = reader.article.text[start:stop]
    whole = form.startswith("ال") or (not first and any(t is not None or definite(w) for w, t in told))
    holder, doubtful = holder_of(reader, i, end, whole and not form.startswith("ال"))
    inner = next((n for n, (w, _) in enumerate(told) if n + 1 < len(told) and _inner(g, title, w)), None)
    if inner is not None and holder is not None and holder >= stop:
        # «مستشار الرئيس الفلاني س»: the name may be the president's or the adviser's.
        holder, doubtful = None, True
    kin = None
    if holder is not None and i and reader.adjacent(i) and any(g.is_a("kin", f) for _, f in readings(reader.toks[i - 1].norm)):
        holder, kin = None, holder
    if not words and country is None and holder is None and kin is None:
        return None, i
    return Office(
        reader.article.id, start, stop, text, name, head, words, country, gender, former, whole and not doubtful, holder, kin,
    ), end


def _inner(g: Gazetteer, outer: Title, word: str) -> bool:
    """Whether a title with the article stands inside the naming of an office, and not «نائب الرئيس»."""
    return word.startswith(("ال", "لل")) and title_of(g, f"ال{word[2:]}") is not None and not any(
        t.words[:2] == (outer.words[0], word) for t in g.titles.get(outer.words[0], ())
    )


def _masculine(g: Gazetteer, title: Title) -> tuple[str, Gender]:
    word = title.words[0]
    if title.gender == "f" and word.endswith("ه"):
        word = word[:-1]
    return fold(g.keys["same_office"].get(word, word)), title.gender


def _counterpart(
    reader: Reader, i: int, off: int, form: str, before: Sequence[Office]
) -> tuple[Office | None, int]:
    """«نظيره التركي»: the office named last before, of another state."""
    if i + 1 >= len(reader.toks) or not reader.adjacent(i + 1) or not before:
        return None, i
    nation = nationality(reader.gazetteer, reader.toks[i + 1].norm)
    last = before[-1]
    if nation is None or reader.toks[i].start - last.end > 300:
        return None, i
    start, stop = reader.toks[i].start + off, reader.toks[i + 1].end
    gender: Gender = "f" if reader.toks[i + 1].norm.endswith("ه") else "m"
    holder, _ = holder_of(reader, i, i + 2, False)
    return Office(
        reader.article.id, start, stop, reader.article.text[start:stop], last.title, last.head, last.words, nation, gender,
        holder=holder,
    ), i + 2


def _of_two(reader: Reader, i: int) -> list[Office]:
    """«الرئيسان الروسي فلان والأمريكي فلان»: each name with the state before it."""
    g = reader.gazetteer
    form = next((f for _, f in readings(reader.toks[i].norm) if f.endswith(("ان", "ين")) and len(f) > 5), "")
    title = title_of(g, form[:-2]) if form else None
    found: list[Office] = []
    k = i + 1
    while title is not None and k + 1 < len(reader.toks) and reader.adjacent(k):
        word = reader.toks[k].norm
        nation = nationality(g, word.removeprefix("و") if found else word)
        person = reader.person(k + 1)
        if nation is None or person is None or not reader.adjacent(k + 1):
            break
        token = reader.toks[k]
        name, gender = _masculine(g, title)
        start = token.start + (1 if found else 0)
        found.append(Office(
            reader.article.id, start, token.end, reader.article.text[start:token.end], name, "", frozenset(), nation, gender,
            holder=person.start,
        ))
        k += 1
        while k < len(reader.toks) and reader.toks[k].start < person.end:
            k += 1
    return found


# -- what completes a title -------------------------------------------------------------------------


def _complement(reader: Reader, i: int, closed: bool) -> tuple[list[tuple[str, FoundMention | None]], int]:
    """Words `[(word, mention)]` behind the title at word `i`, and the word behind the last of them."""
    told: list[tuple[str, FoundMention | None]] = []
    k = end = i + 1
    g = reader.gazetteer
    while k < len(reader.toks) and k - i < _LONGEST and reader.adjacent(k) and reader.person(k) is None:
        word = reader.toks[k].norm
        thing = reader.thing(k)
        if thing is not None and _may_complete(reader, k, thing, closed):
            told.append((word, thing))
            while k < len(reader.toks) and reader.toks[k].start < thing.end:
                k += 1
            end, closed = k, True
            continue
        if g.is_a("role_prepositions", word):
            full = any(t is not None or (definite(w) and (nationality(g, w) is not None or not _adjective(g, w))) for w, t in told)
            if full and not g.is_a("accredited", word):
                break
            closed = False
        elif not _word_completes(reader, k, word, closed):
            break
        else:
            closed = closed or definite(word)
            end = k + 1
        told.append((word, None))
        closed = closed and not of_title(g, word)
        k += 1
    while told and g.is_a("role_prepositions", told[-1][0]):
        told.pop()
    return told, end


def _may_complete(reader: Reader, k: int, thing: FoundMention, closed: bool) -> bool:
    """A body or place goes on a genitive, or stands behind «بـ» or «لـ»."""
    before = reader.article.text[reader.toks[k].start:thing.start]
    if thing.kind == "adjective":
        return False
    return not before.startswith("و") and (not closed or bool(before) or thing.text.startswith("ل"))


def _word_completes(reader: Reader, k: int, word: str, closed: bool) -> bool:
    g = reader.gazetteer
    if closed and g.is_a("ordinal", word) and definite(word):
        return True
    if g.is_a("time", word) or (g.is_a("pick", word) and not g.is_a("former", word)) or word.isdigit():
        return False
    if word.startswith("وال") and word not in g.common:
        return _goes_on(reader, k) and title_of(g, word[1:]) is None and word[1:] not in g.org_heads
    if g.is_a("function", word) or g.is_a("verb", word):
        return False
    if of_title(g, word):
        # «النائب الثاني لرئيس الوزراء»
        return True
    if closed:
        if nationality(g, word) is not None or g.is_a("former", word):
            return definite(word)
        two = word.endswith("ين") and reader.toks[k - 1].norm.endswith("ين")
        return word.startswith("ال") and (two or _adjective(g, word))
    if g.is_a("said", word) or present_tense(word, g.common):
        return False
    if title_of(g, word) is not None or any(len(t.words) > 1 for t in g.titles.get(word, ())):
        # «نائب رئيس الوزراء», «مستشار الرئيس التركي»
        return True
    if word.endswith("ت") and not word.endswith("ات"):
        return False
    return definite(word) or (word in g.common and k + 1 < len(reader.toks) and reader.adjacent(k + 1))


def _adjective(g: Gazetteer, word: str) -> bool:
    bare = word[2:]
    return bare.endswith(("ي", "يه")) or g.is_a("fixed_adjectives", bare) or g.is_a("office_fillers", bare)


def _goes_on(reader: Reader, k: int) -> bool:
    """«والمغتربين» belongs to the office where an adjective of a state or the name follows."""
    if k + 1 >= len(reader.toks) or not reader.adjacent(k + 1):
        return False
    return reader.person(k + 1) is not None or (
        nationality(reader.gazetteer, reader.toks[k + 1].norm) is not None and definite(reader.toks[k + 1].norm)
    )


def _telling(
    reader: Reader, told: Sequence[tuple[str, FoundMention | None]]
) -> tuple[str, frozenset[str], str | None, bool]:
    """The words that tell this office from others (the first by itself), its state, whether it is a former one."""
    g = reader.gazetteer
    words: dict[str, None] = {}
    country: str | None = None
    former = False
    for word, thing in told:
        if g.is_a("former", word):
            former = True
            continue
        nation = nationality(g, word) if thing is None else (
            thing.country if thing.key == f"geo:{thing.country}" or thing.type == "ORG" else None
        )
        if nation is not None and country is None:
            country = nation
            if thing is None or thing.type == "LOC":
                continue
        elif nation is not None and thing is not None and thing.type == "LOC":
            words[f"@{nation}"] = None
            continue
        for part in (thing.name.split() if thing is not None else [word]):
            if stem := _stem(g, part):
                words[stem] = None
    return next(iter(words), ""), frozenset(words), country, former


def _stem(g: Gazetteer, word: str) -> str:
    plain = word.removeprefix("و") if word.startswith("وال") else word
    plain = plain[1:] if of_title(g, plain) else plain
    if g.is_a("role_prepositions", plain) or nationality(g, plain) is not None:
        return ""
    for opening in ("ال", "لل"):
        if plain.startswith(opening) and len(plain) > 4:
            plain = plain[2:]
            break
    plain = fold(g.keys["same_office"].get(plain, plain))
    if g.is_a("office_fillers", plain) or plain in g.place_heads:
        return ""
    return plain
