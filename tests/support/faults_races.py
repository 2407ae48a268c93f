"""The races of the house: two people, or a person and the machine, who want the same dossier at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Any

from engine.dossiers.operations import messages, recall
from engine.organisation import accounts
from engine.platform import audit
from engine.platform.db import transaction
from tests.support.faults_desk import MONDAY, Desk
from tests.support.faults_garden import CLOSED_UNTIL_LATER, WATCHED, published
from tests.support.faults_meeting import Act

Pair = tuple[Act, Act]
Prepare = Callable[[Desk, int], Pair]

BIRTH = "dang-ky-khai-sinh"
LAND = "dang-ky-bien-dong-dat-dai"
INVESTMENT = "chap-thuan-chu-truong-dau-tu"
REASON: Mapping[str, Any] = {"ly_do": "Thiếu giấy."}


@dataclass(frozen=True)
class Race:
    """``begin`` brings a fresh dossier to the line, ``prepare`` names the two acts; ``winners`` of them succeed."""

    name: str
    begin: Callable[[Desk], int]
    prepare: Prepare
    winners: int = 1
    needs: tuple[bytes, ...] = ()


def checking(desk: Desk) -> int:
    """A birth that waits for its check."""
    return desk.receive(BIRTH, "du")


def signing(desk: Desk) -> int:
    """A birth that waits for the signature."""
    dossier = checking(desk)
    desk.finish("anbinh.tphh", desk.item(dossier, "kiem_tra", "anbinh.tphh"), "dat")
    return dossier


def supplemented(desk: Desk) -> int:
    """A birth whose supplement has come before it was accepted."""
    dossier = desk.receive(BIRTH, "bo_sung", **REASON)
    desk.deliver("anbinh.motcua", desk.wait(dossier, "cho_bo_sung_tiep_nhan"), noi_dung="Đã nộp.")
    return dossier


def overdue(desk: Desk) -> int:
    """A birth whose supplement was not answered in time; nobody has noticed yet."""
    dossier = checking(desk)
    desk.finish("anbinh.tphh", desk.item(dossier, "kiem_tra", "anbinh.tphh"), "bo_sung", **REASON)
    desk.clock.forward(days=30)
    return dossier


def opinions(desk: Desk) -> int:
    """An investment two departments are asked about."""
    dossier = desk.receive(INVESTMENT, "du")
    _finish(desk, dossier, "sotaichinh.dautu.truong", "phan_cong", "giao")()
    asked: dict[str, Any] = {"co_quan": ["soxaydung", "sotuphap"], "noi_dung": "Đề nghị cho ý kiến."}
    _finish(desk, dossier, "sotaichinh.dautu.chuyenvien", "du_thao_lay_y_kien", "trinh", **asked)()
    _finish(desk, dossier, "sotaichinh.dautu.truong", "xem_xet_van_ban", "dong_y")()
    _finish(desk, dossier, "sotaichinh.giamdoc", "ky_van_ban", "ky")()
    return dossier


def slip(desk: Desk) -> int:
    """A land transfer whose slip for the tax office waits for its signature."""
    dossier = desk.receive(LAND, "du")
    _finish(desk, dossier, "sonnmt.dkdd.vienchuc", "tham_dinh", "dat")()
    return dossier


def taxed(desk: Desk) -> int:
    """A land transfer that waits for the tax office."""
    dossier = slip(desk)
    _finish(desk, dossier, "sonnmt.dkdd.giamdoc", "ky_phieu_chuyen", "ky")()
    return dossier


def watched(desk: Desk) -> int:
    """A garden plot whose time has just run out; nobody has noticed yet."""
    dossier = desk.receive("vuon-co-hen", "du")
    desk.clock.forward(hours=3)
    return dossier


def opened_meanwhile(desk: Desk) -> int:
    """A garden plot with an incident whose cause is gone."""
    dossier = desk.receive("vuon-chua-mo", "du")
    desk.clock.forward(days=4)
    return dossier


def nothing(desk: Desk) -> int:
    """No dossier at all."""
    return 0


def _finish(desk: Desk, dossier: int, login: str, element: str, outcome: str, **values: Any) -> Act:
    item = desk.item(dossier, element, login)
    return lambda: desk.finish(login, item, outcome, **values)


def _message(desk: Desk, dossier: int, key: str) -> Act:
    values = {"so_thong_bao": "TB-118", "ngay_thong_bao": "2026-12-09", "so_tien": 18000000}

    def arrive() -> object:
        with transaction() as session:
            return messages.arrive(session, dossier, "cho_thue", key, values, "thue", desk.clock())

    return arrive


def _recall(desk: Desk, dossier: int, login: str) -> Act:
    def take_back() -> None:
        with transaction() as session:
            recall.recall(session, accounts.actor_named(session, login, desk.clock()), dossier, desk.clock())

    return take_back


def _claims(desk: Desk, dossier: int) -> Pair:
    item = desk.item(dossier, "kiem_tra", "anbinh.tphh")
    return lambda: desk.claim("anbinh.tphh", item), lambda: desk.claim("anbinh.tphh2", item)


def _drafts(desk: Desk, dossier: int) -> Pair:
    item = desk.item(dossier, "kiem_tra", "anbinh.tphh")
    return (
        lambda: desk.save_draft("anbinh.tphh", item, so_dang_ky="1"),
        lambda: desk.save_draft("anbinh.tphh", item, so_dang_ky="2"),
    )


def _draft_and_finish(desk: Desk, dossier: int) -> Pair:
    item = desk.item(dossier, "kiem_tra", "anbinh.tphh")
    return (
        lambda: desk.save_draft("anbinh.tphh2", item, so_dang_ky="1"),
        _finish(desk, dossier, "anbinh.tphh", "kiem_tra", "dat"),
    )


def _deliveries(desk: Desk, dossier: int) -> Pair:
    wait = desk.wait(dossier, "cho_bo_sung_kiem_tra")
    return (
        lambda: desk.deliver("anbinh.motcua", wait, noi_dung="Đã nộp."),
        lambda: desk.deliver("anbinh.motcua2", wait, noi_dung="Đã nộp."),
    )


def _answer_and_close(desk: Desk, dossier: int) -> Pair:
    wait = desk.wait(dossier, "cho_bo_sung_kiem_tra")
    return lambda: desk.deliver("anbinh.motcua", wait, noi_dung="Đã nộp."), desk.run_jobs


def _retries(desk: Desk, dossier: int) -> Pair:
    (found,) = desk.incidents(dossier)
    return lambda: desk.retry(found.id), lambda: desk.retry(found.id)


def _retry_and_withdraw(desk: Desk, dossier: int) -> Pair:
    (found,) = desk.incidents(dossier)
    return lambda: desk.retry(found.id), lambda: desk.withdraw("anbinh.motcua", dossier)


def _publish_and_start(desk: Desk, _: int) -> Pair:
    other = WATCHED.replace("Xin mảnh vườn".encode(), f"Xin mảnh vườn {token_hex(4)}".encode())
    return lambda: published(other), lambda: desk.receive("vuon-co-hen", "du")


def _seal(desk: Desk) -> Act:
    def close() -> object:
        with transaction() as session:
            return audit.seal(session, desk.clock())

    return close


RACES = (
    Race("claim and claim", checking, _claims),
    Race(
        "complete and complete",
        checking,
        lambda desk, dossier: (
            _finish(desk, dossier, "anbinh.tphh", "kiem_tra", "dat"),
            _finish(desk, dossier, "anbinh.tphh2", "kiem_tra", "bo_sung", **REASON),
        ),
    ),
    Race(
        "withdraw and approve",
        signing,
        lambda desk, dossier: (
            lambda: desk.withdraw("anbinh.motcua", dossier),
            _finish(desk, dossier, "anbinh.chutich", "ky_cap", "ky"),
        ),
    ),
    Race(
        "withdraw and accept",
        supplemented,
        lambda desk, dossier: (
            lambda: desk.withdraw("anbinh.motcua", dossier),
            _finish(desk, dossier, "anbinh.motcua2", "tiep_nhan", "du"),
        ),
        winners=0,
    ),
    Race("deliver and deliver", overdue, _deliveries),
    Race("deliver and close by itself", overdue, _answer_and_close, winners=0),
    Race(
        "two opinions",
        opinions,
        lambda desk, dossier: (
            _finish(desk, dossier, "sotuphap.daumoi", "cho_y_kien", "gui", ket_luan="dong_y"),
            _finish(desk, dossier, "soxaydung.daumoi", "cho_y_kien", "gui", ket_luan="dong_y"),
        ),
        winners=2,
    ),
    Race(
        "recall and approve",
        signing,
        lambda desk, dossier: (
            _recall(desk, dossier, "anbinh.tphh"),
            _finish(desk, dossier, "anbinh.chutich", "ky_cap", "ky"),
        ),
    ),
    Race("two drafts in two tabs", checking, _drafts, winners=2),
    Race("draft and complete", checking, _draft_and_finish, winners=0),
    Race(
        "the same message twice",
        taxed,
        lambda desk, dossier: (_message(desk, dossier, "118"), _message(desk, dossier, "118")),
        winners=2,
    ),
    Race(
        "a message and the step that opens its wait",
        slip,
        lambda desk, dossier: (
            _message(desk, dossier, "118"),
            _finish(desk, dossier, "sonnmt.dkdd.giamdoc", "ky_phieu_chuyen", "ky"),
        ),
        winners=2,
    ),
    Race(
        "complete and timer",
        watched,
        lambda desk, dossier: (_finish(desk, dossier, "anbinh.chutich", "xet", "dong_y"), desk.run_jobs),
        winners=0,
        needs=(WATCHED,),
    ),
    Race("two retries of one incident", opened_meanwhile, _retries, needs=(CLOSED_UNTIL_LATER,)),
    Race("retry and withdraw", opened_meanwhile, _retry_and_withdraw, winners=0, needs=(CLOSED_UNTIL_LATER,)),
    Race("publish and start", nothing, _publish_and_start, winners=2, needs=(WATCHED,)),
    Race(
        "seal and complete",
        checking,
        lambda desk, dossier: (_seal(desk), _finish(desk, dossier, "anbinh.tphh", "kiem_tra", "dat")),
        winners=2,
    ),
    Race("two runners on one job", overdue, lambda desk, dossier: (desk.run_jobs, desk.run_jobs), winners=2),
    Race(
        "two receptions at once",
        nothing,
        lambda desk, _: (lambda: desk.receive(BIRTH, "du"), lambda: desk.receive(BIRTH, "du")),
        winners=2,
    ),
)
"""``winners`` 0: the two may both succeed in one order and not in the other; the serial runs say which."""


def begun(race: Race, desk: Desk, run: int) -> int:
    """Bring a fresh dossier to the line; receptions each on a day of their own, to race for its first number."""
    desk.clock.set(MONDAY + timedelta(days=28 * run if race.begin is nothing else 0))
    return race.begin(desk)
