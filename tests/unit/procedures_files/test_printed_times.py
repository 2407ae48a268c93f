"""Times and contents of the steps against the tables printed in the decisions."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.procedures_files.library import definition, steps


def hours(key: str) -> list[Decimal | None]:
    """Printed time of every step in working hours (8 a day); None where the table does not count it."""
    factor = {"working_hours": Decimal(1), "working_days": Decimal(8)}
    return [step.limit * factor[step.limit_unit] if step.limit is not None else None for _, step in steps(key)]


def test_tuition_exemption_has_the_seven_steps_of_decision_3760_and_80_hours() -> None:
    assert hours("mien-giam-hoc-phi") == [2, 4, 58, 6, 7, 3, None]
    assert sum(filter(None, hours("mien-giam-hoc-phi"))) == 80
    assert steps("mien-giam-hoc-phi")[-1][1].count == "office_hours"


def test_the_allowance_has_fifteen_steps_with_40_hours_at_the_commune_and_56_at_the_department() -> None:
    commune, department = hours("tro-cap-mot-lan")[:6], hours("tro-cap-mot-lan")[6:]

    assert commune == [4, 4, 20, 4, 4, 4]
    assert department == [4, 4, 12, 16, 8, 4, 4, 4, None]
    terms = [(term.agency, term.value) for term in definition("tro-cap-mot-lan").terms]
    assert terms == [(None, 96), ("receiving", sum(commune)), ("resolving", sum(filter(None, department)))]


def test_investment_approval_has_the_twelve_steps_of_decision_1582_and_17_days() -> None:
    days = [step.limit for _, step in steps("chap-thuan-chu-truong-dau-tu")]

    assert days == [*map(Decimal, ("0.5", "0.25", "0.5", "0.25", "0.5", "7", "2", "1", "1", "0.5", "3", "0.5"))]
    assert sum(filter(None, days)) == 17 == definition("chap-thuan-chu-truong-dau-tu").terms[0].value


def test_a_land_transfer_takes_5_days_to_the_tax_slip_and_3_from_the_proof_of_payment() -> None:
    days = [step.limit or 0 for _, step in steps("dang-ky-bien-dong-dat-dai")]

    assert days[0] == Decimal("0.5")
    assert sum(days[1:3]) == Decimal("4.5")
    assert sum(days[3:]) == 3
    terms = definition("dang-ky-bien-dong-dat-dai").terms
    assert [(term.phase, term.value, term.starts_at) for term in terms] == [(1, 5, None), (2, 3, "cho_nop_tien")]


def test_a_birth_is_registered_the_same_day_and_after_three_in_the_afternoon_the_next() -> None:
    term = definition("dang-ky-khai-sinh").terms[0]

    assert (term.unit, term.cut_off and term.cut_off.hour, term.reception_hours) == ("same_day", 15, 8)
    assert sum(filter(None, hours("dang-ky-khai-sinh"))) == 8


def test_steps_are_numbered_and_worded_as_printed() -> None:
    numbers = [step.no for _, step in steps("tro-cap-mot-lan")]
    contents = {step.no: step.content for _, step in steps("tro-cap-mot-lan")}

    assert numbers == [str(number) for number in range(1, 16)]
    assert contents["8"] == "Phân công công chức xử lý hồ sơ."
    assert contents["14"] == (
        "- Lấy số, phát hành văn bản điện tử và đóng dấu;\n"
        "- Chuyển kết quả giải quyết thủ tục hành chính cho Trung tâm Phục vụ Hành chính công tỉnh."
    )


def test_departments_are_asked_at_the_same_time_one_task_for_each() -> None:
    opinion = definition("chap-thuan-chu-truong-dau-tu").nodes["cho_y_kien"]

    assert opinion.loop is not None
    assert opinion.loop.cardinality == "count(du_thao_lay_y_kien.co_quan)"
    assert not opinion.loop.sequential
    assert opinion.step is not None
    assert opinion.step.unit == "chosen:du_thao_lay_y_kien.co_quan"


def test_the_clock_stops_for_the_tax_office_and_for_the_payment() -> None:
    nodes = definition("dang-ky-bien-dong-dat-dai").nodes
    waits = {key: node.wait for key, node in nodes.items() if node.wait and node.wait.kind != "supplement"}

    assert {key: (wait.kind, wait.clock, wait.partner) for key, wait in waits.items()} == {
        "cho_thue": ("agency", "pause", "thue"),
        "cho_nop_tien": ("payment", "pause", None),
    }


def test_a_shared_table_of_two_procedures_is_one_process_with_two_cases() -> None:
    allowance = definition("tro-cap-mot-lan")

    assert [one.code for one in allowance.covers] == ["2.002755", "2.002757"]
    assert [(case.id, case.when) for case in allowance.cases] == [
        ("con_song", 'don.tinh_trang = "con_song"'),
        ("tu_tran", 'don.tinh_trang = "tu_tran"'),
    ]
