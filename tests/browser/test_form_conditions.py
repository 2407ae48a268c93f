"""In the page itself: whatever is answered, it shows the fields the server would show, and only they are sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page, expect

from admin_ui.components.form import page_of
from engine import forms
from tests.support.web_app import make_app

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FILES = [*sorted(ROOT.glob("forms/*/*.json")), ROOT / "engine" / "dossiers" / "applicant.json"]
ROUNDS = 12
TEMPLATE = """{% extends "citizen.html" %}
{% from "components/form/form.html" import attributes, fields %}
{% block title %}Thử{% endblock %}
{% block main %}<form method="post" {{ attributes(page) }}>{{ fields(page) }}</form>{% endblock %}"""
ANSWER_SOMEHOW = """seed => {
  let state = seed;
  const pick = list => list[(state = (state * 48271) % 2147483647) % list.length];
  const words = { date: ["", "12/03/2020"], number: ["", "5", "1.234"], money: ["", "1.500.000"] };
  const form = document.querySelector("[data-form]");
  for (const input of form.querySelectorAll("[data-field] :is(input, select, textarea)")) {
    const kind = input.closest("[data-field]").dataset.kind;
    if (input.type === "hidden" || input.type === "file") continue;
    if (input.type === "radio" || input.type === "checkbox") input.checked = pick([true, false]);
    else if (input.tagName === "SELECT") input.value = pick([...input.options]).value;
    else input.value = pick(words[kind] ?? ["", kind === "upper" ? "Lê Ân" : "001204012345"]);
  }
  form.dispatchEvent(new Event("change"));
  const boxes = [...form.querySelectorAll("[data-field]")];
  return {
    shown: boxes.filter(box => !box.closest("[data-field][hidden]")).map(box => box.dataset.field),
    marked: boxes.filter(box => box.querySelector(".must")?.checkVisibility()).map(box => box.dataset.field),
    sent: [...new FormData(form)].filter(([, value]) => typeof value === "string"),
  };
}"""
OWN = {
    "title": "Các kiểu điều kiện",
    "components": [
        {"type": "number", "key": "tuoi", "id": "t", "label": "Tuổi"},
        {"type": "checklist", "key": "muc", "id": "m", "label": "Mục", "values": ["a", "b", "c"]},
        {"type": "checkbox", "key": "dong_y", "id": "d", "label": "Đồng ý"},
        {"type": "textfield", "key": "ngay", "id": "n", "label": "Ngày", "properties": {"vn.kind": "date_vn"}},
        {"type": "textfield", "key": "tien", "id": "v", "label": "Tiền", "properties": {"vn.kind": "money_vnd"}},
        {"type": "textfield", "key": "ten", "id": "u", "label": "Tên", "properties": {"vn.kind": "upper_name"}},
        {"type": "textarea", "key": "loi", "id": "l", "label": "Lời", "conditional": {"hide": "=tuoi in [1..17]"}},
        {
            "type": "group",
            "id": "nhom",
            "label": "Nhóm",
            "conditional": {"hide": '=not(list contains(muc, "a") and dong_y)'},
            "components": [{"type": "textfield", "key": "trong", "id": "o1", "label": "Trong"}],
        },
        {"type": "textfield", "key": "sau", "id": "o2", "label": "Sau", "conditional": {"hide": "=trong = null"}},
        {
            "type": "textfield",
            "key": "so",
            "id": "o3",
            "label": "Số",
            "validate": {"required": True},
            "conditional": {"hide": '=count(muc) < 2 or tien between 1 and 2000000 or ngay = "2020-03-12"'},
        },
        {"type": "text", "id": "o4", "text": "Chú ý", "conditional": {"hide": '=starts with(ten, "LÊ") = true'}},
        {
            "type": "dynamiclist",
            "path": "con",
            "id": "c",
            "label": "Con",
            "defaultRepetitions": 2,
            "components": [
                {"type": "checkbox", "key": "dong_y", "id": "r1", "label": "Đồng ý"},
                {
                    "type": "textfield",
                    "key": "y",
                    "id": "r2",
                    "label": "Y",
                    "conditional": {"hide": "=not(dong_y) or (i > 1 and tuoi = null)"},
                },
            ],
        },
    ],
}
FORMS = [forms.load(OWN, name="moi-kieu"), *(forms.load(path.read_bytes(), name=path.stem) for path in FILES)]


def serving(app: Flask) -> Flask:
    def show(number: int) -> str:
        form = FORMS[number]
        page = page_of(form, forms.initial(form, {}, NOW), now=NOW, prefix="don.")
        return render_template_string(TEMPLATE, page=page)

    app.add_url_rule("/bieu-mau/<int:number>", "form_under_test", show)
    return app


@pytest.fixture
def site(serve: Callable[..., str], tmp_path: Path) -> str:
    return serve(serving(make_app(tmp_path)))


def server_shows(form: forms.Form, sent: list[list[str]]) -> set[str]:
    posted: dict[str, list[str]] = {}
    for name, value in sent:
        posted.setdefault(name, []).append(value)
    raw: dict[str, Any] = forms.parse(form, posted, "don.")
    return {f"don.{path}" for path in forms.visible(form, raw, {}, NOW)}


def test_the_page_shows_what_the_server_would_show(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site)
    changes = 0
    for number, form in enumerate(FORMS):
        page.goto(f"/bieu-mau/{number}")
        required = {f"don.{field.name}" for field in form.walk() if field.required and not field.locked}
        before: set[str] = set()
        for seed in range(1, ROUNDS + 1):
            seen = page.evaluate(ANSWER_SOMEHOW, seed * 7919)
            shown = set(seen["shown"])
            assert shown == server_shows(form, seen["sent"]), (form.name, seed, seen["sent"])
            assert required & shown <= set(seen["marked"]) <= shown, (form.name, seed)
            changes += before not in (shown, set())
            before = shown
    assert changes > 40


def test_without_script_one_press_asks_the_server(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site, javascript=False)
    page.goto("/bieu-mau/0")
    expect(page.get_by_role("button", name="Hiện các ô phù hợp")).to_be_visible()
    page = open_page(site)
    page.goto("/bieu-mau/0")
    expect(page.locator("[name='_add']")).to_be_visible()
    expect(page.get_by_role("button", name="Hiện các ô phù hợp")).to_have_count(0)
