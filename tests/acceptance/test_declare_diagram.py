"""The diagram tab through HTTP: files up and down, what is refused and how, what the checks answer, who may."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from engine.procedures.sources import from_library
from tests.support.declaring import BIRTH, KEY, ROOT
from tests.support.office import Office, Person, text_of, token

DATA = {"Accept": "application/json"}
FOREIGN = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x" id="d">
  <process id="p" isExecutable="true"><startEvent id="a"/><endEvent id="b"/>
  <sequenceFlow id="f" sourceRef="a" targetRef="b"/></process></definitions>"""


def begun(person: Person) -> str:
    """The address of the diagram tab of a copy of the birth registration."""
    at = f"/khai-bao/thu-tuc/{KEY}"
    return f"{person.press(at, f'{at}/soan', {}).headers['Location']}/so-do"


def send(
    person: Person, address: str, data: bytes, *, to: str = "", seen: str = "", as_data: bool = True, **more: Any
) -> TestResponse:
    """Send a diagram as the editor does, or as the form of the page does."""
    page = person.get(address)
    shown = re.search(r'name="lan" value="(\d+)"', page.get_data(as_text=True))
    sent = {"csrf_token": token(page), "lan": seen or (shown[1] if shown else "1"), "tep": (BytesIO(data), "x.bpmn")}
    headers = DATA if as_data else {}
    return person.client.post(
        f"{address}{to}", data={**sent, **more}, headers=headers, content_type="multipart/form-data"
    )


def renamed(old: str, new: str) -> bytes:
    """The birth registration with other words in it."""
    assert old.encode() in BIRTH.bpmn
    return BIRTH.bpmn.replace(old.encode(), new.encode())


def test_a_saved_drawing_is_a_revision_that_says_what_changed(office: Office) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    answer = send(analyst, address, renamed("Ký Giấy khai sinh", "Ký duyệt"))
    assert answer.get_json()["revision"] == 2
    assert "Ký duyệt" in text_of(analyst.get(address))
    assert "Sơ đồ:" in text_of(analyst.get(address))
    assert b"K\xc3\xbd duy\xe1\xbb\x87t" in analyst.get(f"{address}/tep").get_data()


def test_the_second_to_save_is_told_who_was_first(office: Office) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    send(analyst, address, renamed("Ký Giấy khai sinh", "Ký trước"))
    answer = send(analyst, address, renamed("Ký Giấy khai sinh", "Ký sau"), seen="1")
    assert answer.status_code == 409
    told = answer.get_json()
    assert told["moved"] and "đã sửa bản này lúc" in told["errors"][0]
    assert "Ký trước".encode() in analyst.get(f"{address}/tep").get_data()


@pytest.mark.parametrize("as_data", [True, False], ids=["editor", "form"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Chưa chọn tệp sơ đồ"),
        (b"%PDF-1.4", "không"),
        (b"<a", "Dòng 1"),
        (b" " * (2 * 1024 * 1024 + 1), "lớn hơn 2 MB"),
        (from_library(ROOT, "tro-cap-mot-lan").bpmn, "không phải thủ tục đang soạn"),
    ],
    ids=["nothing", "pdf", "broken", "large", "another procedure"],
)
def test_what_is_no_diagram_of_this_procedure_is_refused_with_the_reason(
    office: Office, data: bytes, words: str, as_data: bool
) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    answer = send(analyst, address, data, as_data=as_data)
    assert answer.status_code in (413, 422)
    said = " ".join(answer.get_json()["errors"]) if as_data else text_of(answer)
    assert words in said
    assert analyst.get(f"{address}/tep").get_data() == BIRTH.bpmn


def test_a_diagram_drawn_elsewhere_takes_over_the_official_sheet(office: Office) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    answer = send(analyst, address, FOREIGN, as_data=False)
    assert answer.status_code == 303
    assert "phần đang có được giữ lại" in text_of(analyst.get(address))
    kept = analyst.get(f"{address}/tep").get_data()
    assert b'key="dang-ky-khai-sinh"' in kept and b'<startEvent id="a"' in kept


def test_the_checks_answer_for_what_is_drawn_and_correct_what_is_safe(office: Office) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    drawn = renamed(' name="Kết quả thẩm tra?"', "")
    found = send(analyst, address, drawn, to="/kiem-tra").get_json()["findings"]
    assert [(one["code"], one["element"], one["mends"]) for one in found] == [("gateway_name", "re_kiem_tra", True)]
    fixed = send(analyst, address, drawn, to="/sua", ma="gateway_name", phan_tu="re_kiem_tra").get_json()["xml"]
    assert send(analyst, address, fixed.encode(), to="/kiem-tra").get_json()["findings"] == []
    again = send(analyst, address, fixed.encode(), to="/sua", ma="gateway_name", phan_tu="re_kiem_tra")
    assert again.status_code == 422 and "không sửa tự động" in again.get_json()["errors"][0]
    assert analyst.get(f"{address}/tep").get_data() == BIRTH.bpmn


def test_a_drawing_is_laid_out_anew_without_being_stored(office: Office) -> None:
    analyst = office.person("phantich")
    address = begun(analyst)
    laid = send(analyst, address, BIRTH.bpmn, to="/sua", ma="lay_out", phan_tu="").get_json()["xml"]
    assert laid.count("BPMNShape") == BIRTH.bpmn.decode().count("BPMNShape")
    assert analyst.get(f"{address}/tep").get_data() == BIRTH.bpmn


def test_an_officer_neither_sees_nor_checks_a_drawing(office: Office) -> None:
    address = begun(office.person("phantich"))
    officer = office.person("anbinh.motcua")
    officer.get(address, status=404)
    officer.get(f"{address}/tep", status=404)
    sent = {"csrf_token": token(officer.get("/ban-lam-viec/")), "lan": "1", "tep": (BytesIO(BIRTH.bpmn), "x.bpmn")}
    for to in ("", "/kiem-tra", "/sua"):
        answer = officer.client.post(
            f"{address}{to}", data={**sent, "tep": (BytesIO(BIRTH.bpmn), "x.bpmn")}, content_type="multipart/form-data"
        )
        assert answer.status_code == 404
