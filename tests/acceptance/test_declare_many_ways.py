"""Several working copies are sent, and several drafts approved, at once: one decision, a result for each."""

from __future__ import annotations

from tests.support.office import Office, Person, text_of

SEND, APPROVE = "/khai-bao/trinh-nhieu", "/khai-bao/duyet-nhieu"
LAWS = ["Luật Hộ tịch 2014 (60/2014/QH13)", "Thông tư số 104/2024/TT-BQP ngày 27/11/2024"]
BOTH = ["dang-ky-khai-sinh", "tro-cap-mot-lan"]


def changed_in_bulk(analyst: Person) -> None:
    """Two working copies, each with another legal ground."""
    chosen = f"/khai-bao/hang-loat?chon={BOTH[0]}&chon={BOTH[1]}"
    for law in LAWS:
        data = {"chon": BOTH, "viec": "can-cu", "cu": law, "moi": f"{law} (sửa đổi 2026)"}
        analyst.press(chosen, "/khai-bao/hang-loat", data, status=200)


def test_two_copies_are_sent_and_approved_by_one_decision_of_another_person(office: Office) -> None:
    analyst, approver = office.person("phantich"), office.person("pheduyet")
    changed_in_bulk(analyst)
    assert "Trình duyệt các bản đã đánh dấu" in text_of(analyst.get("/khai-bao/"))
    ticked = f"{SEND}?chon=1&chon=2"
    sent = text_of(analyst.press(ticked, SEND, {"chon": ["1", "2"], "lan_1": "2", "lan_2": "2"}, status=200))
    assert "2/2 đã làm" in sent, sent

    office.person("phantich").get(APPROVE, 403)
    ticked = f"{APPROVE}?chon=1&chon=2"
    assert "điểm khác bản đang dùng" in text_of(approver.get(ticked))
    missing = approver.press(ticked, APPROVE, {"chon": ["1", "2"], "hieu_luc_tu": "2026-12-07"}, status=422)
    assert "Chưa có số quyết định" in text_of(missing)
    data = {"chon": ["1", "2"], "so_quyet_dinh": "9/QĐ-UBND", "hieu_luc_tu": "2026-12-07"}
    done = text_of(approver.press(ticked, APPROVE, data, status=200))
    assert "2/2 đã làm" in done, done
    catalogue = text_of(approver.get("/khai-bao/"))
    assert catalogue.count("9/QĐ-UBND") == 2


def test_what_cannot_be_sent_says_why_and_the_others_go(office: Office) -> None:
    analyst = office.person("phantich")
    changed_in_bulk(analyst)
    answer = analyst.press(f"{SEND}?chon=1&chon=2", SEND, {"chon": ["1", "2"], "lan_1": "1", "lan_2": "2"}, status=200)
    said = text_of(answer)
    assert "1/2 đã làm" in said
    assert "ở một cửa sổ khác" in said


def test_nothing_ticked_is_said(office: Office) -> None:
    assert "Chưa đánh dấu mục nào" in text_of(office.person("phantich").get(SEND, 422))
    assert "Chưa đánh dấu mục nào" in text_of(office.person("pheduyet").get(APPROVE, 422))


def test_what_must_be_corrected_is_named(office: Office) -> None:
    analyst = office.person("phantich")
    chosen = f"/khai-bao/hang-loat?chon={BOTH[0]}"
    data = {"chon": BOTH[:1], "viec": "chuc-danh", "cu": "van_thu", "moi": "can_bo_mot_cua"}
    analyst.press(chosen, "/khai-bao/hang-loat", data, status=200)
    said = text_of(analyst.press(f"{SEND}?chon=1", SEND, {"chon": ["1"], "lan_1": "2"}, status=200))
    assert "0/1 đã làm" in said
    assert "trước hết:" in said
