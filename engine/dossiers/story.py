"""The history of a dossier: one line per act, in both languages, read by officers and (where public) by citizens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.models import history
from engine.platform.prepared import Prepared
from engine.platform.together import Write, write_all
from engine.text import Text

_TELL = Prepared(history.insert())


def tell(
    session: Session,
    dossier_id: int,
    act: str,
    said: Text,
    author: Author,
    now: datetime,
    *,
    element: str | None = None,
    step_no: str | None = None,
    note: str | None = None,
    public: bool = True,
    path: Sequence[str] = (),
) -> None:
    """Append one line. ``path`` names the elements and flows passed, for the picture of the way taken."""
    write_all(session, [line(dossier_id, act, said, author, now, element, step_no, note, public, path)])


def line(
    dossier_id: int,
    act: str,
    said: Text,
    author: Author,
    now: datetime,
    element: str | None = None,
    step_no: str | None = None,
    note: str | None = None,
    public: bool = True,
    path: Sequence[str] = (),
) -> Write:
    """The line ``tell`` appends, to be written together with what it tells of."""
    said_so = {
        "dossier_id": dossier_id,
        "at": now,
        "act": act,
        "element": element,
        "step_no": step_no,
        "said": list(said),
        "note": note,
        "person": author.name,
        "unit": author.unit_name,
        "public": public,
        "path": list(path) or None,
    }
    return Write(_TELL, said_so)
