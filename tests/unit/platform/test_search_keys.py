"""Vietnamese search and order, against dictionary order written by hand."""

from __future__ import annotations

import random
import unicodedata

import pytest

from engine.platform.search import name_sort_key, normal, search_key, sort_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("ĐẶNG  VĂN   Ước", "dang van uoc"),
        ("Phường Hòa Lạc", "phuong hoa lac"),
        ("Xã Tân Phú – 2", "xa tan phu – 2"),
        ("", ""),
    ],
)
def test_searching_needs_no_accents(text: str, key: str) -> None:
    assert search_key(text) == key
    assert search_key(unicodedata.normalize("NFD", text)) == key


def test_both_unicode_spellings_are_one_name() -> None:
    name = "Trường Sa"
    assert normal(unicodedata.normalize("NFD", name)) == normal(name)
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


DICTIONARY = [
    ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ắ", "â", "ấ", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
    ["an", "an bình", "án", "ang", "ăn", "ân"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
    ["da", "dài", "đa", "đà"],
    ["Hoa Lư", "hòa", "Hòa Lạc", "hóa", "hoàn"],
    ["Quận 1", "Quận 2", "Quận Ba Đình"],
]


@pytest.mark.parametrize("words", DICTIONARY, ids=lambda words: words[0])
def test_order_is_that_of_the_dictionary(words: list[str]) -> None:
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=sort_key) == words


def test_within_a_syllable_letters_decide_before_tones() -> None:
    assert sort_key("hóa") < sort_key("hoàn")
    assert sort_key("Hoa Lư") < sort_key("hoàn")


def test_people_are_ordered_by_their_given_name() -> None:
    people = ["Nguyễn Văn An", "Trần Thị Ánh", "Lê Bình", "Đỗ Thị Đào", "Bùi Dung"]
    assert sorted(people, key=name_sort_key) == [
        "Nguyễn Văn An",
        "Trần Thị Ánh",
        "Lê Bình",
        "Bùi Dung",
        "Đỗ Thị Đào",
    ]


def test_keys_are_plain_ascii_for_vietnamese_text() -> None:
    assert sort_key("Ủy ban nhân dân phường Nguyễn Cư Trinh 12").isascii()
