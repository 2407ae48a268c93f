"""Taking a dossier for one act: whoever comes at the same moment waits, then sees what the first one did.

Held before anything is read, so that every later statement of the act reads the same, latest dossier. The optimistic
version of the state stays as the second fence. SQLite has one writer, and every act is one from its beginning.
"""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier, wait, work_item
from engine.platform.prepared import Prepared

_KEY: BindParameter[int] = bindparam("key")


def _locking(condition: ColumnElement[bool]) -> Prepared:
    return Prepared(select(dossier.c.id).where(condition).with_for_update(key_share=True))


_DOSSIER = _locking(dossier.c.id == _KEY)
_OF_WORK = _locking(dossier.c.id == select(work_item.c.dossier_id).where(work_item.c.id == _KEY).scalar_subquery())
_OF_WAIT = _locking(dossier.c.id == select(wait.c.dossier_id).where(wait.c.id == _KEY).scalar_subquery())


def hold(session: Session, dossier_id: int) -> None:
    """Hold a dossier until the transaction ends; one that does not exist holds nothing."""
    _hold(session, _DOSSIER, dossier_id)


def hold_by_work(session: Session, work_item_id: int) -> None:
    """Hold the dossier a work item belongs to."""
    _hold(session, _OF_WORK, work_item_id)


def hold_by_wait(session: Session, wait_id: int) -> None:
    """Hold the dossier a wait belongs to."""
    _hold(session, _OF_WAIT, wait_id)


def _hold(session: Session, statement: Prepared, key: int) -> None:
    if session.get_bind().dialect.name != "sqlite":
        statement.first(session, {"key": key})
