"""Word and Excel files are untrusted: each bomb is refused with one text, before it is unpacked."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from made import docx, packed, xlsx

from engine.procedures.sheets.drafting.drafts import drafts_of
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.importing import import_sheet
from engine.procedures.sheets.opening import open_document

STEPS = [
    ["Bước", "Nội dung công việc", "Trách nhiệm", "Thời gian"],
    ["Bước 1", "Tiếp nhận", "Một cửa", "1 ngày"],
    ["Bước 2", "Ký", "Chủ tịch UBND xã", "2 ngày"],
]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04",
        packed({"a.txt": "x"}),
        packed({"word/document.xml": "<a><b></a>"}),
        packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'}),
        packed({"word/document.xml": "<!-- x --><!doctype d><d/>"}),
        packed({"word/document.xml": "<html/>"}),
        packed({"word/document.xml": "<document>" + " " * 9_000_000 + "</document>"}),
        packed({"word/document.xml": "<document>" + "<a>" * 500 + "</a>" * 500 + "</document>"}),
        packed({f"word/part{n}.xml": "<a/>" for n in range(1_200)}),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_what_is_no_sound_office_file_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(UnreadableSheet) as refusal:
        open_document(data)
    assert refusal.value.text.vi
    assert refusal.value.text.en


def test_two_entries_of_one_name_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package, pytest.warns(UserWarning):
        package.writestr("word/document.xml", "<document/>")
        package.writestr("word/document.xml", "<document/>")
    with pytest.raises(UnreadableSheet):
        open_document(stream.getvalue())


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(packed({"word/document.xml": "<document>" + "x" * 5_000 + "</document>"}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableSheet):
        open_document(bytes(data))


def test_a_table_too_wide_is_refused() -> None:
    cells = "<w:tc><w:tcPr><w:gridSpan w:val='190'/></w:tcPr><w:p/></w:tc>" * 3
    with pytest.raises(UnreadableSheet):
        open_document(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))


def test_a_cell_far_out_is_refused() -> None:
    with pytest.raises(UnreadableSheet):
        open_document(xlsx({"a": [['<c r="A1048576" t="inlineStr"><is><t>x</t></is></c>']]}))


def test_a_huge_merged_range_costs_nothing() -> None:
    document = open_document(xlsx({"a": [["x", "y"]]}, merges=["A1:XFD1048576"]))
    assert next(document.tables()).grid[0][0] is not None


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_refused_or_read_but_never_a_python_error(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(docx("1. Thủ tục A (1.000001)", STEPS) if seed % 2 else xlsx({"QT": STEPS}))
    for _ in range(dice.randint(1, 25)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        drafts_of(import_sheet(bytes(data)))
    except UnreadableSheet as refusal:
        assert refusal.text.vi
