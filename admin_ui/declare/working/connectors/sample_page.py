"""The sample run the diagram's side form asks for: of the drawing as it stands in the browser; nothing is stored."""

from __future__ import annotations

from flask import jsonify, make_response, request
from werkzeug.wrappers import Response

from admin_ui.declare.working import diagram_files, frame
from admin_ui.declare.working.connectors import sampling
from admin_ui.declare.working.connectors.sampling import Line, Run
from admin_ui.web.language import said
from admin_ui.web.visitors import require_actor
from engine.bpmn import reader
from engine.bpmn.conditions import names_of
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.errors import AppError, Missing
from engine.publication import form_files
from engine.text import Text


def answer(copy_id: int) -> Response:
    """Run the automatic step the form names."""
    try:
        policy.require(require_actor(), Act.EDIT_DRAFT)
        copy = frame.load(copy_id)
        data, _ = diagram_files.received(copy)
        definition = reader.read(data)
        node = definition.nodes.get(request.form.get("phan_tu", ""))
        if node is None or node.connector is None:
            raise Missing(Text("Bước này chưa chọn kết nối.", "This step has no connector yet."))
        names = names_of(definition, form_files.compiled(copy.sources.forms)[0])
        return jsonify(_data(sampling.run(node.connector, names)))
    except AppError as error:
        return make_response(jsonify(errors=[said(error.what)]), error.status)


def _data(run: Run) -> dict[str, object]:
    return {
        "sent": _lines(run.sent),
        "received": _lines(run.received),
        "results": _lines(run.results),
        "emulated": run.emulated,
        "refused": run.refused,
        "wrong": said(run.wrong) if run.wrong else "",
    }


def _lines(lines: tuple[Line, ...]) -> list[list[str]]:
    return [[said(one.title), one.value] for one in lines]
