"""The HTML of declared forms: what a browser, a screen reader and a person without script meet."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from lxml import html

from admin_ui.components.form import KeptFile, answers_of, page_of
from engine import forms
from engine.text import Text

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
SHIPPED = [*sorted(ROOT.glob("forms/*/*.json")), ROOT / "engine" / "dossiers" / "applicant.json"]
TEMPLATES = Environment(
    loader=PrefixLoader({"components": FileSystemLoader(ROOT / "admin_ui" / "components")}),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGE = TEMPLATES.from_string(
    '{% from "components/form/form.html" import attributes, error_summary, fields %}'
    "<div>{{ error_summary(page) }}<form {{ attributes(page) }}>{{ fields(page) }}</form></div>"
)
READING = TEMPLATES.from_string(
    '{% from "components/form/answers.html" import answers %}<div>{{ answers(items, lang) }}</div>'
)
CHOICES = [{"label": "Có", "value": "co"}, {"label": "Không", "value": "khong", "en": "No", "hint": "Dòng phụ"}]


def one(component, key, **more):
    properties = {f"vn.{name}": value for name, value in more.pop("vn", {}).items()}
    return {"type": component, "key": key, "id": f"o_{key}", "label": key.title(), "properties": properties, **more}


EVERYTHING = forms.load(
    {
        "title": "Mọi loại ô",
        "components": [
            {"type": "text", "text": "Xem **kỹ** <b>này</b>"},
            one("textfield", "ten", validate={"required": True}, description="Như trên căn cước."),
            one("textfield", "so", vn={"kind": "cccd"}),
            one("textfield", "ngay", vn={"kind": "date_vn"}),
            one("textfield", "tien", vn={"kind": "money_vnd"}),
            one("textfield", "noi_o", vn={"kind": "address2"}, validate={"required": True}),
            one("datetime", "luc", subtype="datetime"),
            one("textarea", "ghi_chu"),
            one("number", "dien_tich", appearance={"suffixAdorner": "m²"}),
            one("radio", "chon", values=CHOICES),
            one("checklist", "nhieu", values=CHOICES),
            one("taglist", "dai", values=CHOICES),
            one("select", "mot", values=CHOICES),
            one("checkbox", "cam_doan", validate={"required": True}),
            one("filepicker", "tep", accept=".pdf", multiple=True),
            one("textfield", "khoa", readonly=True, defaultValue="<khóa>"),
            {"type": "expression", "key": "tinh", "label": "Tính", "expression": "=dien_tich * 2"},
            one("textfield", "them", conditional={"hide": '=chon != "co"'}),
            {"type": "separator"},
            {"type": "spacer"},
            {"type": "image", "alt": "Ảnh", "source": "data:image/png;base64,AAAA"},
            {"type": "table", "label": "Bảng", "dataSource": '=[{a: "1<2"}]', "columns": [{"key": "a", "label": "A"}]},
            {
                "type": "dynamiclist",
                "path": "con",
                "label": "Các con",
                "properties": {"vn.minRows": "1"},
                "components": [
                    one("textfield", "ho_ten", vn={"kind": "upper_name"}),
                    one("radio", "gt", values=CHOICES),
                ],
            },
        ],
    },
    name="tat-ca",
)


def drawn(form, values, **more):
    return html.fromstring(PAGE.render(page=page_of(form, values, now=NOW, **more)))


def assert_sound(tree):
    """Ids are unique, everything that is referred to exists, everything that can be filled in has a name."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby", "list"):
        for reference in " ".join(tree.xpath(f"//@{attribute}")).split():
            assert reference in ids
    for target in tree.xpath("//*[@role='alert']//a/@href"):
        assert target[1:] in ids
    for control in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")
    for group in tree.xpath("//fieldset"):
        assert group.find("legend") is not None
    assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')] | //script")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_of_every_kind_of_field_is_sound(lang):
    wrong = {"con": [{}, {}], "so": "1", "luc": {"date": "x"}, "noi_o": {"province": "40", "ward": "x"}}
    errors = forms.submit(EVERYTHING, wrong, now=NOW).errors
    assert_sound(drawn(EVERYTHING, wrong, errors=errors, lang=lang))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_forms_we_ship_draw_soundly_with_all_their_errors(path):
    form = forms.load(path.read_bytes(), name=path.stem)
    errors = forms.submit(form, {}, now=NOW).errors
    tree = drawn(form, forms.initial(form, {}, NOW), errors=errors)
    assert_sound(tree)


