"""Whole stories as lists of deeds, so that one can be interrupted anywhere, compared and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.support.faults_desk import MONDAY, Desk, paper

Do = Callable[[Desk, int], int]


@dataclass(frozen=True)
class Deed:
    """One thing somebody does. ``again`` says what doing it twice means: ``conflict`` or ``nothing`` (harmless)."""

    name: str
    do: Do
    again: str = "conflict"


@dataclass(frozen=True)
class Story:
    """A dossier's life; every deed happens ``hours`` after the one before, so instants are the same in each run."""

    name: str
    deeds: tuple[Deed, ...]
    hours: float = 0.5

    def play(self, desk: Desk, number: int, dossier: int) -> int:
        """Do one deed at its time; returns the dossier's id."""
        desk.clock.set(MONDAY + timedelta(hours=self.hours * number))
        return self.deeds[number].do(desk, dossier)


def received(key: str, outcome: str, **step: Any) -> Deed:
    """A clerk hands the demo application in."""
    return Deed(f"receive {outcome}", lambda desk, _: desk.receive(key, outcome, **step), again="new")


def finished(login: str, element: str, outcome: str, files: tuple[str, ...] = (), **values: Any) -> Deed:
    """An officer finishes a step, with files."""

    def do(desk: Desk, dossier: int) -> int:
        uploads = [paper(name, f"{element} {name}") for name in files]
        return desk.finish(login, desk.item(dossier, element, login), outcome, uploads, **values)

    return Deed(f"{element} {outcome}", do)


def claimed(login: str, element: str) -> Deed:
    """An officer takes a step."""

    def do(desk: Desk, dossier: int) -> int:
        desk.claim(login, desk.item(dossier, element, login))
        return dossier

    return Deed(f"claim {element}", do, again="nothing")


def delivered(login: str, element: str, file: str, **values: Any) -> Deed:
    """What was awaited comes, with a file."""
    return Deed(
        f"deliver {element}",
        lambda desk, dossier: desk.deliver(login, desk.wait(dossier, element), [paper(file, element)], **values),
    )


def jobs_run(days: int) -> Deed:
    """Days pass; then the job runner does what has come due."""

    def do(desk: Desk, dossier: int) -> int:
        desk.clock.forward(days=days)
        desk.run_jobs()
        return dossier

    return Deed(f"jobs after {days} days", do, again="nothing")


def withdrawn(login: str) -> Deed:
    """The desk stops the dossier for its applicant."""

    def do(desk: Desk, dossier: int) -> int:
        desk.withdraw(login, dossier)
        return dossier

    return Deed("withdraw", do)


_KEY = "dang-ky-khai-sinh"
_INVESTMENT = "chap-thuan-chu-truong-dau-tu"
_REASON: Mapping[str, Any] = {"ly_do": "Thiếu giấy chứng sinh bản chính."}
_PAPER: Mapping[str, Any] = {"so_van_ban": "33/BC-STC", "ngay_van_ban": "07/12/2026"}

BIRTH = Story(
    "birth registration",
    (
        received(_KEY, "bo_sung", **_REASON),
        delivered("anbinh.motcua", "cho_bo_sung_tiep_nhan", "giay-chung-sinh.pdf", noi_dung="Đã nộp."),
        finished("anbinh.motcua", "tiep_nhan", "du"),
        claimed("anbinh.tphh", "kiem_tra"),
        finished("anbinh.tphh", "kiem_tra", "dat", ("so-ho-tich.pdf", "anh-chup.pdf")),
        finished("anbinh.chutich", "ky_cap", "tra_lai", ly_do="Kiểm tra lại họ đệm."),
        finished("anbinh.tphh", "kiem_tra", "dat"),
        finished("anbinh.chutich", "ky_cap", "ky"),
        finished("anbinh.vanthu", "dong_dau", "phat_hanh"),
        finished("anbinh.motcua", "tra_ket_qua", "da_tra", hinh_thuc="mot_cua", nguoi_nhan="Nguyễn Văn Phúc"),
    ),
    hours=0.25,
)

INVESTMENT = Story(
    "investment with parallel opinions",
    (
        received(_INVESTMENT, "du"),
        finished("sotaichinh.dautu.truong", "phan_cong", "giao"),
        finished(
            "sotaichinh.dautu.chuyenvien",
            "du_thao_lay_y_kien",
            "trinh",
            co_quan=["soxaydung", "sotuphap"],
            noi_dung="Đề nghị cho ý kiến.",
        ),
        finished("sotaichinh.dautu.truong", "xem_xet_van_ban", "dong_y"),
        finished("sotaichinh.giamdoc", "ky_van_ban", "ky"),
        finished("sotuphap.daumoi", "cho_y_kien", "gui", ("y-kien.pdf",), ket_luan="dong_y"),
        finished("soxaydung.daumoi", "cho_y_kien", "gui", ket_luan="dong_y"),
        finished(
            "sotaichinh.dautu.chuyenvien",
            "tong_hop",
            "trinh",
            ket_luan="du_dieu_kien",
            tom_tat="Hai sở thống nhất.",
            noi_dung_bo_sung="",
        ),
        finished("sotaichinh.dautu.truong", "xem_xet_bao_cao", "dong_y"),
        finished("sotaichinh.giamdoc", "ky_bao_cao", "ky"),
        finished("sotaichinh.vanthu", "phat_hanh", "bao_cao", **_PAPER),
        finished("tinh.chutich", "quyet_dinh", "chap_thuan"),
        finished("tinh.motcua", "tra_ket_qua", "da_tra", hinh_thuc="dien_tu"),
    ),
)

UNANSWERED = Story(
    "a supplement nobody answers",
    (received(_KEY, "du"), finished("anbinh.tphh", "kiem_tra", "bo_sung", **_REASON), jobs_run(30)),
)

WITHDRAWN = Story("withdrawn at the desk", (received(_KEY, "du"), withdrawn("anbinh.motcua")))

STORIES = (BIRTH, INVESTMENT, UNANSWERED, WITHDRAWN)
