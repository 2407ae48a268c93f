"""Papers of a trial can be opened like any other, and carry “BẢN CHẠY THỬ” on every sheet, in Word and in PDF."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from engine.documents.printing import templates, watermark
from engine.documents.printing.roles import ROLES
from tests.acceptance.test_trial_story import copy_of, received
from tests.support.office import Office
from tests.support.trials import begun


def headers_of(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "/header" in name)


def test_a_paper_of_a_trial_says_so_on_every_sheet(office: Office) -> None:
    analyst = office.person("phantich")
    play = begun(analyst, copy_of(analyst))
    code = received(play)
    play.open(f"/chay-thu/1/ban-lam-viec/tim?q={code}")
    address = next(href for href in play.page.xpath("//a/@href") if "/giay/" in href and href.count("/") == 4)
    assert "CHẠY THỬ" in play.open(address)

    word = analyst.client.get(f"{address}/word")
    assert word.status_code == 200
    assert watermark.TRIAL in headers_of(word.data)
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    play.open(address)
    form = next(one for one in play.page.forms if one.get("action", "").endswith("/pdf"))
    made = analyst.client.post(form.get("action"), data=dict(form.form_values()))
    assert made.data.startswith(b"%PDF")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_shipped_template_takes_the_words_across_its_sheets(role: str) -> None:
    assert headers_of(watermark.marked(templates.shipped(role))).count(watermark.TRIAL) >= 1
    assert watermark.TRIAL not in headers_of(templates.shipped(role))


def test_a_second_section_with_a_head_of_its_own_is_marked_too() -> None:
    document = Document()
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Tiếp theo"
    out = io.BytesIO()
    document.save(out)
    headers = headers_of(watermark.marked(out.getvalue()))
    assert "Tiếp theo" in headers
    assert headers.count(f'string="{watermark.TRIAL}"') >= 2
