"""An analyst draws a small procedure with the editor; the table reads the same as one made by edits of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from engine.bpmn import edit, reader, table
from engine.bpmn.checks import check
from engine.bpmn.definition import Outcome, Step, Wait
from engine.bpmn.edit.edits import AddOutcome, AddStep, Await, End, To
from engine.bpmn.table import Table
from engine.bpmn.vocabulary import shipped
from engine.platform.db import reading
from engine.procedures import store
from engine.procedures.models import working_copy, working_revision
from tests.support.office import Office, token

pytestmark = pytest.mark.sqlite_only

ANALYST = "phantich"
TITLE = "Thủ tục cấp thẻ thư viện"
DONE = Outcome("xong", "Hoàn thành")


def begun(office: Office) -> str:
    """The address of the diagram tab of a new procedure."""
    at = "/khai-bao/soan/moi"
    answer = office.person(ANALYST).press(at, at, {"ten": TITLE, "cap": "commune"})
    return f"{answer.headers['Location']}/so-do"


def stored(office: Office) -> bytes:
    """The diagram of the only working copy as it is saved now."""
    with office.app.app_context(), reading() as session:
        joined = working_copy.join(
            working_revision,
            (working_revision.c.copy_id == working_copy.c.id) & (working_revision.c.number == working_copy.c.revision),
        )
        found = session.execute(working_revision.select().select_from(joined)).one()
        return store.of_revision(session, found.id).bpmn


def select(page: Page, element: str) -> None:
    """Choose an element in the list, then go to its facts; by keyboard, as everything in this story."""
    page.get_by_role("tab", name="Danh sách phần tử").press("Enter")
    page.locator(f'[data-outline] [data-element="{element}"]').first.press("Enter")
    page.get_by_role("tab", name="Khai báo").press("Enter")


def field(page: Page, name: str) -> Locator:
    """A field of the side form."""
    return page.locator(f'[data-side] [data-field="{name}"]')


def fill(page: Page, name: str, value: str) -> None:
    """Type into a field of the side form and leave it."""
    field(page, name).fill(value)
    field(page, name).blur()


def choose(page: Page, name: str, value: str) -> None:
    """Choose in a list of the side form."""
    field(page, name).select_option(value)


def append(page: Page, kind: str, name: str) -> None:
    """Add what follows the selected element and name it; it is selected then."""
    page.locator(f'[data-side] [data-append="{kind}"]').press("Enter")
    fill(page, "ten", name)


def connect(page: Page, target: str) -> None:
    """Draw a flow from the selected element."""
    choose(page, "noi-toi", target)
    page.locator("[data-side]").get_by_role("button", name="Nối", exact=True).press("Enter")


def do(page: Page, unit: str, post: str, kind: str, limit: str) -> None:
    """Say who does the selected step, what kind of work it is and within how many hours."""
    choose(page, "loai-viec", kind)
    choose(page, "co-quan", "resolving")
    choose(page, "don-vi", unit)
    choose(page, "chuc-danh", post)
    fill(page, "thoi-han", limit)


def save(page: Page) -> None:
    """Save with the keyboard and wait until it is done."""
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu lúc")


def by_edits(data: bytes) -> Table:
    """The same procedure by edits of the table."""
    appraise = Step(
        no="2", unit="resolving/phong_vhxh", post="chuyen_vien", kind="appraise", limit=Decimal(8), outcomes=(DONE,)
    )
    sign = Step(
        no="3", unit="resolving/phong_vhxh", post="lanh_dao_phong", kind="sign", limit=Decimal(4), outcomes=(DONE,)
    )
    wait = Wait("supplement", auto_close_after=Decimal(15), auto_close_unit="working_days")
    for one in (
        AddStep("tiep_nhan", "Thẩm định hồ sơ", appraise),
        AddStep("tham_dinh_ho_so", "Ký thẻ", sign),
        AddOutcome("tham_dinh_ho_so", Outcome("bo_sung", "Bổ sung", "supplement_slip"), Await(wait, "Chờ bổ sung")),
        AddOutcome("tham_dinh_ho_so", Outcome("tu_choi", "Từ chối", "refusal_slip"), End("refused", "Không cấp thẻ")),
        AddOutcome("ky_the", Outcome("tra_lai", "Trả lại"), To("tham_dinh_ho_so")),
    ):
        data = edit.apply(data, one)
    return table.read(reader.read(data))


def plain(read: Table) -> list[Any]:
    """A table without the ids of waits and ends, which each way of declaring names in its own manner."""
    rows = [
        replace(row, outcomes=tuple(replace(one, goal=(), goes_to=_kind(one.goes_to)) for one in row.outcomes))
        for row in read.rows
    ]
    return [rows, read.totals, read.not_a_table, [(one.name, one.wait, one.goes_to) for one in read.waits]]


def _kind(goes_to: str) -> str:
    return "wait" if goes_to.startswith("wait:") else goes_to


def test_a_drawn_procedure_reads_like_the_edited_one(
    office: Office, serve: Callable[..., str], as_person: Callable[..., Page], picture: Callable[..., object]
) -> None:
    address = begun(office)
    expected = by_edits(stored(office))
    page = as_person(serve(office.app), ANALYST)
    page.goto(address)
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()

    select(page, "tiep_nhan")
    append(page, "step", "Thẩm định hồ sơ")
    do(page, "phong_vhxh", "chuyen_vien", "appraise", "8")
    append(page, "step", "Ký thẻ")
    do(page, "phong_vhxh", "lanh_dao_phong", "sign", "4")
    picture(page, "story-1")

    select(page, "tham_dinh_ho_so")
    for number, (name, paper) in enumerate((("Bổ sung", "supplement_slip"), ("Từ chối", "refusal_slip")), start=1):
        page.get_by_role("button", name="Thêm kết luận").press("Enter")
        fill(page, f"ket-luan-{number}", name)
        choose(page, f"in-{number}", paper)
    page.get_by_role("button", name="Vẽ rẽ nhánh theo kết luận").press("Enter")
    append(page, "wait", "Chờ bổ sung")
    connect(page, "tham_dinh_ho_so")
    select(page, "ket_qua_tham_dinh_ho_so")
    append(page, "end", "Không cấp thẻ")
    choose(page, "ket-qua", "refused")
    picture(page, "story-2")

    select(page, "ky_the")
    page.get_by_role("button", name="Thêm kết luận").press("Enter")
    fill(page, "ket-luan-1", "Trả lại")
    page.get_by_role("button", name="Vẽ rẽ nhánh theo kết luận").press("Enter")
    connect(page, "tham_dinh_ho_so")
    save(page)
    picture(page, "story-3")
    definition = reader.read(stored(office))
    found = check(definition, shipped())
    assert [one.code for one in found if one.severity == "error" or one.code.startswith("lane")] == []
    drawn = plain(table.read(definition))
    for mine, theirs in zip(drawn, plain(expected), strict=True):
        assert mine == theirs


def test_a_step_dropped_into_a_lane_belongs_to_its_unit_and_post(
    office: Office, serve: Callable[..., str], as_person: Callable[..., Page]
) -> None:
    at = "/khai-bao/thu-tuc/dang-ky-khai-sinh"
    location = office.person(ANALYST).press(at, f"{at}/soan", {}).headers["Location"]
    page = as_person(serve(office.app), ANALYST)
    page.goto(f"{location}/so-do")
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()
    page.locator("[data-act=fit]").click()
    step = middle(page, "kiem_tra")
    lane = middle(page, "lan_resolving_lanh_dao_ubnd_xa")
    page.mouse.move(*step)
    page.mouse.down()
    page.mouse.move(step[0], step[1] + 20, steps=3)
    page.mouse.move(step[0], lane[1], steps=5)
    page.mouse.up()
    expect(field(page, "chuc-danh")).to_have_value("lanh_dao_ubnd_xa")
    save(page)
    definition = reader.read(stored(office))
    moved = definition.nodes["kiem_tra"].step
    assert moved is not None and (moved.unit, moved.post) == ("resolving", "lanh_dao_ubnd_xa")
    assert "kiem_tra" in definition.lanes["lan_resolving_lanh_dao_ubnd_xa"].nodes


def middle(page: Page, element: str) -> tuple[float, float]:
    """Where an element of the drawing is on the screen."""
    box = page.locator(f'.drawing-canvas .djs-element[data-element-id="{element}"] > .djs-visual').bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_copy_put_away_can_be_looked_at_but_not_drawn_in(
    office: Office, serve: Callable[..., str], as_person: Callable[..., Page]
) -> None:
    address = begun(office)
    person = office.person(ANALYST)
    away = {"csrf_token": token(person.get(address))}
    assert person.client.post(f"{address.removesuffix('/so-do')}/cat-di", data=away).status_code == 303
    page = as_person(serve(office.app), ANALYST)
    page.goto(address)
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()
    expect(page.locator(".djs-palette")).to_be_hidden()
    step = middle(page, "tiep_nhan")
    page.mouse.move(*step)
    page.mouse.down()
    page.mouse.move(step[0] + 50, step[1] + 40, steps=5)
    page.mouse.up()
    page.keyboard.press("Delete")
    assert middle(page, "tiep_nhan") == step
    select(page, "tiep_nhan")
    expect(field(page, "ten")).to_be_disabled()
