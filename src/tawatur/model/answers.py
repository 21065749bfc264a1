"""What a collection answers: who, from whom, when, what became of it. Every record holds spans as evidence."""

from __future__ import annotations

from typing import Literal

import msgspec

from .annotation import EntityType, MentionKind, Mode, SourceKind, Stance
from .claim import Modality
from .event import Status
from .span import Span

TakenHow = Literal["stated", "shared text"]
WhoFound = Literal["one", "several", "absent"]
Outcome = Literal[
    "ahead", "held", "moved", "cancelled", "mentioned", "never mentioned again",
]
EditKind = Literal["inserted", "deleted", "replaced"]
ClaimFacet = Literal["number", "name", "date", "source"]


class Proof(msgspec.Struct, frozen=True, order=True):
    """Words of one article, with its outlet and day (ISO; None where unknown)."""

    outlet: str
    day: str | None
    span: Span


# -- from whom an article has what it prints -------------------------------------------------------


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of one article that stand in another's words.

    `source` is the name of the outlet, agency or statement, `key` the same for all its names. `how`: the
    article says so itself (`stated`), or it prints another's text (`shared text`); `said` tells whether it
    names that source for these claims. `certain` is False where it can't be told who printed the words first
    (same day, or a day that is not given): then `source` is one that may have had them first.
    """

    source: str
    key: str
    kind: SourceKind
    how: TakenHow
    said: bool
    certain: bool
    claims: tuple[str, ...]
    evidence: tuple[Span, ...]


class ArticleSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one article of a story tells and from whom it has it.

    `claims` is their number; each is in `own`, in `doubtful` or in exactly one certain `Taken`. `quoting`
    are those of `own` for which the article names a speaker whom it cites without a go-between. `delay` counts
    days from the first article that told one of its claims (0: it is among the first; None: it shares no claim,
    or a day is unknown), `first` names the articles that had it first.
    """

    article: str
    outlet: str
    key: str
    day: str | None
    claims: int
    own: tuple[str, ...]
    quoting: tuple[str, ...]
    doubtful: tuple[str, ...]
    taken: tuple[Taken, ...]
    delay: int | None = None
    first: tuple[str, ...] = ()


class StorySummary(msgspec.Struct, frozen=True, kw_only=True):
    """What `tawatur outlets` needs of one story, in the order of its comparison."""

    articles: tuple[ArticleSummary, ...]


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an outlet repeats: claims by whether it says so.

    `doubtful` ones are in neither count, and one of them stands here under every outlet that may have had it first.
    """

    source: str
    key: str
    kind: SourceKind
    said: int
    unsaid: int
    doubtful: int
    articles: tuple[str, ...]
    stories: tuple[str, ...]


class OutletRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet over the whole collection.

    `own` + `taken` + `doubtful` == `claims`. `told_alone` are claims of articles that no other outlet's article
    stands beside: nobody could be held against them. Of the others the share of its own lies between `own_least`
    (the doubtful ones left out) and `own_most` (all of them taken in); None where there are no others. `delay` is the median in days over the articles in
    `delay_articles`, which share claims with another outlet and whose days are known.
    """

    outlet: str
    key: str
    articles: tuple[str, ...]
    stories: tuple[str, ...]
    claims: int
    own: int
    quoting: int
    taken: int
    doubtful: int
    said: int
    unsaid: int
    told_alone: int
    repeats: tuple[Repeated, ...]
    delay: float | None
    delay_articles: tuple[str, ...]
    own_least: float | None
    own_most: float | None


class WordUse(msgspec.Struct, frozen=True, kw_only=True):
    """A word that an outlet uses more or less than others for the same things.

    `own` and `others` are its counts on the same facts, each fact once (fractions); `facts` and `stories` where it stands. `log_odds` is
    above 0 where the outlet uses it more; `low` and `high` are its 95 % interval, `z` its distance from 0 in standard errors.
    """

    stem: str
    form: str
    own: float
    others: float
    facts: int
    stories: int
    log_odds: float
    low: float
    high: float
    z: float


class OutletWording(msgspec.Struct, frozen=True, kw_only=True):
    """In what words an outlet tells what others tell too: all words that were compared, the most telling first.

    `facts` and `stories` it shares with others; `older` are further stories that were not looked at, `left` those in which an earlier
    version counted nothing.
    """

    facts: int
    stories: int
    compared: int
    own_words: int
    other_words: int
    words: tuple[WordUse, ...]
    left: int = 0
    older: int = 0


# -- who ----------------------------------------------------------------------------------------------


class NameUse(msgspec.Struct, frozen=True, kw_only=True):
    """A name or title by which an outlet calls someone; `count` times in `articles`, at all these `places` (by article and offset)."""

    form: str
    kind: MentionKind
    count: int
    articles: tuple[str, ...]
    example: Proof
    places: tuple[Span, ...] = ()


