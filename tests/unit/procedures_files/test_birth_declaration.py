"""The birth declaration: the fields of the printed form, what may be left out, and the fees that follow from it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.forms import submit
from tests.unit.procedures_files.library import definition, forms

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=VIETNAM)
DECLARATION = forms("dang-ky-khai-sinh")["to-khai"]

PLACE = {"province": "01", "ward": "00004", "street": "Số 1 phố Hàng Bài"}
COMPLETE: dict[str, Any] = {
    "kinh_gui": "UBND phường",
    "ho_ten_nguoi_yeu_cau": "Trần Văn Nam",
    "loai_giay_to": "so_dinh_danh",
    "so_dinh_danh_nguoi_yeu_cau": "001090012345",
    "quan_he": "cha",
    "truong_hop": "thuong",
    "ho_ten_tre": "TRẦN MINH AN",
    "ngay_sinh": "12/02/2026",
    "gioi_tinh": "nu",
    "dan_toc": "Kinh",
    "quoc_tich": "viet_nam",
    "noi_sinh_loai": "co_so_y_te",
    "ten_co_so_y_te": "Bệnh viện Phụ sản Hà Nội",
    "noi_sinh": PLACE,
    "que_quan": PLACE,
    "me_ho_ten": "LÊ THỊ HOA",
    "me_so_dinh_danh": "001192012345",
    "me_dan_toc": "Kinh",
    "me_quoc_tich": "Việt Nam",
    "cha_ho_ten": "TRẦN VĂN NAM",
    "cha_so_dinh_danh": "001090012345",
    "cha_dan_toc": "Kinh",
    "cha_quoc_tich": "Việt Nam",
    "yeu_cau_ban_sao": "khong",
    "cam_doan": "on",
    "lam_tai": "Hà Nội",
    "ngay_lam_don": "02/03/2026",
    "nguoi_ky": "Trần Văn Nam",
}


PRINTED_FIELDS = [
    "kinh_gui",
    "ho_ten_nguoi_yeu_cau",
    "noi_cu_tru_nguoi_yeu_cau",
    "so_dinh_danh_nguoi_yeu_cau",
    "quan_he",
    "ho_ten_tre",
    "ngay_sinh",
    "ngay_sinh_bang_chu",
    "gioi_tinh",
    "dan_toc",
    "quoc_tich",
    "noi_sinh",
    "que_quan",
    "me_ho_ten",
    "me_ngay_sinh",
    "me_dan_toc",
    "me_quoc_tich",
    "me_noi_cu_tru",
    "cha_ho_ten",
    "cha_ngay_sinh",
    "cha_dan_toc",
    "cha_quoc_tich",
    "cha_noi_cu_tru",
    "cam_doan",
    "ngay_lam_don",
    "yeu_cau_ban_sao",
]
"""The 26 fields of the official form in their order, by the key that holds each."""


def errors(**changes: Any) -> set[str]:
    return set(submit(DECLARATION, {**COMPLETE, **changes}, context={}, now=NOW).errors)


def fee(key: str, born: str | None = None, received: object = NOW, **application: Any) -> Decimal:
    formula = next(fee.formula for fee in definition("dang-ky-khai-sinh").fees if fee.id == key)
    names = {"don": {"ngay_sinh": born, **application}, "ho_so": {"received": received}}
    value = feel.evaluate(formula or "", names, now=NOW).value
    assert isinstance(value, Decimal)
    return value


def test_the_form_asks_for_everything_the_printed_form_has() -> None:
    printed = PRINTED_FIELDS

    assert len(printed) == 26
    assert set(printed) <= {field.key for field in DECLARATION.walk()}


def test_a_complete_declaration_is_taken_and_the_birth_date_is_written_in_words() -> None:
    submission = submit(DECLARATION, COMPLETE, context={}, now=NOW)

    assert submission.errors == {}
    assert submission.values["ngay_sinh"] == "2026-02-12"
    assert submission.values["ngay_sinh_bang_chu"].lower().startswith("ngày mười hai")
    assert submission.routing == {
        "truong_hop": "thuong",
        "ngay_sinh": "2026-02-12",
        "noi_sinh_loai": "co_so_y_te",
        "yeu_cau_ban_sao": "khong",
        "so_ban_sao": None,
    }


def test_with_a_personal_id_neither_residence_nor_birth_date_is_asked_for() -> None:
    assert errors(me_so_dinh_danh="") == {"me_ngay_sinh", "me_noi_cu_tru"}
    assert errors(loai_giay_to="khac") == {
        "ten_giay_to",
        "so_giay_to",
        "noi_cap_giay_to",
        "ngay_cap_giay_to",
        "noi_cu_tru_nguoi_yeu_cau",
    }


def test_the_year_of_birth_is_enough_for_a_parent() -> None:
    assert errors(me_so_dinh_danh="", me_ngay_sinh="1992", me_noi_cu_tru=PLACE) == set()


def test_a_parent_nobody_knows_may_be_left_out_but_not_both_unless_the_child_was_abandoned() -> None:
    nobody = {"khong_ro_me": "on", "khong_ro_cha": "on"}

    assert errors(khong_ro_cha="on") == set()
    assert errors(**nobody) == {"khong_ro_cha"}
    assert errors(**nobody, truong_hop="bo_roi") == set()


def test_the_number_of_copies_is_asked_only_when_copies_are_wanted() -> None:
    assert errors(yeu_cau_ban_sao="co") == {"so_ban_sao"}
    assert errors(yeu_cau_ban_sao="co", so_ban_sao="3") == set()


def test_the_declaration_on_honour_must_be_ticked() -> None:
    assert errors(cam_doan="") == {"cam_doan"}


@pytest.mark.parametrize(
    ("born", "due"), [("2026-01-01", 0), ("2025-12-31", 8000), ("2026-02-12", 0), ("2020-05-04", 8000)]
)
def test_registration_costs_8000_once_sixty_days_have_passed_since_the_birth(born: str, due: int) -> None:
    assert fee("le_phi_qua_han", born) == due
    assert fee("le_phi_qua_han", born, received=NOW.isoformat()) == due
    assert fee("le_phi_qua_han", born, received=None) == due


def test_every_copy_costs_8000() -> None:
    assert fee("phi_ban_sao", yeu_cau_ban_sao="co", so_ban_sao=3) == 24000
    assert fee("phi_ban_sao", yeu_cau_ban_sao="khong", so_ban_sao=None) == 0


@pytest.mark.parametrize(
    ("application", "papers"),
    [
        ({"truong_hop": "thuong", "noi_sinh_loai": "co_so_y_te"}, {"giay_chung_sinh"}),
        ({"truong_hop": "thuong", "noi_sinh_loai": "ngoai_co_so"}, {"van_ban_lam_chung"}),
        ({"truong_hop": "bo_roi", "noi_sinh_loai": "ngoai_co_so"}, {"bien_ban_bo_roi"}),
        ({"truong_hop": "mang_thai_ho", "noi_sinh_loai": "co_so_y_te"}, {"giay_chung_sinh", "van_ban_mang_thai_ho"}),
    ],
)
def test_the_situation_decides_which_papers_are_handed_in(application: dict[str, str], papers: set[str]) -> None:
    wanted = {
        document.id
        for document in definition("dang-ky-khai-sinh").documents
        if document.when and feel.evaluate(document.when, {"don": application}, now=NOW).value is True
    }

    assert wanted == papers
