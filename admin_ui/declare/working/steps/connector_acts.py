"""The buttons inside the form of an automatic step: choose a connector, change it, make a sample run."""

from __future__ import annotations

import dataclasses

from werkzeug.datastructures import MultiDict

from admin_ui.declare.working.connectors import look as looks
from admin_ui.declare.working.connectors import sampling
from admin_ui.declare.working.connectors.look import Look
from admin_ui.declare.working.steps import panels, wait_form
from admin_ui.declare.working.steps.asked import Asked
from admin_ui.declare.working.steps.panels import Panel
from admin_ui.web.visitors import require_actor
from engine.bpmn.conditions import Names
from engine.bpmn.definition import Definition
from engine.organisation import policy
from engine.organisation.policy import Act
from engine.platform.errors import Invalid
from engine.text import Text

CHOOSE, CHANGE, SAMPLE = "chon-ket-noi", "doi-ket-noi", "chay-mau"


def pressed(form: MultiDict[str, str]) -> bool:
    """Whether one of these buttons was pressed: nothing is saved, the form comes again."""
    return any(name in form for name in (CHOOSE, CHANGE, SAMPLE))


def panel(asked: Asked) -> Panel | None:
    """The panel after the button. Raises ``Invalid`` at a field."""
    form = asked.form
    if CHOOSE in form:
        if not form.get("ket-noi"):
            raise Invalid(
                Text("Chưa chọn kết nối.", "No connector is chosen."),
                Text("Chọn một dòng rồi bấm lại.", "Choose one of them, then press again."),
                "ket-noi",
            )
        return panels.kept(asked.definition, wait_form.begun(form, asked.names), "", asked.names)
    found = panels.kept(asked.definition, form, "", asked.names)
    if SAMPLE not in form or found is None:
        return found
    policy.require(require_actor(), Act.EDIT_DRAFT)
    node = asked.definition.nodes.get(asked.element)
    was = node.connector if node and asked.form.get("mo") == panels.EDIT else None
    return dataclasses.replace(found, sample=sampling.run(wait_form.connector(asked, was), asked.names))


def look(definition: Definition, open_panel: Panel | None, names: Names) -> Look | None:
    """What the form of an automatic step shows, when it stands open."""
    if open_panel is None or open_panel.row != wait_form.AUTO_ROW:
        return None
    element = open_panel.element if open_panel.kind == panels.EDIT else ""
    return looks.of(open_panel.values, definition, element, names)
