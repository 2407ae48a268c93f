"""The rehearsal of a working copy through HTTP: coverage, stories, and what stands in the way of publication."""

from __future__ import annotations

import re

from tests.support.declaring import KEY
from tests.support.office import Office, Person, text_of

AT = f"/khai-bao/thu-tuc/{KEY}"


def begun(analyst: Person) -> str:
    """A working copy of the published procedure: the beginning of its addresses."""
    location = str(analyst.press(AT, f"{AT}/soan", {}).headers["Location"])
    found = re.search(r"/khai-bao/soan/\d+", location)
    assert found
    return found[0]


def test_an_analyst_sees_every_way_a_dossier_can_go(office: Office) -> None:
    analyst = office.person("phantich")
    page = analyst.get(f"{begun(analyst)}/dien-tap")
    said = text_of(page)
    assert "Đã đi qua" in said
    assert "Đường thông thường" in said
    assert "người nộp rút hồ sơ" in said
    assert "<svg" in page.get_data(as_text=True)
