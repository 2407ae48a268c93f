"""Which declared procedure a procedure of a sheet is: an open working copy before a published version.

Same code first; without codes the same key or name. A sheet never makes a second procedure of one that exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.platform.errors import Missing
from engine.platform.search import search_key
from engine.procedures import store
from engine.procedures.models import working_copy, working_revision
from engine.procedures.sources import Sources
from engine.publication import queries
from engine.publication.inspection import read_diagram
from engine.publication.working.queries import OPEN

COPY, VERSION = "copy", "version"
_COPIES: Final = 500


@dataclass(frozen=True)
class Declared:
    """A procedure as it is declared now; ``id`` is the working copy's or the version's, ``number`` its state."""

    kind: str
    id: int
    number: int
    key: str
    name: str
    codes: frozenset[str]
    hash: str

    def as_data(self) -> dict[str, Any]:
        """What is kept beside a procedure found in a sheet."""
        return {
            "kind": self.kind,
            "id": self.id,
            "number": self.number,
            "key": self.key,
            "name": self.name,
            "hash": self.hash,
        }


def declared(session: Session, now: datetime) -> list[Declared]:
    """Everything that is declared: open working copies first, then published procedures."""
    return [*_copies(session), *_versions(session, now)]


def match(known: Sequence[Declared], key: str, name: str, codes: Sequence[str]) -> Declared | None:
    """The procedure that is meant, None when it is new."""
    wanted = frozenset(codes)
    same = [one for one in known if wanted & one.codes]
    if not same:
        same = [one for one in known if one.key == key or _alike(one.name, name)]
        same = [one for one in same if not (wanted and one.codes)]
    keys = {one.key for one in same}
    return same[0] if len(keys) == 1 else None


def now_of(session: Session, key: str, now: datetime) -> Declared | None:
    """The procedure with this key as it is declared at this moment."""
    copies = _copies(session, key)
    if copies:
        return copies[0]
    try:
        versions = queries.versions(session, key)
    except Missing:
        return None
    row = queries.in_force(versions, now) or versions[0]
    return Declared(
        VERSION, row.id, row.number, key, row.summary["name"][0], frozenset(row.summary.get("codes", [])), row.hash
    )


def sources_of(session: Session, found: Declared) -> Sources:
    """Its files."""
    if found.kind == VERSION:
        return store.of_version(session, found.id)
    same = (working_revision.c.copy_id == found.id) & (working_revision.c.number == found.number)
    revision: int = session.execute(select(working_revision.c.id).where(same)).scalar_one()
    return store.of_revision(session, revision)


def _copies(session: Session, key: str | None = None) -> list[Declared]:
    joined = working_copy.join(
        working_revision,
        (working_revision.c.copy_id == working_copy.c.id) & (working_revision.c.number == working_copy.c.revision),
    )
    columns = (working_revision.c.id.label("revision_id"), working_revision.c.hash)
    query = select(working_copy, *columns).select_from(joined).where(working_copy.c.status == OPEN)
    if key is not None:
        query = query.where(working_copy.c.key == key)
    found = []
    for row in session.execute(query.order_by(working_copy.c.id.desc()).limit(_COPIES)):
        definition = read_diagram(store.of_revision(session, row.revision_id).bpmn)
        codes = frozenset(one.code for one in definition.covers if one.code)
        found.append(Declared(COPY, row.id, row.revision, row.key, row.name, codes, row.hash))
    return found


def _versions(session: Session, now: datetime) -> list[Declared]:
    found = []
    for entry in queries.entries(session, now):
        row = entry.version
        codes = frozenset(row.summary.get("codes", []))
        found.append(Declared(VERSION, row.id, row.number, entry.key, entry.name, codes, row.hash))
    return found


def _alike(one: str, other: str) -> bool:
    return bool(other) and search_key(one) == search_key(other)
