"""The forms tab through HTTP, as it works without script: forms, fields, rows, rules, uses, trying, bad input."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.support.declaring import KEY
from tests.support.office import Office, Person, text_of, token


class Tab:
    """An administrator on the forms tab of one working copy."""

    def __init__(self, person: Person, address: str) -> None:
        self.person = person
        self.at = f"{address}/bieu-mau"

    def page(self, **query: str) -> TestResponse:
        """Open a part of the tab."""
        answer = self.person.client.get(self.at, query_string=query)
        assert answer.status_code == 200, text_of(answer)[:500]
        return answer

    def send(self, act: str, data: dict[str, Any] | None = None, status: int = 303, **query: str) -> TestResponse:
        """Press a button of a part of the tab."""
        shown = self.page(**query)
        found = re.search(r'name="lan" value="(\d+)"', shown.get_data(as_text=True))
        assert found
        sent = {"csrf_token": token(shown), "lan": found[1], "viec": act, **(data or {})}
        answer = self.person.client.post(self.at, query_string=query, data=sent)
        assert answer.status_code == status, text_of(answer)[:1500]
        return answer

    def add(self, form: str, label: str, kind: str, into: str = "", **more: str) -> str:
        """Add a field and return its id."""
        before = self.ids(form)
        self.send("them", {"nhan": label, "kieu": kind, "vao": into, **more}, ten=form)
        (made,) = self.ids(form) - before
        return made

    def change(self, form: str, component: str, status: int = 303, **facts: str) -> TestResponse:
        """Open the panel of a field, change some inputs and save."""
        panel = self.page(ten=form, o=component)
        data = inputs(panel, "field-panel")
        data |= {f"f.{name}": value for name, value in facts.items()}
        return self.send("sua", data, status, ten=form, o=component)

    def ids(self, form: str) -> set[str]:
        """The fields of a form."""
        return set(re.findall(r'<tr id="o-([^"]+)"', self.page(ten=form).get_data(as_text=True)))


def inputs(page: TestResponse, form_class: str) -> dict[str, Any]:
    """What a form of a page would send as it stands."""
    (form,) = html.fromstring(page.get_data(as_text=True)).xpath(f'//form[@class="{form_class}"]')
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def tab(office: Office) -> Tab:
    analyst = office.person("phantich")
    begun = analyst.press("/khai-bao/soan/moi", "/khai-bao/soan/moi", {"ten": "Cấp thẻ thư viện", "cap": "commune"})
    return Tab(analyst, begun.headers["Location"])


@pytest.fixture
def birth(office: Office) -> Tab:
    analyst, at = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    return Tab(analyst, analyst.press(at, f"{at}/soan", {}).headers["Location"])


def test_a_form_is_begun_from_a_template_used_and_not_removed_while_used(tab: Tab) -> None:
    added = tab.send("tao", {"ten": "Tờ khai cấp thẻ", "mau": "to-khai"})
    assert "ten=to-khai-cap-the" in added.headers["Location"]
    tab.send("dung", {"cho": ["application"]}, ten="to-khai-cap-the", xem="dung")
    assert "Tờ khai của người nộp hồ sơ" in text_of(tab.page())
    refused = tab.send("xoa-mau:to-khai-cap-the", status=422)
    assert "đang dùng biểu mẫu này" in text_of(refused)
    tab.send("dung", {}, ten="to-khai-cap-the", xem="dung")
    tab.send("xoa-mau:to-khai-cap-the")
    assert "to-khai-cap-the" not in text_of(tab.page())


def test_a_form_of_pages_rows_and_choices_is_made_field_by_field_and_tried(tab: Tab) -> None:
    tab.send("tao", {"ten": "Tờ khai", "mau": "trong"})
    page = tab.add("to-khai", "Người đề nghị", "page")
    name = tab.add("to-khai", "Họ và tên", "full_name", page, bat_buoc="1")
    kind = tab.add("to-khai", "Loại thẻ", "one", page, lua_chon="nguoi_lon = Người lớn\ntre_em = Trẻ em")
    rows = tab.add("to-khai", "Người đi kèm", "rows", page)
    tab.add("to-khai", "Tên", "line", rows, bat_buoc="1")
    school = tab.add("to-khai", "Trường học", "line", page, bat_buoc="1")
    tab.change("to-khai", rows, min_rows="1", max_rows="3")
    condition = {"dk.was": "", "dk.rows": "1", "dk.join": "all", "dk.feel": "", "dk.0.field": "loai_the"}
    panel = inputs(tab.page(ten="to-khai", o=school), "field-panel")
    panel |= {**condition, "dk.0.is": "eq", "dk.0.v": "tre_em"}
    tab.send("sua", panel, ten="to-khai", o=school)
    table = text_of(tab.page(ten="to-khai"))
    assert "Loại thẻ” là “Trẻ em" in table
    assert {name, kind} <= tab.ids("to-khai")
    preview = tab.page(ten="to-khai", xem="thu")
    assert "Trường học" in text_of(preview)
    sent = {"csrf_token": token(preview), "ho_va_ten": "", "loai_the": "tre_em"}
    tried = tab.person.client.post(tab.at, query_string={"ten": "to-khai", "xem": "thu"}, data=sent)
    said = text_of(tried)
    assert "Điền vào ô “Họ và tên”" in said
    assert "Điền vào ô “Trường học”" in said
    answers = {"ho_va_ten": "Lê An", "loai_the": "nguoi_lon", "nguoi_di_kem[0].ten": "Bình"}
    good = tab.person.client.post(tab.at, query_string={"ten": "to-khai", "xem": "thu"}, data={**sent, **answers})
    assert "Biểu mẫu nhận các câu trả lời này" in text_of(good)


def test_what_cannot_be_is_refused_at_its_cell_with_the_typed_text_kept(tab: Tab) -> None:
    tab.send("tao", {"ten": "Tờ khai", "mau": "trong"})
    first = tab.add("to-khai", "Họ tên", "line")
    second = tab.add("to-khai", "Tuổi", "number")
    twice = tab.change("to-khai", second, 422, key="ho_ten", label="Số tuổi")
    assert "đã dùng cho ô khác" in text_of(twice)
    assert 'value="Số tuổi"' in twice.get_data(as_text=True)
    assert 'href="#f-key"' in twice.get_data(as_text=True)
    marked = tab.change("to-khai", first, 422, label="<b>Họ tên</b>")
    assert "thẻ" in text_of(marked)
    wrong = tab.change("to-khai", first, 422, max_length="nhiều")
    assert "chỉ nhận số" in text_of(wrong)
    unlabelled = tab.send("them", {"nhan": "  ", "kieu": "line"}, 422, ten="to-khai")
    assert "chưa có nhãn" in text_of(unlabelled)
    pasted = tab.change("to-khai", first, label="Họ\u00a0và\u00adtên\r\n")
    assert pasted.status_code == 303
    assert "Họ vàtên" in text_of(tab.page(ten="to-khai"))


def test_a_key_is_followed_into_the_diagram_and_a_field_that_is_read_is_not_removed(birth: Tab) -> None:
    field = next(one for one in birth.ids("to-khai") if "truong_hop" in one)
    refused = birth.send(f"xoa:{field}", status=422, ten="to-khai")
    assert "đang đọc ô" in text_of(refused)
    assert f'value="xoa-ca:{field}"' in refused.get_data(as_text=True)
    still = birth.send(f"xoa-ca:{field}", status=422, ten="to-khai")
    assert "Điều kiện của giấy tờ" in text_of(still)
    birth.change("to-khai", field, key="hoan_canh")
    assert "hoan_canh" in text_of(birth.page(ten="to-khai"))
    unrouted = inputs(birth.page(ten="to-khai", o=field), "field-panel")
    del unrouted["f.routing"]
    kept = birth.send("sua", unrouted, 422, ten="to-khai", o=field)
    assert "“Trường hợp khai sinh” là “Trẻ bị bỏ rơi”" in text_of(kept)


def test_two_people_at_one_form_are_told_of_each_other(tab: Tab) -> None:
    tab.send("tao", {"ten": "Tờ khai", "mau": "trong"})
    stale = tab.page(ten="to-khai")
    tab.add("to-khai", "Họ tên", "line")
    found = re.search(r'name="lan" value="(\d+)"', stale.get_data(as_text=True))
    assert found
    late = {"csrf_token": token(stale), "lan": found[1], "viec": "them", "nhan": "Địa chỉ nhà", "kieu": "address"}
    answer = tab.person.client.post(tab.at, query_string={"ten": "to-khai"}, data=late)
    assert answer.status_code == 409
    assert "thêm ô “Họ tên”" in text_of(answer)
    assert 'value="Địa chỉ nhà"' in answer.get_data(as_text=True)


def test_rules_are_built_changed_and_taken_away(tab: Tab) -> None:
    tab.send("tao", {"ten": "Tờ khai", "mau": "trong"})
    tab.add("to-khai", "Số con", "number")
    rule = {"dk.was": "", "dk.rows": "1", "dk.join": "all", "dk.feel": "", "dk.0.field": "so_con", "dk.0.is": "ge"}
    silent = tab.send("luat:", {**rule, "dk.0.v": "1", "loi": "", "noi": ""}, 422, ten="to-khai", xem="quy-tac")
    assert "Chưa có lời báo" in text_of(silent)
    tab.send(
        "luat:", {**rule, "dk.0.v": "1", "loi": "Nhập từ 1 trở lên.", "noi": "so_con"}, ten="to-khai", xem="quy-tac"
    )
    assert "Nhập từ 1 trở lên." in text_of(tab.page(ten="to-khai", xem="quy-tac"))
    tab.send("bo-luat:0", ten="to-khai", xem="quy-tac")
    assert "Chưa có quy tắc" in text_of(tab.page(ten="to-khai", xem="quy-tac"))


def test_a_form_of_another_procedure_is_copied(tab: Tab) -> None:
    assert "y-kien" not in text_of(tab.page())
    forms = tab.page(tu="chap-thuan-chu-truong-dau-tu").get_data(as_text=True)
    assert 'value="chap-thuan-chu-truong-dau-tu/y-kien"' in forms
    copied = tab.send("sao-chep", {"nguon": "chap-thuan-chu-truong-dau-tu/y-kien"})
    assert "Ý kiến của cơ quan" in text_of(tab.person.client.get(copied.headers["Location"]))


def test_the_preview_offers_the_units_there_are(tab: Tab) -> None:
    copied = tab.send("sao-chep", {"nguon": "chap-thuan-chu-truong-dau-tu/du-thao-lay-y-kien"})
    name = copied.headers["Location"].split("ten=")[1]
    assert "Sở Tài chính" in text_of(tab.page(ten=name, xem="thu", nhin="can-bo"))
