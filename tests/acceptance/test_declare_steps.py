"""Declaring the steps of a procedure row by row, through HTTP, as somebody without JavaScript would."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from engine.bpmn import reader, table
from engine.bpmn.definition import Definition, Wait
from engine.bpmn.edit import apply
from engine.bpmn.edit import edits as e
from engine.bpmn.sheet import Case
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.procedures import store
from engine.procedures.models import working_revision
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working import operations, queries
from engine.text import Text
from tests.support.office import Office, Person, text_of, token

NEW = "/khai-bao/soan/moi"


class Desk:
    """An analyst at the steps tab of a new procedure."""

    def __init__(self, office: Office, login: str = "phantich") -> None:
        self.office = office
        self.person: Person = office.person(login)
        begun = self.person.press(NEW, NEW, {"ten": "Cấp thẻ thư viện", "cap": "commune"})
        found = re.search(r"/soan/(\d+)", begun.headers["Location"])
        assert found
        self.tab = f"/khai-bao/soan/{found[1]}/buoc"

    def page(self, query: str = "") -> html.HtmlElement:
        return html.fromstring(self.person.get(self.tab + query).get_data(as_text=True))

    def send(self, act: str, query: str = "", status: Any = 303, **typed: Any) -> str:
        """Open the panel, change some of its fields, send it; returns what the answer says."""
        page = self.page(query)
        action = f"{self.tab}/{act}"
        forms = [one for one in page.forms if one.action == action]
        assert forms, f"no form to {act}"
        values: dict[str, Any] = {}
        for name, value in forms[-1].form_values():
            values.setdefault(name, []).append(value)
        values |= {name.replace("__", "."): value for name, value in typed.items()}
        answer = self.person.client.post(action, data=values)
        assert answer.status_code == status, text_of(answer)[:1500]
        return text_of(answer)

    def quick(self, act: str, element: str, status: int = 303) -> str:
        page = self.page()
        assert page.xpath(f'//button[@form="viec" and @value="{act}:{element}"]'), f"no button {act}"
        values = dict(page.xpath('//form[@id="viec"]')[0].form_values()) | {"viec": f"{act}:{element}"}
        answer = self.person.client.post(f"{self.tab}/dong", data=values)
        assert answer.status_code == status, text_of(answer)[:1500]
        return text_of(answer)

    def add(self, name: str, after: str, **typed: Any) -> str:
        before = set(self.definition.nodes)
        given = {"neo": "receiving", "loai": "phong_vhxh", "chuc-danh": "chuyen_vien", "han": "4", **typed}
        self.send("them", f"?mo=them&o={after}", ten=name, sau=after, **given)
        (key,) = [node.id for node in self.definition.steps() if node.id not in before]
        return key

    def said(self) -> str:
        """What the page says, in one line."""
        return re.sub(r"\s+", " ", self.page().text_content())

    @property
    def definition(self) -> Definition:
        with self.office.app.app_context(), reading() as session:
            newest = session.execute(working_revision.select().order_by(working_revision.c.id.desc())).first()
            assert newest is not None
            return reader.read(store.of_revision(session, newest.id).bpmn)

    def change(self, edit: e.Edit | None, otherwise: Callable[[bytes], bytes] = bytes) -> None:
        """Somebody changes the copy on another tab."""
        found = re.search(r"/soan/(\d+)/", self.tab)
        assert found
        with self.office.app.app_context():
            with reading() as session:
                actor = accounts.actor_named(session, "phantich", self.office.clock())
                copy = queries.load(session, actor, int(found[1]))
            data = apply(copy.sources.bpmn, edit) if edit else otherwise(copy.sources.bpmn)
            sources = Sources({**copy.sources.files, DIAGRAM: data})
            with transaction() as session:
                what = Text("Sửa ở thẻ khác", "Changed on another tab")
                operations.save(session, actor, copy.id, copy.revision.number, sources, what, self.office.clock())

    def rows(self) -> list[tuple[str, str, str]]:
        """Number, name and where the outcomes lead."""
        read = table.read(self.definition)
        assert read.not_a_table == ()
        return [(row.no, row.name, " / ".join(one.goes_to for one in row.outcomes)) for row in read.rows]

    def row(self, key: str) -> table.Row:
        return next(one for one in table.read(self.definition).rows if one.element == key)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_rows_are_added_anywhere_moved_copied_and_removed(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    sign = desk.add("Ký duyệt", check, loai="", **{"chuc-danh": "lanh_dao_ubnd_xa"})
    assert desk.rows() == [
        ("1", "Tiếp nhận hồ sơ", "2"),
        ("2", "Thẩm định hồ sơ", "3"),
        ("3", "Ký duyệt", "end:granted"),
    ]
    assert [desk.row(key).kind for key in (check, sign)] == ["appraise", "sign"]
    desk.quick("len", sign)
    assert [name for _, name, _ in desk.rows()] == ["Tiếp nhận hồ sơ", "Ký duyệt", "Thẩm định hồ sơ"]
    desk.quick("xuong", sign)
    desk.quick("nhan-ban", check)
    assert [name for _, name, _ in desk.rows()][1:3] == ["Thẩm định hồ sơ", "Thẩm định hồ sơ (bản sao)"]
    copy = table.read(desk.definition).rows[2].element
    desk.quick("xoa", copy)
    assert [no for no, _, _ in desk.rows()] == ["1", "2", "3"]


def test_a_row_is_edited_in_place_and_its_picture_follows(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    desk.send(
        "sua",
        f"?mo=sua&o={check}",
        ten="Thẩm định, soạn thẻ",
        han="1/2",
        **{"don-vi-han": "working_days", "chuc-danh": "lanh_dao_phong", "noi-dung": "• Kiểm\u00a0tra hồ\u00ad sơ"},
    )
    row = desk.row(check)
    assert (row.name, row.limit, row.limit_unit, row.post) == (
        "Thẩm định, soạn thẻ",
        Decimal("0.5"),
        "working_days",
        "lanh_dao_phong",
    )
    assert row.content == "Kiểm tra hồ sơ"
    page = desk.page()
    assert f'data-element="{check}"' in html.tostring(page).decode()
    chosen = html.tostring(desk.page(f"?o={check}")).decode()
    assert f'data-element="{check}" class="is-lit"' in chosen
    assert "4 giờ = 0,5 ngày làm việc" not in page.text_content()
    assert "8 giờ = 1 ngày làm việc" in page.text_content()


def test_what_was_typed_stays_and_the_error_stands_at_its_field(desk: Desk) -> None:
    said = desk.send("sua", "?mo=sua&o=tiep_nhan", 422, han="mười sáu", ten="Tiếp nhận và số hóa")
    assert "“mười sáu” không phải một khoảng thời gian" in said
    page = desk.page("?mo=sua&o=tiep_nhan")
    form = next(one for one in page.forms if one.action.endswith("/sua"))
    values = dict(form.form_values()) | {"han": "x y", "ten": "Tên mới"}
    answer = html.fromstring(desk.person.client.post(f"{desk.tab}/sua", data=values).get_data(as_text=True))
    assert answer.xpath('//input[@id="ten"]/@value') == ["Tên mới"]
    assert answer.xpath('//input[@id="han"]/@value') == ["x y"]
    assert answer.xpath('//input[@id="han"]/@aria-invalid') == ["true"]
    assert desk.row("tiep_nhan").name == "Tiếp nhận hồ sơ"
    assert "Các bước" in [
        " ".join("".join(map(str, one.itertext())).split()) for one in answer.iter("a") if one.get("aria-current")
    ]
    assert desk.person.get(f"{desk.tab}/sua", 303).headers["Location"].endswith(desk.tab)


def test_reminders_and_telling_upwards_are_declared_at_the_step(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan", han="16")
    desk.send("sua", f"?mo=sua&o={check}", **{"nhac-truoc": "2,5", "bao-sau": "0"})
    step = desk.definition.nodes[check].step
    assert step is not None
    assert (step.remind_before, step.escalate_after) == (Decimal("2.5"), Decimal(0))
    page = desk.page(f"?mo=sua&o={check}")
    assert page.xpath('//input[@name="nhac-truoc"]/@value') == ["2,5"]
    assert "không phải một khoảng thời gian" in desk.send(
        "sua", f"?mo=sua&o={check}", 422, **{"nhac-truoc": "sáng mai"}
    )
    desk.send("sua", f"?mo=sua&o={check}", **{"nhac-truoc": "", "bao-sau": ""})
    step = desk.definition.nodes[check].step
    assert step is not None
    assert (step.remind_before, step.escalate_after) == (None, None), "left to the usual hours"


def test_a_post_the_unit_does_not_have_is_refused_at_the_post(desk: Desk) -> None:
    said = desk.send("sua", "?mo=sua&o=tiep_nhan", 422, **{"chuc-danh": "lanh_dao_so"})
    assert "Đơn vị đã chọn không có chức danh “Lãnh đạo Sở”" in said


def test_outcomes_lead_back_wait_refuse_and_print(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    query = f"?mo=ket-qua&o={check}"
    supplement = {"moi__ten": "Yêu cầu bổ sung", "moi__di": "cho:supplement", "moi__in": "supplement_slip"}
    desk.send("ket-qua", query, **supplement)
    desk.send("ket-qua", query, moi__ten="Từ chối", moi__di="ket-thuc:refused", moi__in="refusal_slip")
    desk.send("ket-qua", query, moi__ten="Trả lại", moi__di="buoc:tiep_nhan")
    outcomes = desk.row(check).outcomes
    assert [one.goes_to.partition(":")[0] for one in outcomes] == ["end", "wait", "end", "1"]
    assert outcomes[1].produces == "supplement_slip"
    assert outcomes[2].goes_to == "end:refused"
    assert "Yêu cầu bổ sung → chờ bổ sung hồ sơ" in desk.said()
    assert "quay lại bước 1" in desk.said()
    desk.send("ket-qua", query, **{"kq.tu_choi.ten": "Không giải quyết", "kq.tu_choi.di": "ket-thuc:stopped"})
    assert [(one.name, one.goes_to) for one in desk.row(check).outcomes][2] == ("Không giải quyết", "end:stopped")
    desk.send("ket-qua", query, xoa="yeu_cau_bo_sung")
    assert "receive" not in {node.kind for node in desk.definition.nodes.values()}


def test_removing_a_row_others_return_to_asks_where_they_go(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    sign = desk.add("Xem xét", check)
    desk.send("ket-qua", f"?mo=ket-qua&o={sign}", moi__ten="Trả lại", moi__di=f"buoc:{check}")
    said = desk.quick("xoa", check, 422)
    assert "quay lại bước sắp xóa" in said
    assert "Sau khi xóa, các bước đó quay lại đâu?" in said
    desk.send("xoa", f"?mo=xoa&o={check}", ve="tiep_nhan")
    assert desk.rows() == [("1", "Tiếp nhận hồ sơ", "2"), ("2", "Xem xét", "end:granted / 1")]


def test_steps_go_side_by_side_get_a_leg_more_and_come_apart_again(desk: Desk) -> None:
    first = desk.add("Ý kiến phòng Văn hóa", "tiep_nhan")
    second = desk.add("Ý kiến phòng Kinh tế", first, loai="phong_kt")
    desk.send("song-song", f"?mo=chon&chon={first}&chon={second}")
    split = desk.row(first).parallel
    assert split and split == desk.row(second).parallel
    assert "Làm song song" in desk.page().text_content()
    given = {"neo": "receiving", "loai": "vp_hdnd_ubnd", "chuc-danh": "van_thu", "han": "2"}
    desk.send("them-vao-khoi", f"?mo=khoi&o={split}", ten="Ý kiến Văn phòng", **given)
    assert [row.parallel for row in table.read(desk.definition).rows] == [None, split, split, split]
    desk.quick("lan-luot", split)
    assert {row.parallel for row in table.read(desk.definition).rows} == {None}


def test_every_chosen_unit_answers_and_the_first_two_are_enough(desk: Desk) -> None:
    ask = desk.add("Lấy ý kiến", "tiep_nhan")
    opinion = {"neo": "chosen", "truong": "don.co_quan", "loai": "", "chuc-danh": "", "moi-don-vi": "1", "du": "2"}
    said = desk.send("sua", f"?mo=sua&o={ask}", 422, **{**opinion, "truong": ""})
    assert "cần chọn thêm" in said
    desk.send("sua", f"?mo=sua&o={ask}", **opinion)
    row = desk.row(ask)
    assert (row.per_unit, row.completion) == ("don.co_quan", f"count({ask}.all) >= 2")
    assert "đủ 2 trả lời thì đi tiếp" in desk.page().text_content()
    desk.send("sua", f"?mo=sua&o={ask}", **{**opinion, "neo": "receiving", "loai": "phong_vhxh", "moi-don-vi": []})
    assert desk.row(ask).per_unit is None


def test_one_time_is_shared_and_parted_again(desk: Desk) -> None:
    first = desk.add("Thẩm định", "tiep_nhan")
    second = desk.add("Xem xét", first)
    desk.send(
        "chung-thoi-gian",
        f"?mo=chon&chon={first}&chon={second}",
        **{"chung-han": "0,5", "chung-don-vi": "working_days"},
    )
    assert [one.shared_group for one in table.read(desk.definition).rows] == [None, "G1", "G1"]
    assert "8 giờ = 1 ngày làm việc" in desk.page().text_content()
    desk.send("chung-thoi-gian", f"?mo=chon&chon={first}&chon={second}")
    assert {one.shared_group for one in table.read(desk.definition).rows} == {None}


def test_waits_are_rows_of_their_own(desk: Desk) -> None:
    desk.send(
        "them",
        "?mo=them&o=tiep_nhan&dong=cho",
        ten="Chờ thuế xác định nghĩa vụ",
        **{"cho-gi": "agency", "doi-tac": "thue", "dong-sau": "5"},
    )
    wait = next(node for node in desk.definition.nodes.values() if node.kind == "receive")
    assert wait.wait == Wait("agency", partner="thue", auto_close_after=Decimal(5))
    desk.send("sua", f"?mo=sua&o={wait.id}", ten="Chờ cơ quan thuế", **{"dong-ho": "pause"})
    shown = desk.said()
    assert "Chờ cơ quan thuế" in shown
    assert "Tự đóng sau 5 ngày làm việc" in shown
    desk.quick("xoa", wait.id)
    assert wait.id not in desk.definition.nodes


def test_a_branch_is_taken_when_a_field_says_so(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    query = f"?mo=nhanh&o={check}"
    assert "Chưa nhập tên nhánh" in desk.send("nhanh", query, 422)
    assert "chưa có điều kiện" in desk.send("nhanh", query, 422, **{"nhanh-ten": "Nộp trực tuyến"})
    shown = desk.send("nhanh", query, 200, **{"nhanh-ten": "Nộp trực tuyến", "khi.act": "add"})
    assert "Dòng 1" in shown or "– chọn trường –" in shown
    wrong = {"nhanh-ten": "x", "khi.feel": "ho_so.channel = "}
    assert "Cần sửa" in desk.send("nhanh", query, 422, **wrong)
    branch = {"nhanh-ten": "Nộp trực tuyến", "nhanh-di": "buoc:tiep_nhan", "khi.feel": 'ho_so.channel = "online"'}
    desk.send("nhanh", query, **branch)
    (flow,) = [one for one in desk.definition.flows.values() if one.name == "Nộp trực tuyến"]
    assert flow.condition == 'ho_so.channel = "online"'
    assert "Nộp trực tuyến (khi" in desk.said()
    desk.send("nhanh", f"{query}&nhanh={flow.id}", **{"nhanh-ten": "Qua mạng"})
    assert desk.definition.flows[flow.id].name == "Qua mạng"
    desk.send("nhanh", f"{query}&nhanh={flow.id}", bo="1")
    assert flow.id not in desk.definition.flows


def test_two_editors_are_told_and_nothing_typed_is_lost(desk: Desk, office: Office) -> None:
    page = desk.page("?mo=sua&o=tiep_nhan")
    form = next(one for one in page.forms if one.action.endswith("/sua"))
    stale = dict(form.form_values()) | {"ten": "Tên của người chậm"}
    desk.add("Thẩm định hồ sơ", "tiep_nhan")
    answer = desk.person.client.post(f"{desk.tab}/sua", data=stale)
    assert answer.status_code == 409
    assert "Thêm “Thẩm định hồ sơ”" in text_of(answer)
    assert 'value="Tên của người chậm"' in answer.get_data(as_text=True)


def test_names_with_markup_are_text(desk: Desk) -> None:
    desk.add("<b>Thẩm định</b> & <script>alert(1)</script>", "tiep_nhan")
    page = desk.person.get(desk.tab).get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_may_not_edit_sees_no_way_to(desk: Desk) -> None:
    officer = desk.office.person("anbinh.motcua")
    answer = officer.client.post(
        f"{desk.tab}/danh-so", data={"csrf_token": token(officer.get("/ban-lam-viec/")), "lan": "1"}
    )
    assert answer.status_code == 404


def test_rows_belong_to_some_cases_and_each_case_has_its_sum(desk: Desk) -> None:
    desk.change(e.ChangeSheet({"cases": (Case("thuong", "Cấp mới", 'don.loai = "moi"'), Case("lai", "Cấp lại", None))}))
    first = desk.add("Xác minh thẻ cũ", "tiep_nhan")
    desk.add("Ký thẻ", first)
    desk.send("truong-hop", f"?mo=chon&chon={first}", **{"truong-hop": "lai"})
    assert desk.row(first).case == ("lai",)
    assert "Chỉ trong trường hợp: Cấp lại" in desk.said()
    one = re.sub(r"\s+", " ", desk.page("?th=thuong").text_content())
    assert "Xác minh thẻ cũ" not in one.partition("Tổng thời gian")[0]
    assert "8 giờ = 1 ngày làm việc" in one
    assert "12 giờ = 1,5 ngày làm việc" in re.sub(r"\s+", " ", desk.page("?th=lai").text_content())
    desk.send("truong-hop", f"?mo=chon&chon={first}")
    assert desk.row(first).case == ()


def test_a_diagram_that_is_no_table_is_shown_with_what_and_why(desk: Desk) -> None:
    desk.add("Thẩm định", "tiep_nhan")
    user, manual = rb'<bpmn:userTask (id="tham_dinh".*?)</bpmn:userTask>', rb"<bpmn:manualTask \1</bpmn:manualTask>"
    desk.change(None, lambda data: re.sub(user, manual, data, flags=re.DOTALL))
    said = desk.said()
    assert "Bảng này chỉ xem" in said
    assert "Bảng không thể hiện được công việc làm ngoài hệ thống" in said
    assert "Tiếp nhận hồ sơ" in said
    assert not desk.page().xpath("//form[@id='viec']")
