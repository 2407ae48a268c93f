"""Processes in the layouts of many provinces: headers, titles, sections, sub-rows, shared times, prose, no header."""

from __future__ import annotations

from decimal import Decimal

from made import docx, table, xlsx

from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.process import Note, Process, Section
from engine.procedures.sheets.sums import term_of

HEADER = ["Bước", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian"]


def processes(data: bytes) -> tuple[Process, ...]:
    return import_sheet(data).processes


def only(data: bytes) -> Process:
    (process,) = processes(data)
    return process


def seen(process: Process) -> list[tuple[str, str, Decimal | None, str | None]]:
    return [(step.label, step.actor, step.time.hours, step.shared_group) for step in process.steps()]


def test_procedures_divided_by_title_rows_in_one_table() -> None:
    rows = [
        HEADER,
        ["1. Cấp giấy phép xây dựng nhà ở", "<", "<", "<"],
        ["1", "Tiếp nhận", "Một cửa", "1 ngày"],
        ["Tổng cộng", "<", "<", "1 ngày"],
        ["2. Điều chỉnh giấy phép xây dựng nhà ở", "<", "<", "<"],
        ["1", "Tiếp nhận", "Một cửa", "2 ngày"],
        ["Tổng cộng", "<", "<", "2 ngày"],
    ]
    assert [one.title for one in processes(docx(rows))] == [
        "Cấp giấy phép xây dựng nhà ở",
        "Điều chỉnh giấy phép xây dựng nhà ở",
    ]


def test_a_header_repeated_by_a_page_is_no_new_process() -> None:
    rows = [HEADER, ["Bước 1", "Nhận", "Một cửa", "1 ngày"], HEADER, ["Bước 2", "Ký", "Lãnh đạo Sở", "1 ngày"]]
    assert len(list(only(docx("1. Thủ tục A", rows)).steps())) == 2


def test_a_table_broken_by_a_page_goes_on() -> None:
    first = [HEADER, ["1", "Nhận", "Một cửa", "1 ngày"]]
    rest = [["2", "Ký", "Lãnh đạo Sở", "1 ngày"], ["Tổng cộng", "<", "<", "2 ngày"]]
    process = only(docx("1. Thủ tục A", first, rest))
    assert [step.label for step in process.steps()] == ["1", "2"]
    assert not process.open_points


def test_agencies_cases_and_remarks_across_the_table_are_told_apart() -> None:
    rows = [
        HEADER,
        ["I", "Quy trình giải quyết tại cấp xã (02 ngày làm việc)", "", ""],
        ["Bước 1", "Nhận", "Một cửa", "2 ngày"],
        ["III. Quy trình giải quyết tại cấp tỉnh (03 ngày)", "<", "<", "<"],
        ["Bước 1", "Ký", "Lãnh đạo Sở", "3 ngày"],
        ["", "Trường hợp hồ sơ quá hạn, cơ quan giải quyết có văn bản xin lỗi.", "<", "<"],
    ]
    items = only(docx("1. Thủ tục A", rows)).items
    assert [(one.kind, one.hours) for one in items if isinstance(one, Section)] == [("agency", 16), ("agency", 24)]
    assert [one.continues for one in items if isinstance(one, Note)] == [False]


def test_a_time_over_several_rows_is_shared_and_counts_once() -> None:
    rows = [
        HEADER,
        ["B1", "Nhận", "Một cửa", "1 ngày"],
        ["B2", "Thẩm định", "Chuyên viên", "7 ngày"],
        ["B3", "Ký", "Lãnh đạo Sở", "^"],
        ["Tổng cộng", "<", "<", "8 ngày"],
    ]
    process = only(docx("1. Thủ tục A", rows))
    assert [one[2:] for one in seen(process)] == [(8, None), (56, "g1"), (56, "g1")]
    assert not process.open_points


def test_sub_rows_of_one_step_are_numbered() -> None:
    rows = [HEADER, ["Bước 1", "Thẩm định", "Chuyên viên", "12 giờ"], ["^", "Ký", "Lãnh đạo Sở", "04 giờ"]]
    assert [(step.label, step.sub) for step in only(docx("1. Thủ tục A", rows)).steps()] == [
        ("Bước 1", 1),
        ("Bước 1", 2),
    ]


def test_several_roles_with_several_times_in_one_cell_are_several_steps() -> None:
    header = [*HEADER[:3], "Thời hạn (ĐVT: ngày làm việc)"]
    rows = [header, ["B2", "Thẩm định", "Lãnh đạo phòng\nChuyên viên\nLãnh đạo phòng", "½\n1\n1"]]
    assert [one[1:3] for one in seen(only(docx("1. Thủ tục A", rows)))] == [
        ("Lãnh đạo phòng", 4),
        ("Chuyên viên", 8),
        ("Lãnh đạo phòng", 8),
    ]


def test_the_rest_of_a_step_behind_a_page_break_belongs_to_it() -> None:
    rows = [HEADER, ["B1", "1. Nộp hồ sơ", "Một cửa", "1 ngày"], ["", "2. Kiểm tra hồ sơ", "", ""]]
    (step,) = only(docx("1. Thủ tục A", rows)).steps()
    assert step.whole_content == "1. Nộp hồ sơ\n2. Kiểm tra hồ sơ"


def test_a_row_nobody_can_place_is_an_open_point_at_its_cell() -> None:
    rows = [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"], ["", "Lấy ý kiến khi cần thiết", "", ""]]
    (point,) = only(docx("1. Thủ tục A", rows)).open_points
    assert (point.text, point.where.table, point.where.row, point.where.column) == ("Lấy ý kiến khi cần thiết", 0, 2, 1)


def test_content_and_actor_in_each_others_column_are_exchanged_and_said() -> None:
    rows = [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"], ["B2", "Lãnh đạo UBND tỉnh", "Ký duyệt hồ sơ", "4 ngày"]]
    step = list(only(docx("1. Thủ tục A", rows)).steps())[1]
    assert (step.actor, step.content) == ("Lãnh đạo UBND tỉnh", "Ký duyệt hồ sơ")
    assert step.open_points


def test_a_sum_that_does_not_fit_is_reported_with_both_numbers() -> None:
    rows = [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"], ["Tổng cộng", "<", "<", "3 ngày"]]
    (point,) = only(docx("1. Thủ tục A", rows)).open_points
    assert "8 giờ" in point.reason.vi
    assert "24 giờ" in point.reason.vi


def test_subtotals_of_agencies_are_compared_with_their_own_steps() -> None:
    rows = [
        HEADER,
        ["Bước 1", "Nhận", "Một cửa", "40 giờ"],
        ["Tổng thời gian ở cấp xã: ", "<", "<", "40 giờ"],
        ["Bước 2", "Ký", "Lãnh đạo Sở", "56 giờ"],
        ["Tổng thời gian ở Sở Nội vụ", "<", "<", "50 giờ"],
        ["Tổng thời gian giải quyết TTHC", "<", "<", "96 giờ"],
    ]
    (point,) = only(docx("1. Thủ tục A", rows)).open_points
    assert "50 giờ" in point.reason.vi


def test_summing_up_results_is_work_and_no_total() -> None:
    rows = [
        HEADER,
        ["B1", "Nhận", "Một cửa", "1 ngày"],
        ["B2", "Tổng hợp kết quả họp Hội đồng", "Chuyên viên", "2 ngày"],
    ]
    assert len(list(only(docx("1. Thủ tục A", rows)).steps())) == 2


def test_a_total_in_the_header_is_the_term() -> None:
    rows = [[*HEADER[:3], "THỜI GIAN GIẢI QUYẾT: 24 giờ"], ["B1", "Nhận", "Một cửa", "24 giờ"]]
    term = term_of(only(docx("1. Thủ tục A", rows)))
    assert term is not None
    assert (term.source, term.duration.hours) == ("header_cell", 24)


def test_two_header_rows_prefer_the_time_that_is_really_used() -> None:
    rows = [
        ["TT", "Nội dung", "Bộ phận", "Thời gian", "<"],
        ["^", "^", "^", "Theo quy định", "Thực hiện"],
        ["1", "Nhận", "Một cửa", "3 ngày", "2 ngày"],
    ]
    (step,) = only(docx("1. Thủ tục A", rows)).steps()
    assert step.time.hours == 16
    assert step.extra == {"Thời gian Theo quy định": "3 ngày"}


def test_steps_inside_a_numbered_form_take_symbol_and_term_from_it() -> None:
    rows = [
        ["1", "KÝ HIỆU QUY TRÌNH", "<", "QT.01", "<"],
        ["2.5", "Thời hạn giải quyết: 03 ngày làm việc", "<", "<", "<"],
        ["2.10", "Quy trình xử lý công việc", "<", "<", "<"],
        ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"],
        ["B1", "Nhận", "Công chức TN&TKQ", "03 ngày", "Mẫu 01"],
        ["3", "BIỂU MẪU", "<", "<", "<"],
        ["", "Mẫu 05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "<", "<"],
    ]
    process = only(docx("1. Thủ tục A", rows))
    assert process.symbol == "QT.01"
    assert len(list(process.steps())) == 1
    assert not process.open_points


def test_a_step_table_inside_a_cell_is_found() -> None:
    inner = table([HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"]])
    assert len(list(only(docx("1. Thủ tục A", [["2.10", inner]])).steps())) == 1


def test_steps_in_prose_with_a_time_behind_each() -> None:
    process = only(
        docx(
            "1. Thủ tục A (1.000001)",
            "Thời gian giải quyết: 02 ngày",
            "- Quy trình giải quyết tại Sở Nội vụ",
            "+ Bước 1: Chuyên viên trực tại Trung tâm Phục vụ hành chính công tỉnh tiếp nhận hồ sơ: 0,5 ngày.",
            "+ Bước 2: Lãnh đạo Sở ký: 1,5 ngày (trường hợp từ chối phải nêu lý do).",
        )
    )
    assert seen(process) == [
        ("Bước 1", "Chuyên viên trực tại Trung tâm Phục vụ hành chính công tỉnh", 4, None),
        ("Bước 2", "Lãnh đạo Sở", 12, None),
    ]


def test_the_public_procedure_in_prose_is_no_process() -> None:
    said = ["1. Thủ tục A", "1.1. Trình tự thực hiện:", "Bước 1: Nộp hồ sơ", "Bước 2: Trả kết quả trong 03 ngày"]
    assert processes(docx(*said)) == ()


def test_a_table_without_header_is_read_by_its_content_and_says_so() -> None:
    rows = [
        ["Bước 1", "Tiếp nhận hồ sơ", "Bộ phận một cửa", "0,5 ngày"],
        ["Bước 2", "Thẩm định hồ sơ", "Công chức Tư pháp - Hộ tịch", "0,5 ngày"],
        ["Bước 3", "Ký giấy chứng nhận", "Chủ tịch UBND xã", "0,5 ngày"],
    ]
    process = only(docx("1. Thủ tục A", rows))
    assert len(list(process.steps())) == 3
    assert "tiêu đề" in process.open_points[0].reason.vi


def test_excel_with_numbers_as_numbers() -> None:
    sheet = [
        ["1. Thủ tục A (1.000001)"],
        ["Thời hạn giải quyết: 10 ngày làm việc"],
        ["STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời gian (ngày)"],
        [1, "Nhận", "Một cửa", 0.5],
        [2, "Ký", "Giám đốc Sở", 9.5],
        ["Tổng cộng", None, None, 10],
    ]
    process = only(xlsx({"QT1": sheet}))
    assert [one[2] for one in seen(process)] == [4, 76]
    assert not process.open_points


def test_a_date_in_a_time_cell_is_an_open_point() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="16"/></cellXfs></styleSheet>'
    date = '<c r="D2" s="1"><v>45689</v></c>'
    process = only(xlsx({"QT": [HEADER, ["B1", "Nhận", "Một cửa", date]]}, styles=styles))
    (step,) = process.steps()
    assert step.time.hours is None
    assert any("Excel" in point.reason.vi for point in step.open_points)


def test_a_step_without_time_is_not_counted_where_the_total_shows_it() -> None:
    rows = [
        HEADER,
        ["1", "Nhận", "Một cửa", "1 ngày"],
        ["2", "Thuế", "Cơ quan thuế", ""],
        ["Tổng cộng", "<", "<", "1 ngày"],
    ]
    assert [step.count for step in only(docx("1. Thủ tục A", rows)).steps()] == ["counted", "excluded"]


def test_parts_of_a_process_marked_by_letters_are_sections() -> None:
    rows = [HEADER, ["A", "Giai đoạn chuẩn bị", "", "05 ngày"], ["1", "Nhận", "Một cửa", "5 ngày"]]
    process = only(docx("1. Thủ tục A", rows))
    assert [(one.kind, one.hours) for one in process.items if isinstance(one, Section)] == [("phase", 40)]


def test_the_total_proves_the_unit_of_bare_numbers() -> None:
    rows = [
        HEADER,
        ["1", "Nhận", "Một cửa", "0,5"],
        ["2", "Ký", "Lãnh đạo Sở", "1,5"],
        ["Tổng cộng", "<", "<", "02 ngày"],
    ]
    process = only(docx("1. Thủ tục A", rows))
    assert [one[2] for one in seen(process)] == [4, 12]
    assert not list(process.points())


def test_bare_numbers_that_nothing_proves_stay_open() -> None:
    process = only(docx("1. Thủ tục A", [HEADER, ["1", "Nhận", "Một cửa", "0,5"]]))
    assert [one[2] for one in seen(process)] == [None]
    assert list(process.points())


def test_a_column_with_an_unknown_header_shows_what_it_is() -> None:
    rows = [
        ["Bước", "Nội dung công việc", "Vị trí", "Hạn xử lý"],
        ["1", "Tiếp nhận hồ sơ", "Công chức một cửa", "1 ngày"],
        ["2", "Ký quyết định", "Chủ tịch UBND xã", "2 ngày"],
    ]
    assert [one[1:3] for one in seen(only(docx("1. Thủ tục A", rows)))] == [
        ("Công chức một cửa", 8),
        ("Chủ tịch UBND xã", 16),
    ]


def test_a_term_printed_twice_and_differently_is_reported() -> None:
    rows = [HEADER, ["B1", "Nhận", "Một cửa", "1 ngày"], ["Tổng cộng", "<", "<", "1 ngày"]]
    (point,) = only(docx("1. Thủ tục A", "Thời gian giải quyết: 05 ngày", rows)).open_points
    assert "40 giờ" in point.reason.vi
