"""Event-based gateways: what may stand behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

TARGET: Final = refused("race_target")
BOUNDARY: Final = refused("race_boundary")


def check(subject: Subject) -> Iterator[Raised]:
    """Only waits and intermediate events, each reached from the gateway alone and without boundary events."""
    for node in subject.nodes:
        if node.kind != "event_gateway":
            continue
        for flow in subject.outgoing(node):
            target = subject.node(flow.target)
            if target.kind not in ("receive", "catch") or len(target.incoming) > 1:
                yield TARGET.at(
                    flow.id,
                    Text(
                        f"Sau cổng sự kiện {named(node)} chỉ được là bước chờ hoặc sự kiện chờ, một đường vào.",
                        f"Behind the event gateway {named(node)} only waits may stand, each with one incoming flow.",
                    ),
                    Text("Hãy sửa phần tử đứng sau cổng.", "Change what stands behind the gateway."),
                )
            elif subject.boundaries(target.id):
                yield BOUNDARY.at(
                    target.id,
                    Text(
                        f"Bước chờ {named(target)} đứng sau cổng sự kiện nên không được có sự kiện biên.",
                        f"The wait {named(target)} stands behind an event gateway and may have no boundary event.",
                    ),
                    Text("Hãy nối sự kiện vào chính cổng.", "Put the event behind the gateway instead."),
                )
