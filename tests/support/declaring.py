"""What the stories of declaring share: the birth registration changed a little, and sending files by the page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from engine.procedures.sources import DIAGRAM, Sources, from_library
from tests.support.office import Person, token

ROOT = Path(__file__).resolve().parents[2]
KEY = "dang-ky-khai-sinh"
BIRTH = from_library(ROOT, KEY)
UPLOAD = "/khai-bao/tai-len"


def changed(old: str, new: str) -> Sources:
    """The birth registration with something else in its diagram."""
    diagram = BIRTH.bpmn.decode()
    assert old in diagram
    return Sources({**BIRTH.files, DIAGRAM: diagram.replace(old, new).encode()})


NEW_NAME = changed('name="Đăng ký khai sinh"', 'name="Đăng ký khai sinh mới"')


def packed(sources: Sources) -> bytes:
    """The files as a bundle."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sources.files.items():
            archive.writestr(path, data)
    return made.getvalue()


def send(person: Person, *files: tuple[str, bytes], keep_forms: bool = False) -> TestResponse:
    """Send files from the upload page."""
    page = person.get(UPLOAD)
    assert 'name="tep"' in page.get_data(as_text=True)
    data: dict[str, Any] = {"csrf_token": token(page), "tep": [(io.BytesIO(data), name) for name, data in files]}
    if keep_forms:
        data["giu_bieu_mau"] = "1"
    return person.client.post(UPLOAD, data=data, content_type="multipart/form-data")
