"""Untrusted sheets are read in a child process; the package itself needs no database and no web."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest
from made import docx

from engine.procedures.sheets.child import read_in_child
from engine.procedures.sheets.errors import UnreadableSheet

ROWS = [["Bước", "Nội dung", "Trách nhiệm", "Thời gian"], ["Bước 1", "Nhận", "Một cửa", "1 ngày"]]


def test_a_child_gives_processes_drafts_and_the_table_as_printed() -> None:
    found = read_in_child(docx("1. Thủ tục A", ROWS))
    assert found["procedures"][0]["title"] == "Thủ tục A"
    assert base64.b64decode(found["drafts"][0]["bpmn"]).startswith(b"<?xml")
    assert len(found["tables"][0]["cells"]) == 8


def test_a_refusal_comes_back_as_one() -> None:
    with pytest.raises(UnreadableSheet) as refusal:
        read_in_child(b"no sheet")
    assert "Word" in refusal.value.text.vi


def test_a_child_that_takes_too_long_is_a_refusal() -> None:
    with pytest.raises(UnreadableSheet) as refusal:
        read_in_child(docx("1. Thủ tục A", ROWS), patience=0.001)
    assert "thời gian" in refusal.value.text.vi


def test_the_package_needs_neither_database_nor_web() -> None:
    unwanted = "{'sqlalchemy', 'flask', 'SpiffWorkflow'}"
    said = f"import sys, engine.procedures.sheets.child; print(sorted({unwanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
