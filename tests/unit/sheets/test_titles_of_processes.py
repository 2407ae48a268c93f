"""What a process is called: titles, cases, groups and codes in the wordings of many offices."""

from __future__ import annotations

import pytest
from made import docx, xlsx

from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.process import Process
from engine.procedures.sheets.sums import term_of

HEADER = ["Bước", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian"]


def processes(data: bytes) -> tuple[Process, ...]:
    return import_sheet(data).processes


def only(data: bytes) -> Process:
    (process,) = processes(data)
    return process


@pytest.mark.parametrize(
    ("headings", "title", "codes"),
    [
        (["Thủ tục 1: Cấp giấy phép xây dựng"], "Cấp giấy phép xây dựng", ()),
        (["QUY TRÌNH 01: CẤP GIẤY PHÉP XÂY DỰNG"], "CẤP GIẤY PHÉP XÂY DỰNG", ()),
        (
            ["1. Tên TTHC: Cấp lại chứng chỉ", "2. Mã TTHC: 1.000222", "3. Quy trình nội bộ:"],
            "Cấp lại chứng chỉ",
            ("1.000222",),
        ),
        (["- Tên thủ tục: Đăng ký khai tử (1.000656)"], "Đăng ký khai tử", ("1.000656",)),
        (["Đăng ký khai sinh – Mã số: 1.001193.000.00.00.H22"], "Đăng ký khai sinh", ("1.001193",)),
        (["QUY TRÌNH NỘI BỘ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH ĐĂNG KÝ KẾT HÔN"], "ĐĂNG KÝ KẾT HÔN", ()),
        (["1. Thủ tục công nhận trung tâm cấp tỉnh"], "Thủ tục công nhận trung tâm cấp tỉnh", ()),
        (["1. Thủ tục giao đất thuộc thẩm quyền của UBND xã"], "Thủ tục giao đất thuộc thẩm quyền của UBND xã", ()),
        (["A. THỦ TỤC HÀNH CHÍNH CẤP XÃ (02 TTHC)", "I. Giao đất"], "Giao đất", ()),
        (["Quy trình số 1", "Đăng ký thế chấp (mã 1.004583)"], "Đăng ký thế chấp", ("1.004583",)),
        (["A. CẤP XÃ", "1) Cấp bản sao trích lục", "1.1. Thành phần hồ sơ", "- Tờ khai"], "Cấp bản sao trích lục", ()),
    ],
)
def test_titles_in_the_wordings_of_many_offices(headings: list[str], title: str, codes: tuple[str, ...]) -> None:
    process = only(docx(*headings, [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"]]))
    assert (process.title, process.codes, process.case) == (title, codes, None)


def test_one_heading_with_several_codes_names_several_procedures() -> None:
    heading = "1. Quy trình áp dụng cho 02 TTHC: Cấp giấy A cho tổ chức (1.014464); Cấp giấy B cho cá nhân (1.014465)"
    process = only(docx(heading, [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"]]))
    assert process.titles == ("Cấp giấy A cho tổ chức", "Cấp giấy B cho cá nhân")
    assert process.codes == ("1.014464", "1.014465")


def test_a_title_loses_number_prefix_quotes_and_code() -> None:
    heading = "2. Quy trình nội bộ giải quyết TTHC: “Cấp giấy phép X” (Mã TTHC: 1.009645.H05)"
    process = only(docx(heading, [HEADER, ["Bước 1", "Ký", "Lãnh đạo Sở", "1 ngày"]]))
    assert (process.title, process.codes, process.codes_as_printed) == (
        "Cấp giấy phép X",
        ("1.009645",),
        ("1.009645.H05",),
    )


def test_cases_printed_as_tables_of_their_own_share_the_title() -> None:
    steps = [HEADER, ["Bước 1", "Ký", "Lãnh đạo Sở", "1 ngày"]]
    found = processes(docx("1. Thủ tục A (1.000001)", "a) Trường hợp thường", steps, "b) Trường hợp gấp", steps))
    assert [(one.title, one.case) for one in found] == [
        ("Thủ tục A", "Trường hợp thường"),
        ("Thủ tục A", "Trường hợp gấp"),
    ]


def test_a_group_of_procedures_shares_one_process() -> None:
    steps = [HEADER, ["Bước 1", "Ký", "Lãnh đạo Sở", "1 ngày"]]
    process = only(
        docx("1. Nhóm 02 TTHC, gồm:", "1.1. Thủ tục A", "1.2. Thủ tục B", "Tổng thời gian giải quyết: 01 ngày", steps)
    )
    assert process.titles == ("Thủ tục A", "Thủ tục B")
    assert process.case is None
    assert term_of(process) is not None


def test_a_code_missing_in_the_heading_comes_from_the_list_in_force() -> None:
    catalogue = [["TT", "Mã TTHC", "Tên TTHC"], ["1", "1.000001", "Thủ tục cấp phép khai thác nước"]]
    gone = [["TT", "Mã TTHC", "Tên TTHC"], ["1", "2.000009", "Thủ tục cấp phép xả thải"]]
    steps = [HEADER, ["Bước 1", "Ký", "Lãnh đạo Sở", "1 ngày"]]
    found = processes(
        docx(
            "PHỤ LỤC I", "I. DANH MỤC MỚI BAN HÀNH", catalogue, "II. DANH MỤC BỊ BÃI BỎ", gone, "PHỤ LỤC II",
            "1. Cấp phép khai thác nước", steps, "2. Cấp phép xả thải", steps,
        )
    )  # fmt: skip
    assert [one.codes for one in found] == [("1.000001",), ()]


def test_name_and_code_in_a_cover_table() -> None:
    cover = [["Mã hiệu", "QT-TP-01"], ["Tên thủ tục", "Chứng thực bản sao"], ["Mã TTHC", "2.000815"]]
    process = only(docx(cover, "5.7 Quy trình xử lý công việc", [HEADER, ["B1", "Nhận", "Một cửa", "2 giờ"]]))
    assert (process.title, process.codes, process.symbol) == ("Chứng thực bản sao", ("2.000815",), "QT-TP-01")


def test_a_code_on_a_line_of_its_own_belongs_to_the_title_above() -> None:
    process = only(docx("Thủ tục: Cấp phép", "Mã TTHC: 1.012345", [HEADER, ["B1", "Nhận", "Một cửa", "2 giờ"]]))
    assert (process.title, process.codes) == ("Cấp phép", ("1.012345",))


def test_a_sheet_names_the_procedure_where_nothing_else_does() -> None:
    process = only(xlsx({"Cấp mới giấy phép": [HEADER, ["B1", "Nhận", "Một cửa", "2 giờ"]]}))
    assert process.title == "Cấp mới giấy phép"
    assert process.open_points
