"""Who and what is named in one article: independent finders, and one place where they meet.

A trained recogniser joins as one more finder: it hands back `Candidate`s with a rank, and
`resolve` decides between it and the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from ..encode import NameSpan
from ..lang.gazetteer import Description, Gazetteer
from ..lang.normalize import TextView, fold
from ..model import Article, EntityType, FoundMention, Sentence
from .entity_words import Candidate, Words, definite, read_words
from .lettered import lettered_names
from .organizations import called_names, named_bodies, quoted_again, quoted_names, told_to
from .persons import persons
from .places import capitals, introduced_places, listed_names, nationality, places_by_preposition
from .short_bodies import short_bodies
from .trained import grown, of_known_type, trained_names
from .votes import echoes, full_names, vote


def find_mentions(
    article: Article, view: TextView, sentences: Sequence[Sentence], gazetteer: Gazetteer,
    names: Sequence[NameSpan] = (),
) -> tuple[FoundMention, ...]:
    """All mentions of persons, bodies and places, ordered by start, then the longer first.

    `names` are what a trained reader found, in offsets of the article; the rules and it vote
    (`votes.py`). A mention that only the reader found has the rule `trained` with its score.

    Mentions may be nested («سوريا» in «المجموعة المصغرة لدعم سوريا») but never cross. Offsets are
    code points of `article.text`; proclitics stay outside.
    """
    words = read_words(view, sentences, gazetteer)
    if not words:
        return ()
    found = listed_names(words, gazetteer)
    found += introduced_places(words, gazetteer, found)
    found += capitals(words, gazetteer, found)
    bodies = named_bodies(words, gazetteer, found)
    found += bodies + told_to(words, gazetteer) + called_names(words, gazetteer)
    found += quoted_again(words, found)
    quoted_names(words, gazetteer, found)
    found += short_bodies(words, gazetteer, found)
    found += lettered_names(words, gazetteer)
    voices = trained_names(words, names, gazetteer)
    people = _without_verbs(words, gazetteer, persons(words, gazetteer, found, full_names(voices)))
    found = _without_cut_names(words, people, found) + people
    after, bearers = _named_after(words, gazetteer, people, found)
    found += after
    found += _holding_people(words, gazetteer, people, found)
    voices = of_known_type(words, found, grown(words, gazetteer, found, voices))
    found = vote(words, gazetteer, found, voices, bearers)
    found += echoes(words, voices, found)
    found = [c for c in found if c.refers != ("inside region",)]
    found += places_by_preposition(words, gazetteer, found)
    chosen = resolve(found, gazetteer.words["ministry_fields"])
    _bracketed_aliases(words, chosen)
    _settle_homonyms(words, gazetteer, chosen)
    chosen += _descriptions(words, gazetteer, chosen)
    mentions = [_mention(article, view, words, c) for c in chosen]
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.type)))


def resolve(found: list[Candidate], fields: Set[str] = frozenset()) -> list[Candidate]:
    """Choose among overlapping candidates: the higher rank, then the longer, then the earlier.

    Kept: nested names, except inside a person's name and except another reading of the same words;
    inside a body's name the `fields` of ministries are no bodies of their own.
    """
    order = sorted(found, key=lambda c: (-(c.j - c.i) - c.rank / 10, c.i, c.off, c.type))
    chosen: list[Candidate] = []
    at: dict[int, list[Candidate]] = {}
    for c in order:
        rivals = {id(r): r for k in range(c.i, c.j) for r in at.get(k, ())}
        if all(_may_stand(c, r, fields) for r in rivals.values()):
            chosen.append(c)
            for k in range(c.i, c.j):
                at.setdefault(k, []).append(c)
    return chosen


def _may_stand(new: Candidate, old: Candidate, fields: Set[str]) -> bool:
    if (new.i, new.j) == (old.i, old.j):
        return False
    if old.type == "ORG" and old.key and new.type == "LOC" and new.rule != "list:country":
        # «الأطلسي» in the name of a listed body is no place of its own.
        return False
    if old.i <= new.i and new.j <= old.j:
        return old.type != "PER" and not (old.type == "LOC" and new.type == "ORG") and not (
            old.key is not None and new.key == old.key
        ) and not (new.type == old.type == "LOC" and new.i == old.i) and not (new.type == "ORG" and (new.i == old.i or not _body_in_body(new, old, fields)))
    return new.i <= old.i and old.j <= new.j and new.type == "ORG"


def _body_in_body(new: Candidate, old: Candidate, fields: Set[str]) -> bool:
    """A body inside a body's name: one of the lists, or the last complement of a longer name."""
    if old.type != "ORG" or new.key is not None or new.rule in ("quoted after noun", "told to"):
        return True
    return old.key is None and new.head not in fields and new.i > old.i + 1