class OutletNames(msgspec.Struct, frozen=True):
    """All names by which one outlet calls someone, the most frequent first."""

    outlet: str
    uses: tuple[NameUse, ...]


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """A happening in which someone takes part, told by one article or by several; `others` are names.

    `place_key` and `other_keys` (in the order of `others`) are keys as in `EntityRow`.
    """

    type: str
    name: str
    date: str | None
    place: str | None
    status: Status
    role: str
    others: tuple[str, ...]
    evidence: tuple[Proof, ...]
    place_key: str | None = None
    other_keys: tuple[str, ...] = ()


class Halt(msgspec.Struct, frozen=True, kw_only=True):
    """A stop of a journey: where, when (TIMEX3 or None), and the words that tell it."""

    place: str
    date: str | None
    status: Status
    evidence: tuple[Proof, ...]
    place_key: str | None = None


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One of a series: what the words call it, its number where they tell it, when, where, of what status."""

    name: str
    number: int | None
    date: str | None
    place: str | None
    status: Status
    evidence: tuple[Proof, ...]


class Process(msgspec.Struct, frozen=True, kw_only=True):
    """Happenings of one kind that the articles tell of as a series (rounds, yearly meetings), in order of time.

    `cycle` is how often, in their words. `last` is the latest that was held, `next` the first that is planned for a
    day after the last article that names whoever is asked for; None where none is told.
    """

    name: str
    type: str
    cycle: str | None
    turns: tuple[Turn, ...]
    last: Turn | None
    next: Turn | None


class Through(msgspec.Struct, frozen=True):
    """A go-between by which words came to the outlet; from the outlet inward."""

    name: str
    kind: SourceKind
    cue: Span


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One article's telling of what someone said: its words, how, and through whom they came."""

    words: Proof
    cue: Span
    mode: Mode
    modality: Modality
    stance: Stance
    through: tuple[Through, ...]


class Saying(msgspec.Struct, frozen=True):
    """What someone said, in the words of each article that tells it."""

    tellings: tuple[Telling, ...]


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """A day (TIMEX3 or None) and a place on which something was held, with the words that tell of it."""

    date: str | None
    place: str | None
    evidence: tuple[Proof, ...]


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Someone named in the same meetings, visits or matches; `times` counts the `occasions` (days and places of what was held), not articles."""

    name: str
    type: EntityType
    times: int
    evidence: tuple[Proof, ...]
    key: str = ""
    occasions: tuple[Occasion, ...] = ()


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Someone whom a name may mean, with the names that stand in the articles."""

    name: str
    type: EntityType
    names: tuple[str, ...]
    country: str | None
    articles: tuple[str, ...]
    key: str = ""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """All that the collection tells of one person, body or place."""

    name: str
    type: EntityType
    country: str | None
    external_ids: dict[str, str]
    articles: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    names: tuple[OutletNames, ...]
    deeds: tuple[Deed, ...]
    journey: tuple[Halt, ...]
    sayings: tuple[Saying, ...]
    met: tuple[Met, ...]
    key: str = ""
    processes: tuple[Process, ...] = ()


class WhoAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a name: one profile, several candidates, or nobody.

    `others` are further candidates whom a part of the name fits. `searched` is the number of articles of the collection; `naming` of them
    hold the name, the newest `looked` of which were looked at (all of them, unless fewer were asked for).
    """

    query: str
    found: WhoFound
    profile: Profile | None
    candidates: tuple[Candidate, ...]
    others: tuple[Candidate, ...] = ()
    searched: int = 0
    naming: int = 0
    looked: int = 0


# -- agenda -------------------------------------------------------------------------------------------


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """Who announced it, when, in what words, and for what day (`date`, TIMEX3)."""

    words: Proof
    date: str
    speaker: str | None = None


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """A later telling of something planned: of what status, for which day, in what words."""

    words: Proof
    status: Status
    date: str | None


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something planned, grouped over the articles that announce it.

    `since` and `until` are the first and last day (ISO, both within) of `date`. `looked_until` is the last day
    of the collection that was looked at for what became of it. `outcome`: `ahead` where that day lies before its end.
    `certain` is False where the later telling may be of another happening.
    """

    id: str
    type: str
    name: str
    date: str
    since: str
    until: str
    place: str | None
    who: tuple[str, ...]
    announced: tuple[Announcement, ...]
    outcome: Outcome
    later: tuple[Later, ...]
    looked_until: str
    certain: bool = True


# -- changes ------------------------------------------------------------------------------------------


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that differs between two versions; offsets of each version's own text.

    Where something was only added, `old` is empty (`old_start == old_end`), and the other way round.
    """

    kind: EditKind
    old_start: int
    old_end: int
    old: str
    new_start: int
    new_end: int
    new: str


class ClaimChange(msgspec.Struct, frozen=True, kw_only=True):
    """A number, name, date or source that one version has and the other has not."""

    facet: ClaimFacet
    removed: tuple[Span, ...]
    added: tuple[Span, ...]


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What was edited between two versions of an article, in its title and in its text."""

    article: str
    old_version: int
    new_version: int
    title: tuple[Edit, ...]
    text: tuple[Edit, ...]
    claims: tuple[ClaimChange, ...]
    old_text: str
    new_text: str
