"""Files made to hurt: diagrams, office files and bundles that are small to send and heavy to read."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping

from tests.property.processes.process_diagrams import HEAD, Diagram, Piece, each

MEGABYTE = 1024 * 1024


def diagrams() -> dict[str, bytes]:
    """Diagrams by what they try."""
    return {
        "entities that multiply": _entities(),
        "100,000 attributes": _attributes(),
        "20,000 levels of XML": HEAD.encode() + b'<bpmn:subProcess id="x">' * 20_000,
        "16 AND blocks in a row": _blocks(16),
        "400 AND blocks in a row": _blocks(400),
        "a process that calls itself": _calls_itself(),
        "data object two levels up": _data_object(),
        "a billion items": _items(3),
        "tokens that multiply for ever": _endless(),
        "an expression of 400 KB": _condition("+".join(["1"] * 200_000)),
        "a tower of powers": _condition("9**9**9**9 = 1"),
        "a list of ten thousand million": _condition("count(for a in 1..100000, b in 1..100000 return a) > 0"),
        "a pattern that backtracks": _condition('matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")'),
    }


def office_files() -> dict[str, bytes]:
    """Word and Excel files by what they try."""
    deep = "<document>" + "<a>" * 5_000 + "</a>" * 5_000 + "</document>"
    return {
        "Word: 60 MB of blanks": packed({"word/document.xml": "<document>" + " " * (60 * MEGABYTE)}),
        "Word: entities": packed({"word/document.xml": f"{_doctype()}<document>&e11;</document>"}),
        "Word: 5,000 levels": packed({"word/document.xml": deep}),
        "Word: 5,000 parts": packed({f"word/part{number}.xml": "<a/>" for number in range(5_000)}),
    }


def bundles() -> dict[str, bytes]:
    """Zip files of a procedure by what they try."""
    return {
        "zip: 60 MB of zeros": packed({"a.bpmn": "0" * (60 * MEGABYTE)}),
        "zip: 10,000 entries": packed({f"{number}.txt": "" for number in range(10_000)}),
    }


def packed(files: Mapping[str, str]) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def _plot() -> Diagram:
    """An empty diagram that declares a procedure, so that it can become a draft."""
    plot = Diagram()
    declared = '<tthc:procedure key="bom" field="Mẫu" level="commune" competent="receiving"/>'
    plot.body.append(Piece("extensionElements", {}, declared))
    return plot


def _doctype() -> str:
    levels = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'


def _entities() -> bytes:
    return _doctype().encode() + _harmless().xml()


def _harmless() -> Diagram:
    return _plot().start().user("a").end().path("start", "a", "end")


def _attributes() -> bytes:
    many = " ".join(f'a{number}="x"' for number in range(100_000))
    return _harmless().xml().replace(b'<bpmn:userTask id="a"', f'<bpmn:userTask id="a" {many}'.encode())


def _blocks(count: int) -> bytes:
    plot, last = _plot().start().end(), "start"
    for n in range(count):
        plot.gateway("parallel", f"t{n}").gateway("parallel", f"g{n}").user(f"a{n}").user(f"b{n}")
        plot.path(f"t{n}", f"a{n}", f"g{n}").path(f"t{n}", f"b{n}", f"g{n}").flow(last, f"t{n}")
        last = f"g{n}"
    return plot.flow(last, "end").xml()


def _calls_itself() -> bytes:
    return _plot().start().add("callActivity", "x", called_element="p").end().path("start", "x", "end").xml()


def _data_object() -> bytes:
    plot = _plot().start().end()
    with plot.inside("x"):
        plot.start("s").end("e")
        with plot.inside("y"):
            plot.start("s2").user("a").end("e2").path("s2", "a", "e2")
            read = "<bpmn:dataInputAssociation><bpmn:sourceRef>r</bpmn:sourceRef></bpmn:dataInputAssociation>"
            plot.pieces["a"].inner += read
            plot.add("dataObjectReference", "r", data_object_ref="d")
        plot.path("s", "y", "e")
    return plot.add("dataObject", "d").path("start", "x", "end").xml()


def _items(depth: int) -> bytes:
    plot = _plot().start().end()

    def nest(level: int, before: str, after: str) -> None:
        with plot.inside(f"x{level}", loop=each("1000")):
            plot.start(f"s{level}").end(f"e{level}")
            if level < depth:
                nest(level + 1, f"s{level}", f"e{level}")
            else:
                plot.path(f"s{level}", f"e{level}")
        plot.path(before, f"x{level}", after)

    nest(1, "start", "end")
    return plot.xml()


def _endless() -> bytes:
    plot = _plot().start().gateway("exclusive", "m").gateway("parallel", "t").path("start", "m", "t", "m")
    return plot.flow("t", "m").xml()


def _condition(text: str) -> bytes:
    plot = _plot().start().gateway("exclusive", "g").user("a").user("b").end().path("start", "g").flow("g", "a", text)
    return plot.flow("g", "b", default=True).flow("a", "end").flow("b", "end").xml()
