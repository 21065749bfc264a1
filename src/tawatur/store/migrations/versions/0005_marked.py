"""On which articles a correction lies, and what lists of corrections ask for.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name in ("subject", "verdict", "replaced"):
        op.add_column("corrections", sa.Column(name, STRING, nullable=True))
    op.create_table(
        "corrected_articles", sa.Column("correction", STRING, nullable=False), sa.Column("article", STRING, nullable=False),
        sa.ForeignKeyConstraint(
            ["correction"], ["corrections.id"], name=op.f("fk_corrected_articles_correction"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("correction", "article", name=op.f("pk_corrected_articles")),
    )
    op.create_index(op.f("ix_corrected_articles_article"), "corrected_articles", ["article"], unique=False)


def downgrade() -> None:
    op.drop_table("corrected_articles")
    for name in ("replaced", "verdict", "subject"):
        op.drop_column("corrections", name)
