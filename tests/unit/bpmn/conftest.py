"""A library card and a garden plot: small procedures every test of engine.bpmn may bend to its purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:tthc="urn:quytrinh:tthc:1" targetNamespace="urn:quytrinh:procedure:the-thu-vien" id="defs">\n'
)
SHEET = (
    '<tthc:procedure key="the-thu-vien" symbol="TV-01" field="Thư viện" level="commune" online="full" '
    'competent="receiving" form="don"><tthc:term value="16" unit="working_hours"/>'
    '<tthc:document id="anh" name="Ảnh 3x4" originals="2" mode="submit" form="mau-anh"/>'
    '<tthc:result id="the" name="Thẻ thư viện" template="the" signedBy="lanh_dao_ubnd_xa"/>'
    '<tthc:basis ref="Luật Thư viện 2019" article="Điều 42"/></tthc:procedure>'
)


def sketch(body: str, *, sheet: str = SHEET, around: str = "") -> bytes:
    """A whole file around the content of one process."""
    text = (
        f'{HEAD}{around}<bpmn:process id="the_thu_vien" name="Cấp thẻ thư viện" isExecutable="true">'
        f"<bpmn:extensionElements>{sheet}</bpmn:extensionElements>{body}</bpmn:process></bpmn:definitions>"
    )
    return text.encode()


def step(key: str, attributes: str = "", inside: str = "") -> str:
    """A user task with its row of the table."""
    return (
        f'<bpmn:userTask id="{key}" name="{key}"><bpmn:extensionElements><tthc:step {attributes}>{inside}'
        "</tthc:step></bpmn:extensionElements></bpmn:userTask>"
    )


def chain(*nodes: str) -> str:
    """Sequence flows a → b → c, their ids ``a_b``."""
    pairs = zip(nodes, nodes[1:], strict=False)
    return "".join(f'<bpmn:sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairs)


def flow(source: str, target: str, when: str = "") -> str:
    """One sequence flow, with a FEEL condition when given."""
    escaped = when.replace("&", "&amp;").replace("<", "&lt;")
    inside = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{escaped}</bpmn:conditionExpression>'
    return (
        f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f"{inside if when else ''}</bpmn:sequenceFlow>"
    )


class Tools:
    """The functions above, handed to tests as one fixture."""

    sketch = staticmethod(sketch)
    step = staticmethod(step)
    chain = staticmethod(chain)
    flow = staticmethod(flow)
    sheet = SHEET


@pytest.fixture
def tools() -> type[Tools]:
    """Small builders for diagrams."""
    return Tools


@pytest.fixture
def library_card() -> bytes:
    """A complete, faultless procedure: receive, appraise (with return and supplement), sign, hand out."""
    return LIBRARY_CARD.read_bytes()


@pytest.fixture
def edited(library_card: bytes) -> Callable[..., bytes]:
    """The library card with pieces of its text replaced: ``edited(("old", "new"), …)``; each must occur."""

    def edit(*changes: tuple[str, str]) -> bytes:
        text = library_card.decode()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return text.encode()

    return edit


LIBRARY_CARD = Path(__file__).parent / "data" / "the-thu-vien.bpmn"
