"""How Alembic reaches the schema: on the connection handed in by ``engine.platform.migrate``."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from engine.platform.db import metadata
from engine.platform.types import Instant, Json
from migrations import tables


def own_types(kind: str, column_type: Any, autogen_context: Any) -> str | Literal[False]:
    """Write our column types by their own names; Alembic's way for everything else."""
    if kind == "type" and isinstance(column_type, Instant | Json):
        autogen_context.imports.add("from engine.platform.types import Instant, Json")
        return f"{type(column_type).__name__}()"
    return False


tables.load()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=own_types,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
