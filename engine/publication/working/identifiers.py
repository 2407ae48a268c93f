"""Which element ids a procedure used before: they are never given to anything new (procedure-format, names)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.reading.names import BPMN
from engine.bpmn.xml import safe_parse
from engine.procedures.models import blob, procedure, procedure_version, version_source
from engine.procedures.sources import DIAGRAM


def ids_in(data: bytes) -> frozenset[str]:
    """Return the ids of all BPMN elements in a diagram."""
    found = safe_parse(data).iter(f"{{{BPMN}}}*")
    return frozenset(key for element in found if (key := element.get("id")))


def published_ids(session: Session, key: str) -> frozenset[str]:
    """Return every id that any published version of procedure ``key`` used."""
    joined = (
        blob.join(version_source, version_source.c.hash == blob.c.hash)
        .join(procedure_version, procedure_version.c.id == version_source.c.version_id)
        .join(procedure, procedure.c.id == procedure_version.c.procedure_id)
    )
    wanted = (procedure.c.key == key) & (version_source.c.path == DIAGRAM)
    diagrams = session.execute(select(blob.c.data).select_from(joined).where(wanted)).scalars()
    return frozenset().union(*(ids_in(bytes(data)) for data in diagrams))
