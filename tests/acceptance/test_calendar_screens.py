"""An administrator changes calendars on the screens: looks, previews, applies; bad input comes back as it was typed."""

from __future__ import annotations

import json

from tests.support.office import Office, Person

ADMINISTRATOR = "quantri"


def applied(admin: Person, preview: str) -> None:
    admin.press(preview, f"{preview}/ap-dung", {})


def test_a_day_off_is_previewed_then_applied(office: Office) -> None:
    admin = office.person(ADMINISTRATOR)
    assert "Tháng 9" in admin.get("/he-thong/lich/vn?nam=2026").text
    typed = {"ngay": "2026-12-09", "loai": "off", "ly_do": "Mất điện toàn tỉnh", "quyet_dinh": "QĐ 12/QĐ-UBND"}
    preview = admin.press("/he-thong/lich/vn", "/he-thong/lich/vn/ngay", typed).location
    assert "QĐ 12/QĐ-UBND" in admin.get(preview).text
    assert "Mất điện toàn tỉnh" not in admin.get("/he-thong/lich/vn?nam=2026").text
    applied(admin, preview)
    assert "Mất điện toàn tỉnh" in admin.get("/he-thong/lich/vn?nam=2026").text
    assert "Đã áp dụng" in admin.get("/he-thong/lich").text


def test_a_contradicting_list_comes_back_filled_in_with_the_day(office: Office) -> None:
    admin, address = office.person(ADMINISTRATOR), "/he-thong/lich/nam/2027"
    typed = {"so_dong": "2", "quyet_dinh": "QĐ 1/QĐ-TTg", "nghi_0": "2027-01-01", "ten_0": "Tết"}
    refused = admin.press(address, address, {**typed, "nghi_1": "2027-01-01", "ten_1": "Nghỉ"}, 422)
    assert "01/01/2027 được khai nhiều lần (Tết – QĐ 1/QĐ-TTg / Nghỉ – QĐ 1/QĐ-TTg)" in refused.text
    assert 'value="Tết"' in refused.text


def test_hours_change_from_a_day_on_and_the_old_ones_stay_before_it(office: Office) -> None:
    admin = office.person(ADMINISTRATOR)
    week = {"mon": "07:30-11:30, 13:00-17:00", "sat": "07:30-11:30"}
    typed = {"tu": "2027-03-01", **week}
    preview = admin.press("/he-thong/lich/vn", "/he-thong/lich/vn/tuan", typed).location
    applied(admin, preview)
    hours = json.loads(admin.get("/he-thong/lich/vn.json").text)["hours"]
    assert [(one.get("from"), one.get("to")) for one in hours] == [(None, "2027-02-28"), ("2027-03-01", None)]
    assert hours[1]["week"]["sat"] == ["07:30-11:30"]


def test_a_calendar_leaves_and_comes_back_as_json(office: Office) -> None:
    admin = office.person(ADMINISTRATOR)
    document = json.loads(admin.get("/he-thong/lich/vn.json").text)
    document["holidays"] = [{"date": "2026-12-10", "vi": "Ngày của xã"}]
    typed = {"ten_moi": "xa-an-binh", "json": json.dumps(document)}
    applied(admin, admin.press("/he-thong/lich/vn", "/he-thong/lich/vn/nhap", typed).location)
    assert json.loads(admin.get("/he-thong/lich/xa-an-binh.json").text)["holidays"] == document["holidays"]


def test_what_is_not_a_calendar_comes_back_as_it_was_pasted(office: Office) -> None:
    admin = office.person(ADMINISTRATOR)
    refused = admin.press("/he-thong/lich/vn", "/he-thong/lich/vn/nhap", {"json": "{giờ"}, 422)
    assert "không phải JSON" in refused.text
    assert "{giờ" in refused.text


def test_officers_do_not_see_calendars(office: Office) -> None:
    office.person("anbinh.motcua").get("/he-thong/lich", 403)
