"""A WSDL kept with the partner becomes choices; its messages go through our wire and nothing is fetched."""

from __future__ import annotations

from typing import Any

import pytest

from engine.connectors.base import Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.soap import Soap
from engine.connectors.describing import offered_soap
from engine.connectors.descriptor import WrongSetting
from engine.connectors.soap.services import service
from tests.support.answering import Partner, Sent, partner_answering

WSDL = """<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:thue" targetNamespace="urn:thue">
<wsdl:types><xsd:schema targetNamespace="urn:thue" elementFormDefault="qualified">
<xsd:element name="TraCuu"><xsd:complexType><xsd:sequence>
 <xsd:element name="maGiaoDich" type="xsd:string"/>
 <xsd:element name="nguoi"><xsd:complexType><xsd:sequence>
  <xsd:element name="hoTen" type="xsd:string"/><xsd:element name="ngaySinh" type="xsd:date" minOccurs="0"/>
 </xsd:sequence></xsd:complexType></xsd:element>
 <xsd:element name="nam" type="xsd:int" minOccurs="0"/>
</xsd:sequence></xsd:complexType></xsd:element>
<xsd:element name="KetQua"><xsd:complexType><xsd:sequence>
 <xsd:element name="maSoThue" type="xsd:string"/><xsd:element name="no" type="xsd:decimal"/>
 <xsd:element name="ngayCap" type="xsd:date"/><xsd:element name="soTiepNhan" type="xsd:string" minOccurs="0"/>
</xsd:sequence></xsd:complexType></xsd:element>
<xsd:element name="KhongTimThay"><xsd:complexType><xsd:sequence>
 <xsd:element name="lyDo" type="xsd:string"/></xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema></wsdl:types>
<wsdl:message name="Hoi"><wsdl:part name="p" element="t:TraCuu"/></wsdl:message>
<wsdl:message name="Dap"><wsdl:part name="p" element="t:KetQua"/></wsdl:message>
<wsdl:message name="Loi"><wsdl:part name="p" element="t:KhongTimThay"/></wsdl:message>
<wsdl:portType name="Cong"><wsdl:operation name="TraCuuThue"><wsdl:input message="t:Hoi"/>
 <wsdl:output message="t:Dap"/><wsdl:fault name="KhongTimThay" message="t:Loi"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="B" type="t:Cong"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
 <wsdl:operation name="TraCuuThue"><soap:operation soapAction="urn:thue/TraCuu"/>
 <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
 <wsdl:fault name="KhongTimThay"><soap:fault name="KhongTimThay" use="literal"/></wsdl:fault></wsdl:operation>
</wsdl:binding>
<wsdl:service name="Thue"><wsdl:port name="C" binding="t:B"><soap:address location="http://169.254.169.254/"/>
</wsdl:port></wsdl:service></wsdl:definitions>"""
ENVELOPE = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="urn:thue">'
    "<s:Body>{}</s:Body></s:Envelope>"
)
GOOD = ENVELOPE.format(
    "<t:KetQua><t:maSoThue>8001</t:maSoThue><t:no>12.50</t:no><t:ngayCap>2026-11-20</t:ngayCap>"
    "<t:soTiepNhan>TN-7</t:soTiepNhan></t:KetQua>"
).encode()
PARAMS = {
    "partner": "tax",
    "operation": "TraCuuThue",
    "key_in": "maGiaoDich",
    "receipt_from": "soTiepNhan",
    "in_nguoi__hoTen": "Nguyễn Văn An",
    "in_nguoi__ngaySinh": "1990-02-01",
    "in_nam": "2026",
}


def _fault(code: str, detail: str = "") -> bytes:
    inner = f"<detail>{detail}</detail>" if detail else ""
    return ENVELOPE.format(
        f"<s:Fault><faultcode>s:{code}</faultcode><faultstring>x</faultstring>{inner}</s:Fault>"
    ).encode()


def _call(partner: Partner, secrets: dict[str, str] | None = None, **changes: Any) -> Any:
    wire = partner.wire("khoa-1", path="/ws/thue.asmx", settings={"wsdl": WSDL}, secrets=secrets or {})
    return Soap().call(Call("khoa-1", {**PARAMS, **changes}), wire)


def test_the_operation_becomes_a_choice_with_its_fields() -> None:
    offer = offered_soap(Soap.descriptor, "tax", "Thuế", service(WSDL).operations["TraCuuThue"])
    kinds = {one.name: (one.kind, one.required) for one in offer.descriptor.parameters if one.name.startswith("in_")}
    assert kinds == {
        "in_maGiaoDich": ("text", True),
        "in_nguoi__hoTen": ("text", True),
        "in_nguoi__ngaySinh": ("date", False),
        "in_nam": ("number", False),
    }
    assert [one.name for one in offer.descriptor.results] == ["maSoThue", "no", "ngayCap", "soTiepNhan"]
    assert set(offer.sample) == {"maSoThue", "no", "ngayCap", "soTiepNhan"}


