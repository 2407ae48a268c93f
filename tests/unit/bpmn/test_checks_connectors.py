"""What `quytrinh check` says of an automatic step, with the connectors that are installed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engine.bpmn.checks import Finding, check
from engine.bpmn.connector_words import ConnectorWords, ParameterWords
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped
from engine.cli.check import command
from engine.text import Text

WORDS = ConnectorWords(
    "land.parcel",
    required=frozenset({"so_thua"}),
    optional=frozenset({"dien_tich", "gap", "tu_ngay", "loai", "chu"}),
    version="2",
    parameters={
        "so_thua": ParameterWords(Text("Số thửa", "Parcel number")),
        "dien_tich": ParameterWords(Text("Diện tích", "Area"), "number"),
        "gap": ParameterWords(Text("Gấp", "Urgent"), "truth"),
        "tu_ngay": ParameterWords(Text("Từ ngày", "From"), "date"),
        "loai": ParameterWords(Text("Loại đất", "Kind"), choices=("o", "lua")),
        "chu": ParameterWords(Text("Các chủ", "Owners"), "list"),
    },
    results=frozenset({"chu_su_dung", "receipt"}),
    errors=frozenset({"not_found"}),
)


def task(*, version: str = "2", params: str = "", results: str = "", then: str = "wait") -> str:
    return (
        '<bpmn:serviceTask id="hoi" name="Hỏi thửa đất"><bpmn:extensionElements>'
        f'<tthc:connector id="land.parcel" version="{version}">{params}{results}<tthc:failure then="{then}"/>'
        "</tthc:connector></bpmn:extensionElements></bpmn:serviceTask>"
    )


def param(name: str, value: str) -> str:
    return f'<tthc:param name="{name}" value="{value}"/>'


def about(tools: Any, service: str, more: str = "", where: str = "hoi") -> list[Finding]:
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + service + tools.chain("s", "hoi", "e") + more
    words = replace(shipped(), connectors={WORDS.id: WORDS})
    found = check(read(tools.sketch(body)), words)
    return [one for one in found if one.element == where and one.code != "not_drawn"]


SENT = param("so_thua", "12")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("dien_tich", ("12.5", "=12", "=don.dien_tich"), ("nhiều", "='12'".replace("'", "&quot;"))),
        ("gap", ("true", "=true"), ("có", "=1")),
        ("tu_ngay", ("2026-01-31",), ("31/01/2026", "=5")),
        ("loai", ("lua", "=&quot;o&quot;"), ("rung", "=&quot;rung&quot;")),
        ("chu", ("=[1, 2]",), ("An, Bình",)),
    ],
)
def test_a_value_must_be_of_the_parameters_kind(
    tools: Any, name: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    for value in good:
        codes = {one.code for one in about(tools, task(params=SENT + param(name, value)))}
        assert "connector_value" not in codes, value
    for value in bad:
        (found,) = about(tools, task(params=SENT + param(name, value)))
        assert (found.code, found.severity) == ("connector_value", "error")
        assert WORDS.parameters[name].title.vi in found.message.vi


def test_a_missing_and_an_empty_parameter_are_named(tools: Any) -> None:
    for params in ("", param("so_thua", ""), param("so_thua", "=")):
        found = [one for one in about(tools, task(params=params)) if one.code == "connector_parameter"]
        assert [one.severity for one in found] == ["warning"]
        assert "“Số thửa” (so_thua)" in found[0].message.vi


def test_an_unknown_or_repeated_parameter_is_found(tools: Any) -> None:
    assert [one.code for one in about(tools, task(params=SENT + param("khac", "1")))] == ["connector_parameter"]
    assert [one.code for one in about(tools, task(params=SENT + SENT))] == ["connector_parameter"]


def test_another_version_is_worth_a_look(tools: Any) -> None:
    (found,) = about(tools, task(version="1", params=SENT))
    assert (found.code, found.severity) == ("connector_version", "warning")


def test_a_result_must_read_what_the_connector_gives(tools: Any) -> None:
    good = '<tthc:result variable="chu" value="=response.chu_su_dung"/>'
    number = '<tthc:result variable="so" value="=response.receipt"/>'
    assert about(tools, task(params=SENT, results=good + number)) == []
    (found,) = about(tools, task(params=SENT, results=good.replace("chu_su_dung", "chu_cu")))
    assert (found.code, found.severity) == ("connector_result", "warning")
    assert "chu_su_dung" in found.hint.vi
    assert [one.code for one in about(tools, task(params=SENT, results=good + good))] == ["connector_result_twice"]


def test_a_formula_must_compile_and_read_what_is_written_by_then(tools: Any) -> None:
    assert [one.code for one in about(tools, task(params=param("so_thua", "=don.")))] == ["feel_syntax"]
    assert [one.code for one in about(tools, task(params=param("so_thua", "=hoi.chu")))] == [
        "name_key_unknown",
        "name_not_yet_written",
    ]


def _catching(code: str) -> str:
    return (
        f'<bpmn:boundaryEvent id="loi" attachedToRef="hoi"><bpmn:errorEventDefinition errorRef="e_{code}"/>'
        '</bpmn:boundaryEvent><bpmn:endEvent id="hong"/>'
        '<bpmn:sequenceFlow id="f_loi" sourceRef="loi" targetRef="hong"/>'
    )


def test_an_error_nobody_catches_and_one_nobody_throws(tools: Any) -> None:
    found = about(tools, task(params=SENT, then="error:qua_han"))
    assert [one.code for one in found] == ["connector_error_uncaught"]
    assert "qua_han" in found[0].message.vi


def codes_at_event(tools: Any, code: str, then: str = "wait") -> set[str]:
    body = (
        '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + task(params=SENT, then=then) + tools.chain("s", "hoi", "e")
    )
    data = tools.sketch(body + _catching(code)).decode()
    declared = f'<bpmn:error id="e_{code}" errorCode="{code}"/><bpmn:process'
    words = replace(shipped(), connectors={WORDS.id: WORDS})
    found = check(read(data.replace("<bpmn:process", declared, 1).encode()), words)
    return {one.code for one in found if one.element == "loi"} & {"boundary_never"}


def test_a_caught_error_the_connector_never_throws_is_found(tools: Any) -> None:
    assert codes_at_event(tools, "not_found") == set()
    assert codes_at_event(tools, "http_404") == set()
    assert codes_at_event(tools, "qua_han", then="error:qua_han") == set()
    assert codes_at_event(tools, "qua_han") == {"boundary_never"}


def test_the_command_knows_the_installed_connectors(tools: Any, tmp_path: Path) -> None:
    service = task(params=param("ten", "A")).replace("land.parcel", "police.residence")
    body = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>' + service + tools.chain("s", "hoi", "e")
    file = tmp_path / "thu.bpmn"
    for known, code in ((True, "connector_parameter"), (False, "connector_unknown")):
        text = tools.sketch(body).decode()
        file.write_text(text if known else text.replace("police.residence", "police.nobody"), "utf-8")
        said = json.loads(CliRunner().invoke(command, [str(file), "--format", "json"]).stdout)
        assert code in {one["code"] for one in said["findings"]}
        assert "partners" in said["not_checked"] and "connectors" not in said["not_checked"]
