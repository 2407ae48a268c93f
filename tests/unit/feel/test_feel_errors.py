"""Errors say where, what was expected and what was probably meant, in both languages."""

from __future__ import annotations

import pytest

from engine import feel


@pytest.mark.parametrize(
    ("source", "position", "vi", "en"),
    [
        ("", 0, "Chưa có biểu thức", "no expression yet"),
        ("1 +", 3, "cần một giá trị nhưng biểu thức đã hết", "a value is needed but the expression ends"),
        ("if a then 1", 11, "cần “else”", "“else”"),
        ("if a 1 else 2", 5, "cần “then”", "“then”"),
        ("(1 + 2", 6, "cần “)”", "“)” is needed"),
        ("[1, 2", 5, "cần “]”", "“]” is needed"),
        ("a == 1", 2, "một dấu “=”", "one “=”"),
        ("a && b", 2, "hãy viết and", "write and"),
        ("a || b", 2, "hãy viết or", "write or"),
        ('a = "x', 4, "chưa có dấu ngoặc kép đóng", "no closing quotation mark"),
        ("a = 'x'", 4, 'hãy viết "', 'write "'),
        ("for x 1..3 return x", 7, "cần “in” sau tên", "“in” is needed after the name"),
        ("some x in [1] x > 0", 14, "cần “satisfies”", "“satisfies”"),
        ('@"2025-13-01"', 0, "không phải là ngày", "is not a date"),
        ("{a 1}", 1, "tên mục: giá trị", "entry name: value"),
        ("a between 1 or 2", 12, "“and” giữa hai giới hạn", "“and” is needed between"),
        ("f(1, b: 2)", 1, "Không trộn tham số", "cannot mix"),
        ("1 2", 2, "cần một phép toán", "an operator"),
    ],
)
def test_the_error_says_where_and_what(source: str, position: int, vi: str, en: str) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.compile(source, ("a", "b", "f"))
    error = caught.value
    assert error.position == position
    assert vi in error.said_in("vi")
    assert en in error.said_in("en")


def test_a_missing_operator_between_two_known_names_is_noticed() -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.compile("tuoi tham_dinh", ("tuoi", "tham_dinh"))
    assert "phép toán" in caught.value.vi


def test_the_place_counts_as_people_count() -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.compile("1 +\n  * 2")
    assert caught.value.place.vi == "dòng 2, ký tự 3"
    with pytest.raises(feel.FeelError) as caught:
        feel.compile("1 + * 2")
    assert caught.value.place == ("ký tự thứ 5", "character 5")


@pytest.mark.parametrize(
    ("source", "code", "hint"),
    [
        ("ngay_sih", "name.unknown", "có phải “ngay_sinh”?"),
        ("Ngay_Sinh", "name.unknown", "có phải “ngay_sinh”?"),
        ("sbstring(ten, 1)", "call.unknown", "có phải “substring”?"),
        ("substring(string: ten, start positon: 1)", "call.parameter", "có phải “start position”?"),
        ("don.khong_co", "path.missing", "khong_co"),
        ("ten > 1", "compare.kinds", "chuỗi chữ với số"),
        ("trong > 1", "compare.null", "giá trị trống"),
        ("ten + 1", "arith.kinds", "chuỗi chữ và số"),
        ("1 / 0", "arith.zero", "chia được cho số 0"),
        ("if ten then 1 else 2", "condition.kind", "coi như sai"),
        ("ten and true", "logic.kind", "đúng hoặc sai"),
        ("substring(ten)", "call.count", "nhận 2/3 tham số nhưng được cho 1"),
        ("substring(ten, ten)", "call.argument", "start position"),
        ('date("2025-02-30")', "text.temporal", "2025-02-30"),
        ("[1, 2][3]", "index.range", "danh sách có 2 phần tử"),
        ("[3..1]", "range.ends", "Hai đầu của khoảng"),
        ('matches("a", "[")', "pattern.wrong", "Mẫu so khớp không hợp lệ"),
        ("1 instance of tuoi", "type.unknown", "kiểu dữ liệu “tuoi”"),
        ("{a: 1, a: 2}", "context.twice", "xuất hiện hai lần"),
        ("for x in 5 return x", "iterate.kind", "Không lặp được"),
        ("ten()", "call.notafunction", "không phải là hàm"),
    ],
)
def test_a_null_comes_with_its_reason(source: str, code: str, hint: str) -> None:
    context = {"ngay_sinh": None, "ten": "An", "trong": None, "don": {"tuoi": 20}}
    warnings = feel.evaluate(source, context).warnings
    assert code in [warning.code for warning in warnings]
    assert any(hint in warning.vi for warning in warnings)
    assert all(warning.en for warning in warnings)


def test_every_wording_exists_in_both_languages() -> None:
    from engine.decisions.wording import DECISION_WORDING
    from engine.feel.wording import WORDING

    for vi, en in (WORDING | DECISION_WORDING).values():
        assert vi and en and vi != en
        assert vi.count("{") == en.count("{")
