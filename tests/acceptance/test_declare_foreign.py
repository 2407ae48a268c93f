"""A diagram drawn with another tool is uploaded, opened with its to-do list, and adapted by choice."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.support.declaring import BIRTH, send
from tests.support.office import Office, text_of, token

CAMUNDA = (Path(__file__).parents[1] / "unit/bpmn/data/foreign/camunda.bpmn").read_bytes()


def offered(page: TestResponse) -> list[str]:
    found = re.findall(r'name="chon" value="([^"]*)"', page.get_data(as_text=True))
    return [html.unescape(one) for one in found]


def test_a_foreign_diagram_opens_with_a_list_of_what_can_be_done_and_nothing_changes_by_itself(office: Office) -> None:
    analyst = office.person("phantich")
    at = send(analyst, ("camunda.bpmn", CAMUNDA)).headers["Location"]
    assert at.endswith("/kiem-tra")
    page = analyst.get(at)
    said = text_of(page)
    assert "Sơ đồ vẽ bằng công cụ khác" in said
    assert "Bắt đầu" in said or "Mở sơ đồ" in said
    assert "adopt|" in offered(page)
    for lan in ("1", "2"):
        analyst.press(at, f"{at}/chuan-hoa", {"lan": lan, "chon": offered(analyst.get(at))})
    after = text_of(analyst.get(at))
    assert "Sơ đồ vẽ bằng công cụ khác" not in after
    assert "chưa có điều kiện" in after


def test_choosing_nothing_says_so_and_two_ways_for_one_split_are_refused(office: Office) -> None:
    analyst = office.person("phantich")
    at = send(analyst, ("camunda.bpmn", CAMUNDA)).headers["Location"]
    analyst.press(at, f"{at}/chuan-hoa", {"lan": "1"})
    assert "Chưa chọn mục nào" in text_of(analyst.get(at))
    analyst.press(at, f"{at}/chuan-hoa", {"lan": "1", "chon": ["split_exclusive|x", "split_parallel|x"]})
    assert "chọn cả hai cách" in text_of(analyst.get(at))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("to-khai.json", b"{}", "chưa có sơ đồ"),
        ("cai-dat.exe", b"MZ\x90", "không phải sơ đồ quy trình"),
        ("quy-trinh.docx", b"PK\x05\x06", "Word hoặc Excel"),
    ],
)
def test_a_file_that_is_no_diagram_is_called_by_what_it_is(office: Office, name: str, data: bytes, said: str) -> None:
    answer = send(office.person("phantich"), (name, data))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert name in text_of(answer)
    assert token(answer)


def test_a_declaration_that_lost_its_key_is_opened_and_gets_it_back(office: Office) -> None:
    analyst = office.person("phantich")
    lost = BIRTH.bpmn.replace(b'key="dang-ky-khai-sinh"', b'key=""')
    at = send(analyst, ("so-do.bpmn", lost)).headers["Location"]
    analyst.press(at, f"{at}/chuan-hoa", {"lan": "1", "chon": ["adopt|"]})
    assert "Sơ đồ vẽ bằng công cụ khác" not in text_of(analyst.get(at))
