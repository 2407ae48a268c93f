"""A small procedure with a decision table beside it: copies to certify, whose every number and way is an expression."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.bpmn.layout import lay_out

KEY = "sao-y"
_PROPERTY = {"vn.routing": "true"}
FORM: dict[str, Any] = {
    "title": "Tờ khai sao y",
    "components": [
        {"type": "number", "key": "so_luong", "id": "o1", "label": "Số bản sao", "properties": _PROPERTY},
        {
            "type": "radio",
            "key": "doi_tuong",
            "id": "o2",
            "label": "Đối tượng",
            "properties": _PROPERTY,
            "values": [{"label": "Thường", "value": "thuong"}, {"label": "Hộ nghèo", "value": "ho_ngheo"}],
        },
        {"type": "number", "key": "do_kho", "id": "o3", "label": "Độ khó", "properties": _PROPERTY},
    ],
}
TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="sao_y" name="sao_y" namespace="urn:sao-y">
  <inputData id="don_in" name="don"><variable name="don"/></inputData>
  <decision id="muc_phi" name="Mức phí">
    <variable name="Mức phí" typeRef="number"/>
    <informationRequirement id="r1"><requiredInput href="#don_in"/></informationRequirement>
    <decisionTable id="bang_phi" hitPolicy="UNIQUE">
      <input><inputExpression><text>don.so_luong</text></inputExpression></input>
      <output/><annotation name="Căn cứ"/>
      <rule id="it"><inputEntry><text>&lt;= 5</text></inputEntry><outputEntry><text>10000</text></outputEntry>
        <annotationEntry><text>đến 5 bản</text></annotationEntry></rule>
      <rule id="nhieu"><inputEntry><text>&gt; 5</text></inputEntry>
        <outputEntry><text>2000 * don.so_luong</text></outputEntry>
        <annotationEntry><text>trên 5 bản</text></annotationEntry></rule>
    </decisionTable>
  </decision>
  <decision id="xep_loai" name="Xếp loại">
    <variable name="Xếp loại" typeRef="string"/>
    <informationRequirement id="r2"><requiredInput href="#don_in"/></informationRequirement>
    <informationRequirement id="r3"><requiredDecision href="#muc_phi"/></informationRequirement>
    <decisionTable id="bang_loai" hitPolicy="FIRST">
      <input><inputExpression><text>don.doi_tuong</text></inputExpression></input>
      <input><inputExpression><text>Mức phí</text></inputExpression></input>
      <output/>
      <rule id="mien"><inputEntry><text>"ho_ngheo"</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"uu_tien"</text></outputEntry></rule>
      <rule id="lon"><inputEntry><text>-</text></inputEntry><inputEntry><text>&gt; 50000</text></inputEntry>
        <outputEntry><text>"can_kiem"</text></outputEntry></rule>
      <rule id="con_lai"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"thuong"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""
_SHEET = """<tthc:procedure key="sao-y" symbol="SY-01" field="Chứng thực" level="commune" online="none"
 boundaryFree="false" competent="receiving" form="to-khai">
<tthc:case id="it" name="Đến 5 bản" when="don.so_luong &lt;= 5"/>
<tthc:case id="nhieu" name="Trên 5 bản" when="don.so_luong &gt; 5"/>
<tthc:term value="=if ho_so.quantity > 5 and don.doi_tuong != &quot;ho_ngheo&quot; then 4 else 2" unit="working_days"
 receptionHours="8"/>
<tthc:document id="ban_chinh" name="Bản chính" originals="1" copies="0" mode="show" required="true"/>
<tthc:document id="giay_ho_ngheo" name="Giấy hộ nghèo" originals="0" copies="1" mode="submit" required="true"
 when="don.doi_tuong = &quot;ho_ngheo&quot;"/>
<tthc:document id="giay_gioi_thieu" name="Giấy giới thiệu" originals="1" copies="0" mode="submit" required="true"
 when="ho_so.applicant_kind = &quot;organisation&quot; and ho_so.quantity > 5"/>
<tthc:fee id="phi" name="Phí sao y" decision="muc_phi" exemptWhen="don.doi_tuong = &quot;ho_ngheo&quot;"
 collect="receipt" basis="Thông tư mẫu"/>
