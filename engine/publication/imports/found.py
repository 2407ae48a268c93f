"""The procedures of a file as rows: kept when the file is read, loaded with their printed rows and their draft."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.imports import points
from engine.publication.imports.confidence import confidence
from engine.publication.imports.matching import Declared
from engine.publication.imports.models import sheet_found
from engine.publication.inspection import read_diagram
from engine.text import Text


@dataclass(frozen=True)
class Found:
    """One procedure of a file: its row, what the child told of it, its draft, its points, what it is compared with."""

    row: Row[Any]
    told: Mapping[str, Any]
    sources: Sources
    points: Sequence[Row[Any]]
    before: Sources | None
    proposed: Sources | None

    @property
    def open(self) -> list[Row[Any]]:
        """The points nobody settled yet."""
        return [one for one in self.points if one.status == points.OPEN]

    @property
    def taken(self) -> bool:
        """Whether it became, or went into, a working copy."""
        return self.row.copy_id is not None


def keep(session: Session, import_id: int, position: int, told: Mapping[str, Any], against: Declared | None) -> int:
    """Keep one procedure the child told of, with its draft and its points."""
    files = {DIAGRAM: base64.b64decode(told["bpmn"])}
    files |= {f"forms/{name}.json": base64.b64decode(data) for name, data in told["forms"].items()}
    data = {name: told[name] for name in ("codes", "parts", "rows")}
    definition = read_diagram(files[DIAGRAM])
    sums = [one for part in told["parts"] for one in part["sums"]]
    summary = {
        "rows": len(told["rows"]),
        "codes": told["codes"],
        "points": len(told["points"]),
        "sums": [[one["total"], one["term"]] for one in sums],
        "cases": len(sums) if len(sums) > 1 else 0,
        "confidence": confidence(definition, told["name"], len(told["points"])),
    }
    new = sheet_found.insert().values(
        import_id=import_id,
        position=position,
        key=told["key"][:80],
        name=told["name"][:500],
        summary=summary,
        data=store.keep(session, zlib.compress(json.dumps(data, ensure_ascii=False).encode())),
        files=keep_files(session, files),
        against=against.as_data() if against is not None else None,
    )
    found_id: int = session.execute(new.returning(sheet_found.c.id)).scalar_one()
    points.store(session, found_id, told["points"])
    return found_id


def keep_files(session: Session, files: Mapping[str, bytes]) -> dict[str, str]:
    """Keep files by their hashes: path to hash."""
    return {path: store.keep(session, data) for path, data in files.items()}


def row_of(session: Session, actor: Actor, import_id: int, found_id: int, *, lock: bool = False) -> Row[Any]:
    """The row of a procedure found. Raises ``Missing``, also for who may not see drafts."""
    same = (sheet_found.c.id == found_id) & (sheet_found.c.import_id == import_id)
    query = select(sheet_found).where(same)
    row = session.execute(query.with_for_update() if lock else query).first()
    if row is None or not policy.may(actor, Act.SEE_DRAFT):
        raise Missing(
            Text("Không tìm thấy thủ tục này trong tệp đã nhập.", "There is no such procedure in an imported file."),
            Text("Mở lại từ trang Nhập từ Word, Excel.", "Open it again from Import from Word, Excel."),
        )
    return row


def load(session: Session, actor: Actor, import_id: int, found_id: int) -> Found:
    """A procedure found, with everything its page shows. Raises ``Missing``."""
    row = row_of(session, actor, import_id, found_id)
    told = json.loads(zlib.decompress(store.kept(session, row.data)))
    before = proposed = None
    if row.proposal is not None:
        before = files_of(session, row.proposal["before"])
        proposed = files_of(session, row.proposal["files"])
    return Found(row, told, files_of(session, row.files), points.of(session, found_id), before, proposed)


def files_of(session: Session, kept: Mapping[str, str]) -> Sources:
    """Files by their hashes."""
    return Sources({path: store.kept(session, name) for path, name in kept.items()})
