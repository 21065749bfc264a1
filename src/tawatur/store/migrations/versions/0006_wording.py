"""In what words each outlet of a story tells what the others tell too.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "story_words", sa.Column("story", NUMBER, autoincrement=False, nullable=False), sa.Column("outlet", STRING, nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.n"], name=op.f("fk_story_words_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "outlet", name=op.f("pk_story_words")),
    )
    op.create_index(op.f("ix_story_words_outlet"), "story_words", ["outlet"], unique=False)


def downgrade() -> None:
    op.drop_table("story_words")