def test_the_message_goes_to_the_administrators_address_with_the_key_in_it() -> None:
    with partner_answering(200, GOOD, "text/xml; charset=utf-8") as partner:
        done = _call(partner, {"soap_user": "xa", "soap_password": "mat-khau-1"})
    assert done == Done({"maSoThue": "8001", "no": 12.5, "ngayCap": "2026-11-20", "soTiepNhan": "TN-7"}, "TN-7")
    sent = partner.requests[0]
    text = sent.data.decode()
    assert sent.path == "/ws/thue.asmx"
    assert sent.headers["soapaction"] == '"urn:thue/TraCuu"'
    assert sent.headers["idempotency-key"] == "khoa-1"
    assert ">khoa-1<" in text
    assert ">Nguyễn Văn An<" in text
    assert ">mat-khau-1<" in text


@pytest.mark.parametrize(
    ("status", "body", "end"),
    [
        (500, _fault("Server"), Unreachable),
        (500, _fault("Client"), Declined),
        (500, _fault("Server", "<t:KhongTimThay xmlns:t='urn:thue'><t:lyDo>x</t:lyDo></t:KhongTimThay>"), Declined),
        (503, b"", Unreachable),
        (502, b"<html><body>Bad gateway</body></html>", Unreachable),
        (200, b"{}", Unreachable),
        (200, b"<a", Unreachable),
        (200, ENVELOPE.format("<t:Khac/>").encode(), Unreachable),
        (200, b'<!DOCTYPE x [<!ENTITY a "b">]>' + GOOD, Unreachable),
        (200, GOOD.decode().encode("utf-16"), Unreachable),
        (200, b"<a>" * 5000 + b"</a>" * 5000, Unreachable),
    ],
)
def test_what_an_answer_means(status: int, body: bytes, end: type[Exception]) -> None:
    with partner_answering(status, body, "text/xml") as partner, pytest.raises(end) as ended:
        _call(partner)
    if isinstance(ended.value, Declined):
        assert ended.value.code == "soap_fault"


def test_a_value_that_is_missing_is_refused_before_anything_is_sent() -> None:
    with partner_answering(200, GOOD, "text/xml") as partner, pytest.raises(Declined, match=r"hoTen"):
        _call(partner, in_nguoi__hoTen="")
    assert partner.requests == []


def test_a_second_attempt_sends_the_same_key() -> None:
    answers = iter([(503, b""), (200, GOOD)])

    def answer(_: Sent) -> tuple[int, bytes]:
        return next(answers)

    with partner_answering(0, answer, "text/xml") as partner:
        with pytest.raises(Unreachable):
            _call(partner)
        _call(partner)
    assert [b">khoa-1<" in one.data for one in partner.requests] == [True, True]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<a/>", "no operation"),
        ("không phải", "cannot be read"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + WSDL, "DOCTYPE"),
        (
            WSDL.replace("<wsdl:types>", '<wsdl:import namespace="u" location="http://ke-la.vn/b.wsdl"/><wsdl:types>'),
            "document",
        ),
        (
            WSDL.replace(
                'elementFormDefault="qualified">',
                'elementFormDefault="qualified"><xsd:import namespace="u" schemaLocation="/etc/passwd"/>',
            ),
            "document",
        ),
        (WSDL + " " * 1024 * 1024, "1 MB"),
    ],
)
def test_a_description_that_cannot_be_trusted_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        service(text)
    assert why in wrong.value.said.en


def test_types_that_multiply_without_end_are_refused() -> None:
    layers = "".join(
        f'<xsd:complexType name="L{n}"><xsd:sequence>'
        + "".join(f'<xsd:element name="f{k}" type="t:L{n + 1}"/>' for k in range(20))
        + "</xsd:sequence></xsd:complexType>"
        for n in range(6)
    )
    layers += '<xsd:complexType name="L6"><xsd:sequence/></xsd:complexType>'
    text = WSDL.replace('<xsd:element name="TraCuu">', layers + '<xsd:element name="TraCuu">', 1)
    text = text.replace('<xsd:element name="nam" type="xsd:int" minOccurs="0"/>', '<xsd:element name="b" type="t:L0"/>')
    with pytest.raises(WrongSetting) as wrong:
        service(text)
    assert "300" in wrong.value.said.en


def test_an_administrator_hears_of_a_missing_description() -> None:
    with partner_answering(200, GOOD) as partner, pytest.raises(Blocked, match="WSDL"):
        Soap().call(Call("k", PARAMS), partner.wire())
