"""Taking a sheet in: what is sent is looked at from outside only, kept by its hash, and put in line to be read."""

from __future__ import annotations

import html
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Invalid, TooLarge
from engine.platform.jobs import enqueue
from engine.procedures import store
from engine.procedures.sheets.package import MAX_FILE
from engine.publication.imports.models import sheet_import
from engine.text import Text

WAITING, READING, READ, FAILED = "waiting", "reading", "read", "failed"
DOCX, XLSX, HTML = "docx", "xlsx", "html"
READ_SHEET: Final = "read_sheet"
MAX_PASTED: Final = 8 * 1024 * 1024
_SAVE_AS: Final = Text("Mở bằng Word/Excel và lưu thành .docx hoặc .xlsx.", "Save it as .docx or .xlsx.")


def send(session: Session, actor: Actor, name: str, data: bytes, now: datetime) -> int:
    """Keep a Word or Excel file and have it read; returns the id of the import. Raises ``Invalid``, ``TooLarge``."""
    policy.require(actor, Act.EDIT_DRAFT)
    return _keep(session, actor, PurePosixPath(name.replace("\\", "/")).name, _kind(name, data), data, now)


def paste(session: Session, actor: Actor, text: str, now: datetime) -> int:
    """Keep a table from the clipboard (HTML, or rows of text with tabs) and have it read."""
    policy.require(actor, Act.EDIT_DRAFT)
    data = _as_html(text).encode()
    if len(data) > MAX_PASTED:
        raise TooLarge(
            Text("Phần dán quá lớn.", "What was pasted is too big."),
            Text("Lưu thành tệp rồi gửi tệp.", "Save it as a file and send the file."),
            "dan",
        )
    name = f"Bảng dán {now:%d-%m-%Y}"
    return _keep(session, actor, name, HTML, data, now)


def again(session: Session, actor: Actor, import_id: int, now: datetime) -> None:
    """Read a file once more after it failed."""
    policy.require(actor, Act.EDIT_DRAFT)
    failed = (sheet_import.c.id == import_id) & (sheet_import.c.status == FAILED)
    again = sheet_import.update().where(failed).values(status=WAITING, error=None, progress=None)
    if session.execute(again.returning(sheet_import.c.id)).first() is not None:
        key = f"{READ_SHEET}:{import_id}:{now.isoformat()}"
        enqueue(session, READ_SHEET, key, now=now, payload={"import": import_id})


def _keep(session: Session, actor: Actor, name: str, kind: str, data: bytes, now: datetime) -> int:
    facts = {"name": name[:300], "kind": kind, "size": len(data), "status": WAITING}
    made = {"sent_at": now, "sent_by_account": actor.account_id, "sent_by": actor.name}
    new = sheet_import.insert().values(hash=store.keep(session, data), **facts, **made)
    import_id: int = session.execute(new.returning(sheet_import.c.id)).scalar_one()
    enqueue(session, READ_SHEET, f"{READ_SHEET}:{import_id}", now=now, payload={"import": import_id})
    audit.record(
        session,
        subject_kind="sheet_import",
        subject_id=import_id,
        act="sheet_sent",
        actor=actor.username,
        at=now,
        detail={"name": name[:300], "kind": kind, "size": len(data)},
    )
    return import_id


def _kind(name: str, data: bytes) -> str:
    suffix = PurePosixPath(name.lower()).suffix
    if len(data) > MAX_FILE:
        raise TooLarge(
            Text("Tệp lớn hơn 20 MB.", "The file is over 20 MB."),
            Text(
                "Bỏ ảnh trong tệp, hoặc chia quyết định thành nhiều tệp.", "Take pictures out, or split the decision."
            ),
            name,
        )
    if not data:
        raise Invalid(Text("Tệp rỗng.", "The file is empty."), _SAVE_AS, name)
    if suffix in (".docx", ".xlsx") and data.startswith(b"PK"):
        return suffix[1:]
    raise Invalid(_refusal(suffix, data), _SAVE_AS, name)


def _refusal(suffix: str, data: bytes) -> Text:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Text(
            "Đây là tệp Word/Excel đời cũ (.doc, .xls) hoặc tệp có mật khẩu.",
            "This is an old Word or Excel file (.doc, .xls), or one with a password.",
        )
    if data.startswith(b"%PDF"):
        return Text(
            "Đây là tệp PDF; cần bản Word hoặc Excel của quyết định.",
            "This is a PDF; the Word or Excel file is needed.",
        )
    if suffix in (".docx", ".xlsx"):
        return Text(
            f"Tệp mang đuôi {suffix} nhưng không phải tệp Word/Excel, hoặc đã hỏng.",
            f"The file is called {suffix} but is none, or is damaged.",
        )
    return Text(f"Không nhận loại tệp {suffix or 'này'}.", f"Files of this kind ({suffix or 'unknown'}) are not taken.")


def _as_html(text: str) -> str:
    """HTML as it is; rows of text with tabs (a paste without script) as a table."""
    plain = text.strip()
    if "<table" in plain.lower() or "<tr" in plain.lower():
        return plain
    if "\t" not in plain:
        raise Invalid(
            Text("Phần dán không có bảng nào.", "There is no table in what was pasted."),
            Text(
                "Chọn cả bảng trong Word hoặc Excel, sao chép rồi dán vào ô.", "Select the whole table, copy and paste."
            ),
            "dan",
        )
    rows = [line.split("\t") for line in plain.splitlines() if line.strip()]
    cells = ("".join(f"<td>{html.escape(cell.strip())}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
