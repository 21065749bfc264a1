"""Addresses that need not be asked again.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "visited",
        sa.Column("key", STRING, nullable=False),
        sa.Column("seen", STRING, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_visited")),
    )


def downgrade() -> None:
    op.drop_table("visited")
