"""The corpus's processes printed anew in layouts of other provinces: the same rows must be found again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import judge
import pytest
from made import docx, xlsx

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.importing import import_sheet

LAYOUTS = [
    (
        "B{}",
        {
            "label": "TT",
            "content": "Trình tự",
            "actor": "Trách nhiệm",
            "time": "Thời gian",
            "result": "Biểu mẫu/Kết quả",
        },
    ),
    (
        "Bước {}",
        {
            "label": "Tên bước",
            "actor": "Đơn vị/người thực hiện",
            "content": "Nội dung công việc",
            "time": "Thời hạn giải quyết (ĐVT: ngày làm việc)",
            "result": "Biểu mẫu/kết quả",
        },
    ),
    ("{}", {"label": "Bước công việc", "content": "Nội dung công việc", "actor": "Trách nhiệm", "time": "Thời gian"}),
    (
        "{}.",
        {
            "label": "TT",
            "actor": "Cơ quan, bộ phận, người thực hiện",
            "content": "Nội dung công việc",
            "time": "Thời gian",
        },
    ),
]
PROCESSES = [
    (file, process)
    for file in sorted(Path(__file__).parent.glob("*.gold.json"))
    for process in json.loads(file.read_text())["procedures"]
    if not any(row["kind"] == "section" for row in process["rows"])
]


@pytest.mark.parametrize("number", range(len(PROCESSES)))
def test_a_process_printed_in_another_layout_gives_the_same_rows(number: int) -> None:
    _, process = PROCESSES[number]
    label, headers = LAYOUTS[number % len(LAYOUTS)]
    steps = [row for row in process["rows"] if row["kind"] == "step" and not row.get("flags")]
    title = f"{number + 1}. {process['title']} ({', '.join(process['codes']) or '1.999999'})"
    rows = [list(headers.values()), *(_row(row, n, label, headers) for n, row in enumerate(steps, 1))]
    shared = any(row["shared_group"] for row in steps)
    data = docx(title, rows) if number % 2 or shared else xlsx({"QT": [[title], *rows]})
    (found,) = as_data(import_sheet(data).processes)["procedures"]
    assert [_seen(row) for row in found["rows"]] == [_seen(row) for row in steps]


def _row(row: dict[str, Any], number: int, label: str, headers: dict[str, str]) -> list[str]:
    merged = "time" in (row.get("merged") or [])
    unit = " ngày" if row["hours"] is not None and judge.plain(row["time_text"]).replace(",", "").isdecimal() else ""
    said = {
        "label": label.format(number),
        "content": row["content"],
        "actor": row["actor"],
        "time": "^" if merged else f"{row['time_text'] or ''}{unit}",
        "result": row["result"],
    }
    return [said[role] or "" for role in headers]


def _seen(row: dict[str, Any]) -> tuple[object, ...]:
    return judge.plain(row["actor"]), judge.plain(row["content"]), row["hours"], row["shared_group"]
