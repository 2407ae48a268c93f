"""Two definitions of one procedure: every change is one sentence, nothing else is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.bpmn.difference import between
from engine.bpmn.reader import read

Edited = Callable[..., bytes]


def changes(old: bytes, new: bytes) -> list[tuple[str, str, str]]:
    return [(one.kind, one.about, one.element) for one in between(read(old), read(new))]


def test_equal_files_have_no_difference(library_card: bytes) -> None:
    assert between(read(library_card), read(library_card)) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('symbol="TV-01"', 'symbol="TV-02"', ("changed", "procedure", "the_thu_vien")),
        ('amount="20000"', 'amount="30000"', ("changed", "fees", "phi_the")),
        ('value="2" unit', 'value="3" unit', ("changed", "terms", "")),
        (' name="Ảnh 3x4"', ' name="Ảnh 4x6"', ("changed", "documents", "anh")),
        ('<tthc:basis ref="Luật Thư viện 2019" article="Điều 42"/>', "", ("removed", "basis", "Luật Thư viện 2019")),
        ('limit="10"', 'limit="12"', ("changed", "step", "tham_dinh")),
        ('post="chuyen_vien"', 'post="lanh_dao_phong"', ("changed", "step", "tham_dinh")),
        ('<tthc:outcome id="da_tra" name="Đã trả"/>', "", ("removed", "outcome", "tra_ket_qua")),
        ('name="Đủ điều kiện"/>', 'name="Đạt"/>', ("changed", "outcome", "tham_dinh")),
        ('autoCloseAfter="15"', 'autoCloseAfter="20"', ("changed", "wait", "cho_bo_sung")),
        ('result="refused"', 'result="stopped"', ("changed", "node", "tu_choi")),
        ('<dc:Bounds x="440" y="230"', '<dc:Bounds x="441" y="230"', ("changed", "drawing", "the_thu_vien")),
    ],
)
def test_one_edit_is_one_change(
    library_card: bytes, edited: Edited, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    assert changes(library_card, edited((old, new))) == [expected]


def test_a_condition_changes_the_flow_and_is_told_at_the_outcomes_it_moves(library_card: bytes, edited: Edited) -> None:
    said = changes(library_card, edited(('tham_dinh.outcome = "bo_sung"', "don.x = 1")))
    assert {about for _, about, _ in said} == {"way", "flow"}
    assert ("changed", "flow", "f_bo_sung") in said


def test_a_change_reads_as_a_sentence(library_card: bytes, edited: Edited) -> None:
    (change,) = between(read(library_card), read(edited(('limit="10"', 'limit="12.50"'))))
    assert change.message.vi == "Bước 2 “Thẩm định hồ sơ”: thời hạn 10 → 12,5 giờ."
    assert change.message.en == "Step 2 “Thẩm định hồ sơ”: limit 10 → 12.5 working hours."
    (outcome,) = between(read(library_card), read(edited(('<tthc:outcome id="da_tra" name="Đã trả"/>', ""))))
    assert outcome.message.vi == "Bỏ kết luận “Đã trả” (bước 4 “Trả kết quả”)."


def test_a_step_taken_out_changes_its_ways_too(library_card: bytes, edited: Edited) -> None:
    without = edited(
        (
            '<bpmn:userTask id="tra_ket_qua" name="Trả kết quả">',
            '<bpmn:task id="bo"/><bpmn:userTask id="moi" name="Mới">',
        ),
        ('Ref="tra_ket_qua"', 'Ref="moi"'),
        (">tra_ket_qua<", ">moi<"),
    )
    said = changes(library_card, without)
    assert ("removed", "step", "tra_ket_qua") in said
    assert ("added", "step", "moi") in said
    assert ("added", "node", "bo") in said
    assert ("removed", "flow", "f_het") in said
    assert ("added", "flow", "f_het") in said


def test_another_default_is_a_change(library_card: bytes, edited: Edited) -> None:
    said = changes(library_card, edited((' default="f_ky"', ' default="f_tra_lai"')))
    assert said[-2:] == [("changed", "flow", "f_ky"), ("changed", "flow", "f_tra_lai")]
    assert said[0] == ("changed", "way", "ky_duyet")


def sentences(old: bytes, new: bytes) -> list[str]:
    return [one.message.vi for one in between(read(old), read(new))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('amount="20000"', 'amount="30000"', "Khoản thu “Phí làm thẻ”: số tiền 20.000 → 30.000 đồng."),
        ('value="2" unit', 'value="3" unit', "Thời hạn giải quyết: giá trị 2 → 3 ngày làm việc."),
        (
            'autoCloseAfter="15"',
            'autoCloseAfter="20"',
            "Bước chờ “Chờ công dân bổ sung”: tự đóng sau 15 → 20 ngày làm việc.",
        ),
        (
            'post="chuyen_vien"',
            'post="lanh_dao_phong"',
            "Bước 2 “Thẩm định hồ sơ”: chức danh Chuyên viên thụ lý → Lãnh đạo phòng.",
        ),
    ],
)
def test_amounts_and_codes_are_said_in_words(
    library_card: bytes, edited: Edited, old: str, new: str, said: str
) -> None:
    assert sentences(library_card, edited((old, new))) == [said]


def test_new_numbers_of_many_steps_are_one_sentence(library_card: bytes, edited: Edited) -> None:
    moved = edited(('no="3"', 'no="5"'), ('no="4"', 'no="6"'))
    assert sentences(library_card, moved) == ["Đánh lại số thứ tự các bước."]


def test_the_new_definition_is_what_the_old_one_was_when_turned_round(library_card: bytes, edited: Edited) -> None:
    other = edited(('<tthc:outcome id="da_tra" name="Đã trả"/>', ""))
    assert changes(other, library_card) == [("added", "outcome", "tra_ket_qua")]
