"""Faults planted into the ready procedures: what is changed, and the element a publisher must be pointed at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.procedures.sources import DIAGRAM, Sources, from_library

ROOT = Path(__file__).parents[3]
BIRTH, LAND, INVEST, GRANT, BUILD = (
    "dang-ky-khai-sinh",
    "dang-ky-bien-dong-dat-dai",
    "chap-thuan-chu-truong-dau-tu",
    "tro-cap-mot-lan",
    "cap-phep-xay-dung-nha-o",
)


@dataclass(frozen=True)
class Fault:
    """One planted fault. ``named`` must be the element of a new finding, or stand in its message."""

    name: str
    key: str
    plant: Callable[[Sources], Sources]
    named: str


@lru_cache(maxsize=16)
def clean(key: str) -> Sources:
    """The procedure as it is shipped."""
    return from_library(ROOT, key)


def diagram(*changes: Callable[[str], str]) -> Callable[[Sources], Sources]:
    """Change the diagram."""

    def plant(sources: Sources) -> Sources:
        text = sources.bpmn.decode()
        for change in changes:
            changed = change(text)
            assert changed != text, "the fault was not planted"
            text = changed
        return Sources({**sources.files, DIAGRAM: text.encode()})

    return plant


def form(name: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Sources], Sources]:
    """Change one form."""

    def plant(sources: Sources) -> Sources:
        document = json.loads(sources.forms[name])
        change(document)
        return Sources({**sources.files, f"forms/{name}.json": json.dumps(document).encode()})

    return plant


def both(*plants: Callable[[Sources], Sources]) -> Callable[[Sources], Sources]:
    """Several changes together."""

    def plant(sources: Sources) -> Sources:
        for one in plants:
            sources = one(sources)
        return sources

    return plant


def text(old: str, new: str) -> Callable[[str], str]:
    """Replace the first occurrence."""
    return lambda source: source.replace(old, new, 1)


def condition(flow: str, feel: str) -> Callable[[str], str]:
    """Give a flow another condition."""
    escaped = feel.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    pattern = rf'(<bpmn:sequenceFlow id="{flow}".*?tFormalExpression">)[^<]*'
    return lambda source: re.sub(pattern, lambda found: found[1] + escaped, source, count=1, flags=re.DOTALL)


def element(key: str) -> str:
    """A pattern for an element as a whole."""
    return rf'<bpmn:(\w+) id="{key}"(?:[^>]*/>|.*?</bpmn:\1>)'


def within(key: str, old: str, new: str) -> Callable[[str], str]:
    """Replace a pattern inside one element."""

    def change(source: str) -> str:
        return re.sub(element(key), lambda found: re.sub(old, new, found[0], count=1), source, count=1, flags=re.DOTALL)

    return change


def target(flow: str, to: str) -> Callable[[str], str]:
    """Lead a flow elsewhere, incoming and outgoing lists included."""

    def change(source: str) -> str:
        source = source.replace(f"<bpmn:incoming>{flow}</bpmn:incoming>", "", 1)
        source = re.sub(rf'(<bpmn:sequenceFlow id="{flow}"[^>]*targetRef=")[^"]*', rf"\g<1>{to}", source, count=1)
        # children stand in the order extensionElements, incoming, outgoing
        place = re.search(element(to), source, flags=re.DOTALL)
        assert place, to
        entry = f"<bpmn:incoming>{flow}</bpmn:incoming>"
        first = re.search(r"<bpmn:(incoming|outgoing)>|</bpmn:endEvent>", place[0])
        assert first, to
        at = place.start() + first.start()
        return source[:at] + entry + source[at:]

    return change


def without_flow(flow: str) -> Callable[[str], str]:
    """Delete a flow."""

    def change(source: str) -> str:
        source = re.sub(rf"<bpmn:(incoming|outgoing)>{flow}</bpmn:\1>", "", source)
        source = re.sub(
            rf'<bpmndi:BPMNEdge [^>]*bpmnElement="{flow}".*?</bpmndi:BPMNEdge>', "", source, flags=re.DOTALL
        )
        return re.sub(element(flow), "", source, count=1, flags=re.DOTALL)

    return change


def kind(key: str, old: str, new: str) -> Callable[[str], str]:
    """Turn an element into one of another kind."""

    def change(source: str) -> str:
        def turned(found: re.Match[str]) -> str:
            return found[0].replace(f"<bpmn:{old} ", f"<bpmn:{new} ").replace(f"</bpmn:{old}>", f"</bpmn:{new}>")

        source = re.sub(element(key), turned, source, count=1, flags=re.DOTALL)
        return source.replace(f' default="tu_{key}', f' data-was="tu_{key}') if new == "parallelGateway" else source

    return change


def field(**more: Any) -> dict[str, Any]:
    """A form field the engine may read."""
    return {"id": more["key"], "label": more["key"], "properties": {"vn.en": "x", "vn.routing": "true"}, **more}


def with_fields(*fields: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Put fields into a form."""
    return lambda document: document["components"].extend(fields)


