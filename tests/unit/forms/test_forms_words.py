"""Numbers, amounts and dates in Vietnamese words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forms.words import WORDS, date_in_words, money_in_words, number_in_words

DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5}
DIGITS |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "lẻ": 0}


def understood(words: str) -> int:
    """Read words back, slowly and independently: digits gather, scales multiply what came before them."""
    total = million = part = 0
    for word in words.split():
        if word == "mười":
            part += 10
        elif word == "mươi":
            part = part - part % 10 + (part % 10) * 10
        elif word == "trăm":
            part *= 100
        elif word == "nghìn":
            million, part = million + part * 1000, 0
        elif word == "triệu":
            million, part = million + part * 10**6, 0
        elif word == "tỷ":
            total, million, part = (total + million + part) * 10**9, 0, 0
        else:
            part += DIGITS[word]
    return total + million + part


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_words_say_exactly_the_number(number):
    assert understood(number_in_words(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm lẻ năm"),
        (1_005, "một nghìn không trăm lẻ năm"),
        (2_026, "hai nghìn không trăm hai mươi sáu"),
        (10**12, "một nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_numbers_are_said_as_people_say_them(number, words):
    assert number_in_words(number) == words


def test_numbers_too_large_to_be_said_are_left_to_digits():
    assert number_in_words(10**18) is None


def test_an_amount_begins_with_a_capital_and_ends_with_dong():
    assert money_in_words(8_000) == "Tám nghìn đồng"
    assert money_in_words(1_250_000) == "Một triệu hai trăm năm mươi nghìn đồng"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-03-27", "Ngày hai mươi bảy, tháng ba, năm hai nghìn không trăm hai mươi sáu"),
        ("1984-04-05", "Ngày năm, tháng tư, năm một nghìn chín trăm tám mươi tư"),
        ("1950-12", "Tháng mười hai, năm một nghìn chín trăm năm mươi"),
        ("1950", "Năm một nghìn chín trăm năm mươi"),
    ],
)
def test_a_date_is_written_out_as_far_as_it_is_known(iso, words):
    assert date_in_words(iso) == words


@pytest.mark.parametrize("wrong", ["", "hôm nay", "2026-13-01", "2026-00", "2026-1-1-1", "٢٠٢٦"])
def test_what_is_no_date_has_no_words(wrong):
    assert date_in_words(wrong) is None


def test_words_of_a_missing_answer_are_missing():
    assert [way(None) for way in WORDS.values()] == [None, None, None]
    assert WORDS["money"](True) is None
