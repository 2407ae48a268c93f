"""What an outcome leads to, and what is still ahead, of the procedures as declared."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from admin_ui.components import ahead, journey
from engine.bpmn import reader
from engine.bpmn.definition import Definition

LIBRARY = Path(__file__).resolve().parents[3] / "procedures_bpmn"
BIRTH, LAND, INVESTMENT = "dang-ky-khai-sinh", "dang-ky-bien-dong-dat-dai", "chap-thuan-chu-truong-dau-tu"

CHECK = "Thẩm tra, ghi sổ, lấy số định danh"


@cache
def definition(key: str) -> Definition:
    return reader.read((LIBRARY / f"{key}.bpmn").read_bytes())


def said(key: str, step: str, outcome: str) -> str:
    read = definition(key)
    return next(one.then.vi for one in ahead.choices(read, read.nodes[step]) if one.id == outcome)


@pytest.mark.parametrize(
    ("key", "step", "outcome", "words"),
    [
        (BIRTH, "kiem_tra", "dat", "Chuyển Lãnh đạo UBND xã: Ký Giấy khai sinh (bước 3, 2 giờ)."),
        (BIRTH, "ky_cap", "tra_lai", f"Trả lại Công chức Tư pháp – Hộ tịch: {CHECK} (bước 2, 3 giờ)."),
        (BIRTH, "tra_ket_qua", "da_tra", "Hồ sơ hoàn thành."),
        (LAND, "ky_phieu_chuyen", "ky", "Chờ cơ quan phối hợp trả lời; đồng hồ dừng cho đến khi nhận được."),
        (LAND, "van_thu", "chuyen", "Chuyển Công chức một cửa: Trả kết quả (bước 5)."),
        (INVESTMENT, "ky_van_ban", "ky", "Chuyển các đơn vị được chọn: Cho ý kiến thẩm định (bước 6, 7 ngày)."),
    ],
)  # fmt: skip
def test_an_outcome_says_who_gets_it_for_what_and_how_long(key: str, step: str, outcome: str, words: str) -> None:
    assert said(key, step, outcome) == words


def test_a_supplement_says_what_the_clock_does_before_and_after_acceptance() -> None:
    slip = "Lập Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ. Chờ người nộp bổ sung;"
    once = "chỉ được yêu cầu một lần."

    assert said(BIRTH, "tiep_nhan", "bo_sung") == f"{slip} thời hạn bắt đầu khi nhận đủ hồ sơ; {once}"
    assert said(BIRTH, "kiem_tra", "bo_sung") == f"{slip} thời hạn tính lại từ đầu khi nhận đủ; {once}"


def test_only_what_the_applicant_is_told_needs_a_reason() -> None:
    read = definition(BIRTH)
    asked = {one.id for one in ahead.choices(read, read.nodes["kiem_tra"]) if one.needs_reason}

    assert asked == {"bo_sung", "tu_choi"}


def test_the_way_ahead_goes_through_steps_and_waits_to_the_hand_over() -> None:
    course = [node.id for node in ahead.course(definition(LAND), ["ky_phieu_chuyen"])]

    assert course == ["cho_thue", "cho_nop_tien", "cap_nhat", "ky_giay", "van_thu", "tra_ket_qua"]


def test_from_a_wait_the_way_ahead_begins_with_the_step_it_returns_to() -> None:
    assert ahead.course(definition(BIRTH), ["cho_bo_sung_kiem_tra"])[0].id == "kiem_tra"


def test_a_long_way_ahead_is_counted_in_the_middle() -> None:
    stages = journey.coming(definition("tro-cap-mot-lan"), ["phan_cong_xa"])

    assert [stage.state for stage in stages] == ["next"] * 5
    assert stages[3].what.vi == "… 9 bước nữa"
    assert stages[4].what.vi == "Bước 15. Trả kết quả"


def test_every_shipped_outcome_says_something_in_both_languages() -> None:
    for path in LIBRARY.glob("*.bpmn"):
        read = definition(path.stem)
        for node in read.steps():
            for choice in ahead.choices(read, node):
                assert choice.then.vi.endswith("."), (path.stem, node.id, choice.id)
                assert choice.then.en.endswith("."), (path.stem, node.id, choice.id)
