"""What people type or paste into the steps table: amounts of time, text from Word, units, kinds of work."""

from __future__ import annotations

from decimal import Decimal

import pytest

from admin_ui.declare.working.steps import amounts, cleaning, step_form, units
from engine.bpmn.edit import new_procedure
from engine.bpmn.reader import read
from engine.platform.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4", "4"),
        (" 0,25 ", "0.25"),
        ("0.5", "0.5"),
        ("1/2", "0.5"),
        ("½", "0.5"),
        ("2 ½", "2.5"),
        ("1 1/4", "1.25"),
        ("¾", "0.75"),
        ("11,5", "11.5"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, value: str) -> None:
    assert amounts.amount(typed, "han") == Decimal(value)


@pytest.mark.parametrize("typed", ["mười", "-1", "0", "1/0", "4 giờ", "1e5", "10001", "1/2/3", "1,2,3", "٣/x"])
def test_what_is_no_amount_is_told_at_its_field(typed: str) -> None:
    with pytest.raises(Invalid) as told:
        amounts.amount(typed, "han")
    assert told.value.where == "han"


def test_nothing_typed_is_no_amount() -> None:
    assert amounts.amount("  ", "han") is None


def test_hours_are_said_with_days_of_eight_hours() -> None:
    assert amounts.in_hours_and_days(Decimal(96)).vi == "96 giờ = 12 ngày làm việc"
    assert amounts.in_hours_and_days(Decimal(4)).en == "4 hours = 0.5 working days"


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("Thẩm\u00a0định   hồ sơ", "Thẩm định hồ sơ"),
        ("• Kiểm tra\n• Tiếp nhận", "Kiểm tra Tiếp nhận"),
        ("\uf0b7 Phân công", "Phân công"),
        ("- Ký duyệt", "Ký duyệt"),
        ("hồ\u00ad sơ\u200b", "hồ sơ"),
        ("Thẩm định".encode().decode().replace("ẩ", "a\u0302\u0309"), "Thẩm định"),
        ("-5 độ", "-5 độ"),
        ("\x00Ký\x0b", "Ký"),
    ],
)
def test_pasted_text_is_cleaned(pasted: str, clean: str) -> None:
    assert cleaning.line(pasted) == clean


def test_lines_of_the_official_wording_stay_lines() -> None:
    assert cleaning.block("• Kiểm tra\r\n- Tiếp nhận\r\n\r\n") == "Kiểm tra\nTiếp nhận"


@pytest.mark.parametrize(
    "expression",
    ["receiving", "resolving/phong_vhxh", "step:tiep_nhan/one_stop", "chosen:don.co_quan", "external:thue"],
)
def test_a_unit_taken_apart_and_put_together_is_the_same(expression: str) -> None:
    assert units.joined(*units.parts(expression)) == expression


@pytest.mark.parametrize(("anchor", "field"), [("step", "tai-buoc"), ("chosen", "truong"), ("external", "doi-tac")])
def test_a_unit_that_needs_one_more_choice_asks_for_it(anchor: str, field: str) -> None:
    with pytest.raises(Invalid) as told:
        units.joined(anchor, "", "")
    assert told.value.where == field


def test_posts_of_the_chosen_kind_come_first() -> None:
    definition = read(new_procedure("Thử"))
    fitting, others = units.posts(definition, "receiving/one_stop")
    assert {one.code for one in fitting[1]} == {"can_bo_mot_cua", "lanh_dao_trung_tam"}
    assert "chuyen_vien" in {one.code for one in others[1]}
    assert units.fits(definition, "receiving", "lanh_dao_ubnd_xa")
    assert not units.fits(definition, "receiving", "lanh_dao_so")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tiếp nhận hồ sơ", "receive"),
        ("Lấy ý kiến các sở", "opinion"),
        ("Ký duyệt", "sign"),
        ("Đóng dấu, vào sổ", "register"),
        ("Xem xét, trình ký", "review"),
        ("Trả kết quả", "return"),
        ("Việc khác", None),
    ],
)
def test_a_name_speaks_of_its_kind_of_work(name: str, kind: str | None) -> None:
    assert step_form.kind_by_name(name) == kind