<tthc:fee id="in" name="Tiền in" formula="500 * ho_so.quantity" exemptWhen="don.do_kho &lt; 1" collect="receipt"
 basis="Thông tư mẫu"/>
<tthc:result id="ban_sao" name="Bản sao có chứng thực" signedBy="lanh_dao_ubnd_xa"/>
<tthc:basis ref="Nghị định mẫu"/></tthc:procedure>"""


def _step(id: str, name: str, inner: str, outcomes: str) -> str:
    return (
        f'<bpmn:userTask id="{id}" name="{name}"><bpmn:extensionElements><tthc:step {inner}>{outcomes}</tthc:step>'
        "</bpmn:extensionElements></bpmn:userTask>"
    )


def _flow(source: str, target: str, condition: str = "") -> str:
    inner = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
    return (
        f'<bpmn:sequenceFlow id="{source}__{target}" sourceRef="{source}" targetRef="{target}">'
        f"{inner if condition else ''}</bpmn:sequenceFlow>"
    )


def _diagram() -> bytes:
    desk = 'unit="receiving/one_stop" post="can_bo_mot_cua"'
    civil = 'unit="resolving/vp_hdnd_ubnd" post="cong_chuc_tu_phap_ho_tich"'
    head = 'unit="resolving" post="lanh_dao_ubnd_xa"'
    body = [
        '<bpmn:startEvent id="nop" name="Nộp hồ sơ"/>',
        _step(
            "tiep_nhan",
            "Tiếp nhận",
            f'no="1" {desk} kind="receive" limit="2"',
            '<tthc:outcome id="du" name="Tiếp nhận" produces="receipt"/>',
        ),
        '<bpmn:businessRuleTask id="phan_loai" name="Phân loại"><bpmn:extensionElements>'
        '<tthc:decision ref="xep_loai"/></bpmn:extensionElements></bpmn:businessRuleTask>',
        '<bpmn:exclusiveGateway id="re_loai" name="Loại nào?" default="re_loai__ky"/>',
        _step(
            "kiem_tra", "Kiểm tra", f'no="2" {civil} kind="appraise" limit="4"', '<tthc:outcome id="dat" name="Đạt"/>'
        ),
        '<bpmn:exclusiveGateway id="gop"/>',
        _step("ky", "Ký", f'no="3" {head} kind="sign" limit="4"', '<tthc:outcome id="ky" name="Ký"/>'),
        _step(
            "tra",
            "Trả kết quả",
            f'no="4" {desk} kind="return" limit="2"',
            '<tthc:outcome id="da_tra" name="Đã trả" produces="ban_sao"/>',
        ),
        '<bpmn:endEvent id="xong" name="Đã trả"><bpmn:extensionElements><tthc:end result="granted"/>'
        "</bpmn:extensionElements></bpmn:endEvent>",
        _flow("nop", "tiep_nhan"),
        _flow("tiep_nhan", "phan_loai"),
        _flow("phan_loai", "re_loai"),
        _flow("re_loai", "kiem_tra", 'don.do_kho &gt; 3 or phan_loai.value = "can_kiem"'),
        _flow("re_loai", "gop").replace("re_loai__gop", "re_loai__ky"),
        _flow("kiem_tra", "gop"),
        _flow("gop", "ky"),
        _flow("ky", "tra"),
        _flow("tra", "xong"),
    ]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1" id="sao_y_definitions"
 targetNamespace="urn:quytrinh:procedure:sao-y" expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">
<bpmn:process id="sao_y" name="Sao y bản chính" isExecutable="true"><bpmn:extensionElements>{_SHEET}
</bpmn:extensionElements>{"".join(body)}</bpmn:process></bpmn:definitions>""".encode()


def write(folder: Path) -> Path:
    """Write the procedure as the library keeps one; returns the diagram's path."""
    (folder / "procedures_bpmn").mkdir(parents=True)
    (folder / "forms" / KEY).mkdir(parents=True)
    (folder / "forms" / KEY / "to-khai.json").write_text(json.dumps(FORM), "utf-8")
    (folder / "procedures_bpmn" / f"{KEY}.dmn").write_text(TABLE, "utf-8")
    diagram = folder / "procedures_bpmn" / f"{KEY}.bpmn"
    diagram.write_bytes(lay_out(_diagram()))
    return diagram
