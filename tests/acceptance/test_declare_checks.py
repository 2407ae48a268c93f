"""The checks tab through HTTP: what is found, where it leads, and what one click puts right."""

from __future__ import annotations

import re

from engine.bpmn import edit
from engine.organisation import accounts
from engine.platform.db import transaction
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working import operations
from tests.support.declaring import KEY
from tests.support.office import MONDAY, Office, Person, text_of, token


def begun(office: Office, name: str = "Cấp thẻ thư viện") -> tuple[Person, str]:
    """A new procedure begun by the analyst, and its address."""
    analyst = office.person("phantich")
    at = analyst.press("/khai-bao/soan/moi", "/khai-bao/soan/moi", {"ten": name, "cap": "commune"}).headers["Location"]
    return analyst, at


def seen(page: str) -> str:
    found = re.search(r'name="lan" value="(\d+)"', page)
    assert found
    return found[1]


def begun_with_fault(office: Office) -> tuple[Person, str]:
    """A copy whose first step has lost its kind."""
    data = edit.new_procedure("Cấp thẻ thư viện").replace(b' kind="receive"', b"")
    with office.app.app_context(), transaction() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        sources = Sources({DIAGRAM: data})
        copy_id = operations.begin(session, actor, sources, origin=operations.NEW, now=MONDAY)
    return office.person("phantich"), f"/khai-bao/soan/{copy_id}"


def test_a_new_procedure_says_what_is_missing_at_the_part_that_mends_it(office: Office) -> None:
    analyst, at = begun(office)
    page = text_of(analyst.get(f"{at}/kiem-tra"))
    assert "Còn thiếu" in page
    assert "Thủ tục chưa có căn cứ pháp lý" in page
    assert "Thủ tục chưa khai báo thời hạn" in page


def test_the_tab_counts_what_stands_against_publication(office: Office) -> None:
    analyst, at = begun(office)
    page = analyst.get(f"{at}/buoc").get_data(as_text=True)
    counted = re.search(r"Kiểm tra <b>(\d+)</b>", page)
    assert counted
    assert f"Còn {counted[1]} điểm phải sửa" in text_of(analyst.get(f"{at}/kiem-tra"))


def test_a_ready_procedure_has_nothing_to_correct_and_is_compiled_on_demand(office: Office) -> None:
    analyst, page = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    at = analyst.press(page, f"{page}/soan", {}).headers["Location"]
    assert "Không còn điểm phải sửa" in text_of(analyst.get(f"{at}/kiem-tra"))
    assert "chạy được" in text_of(analyst.get(f"{at}/kiem-tra?muc=day-du"))


def test_one_click_corrects_a_finding_and_can_be_undone(office: Office) -> None:
    analyst, at = begun_with_fault(office)
    page = analyst.get(f"{at}/kiem-tra")
    assert "chưa có loại bước" in text_of(page)
    data = {"lan": seen(page.get_data(as_text=True)), "ma": "step_kind_missing", "phan_tu": "tiep_nhan"}
    analyst.press(f"{at}/kiem-tra", f"{at}/kiem-tra/sua", data)
    after = analyst.get(f"{at}/kiem-tra")
    assert "chưa có loại bước" not in text_of(after)
    assert "Sửa theo gợi ý" in text_of(after)
    analyst.press(f"{at}/kiem-tra", f"{at}/hoan-tac", {"lan": seen(after.get_data(as_text=True))})
    assert "chưa có loại bước" in text_of(analyst.get(f"{at}/kiem-tra"))


def test_all_suggestions_are_applied_at_once_and_one_that_is_gone_changes_nothing(office: Office) -> None:
    analyst, at = begun_with_fault(office)
    lan = seen(analyst.get(f"{at}/kiem-tra").get_data(as_text=True))
    analyst.press(f"{at}/kiem-tra", f"{at}/kiem-tra/sua-het", {"lan": lan})
    after = analyst.get(f"{at}/kiem-tra")
    assert "Sửa hết theo gợi ý" not in text_of(after)
    assert "Sửa theo mọi gợi ý an toàn" in text_of(after)
    page = after.get_data(as_text=True)
    gone = {"csrf_token": token(after), "lan": seen(page), "ma": "step_kind_missing", "phan_tu": "tiep_nhan"}
    assert analyst.client.post(f"{at}/kiem-tra/sua", data=gone).status_code == 303
    assert "Điểm này không còn" in text_of(analyst.get(f"{at}/kiem-tra"))


def test_a_finding_leads_to_the_very_row_or_list_that_mends_it(office: Office) -> None:
    analyst, at = begun(office)
    page = analyst.get(f"{at}/kiem-tra").get_data(as_text=True)
    assert f'href="{at}/thong-tin#thoi-han"' in page
    assert f'href="{at}/thong-tin"' in page
