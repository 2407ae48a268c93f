"""A table pasted from Word, Excel or a web page is read like the file it comes from."""

from __future__ import annotations

import pytest

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.child import read_in_child
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.html import MAX_BYTES
from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.progress import Progress

WORD = """Version:1.0
StartHTML:0000000105
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>td{color:red}</style></head>
<body><!--StartFragment--><p class=MsoNormal><b><span>1. Thủ tục:
Công nhận nghệ nhân (1.012345)</span></b></p>
<table class=MsoTableGrid border=1><tr><td>TT</td><td>Nội dung công việc</td><td>Trách nhiệm thực hiện</td>
<td>Thời gian</td></tr>
<tr><td><p class=MsoNormal>Bước 1</p></td><td><p>- Tiếp nhận hồ sơ<o:p></o:p></p><p>- Chuyển phòng</p></td>
<td>Công chức Trung tâm Phục vụ hành chính công</td><td>0,5 ngày</td></tr>
<tr><td>Bước 2</td><td>Thẩm định<br>hồ sơ</td><td>Chuyên viên phòng Văn hóa - Xã hội</td><td rowspan=2>04 ngày</td></tr>
<tr><td>Bước 3</td><td>Ký duyệt</td><td>Lãnh đạo UBND cấp xã</td></tr>
<tr><td colspan=3>Tổng thời gian</td><td>4,5 ngày</td></tr></table>
<script>alert(1)</script><!--EndFragment--></body></html>"""


def rows(text: str) -> list[tuple[object, ...]]:
    (found,) = as_data(import_sheet(text.encode()).processes)["procedures"]  # type: ignore[misc]
    assert found["title"] == "Công nhận nghệ nhân"
    return [(row["label"], row["content"], row["hours"], row["shared_group"]) for row in found["rows"]]


def test_a_table_pasted_from_word() -> None:
    assert rows(WORD) == [
        ("Bước 1", "- Tiếp nhận hồ sơ\n- Chuyển phòng", 4, None),
        ("Bước 2", "Thẩm định\nhồ sơ", 32, "g1"),
        ("Bước 3", "Ký duyệt", 32, "g1"),
    ]


def test_a_fragment_without_html_and_body() -> None:
    start, end = WORD.index("<p class"), WORD.index("<script")
    assert rows(WORD[start:end]) == rows(WORD)


def test_a_paste_is_read_in_the_child_as_well() -> None:
    told: list[Progress] = []
    said = read_in_child(WORD.encode(), progress=told.append)
    assert {one.stage for one in told} == {"read", "understand", "draft"}
    assert [one["title"] for one in said["procedures"]] == ["Công nhận nghệ nhân"]


@pytest.mark.parametrize(
    "bad",
    [
        "<table>" + "<tr><td><table>" * 400 + "x",
        "<p>" + "x" * MAX_BYTES,
        "<div>" * 300_000,
        "<table><tr>" + "<td>x</td>" * 5_000,
    ],
    ids=["nested", "big", "many", "wide"],
)
def test_bad_markup_is_refused_or_read_but_never_breaks(bad: str) -> None:
    try:
        assert import_sheet(bad.encode()).processes == ()
    except UnreadableSheet as refusal:
        assert refusal.text.vi
