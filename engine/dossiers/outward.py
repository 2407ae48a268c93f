"""Jobs that keep other systems and us in step outside any step of a procedure: the gateway's books, the portal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.documents.store import FileStore
from engine.dossiers.paying import handlers as paying
from engine.dossiers.portal_sync import fetching, noting, telling
from engine.platform.jobs import Handlers
from engine.platform.time import Now


def schedule(session: Session, now: datetime) -> None:
    """Ask for what repeats itself; asks once however often it is called."""
    paying.schedule(session, now)


def of_installation(secret: str, now: Now, files: Path, roots: Sequence[Path] = ()) -> Handlers:
    """The handlers as an installation runs them, on a runner of their own: partners are slow.

    ``secret`` is the one partners' secrets are sealed with, ``files`` the folder of the papers.
    """
    means = Means(Sealer(secret), roots=roots)
    world = telling.World(now, means, FileStore(files))
    portal = {noting.TELL: telling.handler(world), fetching.FETCH: fetching.handler(world)}
    return {**paying.handlers(now, means), **portal}
