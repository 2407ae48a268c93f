"""Small procedures to rehearse: a garden plot with waits, branches, timers and calls."""

from __future__ import annotations

from engine.forms import Form
from engine.rehearsal import Rehearsal, rehearse_bundle
from engine.spiff import compile_version

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1" '
    'targetNamespace="urn:quytrinh:procedure:vuon">\n'
)
SHEET = '<tthc:procedure key="vuon">{}</tthc:procedure>'
TERM = '<tthc:term value="{}" unit="working_hours" onSupplement="reset" maxSupplement="1"/>'


def user(key: str, outcomes: str = "", **facts: str) -> str:
    """A step with outcomes by id; facts are attributes of tthc:step."""
    listed = "".join(f'<tthc:outcome id="{one}" name="{one}"/>' for one in outcomes.split())
    said = "".join(f' {name}="{value}"' for name, value in {"unit": "receiving", "post": "clerk", **facts}.items())
    return element("userTask", key, f"<tthc:step{said}>{listed}</tthc:step>")


def wait(key: str, **facts: str) -> str:
    """A receive task."""
    said = "".join(f' {name}="{value}"' for name, value in facts.items())
    return element("receiveTask", key, f"<tthc:wait{said}/>", f' messageRef="m_{key}"')


def end(key: str, result: str = "") -> str:
    """An end event."""
    return element("endEvent", key, f'<tthc:end result="{result}"/>' if result else "")


def element(tag: str, key: str, said: str = "", more: str = "", inner: str = "") -> str:
    """Any element."""
    extension = f"<bpmn:extensionElements>{said}</bpmn:extensionElements>" if said else ""
    return f'<bpmn:{tag} id="{key}" name="{key}"{more}>{extension}{inner}</bpmn:{tag}>\n'


def split(key: str, default: str = "", kind: str = "exclusive") -> str:
    """A gateway."""
    return element(f"{kind}Gateway", key, "", f' default="{default}"' if default else "")


def flow(way: str, condition: str = "") -> str:
    """``a>b`` with the id ``a_b``."""
    source, target = way.split(">")
    escaped = condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    inner = f"<bpmn:conditionExpression>{escaped}</bpmn:conditionExpression>" if condition else ""
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="{source}_{target}" {ends}>{inner}</bpmn:sequenceFlow>\n'


def plot(*pieces: str, sheet: str = "") -> bytes:
    """The whole file; ``sheet`` stands inside tthc:procedure. Messages and errors are declared."""
    body = "".join(pieces)
    names = [part.split('"')[0] for part in body.split('messageRef="')[1:]]
    messages = "".join(f'<bpmn:message id="{name}" name="{name.removeprefix("m_")}"/>' for name in names)
    caught = dict.fromkeys(part.split('"')[0] for part in body.split('errorRef="')[1:])
    messages += "".join(f'<bpmn:error id="{code}" name="{code}" errorCode="{code}"/>' for code in caught)
    extension = f"<bpmn:extensionElements>{SHEET.format(sheet)}</bpmn:extensionElements>"
    process = f'<bpmn:process id="vuon" name="Vườn" isExecutable="true">{extension}{body}</bpmn:process>'
    return f"{HEAD}{messages}{process}</bpmn:definitions>".encode()


def walk(*pieces: str, sheet: str = "", forms: dict[str, Form] | None = None) -> Rehearsal:
    """Rehearse a small procedure."""
    return rehearse_bundle(compile_version(plot(*pieces, sheet=sheet)), forms or {})


def codes(result: Rehearsal) -> set[tuple[str, str]]:
    """Findings as (code, element)."""
    return {(one.code, one.element) for one in result.findings}


START = element("startEvent", "start")
GRANTED = end("xong", "granted")
