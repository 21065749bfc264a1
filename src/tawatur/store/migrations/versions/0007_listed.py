"""Ways to the newest stories, to the first day of all, and to the stories that follow one.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEXES = (("stories", ["gone", "last_seen"]), ("stories", ["gone", "first_seen"]), ("story_links", ["earlier"]))


def upgrade() -> None:
    op.drop_index(op.f("ix_stories_gone"), "stories")
    for table, columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)


def downgrade() -> None:
    for table, columns in INDEXES:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
    op.create_index(op.f("ix_stories_gone"), "stories", ["gone"], unique=False)
