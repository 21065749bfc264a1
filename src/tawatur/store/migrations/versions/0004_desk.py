"""What people add (corrections, accounts, saved searches), and how much of a story is agreed on.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _column(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, STRING, nullable=optional)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def upgrade() -> None:
    for name in ("agree", "differ", "alone"):
        op.add_column("stories", sa.Column(name, sa.Integer(), nullable=True))
    op.create_table(
        "corrections", _column("id"), _column("story", optional=True), _column("article", optional=True), _column("by"),
        _column("at"), _column("withdrawn", optional=True), _column("record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    for name in ("story", "article", "at"):
        _index("corrections", name)
    op.create_table(
        "accounts", _column("name"), _column("role"), _column("password"), _column("created"),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_accounts")),
    )
    op.create_table(
        "sessions", _column("digest"), _column("account"), _column("created"), _column("expires"),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name=op.f("fk_sessions_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    for name in ("account", "expires"):
        _index("sessions", name)
    op.create_table(
        "tokens", _column("digest"), _column("account"), _column("label"), _column("created"),
        _column("expires", optional=True), _column("used", optional=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name=op.f("fk_tokens_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tokens")),
    )
    _index("tokens", "account")
    op.create_table(
        "saved_searches", _column("id"), _column("by"), _column("created"), _column("record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    _index("saved_searches", "by")
    op.create_table(
        "alerts", _column("search"), _column("kind"), _column("subject"), _column("at"), _column("delivered", optional=True),
        sa.Column("tries", sa.Integer(), nullable=False), _column("record"),
        sa.ForeignKeyConstraint(["search"], ["saved_searches.id"], name=op.f("fk_alerts_search"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("search", "kind", "subject", name=op.f("pk_alerts")),
    )
    _index("alerts", "at")


def downgrade() -> None:
    for table in ("alerts", "saved_searches", "tokens", "sessions", "accounts", "corrections"):
        op.drop_table(table)
    for name in ("alone", "differ", "agree"):
        op.drop_column("stories", name)