def with_rules(*rules: str) -> Callable[[dict[str, Any]], None]:
    """Put rules into a form."""
    listed = [
        {"expr": rule, "message": f"Sai: {number}", "en": "Wrong", "field": "so_con"}
        for number, rule in enumerate(rules)
    ]
    return lambda document: document.update(rules=listed)


def each(change: Callable[[dict[str, Any]], None], key: str) -> Callable[[dict[str, Any]], None]:
    """Change the field ``key`` of a form, wherever it is."""

    def apply(document: dict[str, Any]) -> None:
        stack = list(document["components"])
        while stack:
            one = stack.pop()
            stack += one.get("components", [])
            if one.get("key") == key:
                change(one)

    return apply


def every(*changes: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Several changes of one form."""

    def apply(document: dict[str, Any]) -> None:
        for change in changes:
            change(document)

    return apply


NUMBER = field(key="so_con", type="number")
REQUIRED = {**NUMBER, "validate": {"required": True}}
CHOICE = field(key="loai", type="select", values=[{"value": "a", "label": "A"}, {"value": "b", "label": "B"}])
SUPPLEMENT, REFUSAL = "tu_re_kiem_tra_den_cho_bo_sung_kiem_tra", "tu_re_kiem_tra_den_tu_choi_giai_quyet"
SERVICE = (
    '<bpmn:serviceTask id="dong_dau" name="Vào sổ"><bpmn:extensionElements><tthc:connector id="van_thu.dang_ky" '
    'version="1"><tthc:result variable="so" value="=response.so"/><tthc:failure after="3" then="error:LOI_VAN_THU"/>'
    "</tthc:connector></bpmn:extensionElements><bpmn:incoming>tu_re_ky_cap_den_dong_dau</bpmn:incoming>"
    "<bpmn:outgoing>tu_dong_dau_den_tra_ket_qua</bpmn:outgoing></bpmn:serviceTask>"
)


def called(source: str) -> str:
    """The registering step becomes a connector call that gives up with an error nobody catches."""
    return re.sub(element("dong_dau"), SERVICE, source, count=1, flags=re.DOTALL)


FAULTS = (
    # conditions
    Fault("an outcome misspelt", BIRTH, diagram(condition(REFUSAL, 'kiem_tra.outcome = "tu_chio"')), REFUSAL),
    Fault("a condition that is always true", BIRTH, diagram(condition(SUPPLEMENT, "true")), SUPPLEMENT),
    Fault(
        "two conditions exchanged",
        BIRTH,
        diagram(
            condition(SUPPLEMENT, 'kiem_tra.outcome = "tu_choi"'), condition(REFUSAL, 'kiem_tra.outcome = "bo_sung"')
        ),
        "kiem_tra",
    ),
    Fault(
        "two flows with one condition",
        BIRTH,
        diagram(condition(REFUSAL, 'kiem_tra.outcome = "bo_sung"')),
        "re_kiem_tra",
    ),
    Fault(
        "signing goes back, sending back goes on",
        BIRTH,
        diagram(condition("tu_re_ky_cap_den_gop_kiem_tra", 'ky_cap.outcome = "ky"')),
        "ky_cap",
    ),
    Fault(
        "a condition on a step that never comes before",
        BIRTH,
        diagram(condition("tu_re_tiep_nhan_den_tu_choi_tiep_nhan", 'tra_ket_qua.outcome = "da_tra"')),
        "tu_re_tiep_nhan_den_tu_choi_tiep_nhan",
    ),
    Fault(
        "a condition on a step done only on some ways",
        BIRTH,
        diagram(condition(REFUSAL, 'ky_cap.outcome = "tra_lai"')),
        REFUSAL,
    ),
    Fault(
        "a condition on the wrong step",
        BIRTH,
        diagram(condition("tu_re_ky_cap_den_gop_kiem_tra", 'kiem_tra.outcome = "bo_sung"')),
        "tu_re_ky_cap_den_gop_kiem_tra",
    ),
    Fault(
        "a range that is empty",
        BIRTH,
        both(
            form("kiem-tra", with_fields(NUMBER)),
            diagram(condition(REFUSAL, "kiem_tra.so_con > 5 and kiem_tra.so_con < 3")),
        ),
        REFUSAL,
    ),
    Fault(
        "an option the form does not offer",
        BIRTH,
        both(form("kiem-tra", with_fields(CHOICE)), diagram(condition(REFUSAL, 'kiem_tra.loai = "c"'))),
        REFUSAL,
    ),
    Fault(
        "ranges that overlap",
        BIRTH,
        both(
            form("kiem-tra", with_fields(NUMBER)),
            diagram(condition(REFUSAL, "kiem_tra.so_con > 5"), condition(SUPPLEMENT, "kiem_tra.so_con > 3")),
        ),
        "re_kiem_tra",
    ),
    Fault(
        "a wider range before a narrower one hides it",
        BIRTH,
        both(
            form("kiem-tra", with_fields(NUMBER)),
            diagram(condition(SUPPLEMENT, "kiem_tra.so_con > 3"), condition(REFUSAL, "kiem_tra.so_con > 7")),
        ),
        REFUSAL,
    ),
    Fault(
        "a number that may be left blank decides",
        BIRTH,
        both(form("kiem-tra", with_fields(NUMBER)), diagram(condition(REFUSAL, "kiem_tra.so_con > 5"))),
        "re_kiem_tra",
    ),
    Fault(
        "a default nobody takes",
        BIRTH,
        diagram(condition(REFUSAL, 'kiem_tra.outcome = "tu_choi" or kiem_tra.outcome = "dat"')),
        "tu_re_kiem_tra_den_ky_cap",
    ),
    Fault("no default", BIRTH, diagram(text(' default="tu_re_kiem_tra_den_ky_cap"', "")), "re_kiem_tra"),
    Fault("a condition that does not compile", BIRTH, diagram(condition(REFUSAL, "kiem_tra.outcome = = 1")), REFUSAL),
    # flows
    Fault(
        "a loop without exit",
        BIRTH,
        diagram(target("tu_dong_dau_den_tra_ket_qua", "gop_kiem_tra"), target(REFUSAL, "gop_kiem_tra")),
        "kiem_tra",
    ),
    Fault("no way to success", BIRTH, diagram(target("tu_dong_dau_den_tra_ket_qua", "gop_kiem_tra")), "hoan_thanh"),
    Fault("a flow deleted", BIRTH, diagram(without_flow("tu_dong_dau_den_tra_ket_qua")), "dong_dau"),
    Fault(
        "success without signing",
        BIRTH,
        diagram(target("tu_re_tiep_nhan_den_gop_kiem_tra", "tra_ket_qua")),
        "hoan_thanh",
    ),
    Fault("a refusal that ends in success", BIRTH, diagram(target(REFUSAL, "hoan_thanh")), "kiem_tra"),
    Fault(
        "a supplement asked for and not waited for",
        BIRTH,
        diagram(target(SUPPLEMENT, "tu_choi_giai_quyet")),
        "kiem_tra",
    ),
    Fault(
        "a supplement that grants",
        BIRTH,
        diagram(target("tu_cho_bo_sung_kiem_tra_den_gop_kiem_tra", "hoan_thanh")),
        "hoan_thanh",
    ),
    Fault(
        "a choice drawn as doing everything",
        BIRTH,
        diagram(kind("re_kiem_tra", "exclusiveGateway", "parallelGateway")),
        "re_kiem_tra",
    ),
    Fault(
        "a meeting point that waits for all",
        BIRTH,
        diagram(kind("gop_kiem_tra", "exclusiveGateway", "parallelGateway")),
        "gop_kiem_tra",
    ),
    Fault("reception skipped", BIRTH, diagram(target("tu_nop_ho_so_den_gop_tiep_nhan", "gop_kiem_tra")), "tiep_nhan"),
    Fault("an end without a result", BIRTH, diagram(text('<tthc:end result="granted"/>', "")), "hoan_thanh"),
    Fault("a return to an end", GRANT, diagram(target("tu_re_ky_so_den_gop_du_thao_ket_qua", "hoan_thanh")), "ky_so"),
    # people
    Fault("a post misspelt", BIRTH, diagram(within("dong_dau", 'post="van_thu"', 'post="van_thuu"')), "dong_dau"),
    Fault(
        "a post the unit has not", BIRTH, diagram(within("tra_ket_qua", "can_bo_mot_cua", "lanh_dao_so")), "tra_ket_qua"
    ),
    Fault(
        "a kind of unit misspelt",
        BIRTH,
        diagram(within("dong_dau", "resolving/vp_hdnd_ubnd", "resolving/vp_hdnd")),
        "dong_dau",
    ),
    Fault(
        "the unit of a later step",
        BIRTH,
        diagram(within("dong_dau", "resolving/vp_hdnd_ubnd", "step:tra_ket_qua")),
        "dong_dau",
    ),
    Fault("no post", BIRTH, diagram(within("dong_dau", ' post="van_thu"', "")), "dong_dau"),
    Fault(
        "one person examines and signs",
        BIRTH,
        diagram(
            within(
                "ky_cap",
                'unit="resolving" post="lanh_dao_ubnd_xa"',
                'unit="resolving/vp_hdnd_ubnd" post="cong_chuc_tu_phap_ho_tich"',
            )
        ),
        "ky_cap",
    ),
    # times
    Fault("ten times the hours", BIRTH, diagram(within("kiem_tra", ' limit="3"', ' limit="30"')), "kiem_tra"),
    Fault(
        "a step that no longer counts",
        BIRTH,
        diagram(within("kiem_tra", 'count="counted"', 'count="excluded"')),
        "kiem_tra",
    ),
    Fault("a step without hours", BIRTH, diagram(within("kiem_tra", ' limit="3"', "")), "kiem_tra"),
    Fault(
        "a term longer than the law allows",
        BUILD,
        diagram(text('value="12" unit="working_days"', 'value="15" unit="working_days"')),
        "15",
    ),
    Fault(
        "a second phase that starts nowhere",
        LAND,
        diagram(text('startsAt="cho_nop_tien"', 'startsAt="cho_nop"')),
        "cho_nop",
    ),
    # waits
    Fault(
        "a wait that never closes",
        BIRTH,
        diagram(within("cho_bo_sung_kiem_tra", ' autoCloseAfter="15"', "")),
        "cho_bo_sung_kiem_tra",
    ),
    Fault(
        "a wait without a message",
        BIRTH,
        diagram(within("cho_bo_sung_kiem_tra", ' messageRef="[^"]*"', "")),
        "cho_bo_sung_kiem_tra",
    ),
    Fault(
        "the clock runs while the applicant supplements",
        BIRTH,
        diagram(within("cho_bo_sung_kiem_tra", 'kind="supplement"', 'kind="supplement" clock="continue"')),
        "cho_bo_sung_kiem_tra",
    ),
    Fault("another agency waited for, but which", LAND, diagram(text(' partner="thue"', "")), "cho_thue"),
    # forms
    Fault(
        "rules that contradict each other",
        BIRTH,
        form(
            "kiem-tra",
            every(with_fields(REQUIRED), with_rules("so_con > 5", "so_con < 3")),
        ),
        "kiem_tra",
    ),
    Fault(
        "a rule no option satisfies",
        BIRTH,
        form(
            "kiem-tra",
            every(with_fields({**CHOICE, "validate": {"required": True}}, NUMBER), with_rules('loai = "c"')),
        ),
        "kiem_tra",
    ),
    Fault(
        "a required field always hidden",
        BIRTH,
        form("kiem-tra", with_fields({**NUMBER, "validate": {"required": True}, "conditional": {"hide": "=true"}})),
        "so_con",
    ),
    Fault("a choice without options", BIRTH, form("kiem-tra", with_fields({**CHOICE, "values": []})), "kiem-tra"),
    Fault(
        "a form that does not exist",
        BIRTH,
        diagram(within("kiem_tra", 'form="kiem-tra"', 'form="kiem-tra-2"')),
        "kiem_tra",
    ),
    Fault(
        "the list of units asked is not handed on",
        INVEST,
        form("du-thao-lay-y-kien", each(lambda one: one["properties"].pop("vn.routing"), "co_quan")),
        "cho_y_kien",
    ),
    # connectors
    Fault("a call that fails with an error nobody catches", BIRTH, diagram(called), "dong_dau"),
    Fault(
        "a connector's variable nobody fills",
        BIRTH,
        diagram(called, condition("tu_re_ky_cap_den_gop_kiem_tra", 'dong_dau.so_hieu = "x"')),
        "tu_re_ky_cap_den_gop_kiem_tra",
    ),
    # the sheet
    Fault(
        "a fee that forgets blank answers",
        BIRTH,
        diagram(
            text(
                "if don.yeu_cau_ban_sao = &quot;co&quot; and don.so_ban_sao != null then 8000 * don.so_ban_sao else 0",
                "8000 * don.so_ban_sao",
            )
        ),
        "phi_ban_sao",
    ),
    Fault(
        "an exemption nobody has",
        LAND,
        diagram(text("ghi_vao_giay_cu = &quot;co&quot;", "ghi_vao_giay_cu = &quot;coo&quot;")),
        "le_phi_cap_giay",
    ),
    Fault(
        "a paper nobody must bring",
        BIRTH,
        diagram(text("&quot;co_so_y_te&quot;", "&quot;co_so_yte&quot;")),
        "giay_chung_sinh",
    ),
    Fault(
        "a case nobody has",
        GRANT,
        diagram(text('when="don.tinh_trang = &quot;tu_tran&quot;"', 'when="don.tinh_trang = &quot;tu&quot;"')),
        "tu_tran",
    ),
    Fault(
        "two cases at once",
        GRANT,
        diagram(text('when="don.tinh_trang = &quot;tu_tran&quot;"', 'when="don.tinh_trang != null"')),
        "tu_tran",
    ),
)
