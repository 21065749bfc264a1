"""The tables of a collection, the same on SQLite and PostgreSQL; migrations make them.

Tables of search alone differ: SQLite has two FTS5 tables beside these, PostgreSQL a `vector` column
with a GIN index in `article_words` and `claims` (`search_index.py`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    true,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Sorted by code points, as SQLite does, whatever the server's language is.
String = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite makes a row's number of a column of type INTEGER alone; PostgreSQL needs eight bytes for it.
Number = BigInteger().with_variant(Integer, "sqlite")


def _article(*, key: bool = False, index: bool = False) -> Column[int]:
    return Column(
        "article", Number, ForeignKey("articles.n", ondelete="CASCADE"),
        primary_key=key, autoincrement=False, nullable=False, index=index,
    )


# Which rules made the index of searched words, and other facts about the store itself.
facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

stories = Table(
    "stories", metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("first_seen", String, nullable=False),
    Column("last_seen", String, nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("certain", Integer),
    Column("at_most", Integer),
    # True as long as no comparison stands for the articles as they are now.
    Column("stale", Boolean, nullable=False, index=True),
    # A story that is no more keeps its row, so that its id can be followed.
    Column("gone", Boolean, nullable=False),
    Column("merged_into", String),
    # Groups of claims: told alike by several, told differently, told by one alone. NULL where not counted yet.
    Column("agree", Integer),
    Column("differ", Integer),
    Column("alone", Integer),
    Index(None, "gone", "last_seen"),
    Index(None, "gone", "first_seen"),
)

articles = Table(
    "articles", metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False, unique=True),
    Column("hash", String, nullable=False, index=True),
    Column("outlet", String, index=True),
    Column("url", String),
    Column("path", String),
    Column("title", String),
    Column("published", String),
    Column("day", String, nullable=False, index=True),
    # False where `day` is not the day of publication; then the one that the comparison of its story solved for.
    Column("dated", Boolean, nullable=False, index=True, server_default=true()),
    Column("solved", String),
    Column("first_seen", String, nullable=False),
    Column("last_seen", String, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("copy_of", String),
    # Its number in the index of words: days come in order, so that the newest are found first.
    Column("doc", Number, nullable=False, unique=True),
    Column("grouped", Boolean, nullable=False, index=True),
    Column("story", Number, ForeignKey("stories.n", ondelete="SET NULL"), index=True),
)

versions = Table(
    "versions", metadata,
    _article(key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String, nullable=False),
    Column("seen", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# What was read out of the latest version.
readings = Table(
    "readings", metadata,
    _article(key=True),
    Column("made_by", String, nullable=False, index=True),
    Column("sketch", LargeBinary, nullable=False),
    Column("annotation", LargeBinary, nullable=False),
)

# Title and text of the latest version as they are searched: one key a word, space between.
article_words = Table(
    "article_words", metadata,
    Column("doc", Number, primary_key=True, autoincrement=False),
    _article(index=True),
    Column("title", String, nullable=False),
    Column("body", String, nullable=False),
    Column("tags", String, nullable=False),
)

claims = Table(
    "claims", metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    _article(index=True),
    Column("id", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("modality", String, nullable=False),
    Column("speaker", String),
    Column("speaker_key", String, index=True),
    Column("words", String, nullable=False),
    Column("tags", String, nullable=False),
)

# Every wording of every entity once; `mentions` tells where it stands.
names = Table(
    "names", metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("key", String, nullable=False),
    Column("type", String, nullable=False),
    Column("name", String, nullable=False),
    Column("form", String, nullable=False),
    UniqueConstraint("key", "type", "name", "form"),
)

# The words of names, to find them by.
name_words = Table(
    "name_words", metadata,
    Column("word", String, primary_key=True),
    Column("name", Number, ForeignKey("names.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index("ix_name_words_name", "name"),
)

mentions = Table(
    "mentions", metadata,
    _article(key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Number, ForeignKey("names.n"), nullable=False, index=True),
    Column("entity", String, nullable=False),
    Column("count", Integer, nullable=False),
)

events = Table(
    "events", metadata,
    _article(key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String),
    # First and last day that `date` can mean, to look for it.
    Column("day_from", String, index=True),
    Column("day_to", String),
    Column("place", String, index=True),
    Column("participants", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

event_parties = Table(
    "event_parties", metadata,
    Column("key", String, primary_key=True),
    _article(key=True, index=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
)

vectors = Table(
    "vectors", metadata,
    Column("text_hash", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

story_links = Table(
    "story_links", metadata,
    Column("story", Number, ForeignKey("stories.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("earlier", String, primary_key=True, index=True),
    Column("kind", String, primary_key=True),
    Column("score", Float, nullable=False),
)

story_events = Table(
    "story_events", metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("story", String, nullable=False, index=True),
    Column("change", String, nullable=False),
    Column("at", String, nullable=False),
    Column("other", String),
    Column("articles", String, nullable=False),
)

comparisons = Table(
    "comparisons", metadata,
    Column("story", Number, ForeignKey("stories.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("inputs_digest", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("summary", LargeBinary, nullable=False),
    Column("comparison", LargeBinary, nullable=False),
)

# In what words an outlet (its key) and the others tell the facts that they share in a story; counted when it is compared.
story_words = Table(
    "story_words", metadata,
    Column("story", Number, ForeignKey("stories.n", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("outlet", String, primary_key=True, index=True),
    Column("words", LargeBinary, nullable=False),
)

inputs = Table(
    "inputs", metadata,
    Column("name", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("seen", String, nullable=False),
)

problems = Table(
    "problems", metadata,
    Column("input", String, primary_key=True),
    Column("place", String, primary_key=True),
    Column("code", String, primary_key=True),
    Column("message", String, nullable=False),
    Column("seen", String, nullable=False),
)

feeds = Table(
    "feeds", metadata,
    Column("url", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("outlet", String),
    Column("title", String),
    Column("etag", String),
    Column("modified", String),
    Column("checked", String),
    Column("due", String, index=True),
    Column("failures", Integer, nullable=False),
    Column("problem", String),
)

# Addresses that led to another article's address, or to nothing that another try would change: not asked again.
visited = Table(
    "visited", metadata,
    Column("key", String, primary_key=True),
    Column("seen", String, nullable=False),
)

# What people add. Small writes that don't take the lock of the one writer, so that they can be made while articles come in.
corrections = Table(
    "corrections", metadata,
    Column("id", String, primary_key=True),
    Column("story", String, index=True),
    Column("article", String, index=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False, index=True),
    Column("withdrawn", String),
    # The whole record (`model.desk.Correction`) as JSON.
    Column("record", String, nullable=False),
    Column("subject", String),
    Column("verdict", String),
    # The id of a later word of the same reader on the same, which stands for this one.
    Column("replaced", String),
)

# The articles whose words a correction holds on to; they need not be in the collection.
corrected_articles = Table(
    "corrected_articles", metadata,
    Column("correction", String, ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True),
    Column("article", String, primary_key=True, index=True),
)

accounts = Table(
    "accounts", metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("created", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

sessions = Table(
    "sessions", metadata,
    Column("digest", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("created", String, nullable=False),
    Column("expires", String, nullable=False, index=True),
)

tokens = Table(
    "tokens", metadata,
    Column("digest", String, primary_key=True),
    Column("account", String, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("created", String, nullable=False),
    Column("expires", String),
    Column("used", String),
)

saved_searches = Table(
    "saved_searches", metadata,
    Column("id", String, primary_key=True),
    Column("by", String, nullable=False, index=True),
    Column("created", String, nullable=False),
    # The whole record (`model.desk.SavedSearch`) as JSON.
    Column("record", String, nullable=False),
)

alerts = Table(
    "alerts", metadata,
    Column("search", String, ForeignKey("saved_searches.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("at", String, nullable=False, index=True),
    Column("delivered", String),
    Column("tries", Integer, nullable=False),
    # The whole record (`model.desk.Alert`) as JSON, but for the three columns before.
    Column("record", String, nullable=False),
)
