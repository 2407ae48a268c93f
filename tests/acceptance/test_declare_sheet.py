"""An administrator fills in the sheet, the documents and the fees of a working copy through HTTP."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from engine.bpmn.definition import Definition
from engine.organisation import accounts
from engine.platform.db import reading
from engine.publication.inspection import read_diagram
from engine.publication.working import queries
from tests.support.declaring import KEY
from tests.support.office import Office, Person, text_of, token

pytestmark = pytest.mark.sqlite_only

UPLIFT = {"mien.was": "", "mien.rows": "1", "mien.join": "all", "mien.feel": ""}
ONLY = {"khi.was": "", "khi.rows": "1", "khi.join": "all", "khi.feel": ""}


class Copy:
    """A working copy of the birth registration, opened by the analyst."""

    def __init__(self, office: Office) -> None:
        self.office, self.person = office, office.person("phantich")
        at = f"/khai-bao/thu-tuc/{KEY}"
        location = self.person.press(at, f"{at}/soan", {}).headers["Location"]
        self.at = location.removeprefix("http://localhost")

    def get(self, tab: str, status: int = 200) -> TestResponse:
        """Open a page of the copy."""
        return self.person.get(f"{self.at}/{tab}", status)

    def send(self, tab: str, data: dict[str, Any], status: int = 303) -> TestResponse:
        """Send a form of the copy, seen at its current revision."""
        shown = self.get(tab).get_data(as_text=True)
        seen = re.search(r'name="lan" value="(\d+)"', shown)
        assert seen
        form = {"csrf_token": token(self.get(tab)), "lan": seen[1], **data}
        answer = self.person.client.post(f"{self.at}/{tab}", data=form)
        assert answer.status_code == status, text_of(answer)[:1500]
        return answer

    @property
    def definition(self) -> Definition:
        """What the copy declares now."""
        copy_id = int(self.at.rsplit("/", 1)[1])
        with self.office.app.app_context(), reading() as session:
            actor = accounts.actor_named(session, "phantich", self.office.clock())
            return read_diagram(queries.load(session, actor, copy_id).sources.bpmn)


@pytest.fixture
def copy(office: Office) -> Copy:
    return Copy(office)


def row(prefix: str, path: str, comparison: str, *values: str) -> dict[str, Any]:
    """One row typed into a condition builder."""
    return {f"{prefix}.0.field": path, f"{prefix}.0.is": comparison, f"{prefix}.0.v": list(values)}


def paper(**changes: Any) -> dict[str, Any]:
    """The form of a document."""
    form = {"ten": "Giấy xác nhận", "hinh_thuc": "submit", "ban_chinh": "1", "ban_sao": "", "bat_buoc": "1"}
    return {**form, "dk.was": "", "dk.rows": "1", "dk.join": "all", "dk.feel": "", **changes}


def fee(**changes: Any) -> dict[str, Any]:
    """The form of a fee."""
    return {"ten": "Lệ phí", "cach": "co_dinh", "so_tien": "50.000", "thu": "receipt", **UPLIFT, **ONLY, **changes}


def test_a_fee_with_an_exemption_is_declared_and_worked_out_without_feel(copy: Copy) -> None:
    copy.send("phi/moi", fee(**row("mien", "don.truong_hop", "eq", "bo_roi"), ten_en="Fee"))
    made = copy.definition.fees[-1]
    assert (made.amount, made.exempt_when) == (Decimal(50000), 'don.truong_hop = "bo_roi"')
    page = text_of(copy.get("phi?v.don.truong_hop=bo_roi&thu=1"))
    assert "Được miễn theo quy định. “Trường hợp khai sinh” là “Trẻ bị bỏ rơi”" in page
    assert "50.000 đ" in text_of(copy.get("phi?v.don.truong_hop=thuong&thu=1"))


def test_a_fee_for_each_copy_shows_its_arithmetic_and_the_example_is_kept(copy: Copy) -> None:
    copy.send("phi/moi", fee(cach="moi", don_gia="3000", so_luong="don.so_ban_sao", ten="Phí trang"))
    made = copy.definition.fees[-1]
    assert made.formula == "if don.so_ban_sao != null then 3000 * don.so_ban_sao else 0"
    assert "3.000 × 4 (Số lượng bản sao)" in text_of(copy.get("phi?v.don.so_ban_sao=4&thu=1"))
    copy.send("phi", {"giu": "1", "ten_vi_du": "Bốn bản", "v.don.so_ban_sao": "4"})
    assert "vẫn như đã giữ" in text_of(copy.get("phi"))
    copy.send("phi/2", fee(cach="moi", don_gia="4000", so_luong="don.so_ban_sao", ten="Phí trang"))
    told = text_of(copy.get("phi"))
    assert "nay khác" in told
    assert "16.000 đ" in told


def test_a_new_amount_from_a_later_day_stands_beside_the_old_one(copy: Copy) -> None:
    copy.send("phi/moi", fee(tu_ngay="01/01/2025"))
    at = len(copy.definition.fees) - 1
    later = copy.send(f"phi/moi?nhu={at}", fee(so_tien="80.000", tu_ngay="01/01/2027"))
    assert later.status_code == 303
    old, new = copy.definition.fees[-2:]
    assert old.id == new.id
    assert "50.000 đ" in text_of(copy.get("phi?v.ho_so.received=01/06/2026&thu=1"))
    refused = copy.send(f"phi/moi?nhu={at}", fee(tu_ngay="01/01/2027"), 422)
    assert "đã có một mức áp dụng từ cùng ngày" in text_of(refused)
    assert not [one for one in _findings(copy) if "id" in one]


def _findings(copy: Copy) -> list[str]:
    page = text_of(copy.get("kiem-tra"))
    return [line for line in page.splitlines() if "dùng cho" in line]


def test_a_table_of_amounts_is_made_by_hand_and_its_gaps_are_told(copy: Copy) -> None:
    rows = {"d.0.0": "dưới 3", "d.0.muc": "5.000", "d.1.0": "từ 5", "d.1.muc": "10.000", "d.1.ghi": "nhiều bản"}
    form = {"ten": "Mức phí bản sao", "luat": "UNIQUE", "cot": "don.so_ban_sao", **rows}
    saved = copy.send("phi/bang/moi", form)
    page = text_of(copy.person.get(saved.headers["Location"]))
    assert "Không dòng nào khớp khi “Số lượng bản sao” = 3" in page
    copy.send("phi/moi", fee(cach="bang", bang="muc_phi_ban_sao", ten="Phí theo bảng"))
    assert "10.000 đ" in text_of(copy.get("phi?v.don.so_ban_sao=7&thu=1"))
    assert "dòng 2 (nhiều bản)" in text_of(copy.get("phi?v.don.so_ban_sao=7&thu=1"))


def test_a_wrong_cell_of_a_table_is_told_at_the_cell_and_keeps_the_rest(copy: Copy) -> None:
    form = {"ten": "Bảng", "luat": "FIRST", "cot": "don.so_ban_sao", "d.0.0": "ba bản", "d.0.muc": "5.000đ"}
    page = copy.send("phi/bang/moi", form, 422).get_data(as_text=True)
    assert 'href="#d.0.0"' in page
    assert 'value="ba bản"' in page
    assert 'value="5.000đ"' in page


def test_documents_differ_by_case_and_channel(copy: Copy) -> None:
    when = {"khi.was": "", "khi.rows": "1", "khi.join": "all", "khi.feel": ""}
    copy.send("thong-tin/truong-hop/moi", {"ten": "Trẻ bị bỏ rơi", "ten_en": "Abandoned child", **when})
    copy.send("thong-tin/truong-hop/moi", {"ten": "Đăng ký thường", **when})
    abandoned, usual = copy.definition.cases
    copy.send("giay-to/moi", paper(ten="Biên bản tại chỗ", truong_hop=abandoned.id, kenh="counter"))
    made = copy.definition.documents[-1]
    assert (made.case, made.channel) == ((abandoned.id,), "counter")
    shown = "Biên bản tại chỗ (1 bản chính)"
    assert shown in text_of(copy.get(f"giay-to?truong_hop={abandoned.id}&kenh=counter"))
    assert shown not in text_of(copy.get(f"giay-to?truong_hop={usual.id}&kenh=counter"))
    assert shown not in text_of(copy.get(f"giay-to?truong_hop={abandoned.id}&kenh=online"))


def test_a_document_is_moved_changed_and_taken_out(copy: Copy) -> None:
    before = copy.definition.documents
    copy.send("giay-to", {"viec": "xuong:0"})
    assert copy.definition.documents[1] == before[0]
    copy.send("giay-to", {"viec": "bo:1"})
    assert before[0] not in copy.definition.documents
    assert not any(one.of == f"document.{before[0].id}" for one in copy.definition.texts)


def test_a_time_limit_belongs_to_a_case_and_a_used_case_is_not_removed(copy: Copy) -> None:
    when = {"khi.was": "", "khi.rows": "1", "khi.join": "all", "khi.feel": ""}
    copy.send("thong-tin/truong-hop/moi", {"ten": "Có xác minh", **when})
    case = copy.definition.cases[0]
    copy.send("thong-tin/thoi-han/moi", {"gia_tri": "5", "don_vi": "working_days", "truong_hop": case.id})
    term = copy.definition.terms[-1]
    assert (term.value, term.unit, term.case) == (Decimal(5), "working_days", (case.id,))
    refused = copy.send("thong-tin", {"phan": "truong-hop", "viec": "bo:0"}, 422)
    assert "Thời hạn 2 vẫn thuộc trường hợp “Có xác minh”" in text_of(refused)


def test_last_hours_and_the_limit_for_returns_are_cells_of_a_time_limit(copy: Copy) -> None:
    copy.send("thong-tin/thoi-han/moi", {"gia_tri": "5", "don_vi": "working_days", "gio_cuoi": "1", "han_tra_lai": "2"})
    term = copy.definition.terms[-1]
    assert (term.last_hours, term.return_limit) == (1, 2)
    wrong = {"gia_tri": "5", "don_vi": "working_days", "gio_cuoi": "cuối buổi"}
    assert 'value="cuối buổi"' in copy.send("thong-tin/thoi-han/moi", wrong, 422).get_data(as_text=True)


def test_general_facts_in_both_languages_are_kept_and_a_blank_name_is_refused(copy: Copy) -> None:
    facts = {"ten": "Đăng ký khai sinh mới", "ten_en": "New birth", "linh_vuc": "Hộ tịch", "cap": "commune"}
    facts |= {"truc_tuyen": "partial", "tham_quyen": "receiving", "to_khai": "to-khai", "yeu_cau": "Không."}
    copy.send("thong-tin", facts)
    made = copy.definition
    assert (made.name, made.online, made.boundary_free) == ("Đăng ký khai sinh mới", "partial", False)
    assert ("vi", "requirements", "Không.") in [(one.lang, one.of, one.content) for one in made.texts]
    refused = copy.send("thong-tin", {**facts, "ten": "  ", "linh_vuc": "Đất đai"}, 422)
    assert 'value="Đất đai"' in refused.get_data(as_text=True)
    assert copy.definition.field == "Hộ tịch"


WRONG_FEES = [
    ({"so_tien": "-5"}, "so_tien"),
    ({"so_tien": "9" * 30}, "so_tien"),
    ({"so_tien": "năm nghìn"}, "so_tien"),
    ({"tu_ngay": "31/02/2026"}, "tu_ngay"),
    ({"cach": "cong_thuc", "cong_thuc": "8000 * (don.so_ban"}, "cong_thuc"),
    ({"cach": "bang"}, "bang"),
    ({"mien.feel": "don.tuoi >"}, "mien-feel"),
    ({"ten": ""}, "ten"),
]


def test_what_is_wrong_with_a_fee_is_told_at_its_cell(copy: Copy) -> None:
    fees = copy.definition.fees
    for changes, cell in WRONG_FEES:
        page = copy.send("phi/moi", fee(**changes), 422).get_data(as_text=True)
        assert f'href="#{cell}"' in page, changes
        for value in changes.values():
            assert html.escape(value) in page, "what was typed is still there"
    assert copy.definition.fees == fees


def test_pasted_word_text_and_markup_become_plain_text(copy: Copy) -> None:
    pasted = "Giấy\u00a0tờ\u200b <b>khác</b>\r\n\u2022 dòng hai"
    copy.send("giay-to/moi", paper(ten=pasted))
    assert copy.definition.documents[-1].name == "Giấy tờ <b>khác</b> • dòng hai"
    assert "<b>khác</b>" not in copy.get("giay-to").get_data(as_text=True)


def test_a_fee_a_condition_reads_is_not_removed(copy: Copy) -> None:
    copy.send("giay-to/moi", paper(**row("dk", "phi.phi_ban_sao", "gt", "0")))
    refused = copy.send("phi", {"viec": "bo:1"}, 422)
    assert "còn được đọc ở" in text_of(refused)


def test_the_builder_adds_a_row_without_script_and_saves_nothing(copy: Copy) -> None:
    before = copy.definition.documents
    page = copy.send("giay-to/1", paper(ten="Đang gõ dở", **{"dk.act": "add"}), 200).get_data(as_text=True)
    assert 'name="dk.0.field"' in page
    assert "Đang gõ dở" in page
    assert copy.definition.documents == before


def test_an_officer_reaches_none_of_these_pages(office: Office, copy: Copy) -> None:
    officer: Person = office.person("anbinh.motcua")
    for tab in ("thong-tin", "giay-to", "phi", "phi/moi", "giay-to/0", "phi/bang/moi"):
        officer.get(f"{copy.at}/{tab}", 404)