def posted_by(tree):
    """What a browser would send, by name."""
    sent: dict[str, list[str]] = {}
    for control in tree.xpath("//input | //select | //textarea"):
        if control.get("disabled") is not None or control.get("type") == "file":
            continue
        if control.get("type") in ("radio", "checkbox") and control.get("checked") is None:
            continue
        value = control.value if control.tag != "input" else control.get("value", "")
        sent.setdefault(control.get("name"), []).append((value or "").removeprefix("\n"))
    return sent


STORED = {
    "ten": "Nguyễn “A” <b>",
    "so": "001204012345",
    "ngay": "2026-03-27",
    "tien": 1_500_000,
    "noi_o": {"province": "40", "ward": "16681", "street": "Số 1", "text": "Số 1, Phường Thành Vinh, Tỉnh Nghệ An"},
    "luc": "2026-03-27T07:30:00+07:00",
    "ghi_chu": "một\nhai",
    "dien_tich": 120,
    "chon": "co",
    "nhieu": ["co", "khong"],
    "dai": ["khong"],
    "mot": "khong",
    "cam_doan": True,
    "khoa": "<khóa>",
    "tinh": 240,
    "them": "x",
    "con": [{"ho_ten": "NGUYỄN B", "gt": "co"}, {"ho_ten": "NGUYỄN C"}],
    "tep": [],
}


def test_stored_answers_survive_a_round_through_the_page_unchanged():
    raw = forms.parse(EVERYTHING, posted_by(drawn(EVERYTHING, STORED)))
    submission = forms.submit(EVERYTHING, raw, now=NOW)
    assert submission.ok
    assert submission.values == STORED


def test_what_was_typed_stands_in_the_page_again_even_if_it_is_wrong():
    typed = {"so": "12", "ngay": "31/2/2026", "tien": "một triệu", "luc": {"date": "x", "time": "y"}}
    typed |= {"noi_o": {"province": "40", "ward": "Thành Vin", "street": "<&>"}, "con": [{"ho_ten": "1"}]}
    raw = forms.parse(EVERYTHING, posted_by(drawn(EVERYTHING, typed)))
    assert {key: raw[key] for key in ("so", "ngay", "tien", "luc", "noi_o")} == {
        key: typed[key] for key in ("so", "ngay", "tien", "luc", "noi_o")
    }
    assert raw["con"][0]["ho_ten"] == "1"


def test_an_error_is_tied_to_its_input_and_listed_on_top():
    tree = drawn(EVERYTHING, {}, errors={"ten": Text("Điền tên.", "Fill in the name."), "": Text("Chung.", "All.")})
    field = tree.get_element_by_id("f-ten")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "f-ten-hint f-ten-error"
    assert "Điền tên." in tree.get_element_by_id("f-ten-error").text_content()
    summary = tree.xpath("//*[@role='alert']")[0]
    assert summary.get("tabindex") == "-1"
    assert [item.text_content() for item in summary.xpath(".//li")] == ["Điền tên.", "Chung."]
    assert summary.xpath(".//a/@href") == ["#f-ten"]
    assert "Cần sửa 2 chỗ" in summary.text_content()


def test_an_error_of_a_choice_leads_to_its_first_option_and_of_an_address_to_its_part():
    errors = {path: Text("a", "b") for path in ("chon", "noi_o.ward", "con[0].gt")}
    links = drawn(EVERYTHING, {"con": [{}]}, errors=errors).xpath("//*[@role='alert']//a/@href")
    assert links == ["#f-noi_o-ward", "#f-chon-0", "#f-con-0-gt-0"]


