"""Who is this: a person, body or place over all articles, under every name that the outlets give it.

`who` takes the annotations of the articles in which the name (or another name of the same listed
thing, see `search_names`) stands. Where a name fits several, nobody is chosen: they are listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..annotate.people import untitled
from ..lang.gazetteer import Gazetteer
from ..lang.names import is_short_for, join_parts, same_person
from ..lang.normalize import fold
from ..model import Comparison, Entity, FoundMention
from ..model.answers import Candidate, Profile, WhoAnswer
from .joined import Joint, entity_key, join, joint_key, list_key, names_of_keys, typed_words
from .who_deeds import deeds_of, journey_of, met_of
from .who_names import names_by_outlet
from .who_sayings import sayings_of
from .who_series import processes_of

# So many candidates are listed; a name that fits more is no name to ask for.
_SHOWN = 20
# In so many times the articles of all others is named whom a family name alone means.
_FAR_MORE = 10


def search_names(query: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The names under which articles on `query` may call it: its own words, and all names of a listed thing.

    A store finds by them the articles whose annotations `who` needs.
    """
    key = query_key(query, gazetteer)
    own = _bare_query(query, gazetteer)
    return tuple(dict.fromkeys((own, *(names_of_keys(key, gazetteer) if key else ()))))


def who(query: str, annotations: Sequence[Comparison], gazetteer: Gazetteer, searched: int | None = None) -> WhoAnswer:
    """Whom `query` names, and all that is told of that one person, body or place.

    `annotations` hold one article each; `searched` is the number of articles of the collection (of `annotations`
    where None). The name may be typed without hamza, without «ال», with titles; a place also by its ISO 3166-1
    code or English name.
    """
    count = len(annotations) if searched is None else searched
    key, name = query_key(query, gazetteer), _bare_query(query, gazetteer)
    like = _Likeness(name, key, gazetteer)
    ordered = sorted(annotations, key=_place)
    joints = join(ordered, gazetteer, like.touches)
    exact = [j for j in joints if like.exact(j)]
    part = [j for j in joints if j not in exact and like.part(j)]
    exact, part = _ranked(exact), _ranked(part)
    chosen, rest = _choose(exact, part, one_word=len(join_parts(name, gazetteer.parts)) < 2)
    if not chosen:
        return WhoAnswer(query=query, found="absent", profile=None, candidates=(), searched=count)
    if len(chosen) > 1:
        return WhoAnswer(query=query, found="several", profile=None, searched=count,
                         candidates=_candidates(chosen, gazetteer), others=_candidates(rest, gazetteer))
    return WhoAnswer(query=query, found="one", profile=profile(chosen[0], ordered, gazetteer), searched=count,
                     candidates=_candidates(chosen, gazetteer), others=_candidates(rest, gazetteer))


def who_has(
    key: str, name: str, annotations: Sequence[Comparison], gazetteer: Gazetteer, searched: int | None = None,
) -> WhoAnswer:
    """All that is told of the one whose key (as in `EntityRow`) and name are given; absent where no annotation names it."""
    count = len(annotations) if searched is None else searched
    listed = key if key in gazetteer.by_key else None
    like = _Likeness(fold(name), listed, gazetteer)
    ordered = sorted(annotations, key=_place)
    joints = join(ordered, gazetteer, like.touches)
    mine = _ranked([j for j in joints if key in (j.key, *(entity_key(m.entity, gazetteer) for m in j.members))])
    if not mine:
        return WhoAnswer(query=name, found="absent", profile=None, candidates=(), searched=count)
    rest = _ranked([j for j in joints if j is not mine[0] and (like.exact(j) or like.part(j))])
    return WhoAnswer(query=name, found="one", profile=profile(mine[0], ordered, gazetteer), searched=count,
                     candidates=_candidates(mine[:1], gazetteer), others=_candidates(rest, gazetteer))


def profile(joint: Joint, annotations: Sequence[Comparison], gazetteer: Gazetteer) -> Profile:
    """All that `annotations` tell of one entity; `joint` was made of the same annotations in the same order."""
    records = [annotations[n].articles[0] for n in sorted({m.number for m in joint.members})]
    days = sorted(r.published.value for r in records if r.published.value)
    external: dict[str, str] = {}
    for member in joint.members:
        external.update(member.entity.external_ids)
    happenings = deeds_of(joint, annotations, gazetteer)
    return Profile(
        name=joint.name, type=joint.members[0].entity.type, country=_country(joint), external_ids=external,
        articles=tuple(dict.fromkeys(r.id for r in records)),
        first_day=days[0] if days else None, last_day=days[-1] if days else None,
        names=names_by_outlet(joint, annotations, gazetteer),
        deeds=happenings.deeds, journey=journey_of(happenings), sayings=sayings_of(joint, annotations),
        met=met_of(happenings), key=joint_key(joint, gazetteer), processes=processes_of(happenings),
    )


# -- what the user typed ------------------------------------------------------------------------------


def query_key(query: str, gazetteer: Gazetteer) -> str | None:
    """The listed thing that is called so: by an Arabic name, an ISO code, an English name, a key's own word."""
    asked = " ".join(query.split())
    code = asked.upper()
    if len(code) == 2 and f"geo:{code}" in gazetteer.by_key:
        return f"geo:{code}"
    if asked.isascii():
        return _latin_key(asked, gazetteer)
    words = fold(asked)
    for name in (words, f"ال{words}", words.removeprefix("ال")):
        key = list_key(name, gazetteer)
        if key:
            return key
    return None


