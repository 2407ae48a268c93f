"""Differences of whole declarations: forms field by field, decision tables line by line, each in one sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.procedures.sources import Sources, from_library
from engine.publication.differences import DRAWING, FEES, FORMS, STEPS, TABLES, as_data, between

ROOT = Path(__file__).resolve().parents[3]
BIRTH = from_library(ROOT, "dang-ky-khai-sinh")
FORM = {
    "title": "Tờ khai cấp thẻ",
    "components": [
        {"type": "textfield", "key": "ho_ten", "label": "Họ tên", "validate": {"required": True}},
        {"type": "select", "key": "hang", "label": "Hạng thẻ", "values": [{"label": "Thường", "value": "a"}]},
        {
            "type": "group",
            "id": "nha",
            "label": "Chỗ ở",
            "components": [{"type": "textfield", "key": "xa", "label": "Xã"}],
        },
    ],
}
TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"><decision id="muc" name="Mức thu">
<decisionTable hitPolicy="FIRST">
<input><inputExpression><text>don.tuoi</text></inputExpression></input><output name="muc"/>
<rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>8000</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def form(change: Callable[[Any], Any]) -> list[str]:
    """What is said of the form after ``change``."""
    after = copy.deepcopy(FORM)
    change(after)
    sides = [Sources({**BIRTH.files, "forms/don.json": json.dumps(one).encode()}) for one in (FORM, after)]
    found = between(sides[0], sides[1])
    assert {one.part for one in found} <= {FORMS}
    return [one.message.vi for one in found]


def table(after: str) -> list[str]:
    sides = [Sources({**BIRTH.files, "muc.dmn": one.encode()}) for one in (TABLE, after)]
    found = between(sides[0], sides[1])
    assert {one.part for one in found} <= {TABLES}
    return [one.message.vi for one in found]


def test_the_same_files_differ_in_nothing() -> None:
    assert between(BIRTH, BIRTH) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["components"][0].update(label="Họ và tên"), "tên “Họ tên” → “Họ và tên”"),
        (lambda one: one["components"][0].update(validate={}), "không còn bắt buộc"),
        (lambda one: one["components"].pop(1), "bỏ ô “Hạng thẻ”"),
        (lambda one: one["components"][1]["values"].append({"label": "Vàng", "value": "b"}), "thêm lựa chọn “Vàng”"),
        (lambda one: one["components"][2]["components"][0].update(type="textarea"), "kiểu ô “textfield” → “textarea”"),
        (lambda one: one["components"].reverse(), "thứ tự các ô thay đổi"),
        (lambda one: one.update(rules=[{"expr": "x", "message": "Sai ngày"}]), "thêm ràng buộc “Sai ngày”"),
        (
            lambda one: one["components"].append(
                {"type": "number", "key": "n", "label": "Số bản", "validate": {"required": True}}
            ),
            "thêm ô “Số bản” (bắt buộc)",
        ),
        (lambda one: one["components"][0].update(conditional={"hide": "=hang"}), "ẩn khi – → “=hang”"),
    ],
)
def test_a_change_of_a_form_is_told_at_its_field(change: Callable[[Any], Any], said: str) -> None:
    (told,) = form(change)
    assert told.startswith("Biểu mẫu “Tờ khai cấp thẻ”: ")
    assert said in told


def test_a_form_that_came_or_went_is_told_by_its_title() -> None:
    more = Sources({**BIRTH.files, "forms/don.json": json.dumps(FORM).encode()})
    assert [one.message.vi for one in between(BIRTH, more)] == ["Thêm biểu mẫu “Tờ khai cấp thẻ”."]
    assert [one.message.vi for one in between(more, BIRTH)] == ["Bỏ biểu mẫu “Tờ khai cấp thẻ”."]


def test_a_form_that_cannot_be_read_is_said_to_have_changed() -> None:
    broken = Sources({**BIRTH.files, "forms/to-khai.json": b"{"})
    (told,) = between(BIRTH, broken)
    assert "thay đổi" in told.message.vi


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">8000<", ">10000<", "Bảng “Mức thu”: dòng 2: - ⇒ 8000 → - ⇒ 10000."),
        ("FIRST", "ANY", "các cột thay đổi"),
        ('name="Mức thu"', 'name="Lệ phí"', "nội dung thay đổi"),
    ],
)
def test_a_change_of_a_table_is_told_at_its_line(old: str, new: str, said: str) -> None:
    (told,) = table(TABLE.replace(old, new))
    assert said in told


def test_lines_that_came_and_went_are_told() -> None:
    first = TABLE.index("<rule>")
    without = TABLE[:first] + TABLE[TABLE.index("<rule>", first + 1) :]
    assert table(without) == ["Bảng “Mức thu”: bỏ dòng 1: < 18 ⇒ 0."]


def test_the_parts_come_in_the_order_of_the_tabs_and_can_be_read_by_a_program() -> None:
    diagram = (
        BIRTH.bpmn.decode()
        .replace('limit="3"', 'limit="5"', 1)
        .replace("<tthc:fee ", '<tthc:fee id="moi" amount="9"/><tthc:fee ', 1)
    )
    other = Sources({**BIRTH.files, "procedure.bpmn": diagram.encode(), "forms/don.json": json.dumps(FORM).encode()})
    parts = [one.part for one in between(BIRTH, other)]
    assert {STEPS, FORMS} <= {*parts}
    assert parts == sorted(parts, key=[STEPS, FEES, FORMS, TABLES, DRAWING].index)
    assert as_data(between(BIRTH, other))[-1]["vi"].startswith("Thêm biểu mẫu")
