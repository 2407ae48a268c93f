"""A printed sheet says which edition it is, carries its picture, and is the same every time."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.bpmn.reader import read
from engine.cli import main
from engine.procedures.sheets.exporting.edition import NOT_IN_FORCE, Edition, Revision
from engine.procedures.sheets.exporting.export import Kind, export_sheet
from engine.procedures.sheets.exporting.layouts import LAYOUTS
from engine.procedures.sheets.opening import open_document

LIBRARY = Path(__file__).parents[3] / "procedures_bpmn"
BIRTH = read((LIBRARY / "dang-ky-khai-sinh.bpmn").read_bytes())


def texts(data: bytes) -> list[str]:
    document = open_document(data)
    cells = [cell.text for table in document.tables() for cell in table.cells()]
    return cells + [block.text for block in document.blocks if hasattr(block, "text")]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_sheet_that_is_not_the_one_in_force_says_so(kind: Kind) -> None:
    assert NOT_IN_FORCE in texts(export_sheet(BIRTH, Edition("a" * 64), kind))
    assert NOT_IN_FORCE not in texts(export_sheet(BIRTH, Edition("a" * 64, in_force=True), kind))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_cover_carries_edition_hash_and_the_log_of_revisions(kind: Kind) -> None:
    log = (Revision("2", "01/3/2026", "Giảm từ 1 ngày còn 0,5 ngày", "12/QĐ-UBND"),)
    said = texts(export_sheet(BIRTH, Edition("b" * 64, "Lần ban hành 2", revisions=log), kind))
    assert {"b" * 64, "Lần ban hành 2", "Giảm từ 1 ngày còn 0,5 ngày", "12/QĐ-UBND"} <= set(said)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_flow_picture_is_a_metafile_with_its_twin_in_words(kind: Kind) -> None:
    package = zipfile.ZipFile(io.BytesIO(export_sheet(BIRTH, Edition("c" * 64), kind)))
    (picture,) = [name for name in package.namelist() if name.endswith(".emf")]
    data = package.read(picture)
    assert data[40:44] == b" EMF"
    assert int.from_bytes(data[48:52], "little") == len(data)
    assert "Ký".encode("utf-16-le") in data
    drawing = next(name for name in package.namelist() if name.endswith(("document.xml", "drawing3.xml")))
    assert "Bước 1" in package.read(drawing).decode()


def test_the_same_sheet_is_the_same_bytes() -> None:
    edition = Edition("d" * 64)
    assert export_sheet(BIRTH, edition, "docx") == export_sheet(BIRTH, edition, "docx")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_layout_prints_its_own_headers(layout: str) -> None:
    said = texts(export_sheet(BIRTH, Edition("e" * 64), "docx", layout=layout))
    assert {header for _, header, _ in LAYOUTS[layout].columns} <= set(said)


def test_the_command_writes_the_file_and_what_it_prints_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "khai-sinh.docx"
    done = CliRunner().invoke(
        main,
        ["export-sheet", str(LIBRARY / "dang-ky-khai-sinh.bpmn"), "--out", str(out), "--format", "json"],
    )
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"file": str(out)})
    again = CliRunner().invoke(main, ["import-sheet", str(out), "--out", str(tmp_path), "--format", "json"])
    (procedure,) = json.loads(again.stdout)["procedures"]
    assert procedure["file"].endswith("dang-ky-khai-sinh.bpmn")
    assert procedure["open_points"] == []


def test_the_command_refuses_other_kinds_of_files(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["export-sheet", str(LIBRARY / "dang-ky-khai-sinh.bpmn"), "--out", str(tmp_path / "x.pdf")]
    )
    assert done.exit_code == 2
    assert ".docx" in done.stderr