def test_required_is_said_in_words():
    assert "(bắt buộc)" not in drawn(EVERYTHING, {}).xpath("string(//label[@for='f-ten'])")
    assert drawn(EVERYTHING, {}).xpath("//label[@for='f-ten']/span[@class='must']")[0].text == "bắt buộc"
    assert drawn(EVERYTHING, {}, lang="en").xpath("//label[@for='f-ten']/span[@class='must']")[0].text == "required"
    assert not drawn(EVERYTHING, {}).xpath("//label[@for='f-so']/span")


def test_a_hidden_field_is_out_of_reach_until_its_condition_changes():
    hidden = drawn(EVERYTHING, {"chon": "khong"}).get_element_by_id("f-them")
    assert hidden.get("disabled") is not None
    box = hidden.getparent()
    assert box.get("hidden") is not None
    assert json.loads(box.get("data-hide")) == ["!=", ["p", "chon"], "co"]
    shown = drawn(EVERYTHING, {"chon": "co"}).get_element_by_id("f-them")
    assert shown.get("disabled") is None
    assert shown.getparent().get("hidden") is None


def test_what_a_group_hides_has_no_mark_of_its_own():
    inner = one("textfield", "b")
    group = {"type": "group", "id": "g", "label": "G", "conditional": {"hide": "=a = null"}, "components": [inner]}
    tree = drawn(forms.load({"components": [one("textfield", "a"), group]}, name="x"), {})
    assert tree.get_element_by_id("f-b").get("disabled") is not None
    assert tree.get_element_by_id("f-b").getparent().get("hidden") is None
    assert tree.get_element_by_id("f-g-g").get("hidden") is not None
    assert tree.xpath("//noscript//button/@name") == ["_refresh"]


def test_with_script_the_button_that_asks_the_server_is_only_there_where_it_is_needed():
    asks = one("textfield", "b", conditional={"hide": "=a + 1 > 2"})
    tree = drawn(forms.load({"components": [one("number", "a"), asks]}, name="x"), {})
    assert tree.xpath("//button[@name='_refresh' and not(ancestor::noscript)]")
    assert not tree.xpath("//@data-hide")
    assert tree.get_element_by_id("f-b").get("disabled") is None
    assert not drawn(EVERYTHING, {}).xpath("//button[@name='_refresh' and not(ancestor::noscript)]")


def test_a_locked_answer_is_text_not_an_input():
    tree = drawn(EVERYTHING, {"khoa": "kẻ khác"})
    assert tree.get_element_by_id("f-khoa").tag == "output"
    assert tree.get_element_by_id("f-khoa").text == "<khóa>"


def test_rows_have_buttons_that_work_without_script():
    tree = drawn(EVERYTHING, {"con": [{}, {}]})
    assert tree.xpath("//button[@name='_add']/@value") == ["con"]
    assert tree.xpath("//button[@name='_remove']/@value") == ["con[0]", "con[1]"]
    assert drawn(EVERYTHING, {"con": [{}]}).xpath("//button[@name='_remove']") == []
    first = tree.xpath("//form//button")[0]
    assert first.get("name") is None, "Enter in a text field must not add or remove a row"


def test_after_a_row_button_the_person_goes_on_in_the_new_row():
    act = forms.act_of(EVERYTHING, {"_add": "con"})
    raw = act.apply({"con": [{"ho_ten": "A"}]}, {}, NOW)
    tree = drawn(EVERYTHING, raw, focus=act.focus(raw))
    assert tree.xpath("//*[@autofocus]/@id") == ["f-con-1-ho_ten"]


