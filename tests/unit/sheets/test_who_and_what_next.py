"""From the words of a step to unit, post, kind, outcomes and returns."""

from __future__ import annotations

import pytest
from made import docx

from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.process import Step
from engine.procedures.sheets.understanding.words import words_with

HEADER = ["Bước", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian", "Biểu mẫu"]


def steps(*rows: tuple[str, str] | tuple[str, str, str], title: str = "1. Thủ tục A") -> list[Step]:
    """Steps out of actor, content and forms."""
    lines = [[f"Bước {n}", row[1], row[0], "1 ngày", row[2] if len(row) > 2 else ""] for n, row in enumerate(rows, 1)]
    (process,) = import_sheet(docx(title, [HEADER, *lines])).processes
    return list(process.steps())


def who(*actors: str) -> list[tuple[str | None, str | None]]:
    found = steps(*[(actor, "Xử lý hồ sơ") for actor in actors])
    return [(step.understood.unit, step.understood.post) for step in found]


def test_a_department_procedure_ends_at_the_province() -> None:
    assert who(
        "Công chức của Sở Tài chính tiếp nhận hồ sơ tại Trung tâm Phục vụ hành chính công tỉnh",
        "Lãnh đạo Phòng chuyên môn",
        "Chuyên viên xử lý hồ sơ",
        "Giám đốc Sở",
        "Văn thư Sở",
        "Chuyên viên Phòng Kinh tế, Văn phòng UBND tỉnh",
        "Chủ tịch UBND tỉnh",
        "TTPVHCC tỉnh",
    ) == [
        ("receiving/one_stop", "can_bo_mot_cua"),
        ("resolving/phong_chuyen_mon", "lanh_dao_phong"),
        ("resolving/phong_chuyen_mon", "chuyen_vien"),
        ("resolving", "lanh_dao_so"),
        ("resolving/van_phong_so", "van_thu"),
        ("province/vp_ubnd_tinh", "chuyen_vien"),
        ("province", "lanh_dao_ubnd_tinh"),
        ("receiving/one_stop", "can_bo_mot_cua"),
    ]


def test_a_commune_procedure_stays_in_the_commune() -> None:
    assert who(
        "Bộ phận một cửa",
        "Trưởng phòng Văn hoá - Xã hội",
        "Công chức được phân công",
        "Phó Chủ tịch UBND phường",
        "Văn thư",
        "Bộ phận TN&TKQ",
    ) == [
        ("receiving/one_stop", "can_bo_mot_cua"),
        ("resolving/phong_vhxh", "lanh_dao_phong"),
        ("resolving/phong_vhxh", "chuyen_vien"),
        ("resolving", "lanh_dao_ubnd_xa"),
        ("resolving/vp_hdnd_ubnd", "van_thu"),
        ("receiving/one_stop", "can_bo_mot_cua"),
    ]


def test_a_commune_that_hands_over_to_a_department_receives_and_the_department_resolves() -> None:
    assert who(
        "Công chức tại Trung tâm Phục vụ hành chính công cấp xã",
        "Lãnh đạo phòng Văn hóa - Xã hội",
        "Văn thư UBND cấp xã",
        "Công chức tại Trung tâm Phục vụ hành chính công tỉnh",
        "Công chức Phòng Người có công",
        "Lãnh đạo Sở",
    ) == [
        ("receiving/one_stop", "can_bo_mot_cua"),
        ("receiving/phong_vhxh", "lanh_dao_phong"),
        ("receiving/vp_hdnd_ubnd", "van_thu"),
        ("province/one_stop", "can_bo_mot_cua"),
        ("resolving/phong_ncc", "chuyen_vien"),
        ("resolving", "lanh_dao_so"),
    ]


def test_a_desk_at_either_level_is_where_the_dossier_was_received() -> None:
    desk = "Bộ phận tiếp nhận và trả kết quả Sở Y tế tại TTPVHCC tỉnh; TTPVHCC các xã, phường"
    found = who(desk, "Lãnh đạo UBND xã", "Lãnh đạo Sở Y tế", desk)
    assert [found[0][0], found[3][0]] == ["receiving/one_stop", "receiving/one_stop"]


def test_a_head_who_submits_to_another_reviews() -> None:
    content = "Thẩm định, xác nhận dự thảo trước khi trình Lãnh đạo Sở ký phê duyệt"
    assert steps(DESK, ("Lãnh đạo Phòng A", content))[1].understood.kind == "review"


@pytest.mark.parametrize(
    ("actor", "unit"),
    [
        ("Cơ quan thuế", "external:thue"),
        ("Cán bộ Công an cấp xã được phân công", "external:cong_an_xa"),
        ("Tổ chức đề nghị", "external:nguoi_nop"),
        ("Người sử dụng đất", "external:nguoi_nop"),
        ("Hội đồng thẩm định", "external:hoi_dong"),
        ("Các Sở, ban, ngành được xin ý kiến", "chosen:"),
    ],
)
def test_outsiders_applicants_councils_and_the_asked(actor: str, unit: str) -> None:
    assert who("Một cửa", actor, "Lãnh đạo Sở")[1][0] == unit


def test_a_cell_nobody_understands_is_an_open_point_with_what_was_tried() -> None:
    step = steps(("Một cửa", "Nhận"), ("Xyz", "Làm"))[1]
    assert step.understood.unit is None
    assert "từ điển" in step.open_points[0].reason.vi


def test_either_of_two_posts_of_one_division() -> None:
    step = steps(DESK, ("Lãnh đạo phòng Văn hóa - Xã hội hoặc chuyên viên được ủy quyền", "Thẩm định"))[1]
    assert (step.understood.post, step.understood.alternatives) == ("lanh_dao_phong", ("chuyen_vien",))


def test_a_division_without_a_kind_is_pointed_out_once() -> None:
    found = steps(DESK, ("Lãnh đạo Phòng Báo chí", "Phân công"), ("Chuyên viên Phòng Báo chí", "Xử lý"))
    assert [bool(step.open_points) for step in found] == [False, True, False]


def test_words_an_administrator_adds_are_known_next_time() -> None:
    rows = [HEADER, ["Bước 1", "Nhận", "Một cửa", "1 ngày", ""], ["Bước 2", "Xử lý", "Cán bộ Tổ Dân tộc", "1 ngày", ""]]
    words = words_with({"units": {"phong_vhxh": ["Tổ Dân tộc"]}})
    (process,) = import_sheet(docx("1. Thủ tục A", rows), words).processes
    assert list(process.steps())[1].understood.unit == "resolving/phong_vhxh"


def branches(
    content: str, *before: tuple[str, str], forms: str = "", actor: str = "Lãnh đạo Sở"
) -> list[tuple[str, str, int | None]]:
    found = steps(*before, (actor, content, forms), ("Văn thư Sở", "Đóng dấu"))
    return [(one.id, one.goes_to, one.target) for one in found[len(before)].understood.branches]


DESK = ("Một cửa", "Tiếp nhận hồ sơ")
OFFICER = ("Chuyên viên Phòng A", "Thẩm định, dự thảo kết quả")
HEAD = ("Lãnh đạo Phòng A", "Xem xét dự thảo")


@pytest.mark.parametrize(
    "said",
    [
        "Ký duyệt. Nếu không đồng ý: chuyển lại bước 2.",
        "Xem xét, ký duyệt; trường hợp không đồng ý thì trả lại chuyên viên để hoàn thiện dự thảo",
        "Ký duyệt:\n- Đồng ý: ký.\n- Không đồng ý: quay lại Bước 2",
        "Phê duyệt. Không phê duyệt, chuyển trả lại cho công chức thụ lý.",
        "Ký; nếu chưa đạt yêu cầu, thực hiện lại từ B2",
    ],
)
def test_a_return_in_words_finds_its_step(said: str) -> None:
    assert ("tra_lai", "step", 1) in branches(said, DESK, OFFICER, HEAD)


def test_a_return_to_the_step_before() -> None:
    assert ("tra_lai", "step", 2) in branches("Ký. Nếu không đồng ý chuyển lại bước trước.", DESK, OFFICER, HEAD)


def test_a_return_without_a_target_is_an_open_point() -> None:
    step = steps(DESK, ("Lãnh đạo Sở", "Ký. Không đồng ý thì chuyển lại cho chuyên viên."))[1]
    assert [one.id for one in step.understood.branches] == ["ky"]
    assert any("về bước nào" in point.reason.vi for point in step.open_points)


def test_reading_a_result_at_an_earlier_step_is_no_return() -> None:
    assert branches("Xem xét ký nháy kết quả tại B2.", DESK, OFFICER, actor="Trưởng phòng") == [
        ("dong_y", "next", None)
    ]


def test_the_desk_accepts_asks_for_a_supplement_or_refuses() -> None:
    content = (
        "- Trường hợp hồ sơ chưa đầy đủ thì gửi Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ\n"
        "- Trường hợp từ chối nhận hồ sơ thì lập Phiếu từ chối tiếp nhận hồ sơ"
    )
    found = steps(("Một cửa", content), ("Lãnh đạo Sở", "Ký"))[0].understood.branches
    assert [(one.id, one.goes_to, one.produces) for one in found] == [
        ("du", "next", "receipt"),
        ("bo_sung", "wait", "supplement_slip"),
        ("tu_choi", "end", "refusal_slip"),
    ]


def test_forms_count_by_role_and_a_number_only_where_it_is_safe() -> None:
    step = steps(("Một cửa", "Tiếp nhận", "Mẫu số 01; 02; 05"), ("Lãnh đạo Sở", "Ký"))[0]
    assert [one.produces for one in step.understood.branches] == ["receipt", "supplement_slip"]
    assert any("05" in point.reason.vi for point in step.open_points)


def test_a_number_is_believed_where_the_sheet_lists_what_it_means() -> None:
    rows = [
        ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"],
        ["B1", "Tiếp nhận", "Một cửa", "1 ngày", "Mẫu 05"],
        ["3", "BIỂU MẪU", "<", "<", "<"],
        ["", "Mẫu 05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "<", "<"],
    ]
    (process,) = import_sheet(docx("1. Thủ tục A", rows)).processes
    (step,) = process.steps()
    assert step.understood.produces == ("control_slip",)
    assert not step.open_points


def test_checking_papers_is_no_refusal() -> None:
    assert branches("Kiểm tra hồ sơ; thẩm tra hồ sơ", DESK, actor="Chuyên viên Phòng A") == [("dat", "next", None)]
