"""PDF by LibreOffice: the codes on paper are read by a scanner; a missing or hanging LibreOffice is told and ended."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from engine.documents.printing.checking import example
from engine.documents.printing.filling import fill
from engine.documents.printing.pdf import FAILED, HANGING, MISSING, Converter, NoPdf
from engine.documents.printing.pictures import bars, qr
from engine.documents.printing.templates import shipped

ADDRESS = "https://dichvu.minhgiang.vn/tra-cuu?ma=H88.101-261207-0001&khoa=nzDfgRhtBOBQhd0u8jbfAoao"
CODE = "H88.101-261207-0001"


def test_without_libreoffice_the_reason_is_said() -> None:
    with pytest.raises(NoPdf) as error:
        Converter("/nowhere/soffice").pdf_of(b"")
    assert error.value.text == MISSING


def test_a_hanging_libreoffice_is_ended_with_everything_it_started(tmp_path: Path) -> None:
    script, trace = tmp_path / "soffice", tmp_path / "pid"
    script.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {trace}\nwait\n")
    script.chmod(0o700)
    with pytest.raises(NoPdf) as error:
        Converter(str(script), seconds=1).pdf_of(b"")
    assert error.value.text == HANGING
    stat = Path(f"/proc/{trace.read_text().strip()}/stat")
    assert not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_libreoffice_that_makes_nothing_is_told(tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o700)
    with pytest.raises(NoPdf) as error:
        Converter(str(script)).pdf_of(b"")
    assert error.value.text == FAILED


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("zbarimg")), reason="needs LibreOffice and zbar")
def test_a_scanner_reads_both_codes_from_the_rendered_pdf(tmp_path: Path) -> None:
    word = fill(shipped("receipt"), example("receipt"), {"ma_qr": qr(ADDRESS), "ma_vach": bars(CODE)})
    (tmp_path / "giay.pdf").write_bytes(Converter().pdf_of(word))
    subprocess.run(["pdftoppm", "-r", "200", "-png", "giay.pdf", "trang"], cwd=tmp_path, check=True)
    page = next(tmp_path.glob("trang*.png"))
    read = subprocess.run(["zbarimg", "-q", page.name], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(read.stdout.split()) == {f"QR-Code:{ADDRESS}", f"CODE-128:{CODE}"}