def _without_verbs(words: Words, gazetteer: Gazetteer, people: list[Candidate]) -> list[Candidate]:
    """Names without a first word that is none: a verb after «لم», «لصالح»."""
    out = []
    whole = {c.name.replace(" ", "") for c in people}
    dotless = "فى " in words.view.text
    negations, in_favour, ali = gazetteer.words["before_verbs"], gazetteer.words["in_favour"], gazetteer.term("on_or_ali")
    for c in people:
        if dotless and c.i and not c.off and words.adjacent[c.i] and words.norm[c.i - 1] == ali and f"{ali}{c.name}".replace(" ", "") in whole:
            # Where a text writes ى for ي, «على» before the rest of a known name is «علي».
            c = replace(c, i=c.i - 1, name=f"{ali} {c.name}")
        verb = c.i > 0 and words.adjacent[c.i] and words.norm[c.i - 1] in negations and words.norm[c.i][0] in "يتنا"
        favour = words.norm[c.i] in in_favour and c.j > c.i + 1
        if favour:
            kind = "short" if c.j == c.i + 2 else c.kind
            c = replace(c, i=c.i + 1, off=0, kind=kind, name=" ".join(words.norm[c.i + 1:c.j]))
        if favour or not verb:
            out.append(c)
    return out


def _without_cut_names(words: Words, people: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Drop places that are the rest of a person's name («لاتر» of «وبلاتر», once «بلاتر» is known)."""
    parts = {part for c in people for part in c.name.split()}
    return [
        c for c in found
        if not c.off or c.j > c.i + 1 or not any(words.norm[c.i][k:] in parts for k in range(c.off))
    ]


def _named_after(
    words: Words, gazetteer: Gazetteer, people: list[Candidate], found: list[Candidate]
) -> tuple[list[Candidate], set[int]]:
    """«جامعة الملك فلان», «مطار الأمير فلان»: what bears a person's name with the title.

    The person is taken out of `found`, and its words are told: nobody acts there.
    """
    out: list[Candidate] = []
    bearers: set[int] = set()
    for person in people:
        i = person.i - 2
        if i < 0 or person.rule != "after title" or not (words.adjacent[person.i] and words.adjacent[person.i - 1]):
            continue
        if not words.norm[i + 1].startswith("ال"):
            continue
        for off, form in words.readings[i]:
            event = gazetteer.is_a("named_events", form)
            if not event and not gazetteer.is_a("named_bearers", form):
                continue
            kind: EntityType = "LOC" if form in gazetteer.place_heads else "ORG"
            name = " ".join([form, *words.norm[i + 1:person.j]])
            if not event:
                out.append(Candidate(i, person.j, off, kind, "named after a person", 64, name=name, head=form))
            found[:] = [c for c in found if c is not person]
            bearers.update(range(person.i, person.j))
            break
    return out, bearers


def _holding_people(
    words: Words, gazetteer: Gazetteer, people: list[Candidate], found: list[Candidate]
) -> list[Candidate]:
    """«مكتب فلان», «قوات فلان»: a body named by a person."""
    ends = {c.i: c for c in people if c.off == 0}
    inside = {k: c for c in people if c.off == 0 for k in range(c.i, c.j - 1)}
    # «جماعة فتح» that breaks off inside «فتح الفلاني» gives way to the body of the whole name.
    broken = [c for c in found if c.type == "ORG" and c.key is None and c.j - 1 in inside and c.i < inside[c.j - 1].i]
    found[:] = [c for c in found if not any(c is b for b in broken)]
    have = {c.i for c in found if c.type == "ORG"}
    out: list[Candidate] = []
    for i in range(len(words)):
        if i in have or gazetteer.is_a("in_favour", words.norm[i]) or gazetteer.is_a("under_whom", words.norm[i]):
            continue
        for off, form in words.readings[i]:
            if gazetteer.org_heads.get(form) not in ("strong", "weak"):
                continue
            for k in (i + 1, i + 2):
                person = ends.get(k)
                if person is None or not all(words.adjacent[m] for m in range(i + 1, k + 1)):
                    continue
                if k == i + 2 and (not words.common[i + 1] or gazetteer.is_a("function", words.norm[i + 1]) or gazetteer.is_a("verb", words.norm[i + 1])):
                    continue
                name = " ".join([form, *words.norm[i + 1:person.j]])
                out.append(Candidate(i, person.j, off, "ORG", "body of a person", 50, name=name, head=form))
            break
    return out


def _settle_homonyms(words: Words, gazetteer: Gazetteer, chosen: list[Candidate]) -> None:
    """Give towns of one name to the country that the article speaks of most (طرابلس: LY or LB)."""
    open_ = [c for c in chosen if c.type == "LOC" and c.key and fold(c.name) in gazetteer.homonyms]
    if not open_:
        return
    votes = Counter(c.country for c in chosen if c.country and c not in open_)
    for word in words.norm:
        adjective = gazetteer.adjectives.get(word[2:]) if word.startswith("ال") else None
        if adjective:
            votes[adjective.country] += 1
    for c in open_:
        keys = gazetteer.homonyms[fold(c.name)]
        best = max(keys, key=lambda country: votes[country])
        c.country, c.key = best, keys[best]


def _bracketed_aliases(words: Words, chosen: list[Candidate]) -> None:
    """«وكالة ... "قنا"», «تنظيم ... (داعش)»: a second name in brackets means the same body."""
    starts = {c.i: c for c in chosen if c.type == "ORG"}
    for c in chosen:
        other = starts.get(c.j)
        if c.type != "ORG" or other is None or other is c or not words.opens(c.j):
            continue
        if words.closing(c.j) != other.j or (words.gap[c.j] or "").strip() not in ("(", "«", '"', "» (", '" (', ") (", '"('):
            continue
        if c.key is None:
            c.key = other.key
        elif other.key is None:
            other.key = c.key
        if c.key is None:
            other.refers = (*other.refers, f"same:{c.i}")
            c.refers = (*c.refers, f"same:{c.i}")


def _descriptions(words: Words, gazetteer: Gazetteer, chosen: list[Candidate]) -> list[Candidate]:
    """«الصحيفة», «الوزير التركي», «التنظيم»: nouns that may stand for something named elsewhere."""
    taken = {k for c in chosen for k in range(c.i, c.j)} - _pointing_words(words, gazetteer, chosen)
    # A title right before its name is no description of its own.
    named = {c.i for c in chosen if c.type == "PER"}
    found: list[Candidate] = []
    for i in range(len(words)):
        if i in taken:
            continue
        for off, form in words.readings[i]:
            options = gazetteer.descriptions.get(form)
            if options:
                candidate = _place_beside(words, gazetteer, i, off, form, chosen) or _description(
                    words, gazetteer, i, off, options, taken, named
                )
                if candidate:
                    found.append(candidate)
                break
    return found


def _place_beside(
    words: Words, gazetteer: Gazetteer, i: int, off: int, form: str, chosen: list[Candidate]
) -> Candidate | None:
    """«مكة والمدينة»: tied to a listed place by و, the noun is that state's place whose name begins so."""
    before = next((c for c in chosen if c.j == i and c.type == "LOC" and c.key in gazetteer.by_key), None)
    if before is None or before.key is None or off != 1 or words.norm[i][0] != "و" or not words.adjacent[i]:
        return None
    state = gazetteer.by_key[before.key].country
    places = {
        e.key: e for e in gazetteer.first.get(form, ())
        if e.type == "LOC" and e.kind != "country" and e.country == state and len(e.words) > 1
    }
    if len(places) != 1:
        return None
    (place,) = places.values()
    return Candidate(i, i + 1, off, "LOC", "list:place", 20, kind="short", name=place.name, key=place.key, country=state)


def _pointing_words(words: Words, gazetteer: Gazetteer, chosen: list[Candidate]) -> set[int]:
    """Last words of bodies' names that point back themselves: «إدارة النادي», «سلطة المحكمة»."""
    return {
        c.j - 1 for c in chosen
        if c.type == "ORG" and c.key is None and c.j == c.i + 2 and any(d.type == "ORG" for d in gazetteer.descriptions.get(words.norm[c.j - 1], ()))
    }


def _description(
    words: Words, gazetteer: Gazetteer, i: int, off: int, options: tuple[Description, ...],
    taken: set[int], named: set[int],
) -> Candidate | None:
    d = options[0]
    if d.type == "LOC" and i + 1 in taken and words.adjacent[i + 1]:
        return None
    if d.type == "PER" and not off and i and words.adjacent[i] and any(
        form in gazetteer.titles for _, form in words.readings[i - 1]
    ):
        return None
    if gazetteer.is_a("latter", d.word) and (off or not _verb_before(words, gazetteer, i)):
        return None
    j, country, adjectives = i + 1, None, []
    while j < len(words) and j < i + 4 and words.adjacent[j] and words.norm[j].startswith("ال") and j not in taken:
        word = words.norm[j]
        if not (words.common[j] or word[2:] in gazetteer.adjectives) or word.endswith(("ون", "ين")):
            break
        nation = nationality(gazetteer, word)
        if nation is None and not gazetteer.is_a("free_adjectives", word):
            if d.type == "PER":
                return None
            # «المنظمة العالمية» is only what bears that name too.
            told = (f"is:{word[2:]}",) if gazetteer.is_a("telling_adjectives", word) else ()
            return Candidate(i, i + 1, off, d.type, "description", 20, kind="description", name=d.word, refers=(*sorted(d.heads), *told), gender=d.gender)
        country = nation or country
        adjectives.append(word)
        j += 1
    if d.type == "PER" and j < len(words) and words.adjacent[j] and (j in named or _names_somebody(words, gazetteer, j)):
        return None
    return Candidate(
        i, j, off, d.type, "description", 20, kind="description",
        name=" ".join([d.word, *adjectives]), refers=tuple(sorted(d.heads)), country=country, gender=d.gender,
    )


def _names_somebody(words: Words, gazetteer: Gazetteer, j: int) -> bool:
    """«المدرب بكالارد»: behind a title an unknown word is a name that no list has."""
    word = words.norm[j]
    return not words.common[j] and not definite(word) and word[0] not in "وفبلك" and not gazetteer.is_a("function", word)


def _verb_before(words: Words, gazetteer: Gazetteer, i: int) -> bool:
    """«وأكد الأخير»: behind a verb of saying the word is no adjective."""
    return i > 0 and words.adjacent[i] and any(gazetteer.is_a("said", form) for _, form in words.readings[i - 1])


def _mention(article: Article, view: TextView, words: Words, c: Candidate) -> FoundMention:
    start, end = words.start[c.i], words.end[c.j - 1]
    if c.off:
        start = view.to_text(view.to_norm(start) + c.off, view.to_norm(end))[0]
    return FoundMention(
        article=article.id, start=start, end=end, text=article.text[start:end], type=c.type,
        kind=c.kind, name=c.name or " ".join(words.norm[c.i:c.j]), key=c.key, head=c.head,
        country=c.country, gender=c.gender, number="pl" if c.plural else "sg", refers=c.refers,
        rule=c.rule,
    )
