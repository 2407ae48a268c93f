"""An analyst fills in the connector form beside the drawing: choosing, catching a refusal, a sample run, saving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from engine.bpmn import reader
from engine.bpmn.definition import ConnectorResult, Failure, Param
from tests.browser.test_declare_diagram_story import append, begun, choose, connect, field, fill, select, stored
from tests.support.browser import accessibility_problems
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only


def test_an_automatic_step_is_drawn_by_filling_in_the_connectors_form(
    office: Office, serve: Callable[..., str], as_person: Callable[..., Page], picture: Callable[..., object]
) -> None:
    page = as_person(serve(office.app), "phantich")
    page.goto(begun(office))
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()
    select(page, "tiep_nhan")
    append(page, "connector", "Đăng ký thường trú")
    choose(page, "ket-noi", "police.residence")
    choose(page, "p-ho_ten", "gia-tri")
    fill(page, "v-ho_ten", "Nguyễn Thị Bí Mật")
    choose(page, "p-ngay_sinh", "gia-tri")
    fill(page, "v-ngay_sinh", "hôm qua")
    expect(page.get_by_text("Dạng 2026-01-31").first).to_be_visible()
    fill(page, "v-ngay_sinh", "2026-01-31")
    choose(page, "p-noi_thuong_tru", "o:ho_so.receiving_unit")
    field(page, "giu-so_tiep_nhan").uncheck()
    fill(page, "ten-cu_tru", "noi_o")
    fill(page, "so-lan", "4")
    choose(page, "that-bai", "manual")
    field(page, "chay-mau").click()
    sample = page.locator("[data-sample]")
    expect(sample).to_contain_text("Nơi thường trú")
    expect(sample).to_contain_text("•••")
    expect(sample).not_to_contain_text("Bí Mật")
    picture(page, "connector-form")
    assert accessibility_problems(page) == []
    field(page, "loi-refused").check()
    page.get_by_role("tab", name="Danh sách phần tử").press("Enter")
    page.locator("[data-outline] [data-element]", has_text="Đối tác từ chối").press("Enter")
    page.get_by_role("tab", name="Khai báo").press("Enter")
    connect(page, "tiep_nhan")
    page.get_by_role("button", name="Lưu", exact=True).press("Enter")
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")
    definition = reader.read(stored(office))
    (node,) = [one for one in definition.nodes.values() if one.kind == "service"]
    told = node.connector
    assert told is not None
    assert (told.id, told.version, told.failure) == ("police.residence", "1", Failure(4, "manual"))
    assert told.params == (
        Param("ho_ten", "Nguyễn Thị Bí Mật"),
        Param("ngay_sinh", "2026-01-31"),
        Param("noi_thuong_tru", "=ho_so.receiving_unit"),
    )
    assert told.results == (ConnectorResult("noi_o", "=response.cu_tru"),)
    (event,) = [one for one in definition.nodes.values() if one.kind == "boundary"]
    assert (event.attached_to, event.event_code, event.events) == (node.id, "refused", ("error",))
    assert event.outgoing
