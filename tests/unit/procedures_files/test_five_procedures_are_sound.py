"""The shipped procedures: readable, free of errors, complete with their forms, loadable by the engine."""

from __future__ import annotations

import pytest
from SpiffWorkflow.spiff.parser.process import VALIDATOR, SpiffBpmnParser

from engine.bpmn.checks import check
from engine.bpmn.layout import lay_out
from engine.bpmn.vocabulary import shipped
from engine.spiff import compile_version
from tests.unit.procedures_files.library import KEYS, definition, forms, source, steps

each_procedure = pytest.mark.parametrize("key", KEYS)


def test_there_are_the_procedures_of_the_library() -> None:
    assert KEYS == (
        "cap-phep-xay-dung-nha-o",
        "cham-dut-cham-soc-thay-the",
        "chap-thuan-chu-truong-dau-tu",
        "dang-ky-bien-dong-dat-dai",
        "dang-ky-cai-nghien-tu-nguyen",
        "dang-ky-khai-sinh",
        "dang-ky-khai-tu",
        "ho-tro-chi-phi-hoc-tap",
        "ho-tro-mai-tang",
        "khau-tru-kinh-phi-boi-thuong",
        "kinh-doanh-dich-vu-luu-tru",
        "lien-thong-khai-sinh",
        "lien-thong-khai-tu",
        "mien-giam-hoc-phi",
        "phi-bao-ve-moi-truong-nuoc-thai",
        "sao-xac-thuc-tai-lieu-luu-tru",
        "tiep-nhan-doi-tuong-bao-tro",
        "tro-cap-mot-lan",
    )


@each_procedure
def test_a_procedure_is_read_without_problems_under_its_own_key(key: str) -> None:
    assert definition(key).problems == ()
    assert definition(key).key == key
    assert definition(key).process_id == key.replace("-", "_")


@each_procedure
def test_nothing_keeps_a_procedure_from_being_published(key: str) -> None:
    findings = check(definition(key), shipped(), stage="publication", forms=forms(key))

    assert [finding for finding in findings if finding.severity == "error"] == []


@each_procedure
def test_every_form_that_is_named_exists_and_every_form_is_named(key: str) -> None:
    nodes = definition(key).nodes.values()
    named = {definition(key).form} | {document.form for document in definition(key).documents}
    named |= {node.step.form for node in nodes if node.step} | {node.wait.form for node in nodes if node.wait}

    assert named - {None} == set(forms(key))


@each_procedure
def test_the_workflow_engine_accepts_the_diagram(key: str) -> None:
    assert set(definition(key).nodes) == set(compile_version(source(key)).definition.nodes)
    if any(node.kind == "service" for node in definition(key).nodes.values()):
        return  # the library's own parser wants its own kind of service task
    parser = SpiffBpmnParser(validator=VALIDATOR)
    parser.add_bpmn_str(source(key), f"{key}.bpmn")

    spec = parser.get_spec(definition(key).process_id)

    assert {step for step, _ in steps(key)} <= set(spec.task_specs)


@each_procedure
def test_the_diagram_in_the_file_is_the_one_the_program_draws(key: str) -> None:
    assert lay_out(source(key)) == source(key)


@each_procedure
def test_every_branch_is_chosen_by_an_outcome_that_its_step_declares(key: str) -> None:
    outcomes = {step: {outcome.id for outcome in one.outcomes} for step, one in steps(key)}
    conditions = [flow.condition for flow in definition(key).flows.values() if flow.condition]

    for condition in conditions:
        path, _, value = condition.partition(" = ")
        step, _, word = path.partition(".")
        known = {case.id for case in definition(key).cases} if path == "ho_so.case" else outcomes[step]
        assert word in ("outcome", "case")
        assert value.strip('"') in known


@each_procedure
def test_the_first_step_receives_the_dossier_and_gives_the_receipt(key: str) -> None:
    _, first = steps(key)[0]

    assert first.kind == "receive"
    assert first.outcomes[0].produces == "receipt"
    assert {outcome.produces for outcome in first.outcomes} == {"receipt", "supplement_slip", "refusal_slip"}


@each_procedure
def test_every_supplement_is_closed_after_fifteen_working_days_and_says_what_was_sent(key: str) -> None:
    waits = [node.wait for node in definition(key).nodes.values() if node.wait and node.wait.kind == "supplement"]

    asked_by_us = [wait for wait in waits if wait.form == "bo-sung"]

    assert asked_by_us
    assert {(wait.auto_close_after, wait.auto_close_unit) for wait in asked_by_us} == {(15, "working_days")}
    # what another agency asks for ends its own leg by a timer long before it would close the whole dossier
    assert {(wait.form or "")[:8] for wait in waits} == {"bo-sung-", "bo-sung"} or waits == asked_by_us


@each_procedure
def test_names_of_the_procedure_its_steps_and_their_outcomes_have_an_english_wording(key: str) -> None:
    english = {text.of for text in definition(key).texts if text.lang == "en" and text.content}
    wanted = {"name"} | {node.id for node in definition(key).nodes.values() if node.name}
    wanted |= {f"{step}.{outcome.id}" for step, one in steps(key) for outcome in one.outcomes}

    assert wanted <= english
