"""From a working copy to a published version and back through HTTP: checklist, approval, refusal, history."""

from __future__ import annotations

from engine.bpmn import edit
from engine.bpmn.edit.edits import Rename
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.procedures import store
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working import operations, queries
from engine.text import Text
from tests.support.declaring import KEY, changed, send
from tests.support.office import MONDAY, Office, Person, text_of, token

PAGE = f"/khai-bao/thu-tuc/{KEY}"
DECISION = {"so_quyet_dinh": "88/QĐ-UBND", "can_cu": "Nghị định 118/2025/NĐ-CP", "hieu_luc_tu": "2026-12-07"}


def edited(office: Office) -> tuple[Person, str]:
    """A copy of the birth registration in which a step has another name."""
    analyst = office.person("phantich")
    at = analyst.press(PAGE, f"{PAGE}/soan", {}).headers["Location"]
    copy_id = int(at.rsplit("/", 1)[1])
    with office.app.app_context(), transaction() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        copy = queries.load(session, actor, copy_id)
        data = edit.apply(copy.sources.bpmn, Rename("ky_cap", "Ký giấy khai sinh"))
        sources = Sources({**copy.sources.files, DIAGRAM: data})
        what = Text("Đổi tên bước 3", "Step 3 renamed")
        operations.save(session, actor, copy_id, 1, sources, what, MONDAY)
    return analyst, at


def test_a_copy_is_sent_approved_with_its_differences_and_published(office: Office) -> None:
    analyst, at = edited(office)
    page = text_of(analyst.get(f"{at}/trinh-duyet"))
    assert "Không có điểm nào phải sửa" in page
    assert "Lê Trung Kiên" in page
    assert "Ký giấy khai sinh" in page
    sent = analyst.press(f"{at}/trinh-duyet", f"{at}/trinh-duyet/gui", {"lan": "2"})
    draft = sent.headers["Location"]
    assert "đang chờ người phê duyệt" in text_of(analyst.get(f"{at}/buoc"))
    approver = office.person("pheduyet")
    assert "Ký giấy khai sinh" in text_of(approver.get(draft))
    approver.press(draft, f"{draft}/cong-bo", DECISION)
    versions = text_of(analyst.get(f"{PAGE}?xem=phien-ban"))
    assert "88/QĐ-UBND" in versions
    assert "Nghị định 118/2025/NĐ-CP" in versions
    assert "đã được công bố" in text_of(analyst.get(f"{at}/buoc"))
    data = {"csrf_token": token(analyst.get("/khai-bao/tai-len"))}
    assert analyst.client.post(f"{at}/mo-lai", data=data).status_code == 409


def test_a_refused_copy_opens_again_with_the_reason_on_top(office: Office) -> None:
    analyst, at = edited(office)
    draft = analyst.press(f"{at}/trinh-duyet", f"{at}/trinh-duyet/gui", {"lan": "2"}).headers["Location"]
    office.person("pheduyet").press(draft, f"{draft}/tu-choi", {"ly_do": "Tên bước chưa khớp quyết định."})
    assert "Tên bước chưa khớp quyết định." in text_of(analyst.get(f"{at}/buoc"))
    analyst.press(f"{at}/buoc", f"{at}/mo-lai", {})
    again = text_of(analyst.get(f"{at}/buoc"))
    assert "Tên bước chưa khớp quyết định." in again
    assert "Mở lại để sửa" not in again


def test_what_is_not_ready_cannot_be_sent(office: Office) -> None:
    analyst = office.person("phantich")
    new = "/khai-bao/soan/moi"
    at = analyst.press(new, new, {"ten": "Cấp thẻ thư viện", "cap": "commune"}).headers["Location"]
    page = analyst.get(f"{at}/trinh-duyet")
    assert "Chưa trình được" in text_of(page)
    data = {"csrf_token": token(page), "lan": "1"}
    refused = analyst.client.post(f"{at}/trinh-duyet/gui", data=data)
    assert refused.status_code == 422
    assert "điểm phải sửa nên chưa trình được, trước hết:" in text_of(refused)


def test_the_history_shows_compares_and_goes_back(office: Office) -> None:
    analyst, at = edited(office)
    page = text_of(analyst.get(f"{at}/lich-su?tu=1&den=2"))
    assert "Đổi tên bước 3" in page
    assert "Ký giấy khai sinh" in page
    assert "Đang xem lần sửa 1" in text_of(analyst.get(f"{at}/lich-su/1"))
    analyst.press(f"{at}/lich-su", f"{at}/lich-su/1/tro-lai", {"lan": "2"})
    assert "Trở lại lần sửa 1" in text_of(analyst.get(f"{at}/lich-su"))
    with office.app.app_context(), reading() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        copy = queries.load(session, actor, int(at.rsplit("/", 1)[1]))
        assert copy.revision.number == 3
        assert copy.sources.files == store.of_version(session, copy.based_on or 0).files
    analyst.get(f"{at}/lich-su/9", 404)


def test_an_upload_with_findings_is_opened_to_be_corrected(office: Office) -> None:
    analyst = office.person("phantich")
    wrong = changed("cong_chuc_tu_phap_ho_tich", "phu_thuy")
    draft = send(analyst, ("moi.bpmn", wrong.bpmn), keep_forms=True).headers["Location"]
    opened = analyst.press(draft, f"{draft}/mo-sua", {}).headers["Location"]
    assert "phu_thuy" in text_of(analyst.get(opened))
