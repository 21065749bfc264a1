"""Articles whose day of publication is not known.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("articles", sa.Column("dated", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("articles", sa.Column("solved", STRING, nullable=True))
    op.create_index(op.f("ix_articles_dated"), "articles", ["dated"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_articles_dated"), table_name="articles")
    op.drop_column("articles", "solved")
    op.drop_column("articles", "dated")
