"""Where a dossier breaks: an automatic step fails, a gateway knows no way, joins wait for ever."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding
from engine.rehearsal.findings.saying import on_the_way, red, said
from engine.rehearsal.walk import Walk
from engine.text import Text

CODES = {"stuck": "deadlock", "no_matching_flow": "dead_end"}
HINTS = {
    "stuck": Text(
        "Cổng gộp song song chỉ đặt sau các nhánh của một cổng tách song song.",
        "Put a parallel join only behind branches of one parallel split.",
    ),
    "no_matching_flow": Text("Thêm nhánh mặc định cho cổng.", "Give the gateway a default flow."),
    "uncaught_error": Text("Thêm sự kiện bắt lỗi cho bước.", "Put an error event on the step."),
    "endless_loop": Text("Đặt một bước có người làm hoặc điều kiện thoát.", "Put a step or an exit into the loop."),
}
HINT = Text("Sửa phần tử được nêu rồi diễn tập lại.", "Correct the element named and rehearse again.")


def find(walk: Walk) -> Iterator[Finding]:
    """Each kind of incident once per element, with a shortest way to it."""
    seen: set[tuple[str, str]] = set()
    for edge in walk.edges:
        for incident in edge.incidents:
            key = (incident.element, incident.code)
            if key not in seen:
                seen.add(key)
                code = CODES.get(incident.code, f"breaks_{incident.code}")
                message = said(incident.message, on_the_way(walk, edge))
                yield red(code, incident.element, message, HINTS.get(incident.code, HINT))
