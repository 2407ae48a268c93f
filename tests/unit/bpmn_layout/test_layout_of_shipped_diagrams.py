"""The drawings of the five shipped procedures, measured: nothing covers anything, lines end where they should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.bpmn_layout.drawn import Drawn

FILES = sorted((Path(__file__).parents[3] / "procedures_bpmn").glob("*.bpmn"))
each_diagram = pytest.mark.parametrize("drawn", [pytest.param(Drawn(f.read_bytes()), id=f.stem) for f in FILES])


@each_diagram
def test_no_shape_or_label_covers_another_and_every_line_ends_on_its_shapes(drawn: Drawn) -> None:
    assert drawn.faults() == []


@each_diagram
def test_no_two_lines_lie_on_one_another_unless_they_start_or_end_together(drawn: Drawn) -> None:
    assert drawn.shared_stretches() == []


@each_diagram
def test_lines_lead_to_the_right_except_where_work_goes_back(drawn: Drawn) -> None:
    waits = {element for element in drawn.shapes if element.startswith("cho_bo_sung")}
    for source, target in drawn.flows.values():
        if target.startswith("gop_") or source in waits:
            continue
        assert drawn.shapes[target].x + drawn.shapes[target].width > drawn.shapes[source].x, (source, target)


@each_diagram
def test_lines_that_go_back_run_over_the_nodes_they_join(drawn: Drawn) -> None:
    for flow, (source, target) in drawn.flows.items():
        if target.startswith("gop_") and drawn.shapes[target].x < drawn.shapes[source].x:
            top = min(y for _, y in drawn.edges[flow])
            assert top < drawn.shapes[target].y, flow


@each_diagram
def test_every_wait_stands_in_the_lane_of_the_step_that_asked(drawn: Drawn) -> None:
    lane_of = {node: lane for lane, nodes in drawn.lanes.items() for node in nodes}
    for source, target in drawn.flows.values():
        if target.startswith("cho_bo_sung") and source.startswith("re_"):
            assert lane_of[target] == lane_of[source] == lane_of[source.removeprefix("re_")]


@each_diagram
def test_the_drawing_is_no_wider_than_its_steps_need(drawn: Drawn) -> None:
    (pool,) = drawn.pools
    steps = sum(1 for key in drawn.nodes if f"re_{key}" in drawn.nodes or not key.startswith(("re_", "gop_")))

    assert drawn.shapes[pool].width <= 300 * steps
