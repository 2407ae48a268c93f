"""Hostile or broken bytes are refused with a sentence in Vietnamese and never hang or leak a Python error."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bpmn.errors import UnsafeXml
from engine.bpmn.xml import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, safe_parse, text_of

BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x a="&c;">&c;</x>'
)


def refusal(data: bytes) -> UnsafeXml:
    with pytest.raises(UnsafeXml) as caught:
        safe_parse(data)
    assert caught.value.text.vi
    assert caught.value.text.en
    return caught.value


def test_plain_xml_becomes_a_tree() -> None:
    assert safe_parse(b'<?xml version="1.0" encoding="UTF-8"?><a><b/></a>').tag == "a"


def test_a_byte_order_mark_is_fine() -> None:
    assert safe_parse(b"\xef\xbb\xbf<a/>").tag == "a"


def test_text_in_python_is_a_mistake_of_the_caller() -> None:
    words: Any = "<a/>"
    with pytest.raises(TypeError):
        safe_parse(words)


def test_an_entity_bomb_is_refused_at_its_doctype() -> None:
    error = refusal(BOMB)
    assert "DOCTYPE" in error.text.vi
    assert error.line == 2


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"<!-- <a> -->", b"<?x y?>\n\n ", b"<!---->" * 1000])
def test_a_doctype_is_found_behind_anything_that_may_stand_before_it(before: bytes) -> None:
    assert "DOCTYPE" in refusal(before + b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>').text.en


def test_the_word_doctype_inside_a_text_is_harmless() -> None:
    assert text_of(safe_parse(b"<a><![CDATA[<!DOCTYPE a>]]></a>")) == "<!DOCTYPE a>"


def test_an_unknown_entity_is_an_error_of_the_file() -> None:
    assert "XML" in refusal(b"<a>&xxe;</a>").text.vi


def test_more_than_two_megabytes_are_refused_unread() -> None:
    assert "2 MB" in refusal(b"<a>" + b" " * MAX_BYTES + b"</a>").text.vi
    assert "2 MB" in refusal(b"\0" * 10_000_000).text.vi


def test_too_many_elements_are_refused() -> None:
    assert str(MAX_ELEMENTS) in refusal(b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>").text.vi
    safe_parse(b"<a>" + b"<b/>" * (MAX_ELEMENTS - 1) + b"</a>")


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 300, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    assert str(MAX_DEPTH) in refusal(b"<a>" * depth + b"</a>" * depth).text.vi


def test_nesting_up_to_the_bound_is_fine() -> None:
    safe_parse(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b"  \n ", "rỗng"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest of a docx", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "đời cũ"),
        (b"\x89PNG\r\n", "ảnh"),
        (b"just words", "XML hợp lệ"),
        (b"<a><b></a>", "XML hợp lệ"),
        (b"<a x='1' x='2'/>", "XML hợp lệ"),
        (b"<a/><b/>", "XML hợp lệ"),
        (b"<p:a/>", "XML hợp lệ"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "UTF-8"),
        ("<a>thẻ</a>".encode("utf-16-le"), "UTF-8"),
        (b'<?xml version="1.0" encoding="windows-1258"?><a/>', "UTF-8"),
        (b"<a>\xff\xfe</a>", "UTF-8"),
        (b"<a>\x01</a>", "XML hợp lệ"),
    ],
)
def test_what_is_not_xml_is_named(data: bytes, said: str) -> None:
    assert said in refusal(data).text.vi


def test_a_syntax_error_says_its_line_in_both_languages() -> None:
    error = refusal(b"<a>\n<b>\n</a>")
    assert error.line == 3
    assert error.said_in("vi").startswith("Dòng 3: ")
    assert error.said_in("en").startswith("Line 3: ")


@pytest.mark.parametrize("bad", ["1a", "a b", "a&quot;b", "", "a" * 201, "&#39;x", "a:b", "../x"])
def test_an_id_that_is_no_name_is_refused(bad: str) -> None:
    assert "id" in refusal(f'<a id="{bad}"/>'.encode()).text.vi


@pytest.mark.parametrize("good", ["a", "_1", "bước_1", "sid-12-3", "police.residence"])
def test_an_id_that_is_a_name_is_fine(good: str) -> None:
    safe_parse(f'<a id="{good}"/>'.encode())
