"""Conditions of a procedure: the names to choose from, and the sentence an expression makes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from engine.bpmn import reader
from engine.bpmn.conditions import Names, fitting_rows, names_of, sentence
from engine.bpmn.formulas import formulas
from engine.feel.rows import expression_of
from engine.procedures.sources import from_library
from engine.publication import form_files

ROOT = Path(__file__).resolve().parents[3]
READY = [path.stem for path in sorted((ROOT / "procedures_bpmn").glob("*.bpmn"))]


@lru_cache
def names_for(key: str) -> Names:
    sources = from_library(ROOT, key)
    return names_of(reader.read(sources.bpmn), form_files.compiled(sources.forms)[0])


def test_names_know_their_kind_and_options() -> None:
    names = names_for("dang-ky-khai-sinh")
    assert names["don.ngay_sinh"].kind == "date"
    assert names["don.so_ban_sao"].kind == "number"
    assert names["don.truong_hop"].option("bo_roi").vi == "Trẻ bị bỏ rơi"
    assert names["tiep_nhan.outcome"].option("tu_choi").en == "Refuse"
    assert names["phi.phi_ban_sao"].kind == "money"
    assert "don.ho_ten_con" not in names, "only what the engine may read is offered"


@pytest.mark.parametrize(
    ("expression", "vi", "en"),
    [
        (
            'don.truong_hop != "bo_roi" and don.noi_sinh_loai = "co_so_y_te"',
            "“Trường hợp khai sinh” khác “Trẻ bị bỏ rơi” và “Sinh tại” là “Cơ sở y tế”",
            "“Situation” is not “Abandoned child” and “Born” is “In a health facility”",
        ),
        (
            'don.so_ban_sao > 2 or (ho_so.channel = "online" and don.truong_hop = "bo_roi")',
            "“Số lượng bản sao” lớn hơn 2 hoặc (“Cách nộp hồ sơ” là “Trực tuyến” và “Trường hợp khai sinh” là "
            "“Trẻ bị bỏ rơi”)",
            "“Number of copies” is more than 2 or (“Channel” is “Online” and “Situation” is “Abandoned child”)",
        ),
        (
            'date(don.ngay_sinh) <= today() - duration("P60D")',
            "“Ngày, tháng, năm sinh” cách hôm nay từ 60 ngày",
            "“Date of birth” is at least this long ago: 60 days",
        ),
        (
            "phi.phi_ban_sao >= 50000",
            "“Phí cấp bản sao trích lục khai sinh (8.000 đồng mỗi bản)” từ 50.000 đồng trở lên",
            "“Copies of the birth record extract (8,000 đồng each)” is at least 50,000 đồng",
        ),
        ("", "", ""),
    ],
)
def test_rows_make_a_sentence_in_both_languages(expression: str, vi: str, en: str) -> None:
    names = names_for("dang-ky-khai-sinh")
    assert sentence(expression, names, "vi") == vi
    assert sentence(expression, names, "en") == en


def test_what_rows_cannot_say_is_told_word_by_word() -> None:
    said = sentence(
        'if don.truong_hop = "bo_roi" then 0 else 8000 * don.so_ban_sao', names_for("dang-ky-khai-sinh"), "vi"
    )
    assert said == ("nếu “Trường hợp khai sinh” là “Trẻ bị bỏ rơi” thì 0 ngược lại thì 8000 × “Số lượng bản sao”")


def test_a_name_or_kind_the_builder_does_not_know_keeps_the_expression() -> None:
    names = names_for("dang-ky-khai-sinh")
    assert fitting_rows('don.khong_co = "a"', names) is None
    assert fitting_rows('don.so_ban_sao = "hai"', names) is None
    assert fitting_rows('don.ngay_sinh < "2020"', names) is None


@pytest.mark.parametrize("key", READY)
def test_conditions_of_the_ready_procedures_survive_the_builder(key: str) -> None:
    names = names_for(key)
    definition = reader.read(from_library(ROOT, key).bpmn)
    for one in formulas(definition):
        rows = fitting_rows(one.source, names)
        if rows is not None:
            assert fitting_rows(expression_of(rows), names) == rows
        assert sentence(one.source, names, "vi")
        assert "don." not in sentence(one.source, names, "vi")
