"""What is drawn is not lost: files keep what the editor does not know, two people are told, a closed window is opened
again where it was left."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from engine.bpmn import reader, table
from tests.support.office import Office, token

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).resolve().parents[2]
KEY = "dang-ky-khai-sinh"
ANALYST = "phantich"
FOREIGN = (
    b'<khac:ghiChu xmlns:khac="urn:khac" so="7"><khac:trong>Ghi ch\xc3\xba</khac:trong></khac:ghiChu>'
    b"</bpmn:extensionElements>"
)

Serve = Callable[..., str]
AsPerson = Callable[..., Page]


def begun(office: Office, key: str = KEY) -> str:
    """The address of the diagram tab of a copy of a published procedure."""
    at = f"/khai-bao/thu-tuc/{key}"
    return f"{office.person(ANALYST).press(at, f'{at}/soan', {}).headers['Location']}/so-do"


def opened(page: Page, address: str) -> None:
    """Open the editor and wait until it is ready."""
    page.goto(address)
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()


def drawn(page: Page) -> bytes:
    """The drawing in the browser as a file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải .bpmn", exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def rename(page: Page, element: str, name: str) -> None:
    """Give an element another name in the side form."""
    page.get_by_role("tab", name="Danh sách phần tử").click()
    page.locator(f'[data-outline] [data-element="{element}"]').first.click()
    page.get_by_role("tab", name="Khai báo").click()
    page.locator('[data-side] [data-field="ten"]').fill(name)
    page.locator('[data-side] [data-field="ten"]').blur()


def canonical(data: bytes) -> bytes:
    """C14N without what the drawing tool normalises: indents, comments, a default spelt out, the order of shapes."""
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    for loop in root.iter("{*}multiInstanceLoopCharacteristics"):
        if loop.get("isSequential") == "false":
            del loop.attrib["isSequential"]
    for label in [one for one in root.iter("{*}BPMNLabel") if not len(one)]:
        label.getparent().remove(label)
    for plane in root.iter("{*}BPMNPlane"):
        plane[:] = sorted(plane, key=lambda shape: (shape.tag, shape.get("bpmnElement", "")))
    return etree.tostring(root, method="c14n", exclusive=True)


def test_an_untouched_drawing_is_the_file_it_came_from(office: Office, serve: Serve, as_person: AsPerson) -> None:
    addresses = {path.stem: begun(office, path.stem) for path in sorted((ROOT / "procedures_bpmn").glob("*.bpmn"))}
    page = as_person(serve(office.app), ANALYST)
    for key, address in addresses.items():
        opened(page, address)
        now, was = drawn(page), (ROOT / "procedures_bpmn" / f"{key}.bpmn").read_bytes()
        assert canonical(now) == canonical(was), key
        assert table.read(reader.read(now)) == table.read(reader.read(was)), key


def replace(office: Office, address: str, data: bytes) -> None:
    """Replace the diagram by a file, as the form of the page does."""
    person = office.person(ANALYST)
    page = person.get(address)
    seen = re.search(r'name="lan" value="(\d+)"', page.get_data(as_text=True))
    assert seen
    sent = {"csrf_token": token(page), "lan": seen[1], "tep": (BytesIO(data), "so-do.bpmn")}
    assert person.client.post(address, data=sent, content_type="multipart/form-data").status_code == 303


def test_saving_keeps_what_the_editor_does_not_know(office: Office, serve: Serve, as_person: AsPerson) -> None:
    address = begun(office)
    was = (ROOT / "procedures_bpmn" / f"{KEY}.bpmn").read_bytes().replace(b"</bpmn:extensionElements>", FOREIGN)
    was = was.replace(b"<bpmn:userTask ", b'<bpmn:userTask xmlns:khac="urn:khac" khac:mau="xanh" ')
    replace(office, address, was)
    page = as_person(serve(office.app), ANALYST)
    opened(page, address)
    rename(page, "kiem_tra", "Thẩm tra lại")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    saved = office.person(ANALYST).get(f"{address}/tep").get_data()
    named = was.replace("Thẩm tra, ghi sổ, lấy số định danh".encode(), "Thẩm tra lại".encode())
    assert canonical(saved) == canonical(named)
    expect(page.locator("main .head")).to_contain_text("Thẩm tra lại")


def test_findings_come_and_go_and_some_are_corrected_by_one_click(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    address = begun(office)
    page = as_person(serve(office.app), ANALYST)
    opened(page, address)
    expect(page.locator("[data-findings-count]")).to_have_text("Không có lỗi nào.")
    rename(page, "re_kiem_tra", "")
    badge = page.locator('.djs-overlays[data-container-id="re_kiem_tra"] .drawing-badge')
    expect(badge).to_have_text("1 lưu ý")
    finding = page.locator("[data-findings] li").first
    finding.get_by_role("button").first.click()
    expect(page.locator('[data-side] [data-field="ten"]')).to_have_value("")
    finding.get_by_role("button", name="Sửa giúp").click()
    expect(page.locator("[data-findings-count]")).to_have_text("Không có lỗi nào.")
    expect(badge).to_have_count(0)
    page.locator("[data-act=undo]").click()
    expect(badge).to_have_text("1 lưu ý")


def test_who_saves_second_is_told_and_keeps_the_drawing(office: Office, serve: Serve, as_person: AsPerson) -> None:
    address = begun(office)
    page = as_person(serve(office.app), ANALYST)
    opened(page, address)
    rename(page, "kiem_tra", "Tên của tôi")
    was = (ROOT / "procedures_bpmn" / f"{KEY}.bpmn").read_bytes()
    replace(office, address, was.replace("Ký Giấy khai sinh".encode(), "Ký khác".encode()))
    page.keyboard.press("Control+s")
    told = page.locator("[data-notices] [role=alert]")
    expect(told).to_contain_text("đã sửa bản này lúc")
    assert b"T\xc3\xaan c\xe1\xbb\xa7a t\xc3\xb4i" in drawn(page)
    told.get_by_role("button", name="Cất bản vẽ của tôi, mở bản mới").click()
    expect(page.locator("[data-notices]")).to_contain_text("cất riêng")
    now = drawn(page)
    assert "Ký khác".encode() in now and "Tên của tôi".encode() not in now


def test_a_window_closed_in_the_middle_loses_nothing(office: Office, serve: Serve, as_person: AsPerson) -> None:
    address = begun(office)
    page = as_person(serve(office.app), ANALYST)
    opened(page, address)
    rename(page, "kiem_tra", "Chưa kịp lưu")
    expect(page.locator("[data-state]")).to_have_text("Có thay đổi chưa lưu")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => localStorage[key].includes('Chưa kịp lưu'))")
    other = page.context.new_page()
    page.close(run_before_unload=False)
    opened(other, address)
    expect(other.locator("[data-notices]")).to_contain_text("Đã mở lại bản vẽ chưa lưu")
    assert "Chưa kịp lưu".encode() in drawn(other)
    other.keyboard.press("Control+s")
    expect(other.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    opened(other, address)
    expect(other.locator("[data-notices]")).to_be_empty()


def test_without_a_script_there_is_the_picture_and_the_way_to_the_table(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    address = begun(office)
    page = as_person(serve(office.app), ANALYST, javascript=False)
    page.goto(address)
    expect(page.locator("[data-drawing]")).to_be_hidden()
    expect(page.locator("[data-still] svg").first).to_be_visible()
    expect(page.get_by_text("Vẽ sơ đồ cần JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Các bước")).to_be_visible()
