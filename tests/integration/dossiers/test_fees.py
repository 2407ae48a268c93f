"""What an applicant pays: fixed, by formula, by decision table, exempt, and from which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.bpmn.sheet import Fee
from engine.dossiers import fees
from engine.procedures.sources import Sources, from_library
from engine.procedures.versions import Version, assemble
from tests.support.databases import ROOT

NOW = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="phi" name="phi" namespace="urn:test">
  <inputData id="to_khai" name="don"><variable name="don"/></inputData>
  <decision id="phi_ban_sao" name="phi_ban_sao">
    <variable name="phi_ban_sao" typeRef="number"/>
    <informationRequirement id="can"><requiredInput href="#to_khai"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression><text>don.so_ban_sao</text></inputExpression></input>
      <output/>
      <rule><inputEntry><text>&lt;= 2</text></inputEntry><outputEntry><text>2000</text></outputEntry></rule>
      <rule><inputEntry><text>&gt; 2</text></inputEntry>
        <outputEntry><text>1000 * don.so_ban_sao</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""


@pytest.fixture(scope="module")
def version() -> Version:
    """The birth registration with one decision table beside it."""
    kept = from_library(ROOT, "dang-ky-khai-sinh")
    return assemble(1, Sources({**kept.files, "phi.dmn": TABLE}))


def amount(version: Version, fee: Fee, **don: object) -> int | None:
    changed = replace(version, definition=replace(version.definition, fees=(fee,)))
    return fees.amounts(changed, {"don": don}, NOW)[0].value


def test_a_fixed_fee_is_what_it_says(version: Version) -> None:
    assert amount(version, Fee(id="lp", amount=Decimal(8000))) == 8000


def test_a_formula_reads_the_application(version: Version) -> None:
    assert amount(version, Fee(id="lp", formula="8000 * don.so_ban_sao"), so_ban_sao=3) == 24000


def test_a_formula_that_lacks_an_answer_has_no_amount(version: Version) -> None:
    assert amount(version, Fee(id="lp", formula="8000 * don.so_ban_sao")) is None


def test_a_decision_table_gives_the_amount(version: Version) -> None:
    assert amount(version, Fee(id="lp", decision="phi_ban_sao"), so_ban_sao=2) == 2000
    assert amount(version, Fee(id="lp", decision="phi_ban_sao"), so_ban_sao=5) == 5000


def test_whoever_is_exempt_pays_nothing(version: Version) -> None:
    fee = Fee(id="lp", amount=Decimal(8000), exempt_when='don.doi_tuong = "ho_ngheo"')
    assert amount(version, fee, doi_tuong="ho_ngheo") == 0
    assert amount(version, fee, doi_tuong="khac") == 8000


def test_of_several_rates_the_one_in_force_applies(version: Version) -> None:
    old = Fee(id="lp", amount=Decimal(5000), valid_from=date(2020, 1, 1))
    new = Fee(id="lp", amount=Decimal(8000), valid_from=date(2026, 12, 8))
    definition = replace(version.definition, fees=(new, old))
    assert [fee.amount for fee in fees.in_force(definition, date(2026, 12, 7))] == [Decimal(5000)]
    assert [fee.amount for fee in fees.in_force(definition, date(2026, 12, 8))] == [Decimal(8000)]
