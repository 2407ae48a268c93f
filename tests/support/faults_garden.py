"""Small procedures about garden plots, for what the shipped ones do not do: timers, long automatic stretches, failures.

They are published without being checked, as an old version or another program's diagram may be.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from engine.bpmn import reader
from engine.platform.db import transaction
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.releases import publish

LATER = 'date(now()) >= date("2026-12-10")'
"""A condition that holds from Thursday on: waiting repairs it."""

_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1"
 targetNamespace="urn:quytrinh:procedure:{key}" expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">
<bpmn:process id="p" name="Xin mảnh vườn" isExecutable="true"><bpmn:extensionElements>
<tthc:procedure key="{key}" field="Vườn" level="commune" competent="receiving"/></bpmn:extensionElements>
<bpmn:startEvent id="nop"/>
{desk}
{body}
</bpmn:process></bpmn:definitions>
"""
_STEP = """<bpmn:userTask id="{id}" name="{id}"><bpmn:extensionElements>
<tthc:step no="{no}" unit="{unit}" post="{post}"{more}>{outcomes}</tthc:step></bpmn:extensionElements></bpmn:userTask>
"""
_OUTCOME = '<tthc:outcome id="{id}" name="{id}"{produces}/>'


def step(id: str, outcomes: str = "", unit: str = "resolving", post: str = "lanh_dao_ubnd_xa") -> str:
    """A step of the commune's leader, or of somebody else."""
    said = "".join(_OUTCOME.format(id=one, produces="") for one in outcomes.split())
    return _STEP.format(id=id, no="2", unit=unit, post=post, more="", outcomes=said)


def flow(source: str, target: str, condition: str = "") -> str:
    """A flow, with a condition."""
    said = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{escape(condition)}</bpmn:conditionExpression>'
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="{source}__{target}" {ends}>{said if condition else ""}</bpmn:sequenceFlow>\n'


def gateway(id: str, kind: str = "exclusive") -> str:
    """A gateway."""
    return f'<bpmn:{kind}Gateway id="{id}" name="{id}"/>\n'


def timer(id: str, after: str, on: str = "") -> str:
    """A timer in the way, or an interrupting one on a step."""
    time = f'<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">{escape(after)}</bpmn:timeDuration>'
    tag = f'boundaryEvent id="{id}" attachedToRef="{on}"' if on else f'intermediateCatchEvent id="{id}"'
    name = "boundaryEvent" if on else "intermediateCatchEvent"
    return f"<bpmn:{tag}><bpmn:timerEventDefinition>{time}</bpmn:timerEventDefinition></bpmn:{name}>\n"


def end(id: str, result: str = "granted") -> str:
    """An end."""
    said = f'<bpmn:extensionElements><tthc:end result="{result}"/></bpmn:extensionElements>'
    return f'<bpmn:endEvent id="{id}">{said}</bpmn:endEvent>\n'


def garden(key: str, *body: str) -> bytes:
    """A procedure that begins at the commune's desk (step ``tiep_nhan``, outcome ``du``) and goes on with ``body``."""
    accepted = _OUTCOME.format(id="du", produces=' produces="receipt"')
    desk = _STEP.format(
        id="tiep_nhan",
        no="1",
        unit="receiving/one_stop",
        post="can_bo_mot_cua",
        more=' kind="receive" produces="receipt"',
        outcomes=accepted,
    )
    return _FILE.format(key=key, desk=desk + flow("nop", "tiep_nhan"), body="".join(body)).encode()


def published(diagram: bytes) -> str:
    """Publish a diagram as it is; returns its key."""
    definition = reader.read(diagram)
    with transaction() as session:
        publish(
            session,
            Sources({DIAGRAM: diagram}),
            definition,
            drafted_by="Thử nghiệm",
            approved_by="Thử nghiệm",
            decision_number="1",
            effective_from=datetime(2025, 7, 1, tzinfo=UTC),
            now=datetime(2026, 3, 2, tzinfo=UTC),
        )
    return definition.key or ""


WATCHED = garden(
    "vuon-co-hen",
    flow("tiep_nhan", "xet"),
    step("xet", "dong_y"),
    timer("qua_hen", "PT2H", on="xet"),
    flow("xet", "xong"),
    flow("qua_hen", "thoi"),
    end("xong"),
    end("thoi", "refused"),
)
"""One step and an interrupting timer after two hours."""

CLOSED_UNTIL_LATER = garden(
    "vuon-chua-mo",
    flow("tiep_nhan", "mua_nao"),
    gateway("mua_nao"),
    flow("mua_nao", "xet", LATER),
    flow("mua_nao", "trong", "false"),
    step("xet", "dong_y"),
    step("trong", "dong_y"),
    flow("xet", "xong"),
    flow("trong", "xong"),
    end("xong"),
)
"""A gateway none of whose flows holds before Thursday."""

WRONG_UNTIL_LATER = garden(
    "vuon-hen-sai",
    flow("tiep_nhan", "doi"),
    timer("doi", f'if {LATER} then duration("PT1H") else 1 + "một"'),
    flow("doi", "xet"),
    step("xet", "dong_y"),
    flow("xet", "xong"),
    end("xong"),
)
"""A timer whose expression means nothing before Thursday."""

NOBODY = garden(
    "vuon-khong-nguoi",
    flow("tiep_nhan", "xet"),
    step("xet", "dong_y", unit="resolving/vp_hdnd_ubnd", post="cong_chuc_tu_phap_ho_tich"),
    flow("xet", "xong"),
    end("xong"),
)
"""A step of a post that may have nobody."""
