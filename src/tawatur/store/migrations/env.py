"""Alembic's way in: the connection is handed over by `store.migrate`."""

from __future__ import annotations

from alembic import context

from tawatur.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
context.run_migrations()
