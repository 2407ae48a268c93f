"""Our business and clock statuses as the national list has them: ten rows, kept as data."""

from __future__ import annotations

from dataclasses import dataclass

from engine.dossiers.status import Status
from engine.text import Text


@dataclass(frozen=True)
class Row:
    """One row of the national list: its code and name, our status, and what the clock may say meanwhile."""

    code: int
    name: Text
    status: Status
    clocks: frozenset[str]
    effect: str
    """What happens to the clock when a dossier comes here: none, reception, start, run, reset, pause, stop, end."""


def _row(code: int, status: Status, vi: str, en: str, effect: str, *clocks: str) -> Row:
    return Row(code, Text(vi, en), status, frozenset({*clocks, "none"}), effect)


ROWS = (
    _row(1, Status.SUBMITTED, "Mới đăng ký", "Newly registered", "reception", "not_started"),
    _row(2, Status.ACCEPTED, "Được tiếp nhận", "Accepted", "start", "running"),
    _row(
        3, Status.NOT_ACCEPTED, "Không được tiếp nhận", "Not accepted", "none", "not_started", "finished", "withdrawn"
    ),
    _row(4, Status.PROCESSING, "Đang xử lý", "In progress", "run", "running", "stopped"),
    _row(
        5,
        Status.SUPPLEMENT,
        "Yêu cầu bổ sung giấy tờ",
        "Supplement requested",
        "reset",
        "stopped",
        "not_started",
        "running",
    ),
    _row(6, Status.PAYMENT, "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required", "pause", "stopped", "running"),
    _row(
        7, Status.WITHDRAWN, "Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen", "stop", "withdrawn", "finished"
    ),
    _row(8, Status.STOPPED, "Dừng xử lý", "Stopped", "stop", "finished", "withdrawn"),
    _row(9, Status.DONE, "Đã xử lý xong", "Resolved", "end", "finished"),
    _row(10, Status.RETURNED, "Đã trả kết quả", "Result returned", "end", "finished"),
)
BY_STATUS = {row.status: row for row in ROWS}
BY_CODE = {row.code: row for row in ROWS}


def code_of(status: str) -> int:
    """The national code of one of our statuses."""
    return BY_STATUS[Status(status)].code
