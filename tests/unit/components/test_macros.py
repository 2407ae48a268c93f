"""The component macros print what they are given, escaped, and say everything in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from lxml import html

from engine.text import Text
from tests.support.web_app import make_app

Draw = Callable[..., html.HtmlElement]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("components")
    return make_app(folder)


@pytest.fixture
def draw(app: Flask) -> Iterator[Draw]:
    """Render a template of macros and return it as a tree."""
    with app.test_request_context("/"):
        yield lambda template, **values: html.fragment_fromstring(
            render_template_string(template, **values), create_parent="div"
        )


def words(tree: html.HtmlElement) -> str:
    return " ".join(" ".join(tree.itertext()).split())


@pytest.mark.parametrize("kind", ["ok", "soon", "late", "wait", "info", "plain"])
def test_a_tag_has_shape_and_word(draw: Draw, kind: str) -> None:
    tree = draw('{% from "components/tag.html" import tag %}{{ tag(kind, "Quá <3> giờ") }}', kind=kind)
    tag = tree.find_class("tag")[0]

    assert kind in tag.get("class")
    assert tag.find("svg").get("aria-hidden") == "true"
    assert words(tag) == "Quá <3> giờ"


def test_a_table_names_its_columns_and_its_purpose(draw: Draw) -> None:
    tree = draw(
        '{% from "components/table.html" import table %}'
        '{% call(row) table(rows, caption="Việc", columns=["Hồ sơ", ("Giờ", "num")]) %}'
        '<tr><td data-label="Hồ sơ">{{ row }}</td><td>1</td></tr>{% endcall %}',
        rows=["<a>", "b"],
    )

    assert words(tree.find(".//caption")) == "Việc"
    assert [words(th) for th in tree.iterfind(".//th")] == ["Hồ sơ", "Giờ"]
    assert all(th.get("scope") == "col" for th in tree.iterfind(".//th"))
    assert [words(td) for td in tree.iterfind(".//td")] == ["<a>", "1", "b", "1"]


def test_a_timeline_says_each_state_in_words(draw: Draw) -> None:
    stages = [
        SimpleNamespace(state="done", what=Text("Tiếp nhận", "Received"), at=None, who="<x>", note=None),
        SimpleNamespace(state="now", what="Thẩm định", at=None, who=None, note="ghi chú"),
    ]
    tree = draw('{% from "components/timeline.html" import timeline %}{{ timeline(stages) }}', stages=stages)
    first, second = tree.iterfind(".//li")

    assert words(first) == "Đã xong: Tiếp nhận <x>"
    assert words(second) == "Đang xử lý: Thẩm định ghi chú"
    assert (first.get("aria-current"), second.get("aria-current")) == (None, "step")


def test_an_act_is_a_form_of_its_own_with_a_token(draw: Draw) -> None:
    tree = draw('{% from "components/buttons.html" import act %}{{ act("Thu hồi", "/x", "danger", {"id": "\\"7"}) }}')
    form = tree.find(".//form")

    assert (form.get("method"), form.get("action")) == ("post", "/x")
    assert {name for name, _ in form.form_values()} == {"csrf_token", "id"}
    assert dict(form.form_values())["id"] == '"7'


def test_an_error_summary_links_to_the_fields(draw: Draw) -> None:
    tree = draw(
        '{% from "components/messages.html" import error_summary %}'
        '{{ error_summary([("ten", "Nhập <họ> tên."), (none, "Chọn.")]) }}'
    )
    summary = tree.find_class("error-summary")[0]

    assert (summary.get("role"), summary.get("tabindex")) == ("alert", "-1")
    assert "Cần sửa 2 chỗ" in words(summary)
    assert [(a.get("href"), words(a)) for a in summary.iterfind(".//a")] == [("#ten", "Nhập <họ> tên.")]


def test_no_errors_no_summary(draw: Draw) -> None:
    tree = draw('{% from "components/messages.html" import error_summary %}{{ error_summary([]) }}')

    assert words(tree) == ""


def test_facts_leave_out_what_is_not_known(draw: Draw) -> None:
    tree = draw(
        '{% from "components/panel.html" import facts %}'
        '{{ facts([("Tên", "A"), ("Máy", none), ("Số", ""), ("Tuổi", 0)]) }}'
    )

    assert [words(term) for term in tree.iterfind(".//dt")] == ["Tên", "Tuổi"]


def test_the_current_tab_is_said_to_be_current(draw: Draw) -> None:
    tree = draw(
        '{% from "components/panel.html" import tabs %}'
        '{{ tabs([("A", "/a", true, none), ("B", "/b", false, 2)], "Phần") }}'
    )
    first, second = tree.iterfind(".//a")

    assert (first.get("aria-current"), second.get("aria-current")) == ("page", None)
    assert words(second) == "B 2"
    assert tree.find("nav").get("aria-label") == "Phần"


@pytest.mark.parametrize(
    ("parts", "widths"),
    [([("ok", 0.6), ("late", 0.2)], [60, 20]), ([("ok", 0.8), ("late", 0.5)], [80, 20]), ([("ok", 0)], [0])],
)
def test_progress_is_drawn_and_said_and_never_overflows(
    draw: Draw, parts: list[tuple[str, float]], widths: list[float]
) -> None:
    tree = draw(
        '{% from "components/progress.html" import progress %}{{ progress(parts, "đã dùng 64/80 giờ") }}', parts=parts
    )
    bars = tree.findall(".//rect")[1:]

    assert [round(float(bar.get("width"))) for bar in bars] == widths
    assert tree.find(".//svg").get("aria-label") == "đã dùng 64/80 giờ"
    assert all("style" not in element.attrib for element in tree.iter())


def test_a_pager_counts_and_links(draw: Draw) -> None:
    page = SimpleNamespace(first=51, last=100, total=1000, capped=True, previous_url="/l?trang=1", next_url=None)
    tree = draw('{% from "components/panel.html" import pager %}{{ pager(page) }}', page=page)

    assert "51–100 trong 1.000+" in words(tree)
    assert [a.get("rel") for a in tree.iterfind(".//a")] == ["prev"]


def test_a_list_that_fits_needs_no_pager(draw: Draw) -> None:
    page = SimpleNamespace(first=1, last=3, total=3, capped=False, previous_url=None, next_url=None)

    assert words(draw('{% from "components/panel.html" import pager %}{{ pager(page) }}', page=page)) == ""


def test_a_notice_shows_its_text_once_escaped(draw: Draw) -> None:
    tree = draw('{% from "components/messages.html" import notice %}{{ notice("ok", "Đã lưu <b>", "thêm", "status") }}')

    assert [words(p) for p in tree.iterfind(".//p")] == ["Đã lưu <b>", "thêm"]
    assert tree.find_class("notice")[0].get("role") == "status"


def test_an_empty_list_may_offer_a_way_on_or_not(draw: Draw) -> None:
    macro = '{% from "components/panel.html" import empty %}'

    assert words(draw(macro + '{{ empty("Hết việc") }}')) == "Hết việc"
    assert words(draw(macro + '{% call empty("Hết việc", "Nghỉ.") %}<a href="#">Xem</a>{% endcall %}')) == (
        "Hết việc Nghỉ. Xem"
    )