def test_the_keyboard_and_the_memory_of_the_browser_fit_the_answer():
    tree = drawn(EVERYTHING, {})
    assert tree.get_element_by_id("f-so").get("inputmode") == "numeric"
    assert set(tree.xpath("//form//input[@type!='hidden' or not(@type)]/@autocomplete")) == {"off"}
    phone = forms.load({"components": [one("textfield", "dt", vn={"kind": "phone_vn"})]}, name="x")
    assert drawn(phone, {}, own=True).get_element_by_id("f-dt").get("autocomplete") == "tel"
    assert drawn(phone, {}).get_element_by_id("f-dt").get("autocomplete") == "off"


def test_several_forms_share_a_page_by_prefix_and_scope():
    tree = drawn(EVERYTHING, {"con": [{}, {}]}, prefix="don.", within="7", errors={"ten": Text("a", "b")})
    assert_sound(tree)
    names = tree.xpath("//input/@name | //select/@name | //textarea/@name | //button[@name='_remove']/@value")
    assert all(name.startswith("don.") for name in names)
    assert tree.xpath("//*[@role='alert']//a/@href") == ["#f-7-don-ten"]
    assert tree.xpath("//form/@data-prefix") == ["don."]


def test_english_pages_mark_what_exists_only_in_vietnamese():
    form = forms.load({"components": [{**one("textfield", "a"), "label": "Họ và tên"}]}, name="x")
    assert drawn(form, {}, lang="en").xpath("//label/span[@lang='vi']")[0].text == "Họ và tên"
    assert drawn(form, {}).xpath("//label//*[@lang]") == []


def test_communes_are_suggested_once_the_province_is_known():
    tree = drawn(EVERYTHING, {"noi_o": {"province": "40"}})
    assert "Phường Thành Vinh" in tree.xpath("//datalist/option/@value")
    assert drawn(EVERYTHING, {}).xpath("//datalist/option") == []


def test_files_already_handed_in_are_listed():
    files = {"tep": [KeptFile("don.pdf", "/tep/1")]}
    tree = drawn(EVERYTHING, {}, files=files)
    assert tree.xpath("//a[@href='/tep/1']")[0].text == "don.pdf"
    assert tree.xpath("//form/@enctype") == ["multipart/form-data"]


def test_hostile_text_stays_text():
    evil = '"><script>alert(1)</script>'
    form = forms.load(
        {
            "components": [
                {**one("radio", "a", values=[{"label": evil, "value": evil}]), "label": evil, "description": evil}
            ]
        },
        name="x",
    )
    for tree in (
        drawn(form, {"a": evil}, errors={"a": Text(evil, evil)}),
        drawn(EVERYTHING, {"ten": evil, "ghi_chu": evil}),
    ):
        assert not tree.xpath("//script")


def test_a_submitted_form_is_read_as_questions_and_answers():
    items = answers_of(EVERYTHING, STORED, now=NOW, files={"tep": [KeptFile("don.pdf", "/tep/1")]})
    tree = html.fromstring(READING.render(items=items, lang="vi"))
    pairs = {
        " ".join(pair.find("dt").text_content().split()): " ".join(pair.find("dd").text_content().split())
        for pair in tree.xpath("//dl/div")
    }
    assert pairs["Ngay"] == "27/03/2026"
    assert pairs["Tien"] == "1.500.000 đồng (Một triệu năm trăm nghìn đồng)"
    assert pairs["Noi_O"] == "Số 1, Phường Thành Vinh, Tỉnh Nghệ An"
    assert pairs["Luc"] == "07:30 27/03/2026"
    assert pairs["Nhieu"] == "Có; Không"
    assert pairs["Cam_Doan"] == "Có"
    assert pairs["Tep"] == "don.pdf"
    assert pairs["Dien_Tich"] == "120 m²"
    assert [row.text_content().strip()[0] for row in tree.xpath("//div[@class='answers-row']")] == ["1", "2"]
    assert not tree.xpath("//dl[not(*)]")


def test_what_is_hidden_or_blank_is_not_mentioned():
    items = answers_of(EVERYTHING, {"chon": "khong", "them": "x", "cam_doan": False}, now=NOW)
    assert [item.label.text for item in items] == ["Chon", "Cam_Doan"]
