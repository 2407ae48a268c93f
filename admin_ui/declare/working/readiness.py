"""What stands between a working copy and its approval, as a list to tick off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from admin_ui.declare.working import rehearsed
from admin_ui.declare.working.checked import Checked
from engine.organisation.actors import Actor
from engine.publication import queries
from engine.publication.imports import points
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

OK, NEEDED, NOTE = "ok", "late", "soon"


@dataclass(frozen=True)
class Item:
    """One thing to be right: how it stands, what it is, more about it, and where to go."""

    state: str
    name: Text
    more: Text
    href: str | None = None


def items(session: Session, actor: Actor, copy: WorkingCopy, found: Checked) -> tuple[Item, ...]:
    """The list, in the order of work."""
    return (
        *_checks(copy, found),
        *_open_points(session, copy),
        *_nothing_new(session, copy),
        *_rehearsal(session, actor, copy),
        _staff(found),
        _four_eyes(session, actor),
        *_newer(session, copy),
    )


def ready(some: tuple[Item, ...]) -> bool:
    """Whether nothing stands in the way."""
    return all(one.state != NEEDED for one in some)


def _checks(copy: WorkingCopy, found: Checked) -> Iterator[Item]:
    name, href = Text("Kiểm tra", "Checks"), url_for("declare.working_checks", copy_id=copy.id)
    if found.blocking:
        more = Text(f"Còn {found.blocking} điểm phải sửa.", f"{found.blocking} to correct.")
        yield Item(NEEDED, name, more, href)
    elif found.notes:
        more = Text(f"Không có lỗi, {len(found.notes)} lưu ý.", f"No errors, {len(found.notes)} notes.")
        yield Item(OK, name, more, href)
    else:
        yield Item(OK, name, Text("Không có điểm nào phải sửa.", "Nothing to correct."), href)


def _open_points(session: Session, copy: WorkingCopy) -> Iterator[Item]:
    """What of an imported sheet nobody has resolved or accepted by name."""
    for import_id, found_id, count in points.open_of_copy(session, copy.id):
        more = Text(f"Còn {count} điểm chưa ai giải quyết hay chấp nhận.", f"{count} neither resolved nor accepted.")
        href = url_for("declare.import_found", import_id=import_id, found_id=found_id)
        yield Item(NEEDED, Text("Điểm mở của bảng quy trình", "Open points of the sheet"), more, href)


def _nothing_new(session: Session, copy: WorkingCopy) -> Iterator[Item]:
    if queries.is_published(session, copy.key, copy.sources.hash):
        more = Text("Giống hệt một phiên bản đã công bố.", "It is the same as a published version.")
        yield Item(NEEDED, Text("Thay đổi", "Changes"), more)


def _rehearsal(session: Session, actor: Actor, copy: WorkingCopy) -> Iterator[Item]:
    name, href = Text("Diễn tập", "Rehearsal"), url_for("declare.working_rehearsal", copy_id=copy.id)
    result = rehearsed.known(session, copy.sources)
    if result is None:
        more = Text("Xem mọi đường đi của hồ sơ trước khi trình.", "See every way a dossier can go before sending it.")
        yield Item(NOTE, name, more, href)
        return
    red, waiting = len(result.red), len(rehearsed.unaccepted(session, actor, copy, result))
    if red or waiting:
        more = Text(
            f"{red} điểm phải sửa, {waiting} điểm chưa ai chấp nhận.", f"{red} to correct, {waiting} to be accepted."
        )
        yield Item(NEEDED, name, more, href)
    else:
        yield Item(OK, name, Text("Mọi đường đi đều tới đích.", "Every way comes to an end."), href)


def _staff(found: Checked) -> Item:
    name = Text("Nhân sự", "People")
    missing = [one for one in found.notes if one.code in ("no_such_unit", "nobody_in_post")]
    if not missing:
        return Item(OK, name, Text("Bước nào cũng có đơn vị và người đảm nhiệm.", "Every step has a unit and people."))
    more = Text(
        f"{len(missing)} bước hiện chưa có người nhận việc; vẫn công bố được.",
        f"{len(missing)} steps have nobody today; it can be published all the same.",
    )
    return Item(NOTE, name, more)


def _four_eyes(session: Session, actor: Actor) -> Item:
    name = Text("Người phê duyệt khác người soạn", "An approver who is not the author")
    others = queries.approvers(session, actor.account_id)
    if not others:
        return Item(NEEDED, name, Text("Chưa có ai có vai trò phê duyệt.", "Nobody has the role of approver."))
    shown = ", ".join(others[:3]) + ("…" if len(others) > 3 else "")
    return Item(OK, name, Text(shown, shown))


def _newer(session: Session, copy: WorkingCopy) -> Iterator[Item]:
    """Somebody published another version since the copy was begun: it would be overwritten."""
    if copy.based_on is None:
        return
    own, newest = queries.newest_number(session, copy.based_on)
    if newest > own:
        more = Text(
            f"Bắt đầu từ phiên bản {own}, nay đã có phiên bản {newest}. So sánh để không bỏ sót thay đổi của bản đó.",
            f"Begun from version {own}; version {newest} exists now. Compare, so that its changes are not lost.",
        )
        href = url_for("declare.compare", key=copy.key, tu=newest, den=f"soan-{copy.id}")
        yield Item(NOTE, Text("Phiên bản mới hơn", "A newer version"), more, href)