def _latin_key(asked: str, gazetteer: Gazetteer) -> str | None:
    folded = asked.casefold()
    for code, name in sorted(_territories().items()):
        if str(name).casefold() == folded and f"geo:{code}" in gazetteer.by_key:
            return f"geo:{code}"
    slug = folded.replace(" ", "-")
    keys = [k for k in gazetteer.by_key if k == f"org:{slug}" or k.startswith(f"geo:{slug}-")]
    return min(keys, key=lambda k: (len(k), k)) if keys else None


def _territories() -> Mapping[str, Any]:
    from babel import Locale  # heavy, and needed for Latin letters alone

    return Locale("en").territories


def _bare_query(query: str, gazetteer: Gazetteer) -> str:
    """The name without titles before it («الرئيس فلان الفلاني»), folded; a title alone stays."""
    name = fold(" ".join(query.split()))
    if not name:
        return ""
    asked = FoundMention(article="?", start=0, end=len(name), text=name, type="PER", name=name)
    return untitled(asked, gazetteer).name


class _Likeness:
    """Which entities a typed name may mean."""

    def __init__(self, name: str, key: str | None, gazetteer: Gazetteer) -> None:
        self.name, self.key, self.parts = name, key, gazetteer.parts
        self.words = typed_words(name)
        self.listed = {typed_words(n) for n in names_of_keys(key, gazetteer)} if key else set()
        # Words that were looked at: nearly one of the name's, or none.
        self.seen, self.far = set(self.words), set[str]()

    def touches(self, entity: Entity) -> bool:
        """A cheap first look: called by one of the names of the listed thing, or a word in common, or nearly."""
        if self.key and self.key.removeprefix("geo:") == entity.external_ids.get("iso3166"):
            return True
        texts = dict.fromkeys((entity.name, *(m.text for m in entity.mentions if m.kind in ("name", "short"))))
        for text in texts:
            words = typed_words(text)
            if words in self.listed or any(w in self.seen or self._near(w) for w in words):
                return True
        return False

    def _near(self, word: str) -> bool:
        if word not in self.far:
            near = any(self.parts.same(a, word) or self.parts.same(a, f"ا{word}") for a in self.words)
            (self.seen if near else self.far).add(word)
        return word in self.seen

    def exact(self, joint: Joint) -> bool:
        """Called exactly so, or by all the parts of the typed name."""
        if self.key is not None and joint.key is not None:
            return self.key == joint.key
        if not self.words:
            return False
        if any(typed_words(n) == self.words for n in joint.names):
            return True
        return joint.type == "PER" and any(same_person(self.name, fold(n), self.parts) for n in joint.names)

    def part(self, joint: Joint) -> bool:
        """The typed words are a part of its name: a family name, a given name, a body's name in short.

        So is a family name alone that nobody in its article bears in full: it may be the one who is asked for.
        """
        for name in joint.names:
            words = typed_words(name)
            if joint.type == "PER" and is_short_for(fold(name), self.name, self.parts):
                return True
            if joint.type == "PER" and len(self.words) < len(words) and (
                is_short_for(self.name, fold(name), self.parts) or words[:len(self.words)] == self.words
            ):
                return True
            if joint.type != "PER" and self.words and set(self.words) < set(words):
                return True
        return False


def _choose(
    exact: Sequence[Joint], part: Sequence[Joint], *, one_word: bool,
) -> tuple[Sequence[Joint], Sequence[Joint]]:
    """The candidates and the rest: a family name alone may be any bearer's, a full name is who is called so."""
    people = [j for j in part if j.type == "PER"]
    if exact and not (one_word and all(j.type == "PER" and j.key is None for j in exact)):
        return exact, part
    if exact or people:
        fitting = _ranked([*exact, *people])
        rest = [j for j in part if j not in fitting]
        if one_word and _stands_out(fitting):
            return fitting[:1], [*fitting[1:], *rest]
        return fitting, rest
    return part, ()


def _stands_out(ranked: Sequence[Joint]) -> bool:
    """Whether the first is named in full, and in far more articles than all others who bear the name together."""
    counts = [len({m.number for m in j.members}) for j in ranked]
    return any(" " in n.strip() for n in ranked[0].names) and counts[0] >= _FAR_MORE * sum(counts[1:])


def _ranked(joints: Sequence[Joint]) -> list[Joint]:
    return sorted(joints, key=lambda j: (-len({m.number for m in j.members}), j.name, j.id))


def _candidates(joints: Sequence[Joint], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    return tuple(_candidate(j, joint_key(j, gazetteer)) for j in joints[:_SHOWN])


def _candidate(joint: Joint, key: str) -> Candidate:
    articles = dict.fromkeys(m.article for x in joint.members for m in x.entity.mentions)
    return Candidate(name=joint.name, type=joint.members[0].entity.type, names=joint.names[:8],
                     country=_country(joint), articles=tuple(sorted(articles)), key=key)


def _country(joint: Joint) -> str | None:
    found = sorted({m.entity.country for m in joint.members if m.entity.country})
    return found[0] if len(found) == 1 else None


def _place(annotation: Comparison) -> tuple[str, str]:
    record = annotation.articles[0]
    return record.published.value or "9999", record.id
