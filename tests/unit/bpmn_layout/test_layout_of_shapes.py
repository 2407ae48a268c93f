"""Single constructs: where they stand in relation to one another."""

from __future__ import annotations

from engine.bpmn.layout import lay_out
from tests.unit.bpmn_layout.diagrams import diagram, flow, node
from tests.unit.bpmn_layout.drawn import Drawn


def laid_out(*parts: str) -> Drawn:
    drawn = Drawn(lay_out(diagram(parts)))
    assert drawn.faults() == []
    return drawn


def test_nodes_stand_from_left_to_right_on_one_line() -> None:
    drawn = laid_out(
        node("startEvent", "a"), node("userTask", "b"), node("endEvent", "c"), flow("a", "b"), flow("b", "c")
    )

    a, b, c = (drawn.shapes[key] for key in "abc")
    assert a.x < b.x < c.x
    assert a.y + a.height / 2 == b.y + b.height / 2 == c.y + c.height / 2
    assert len(drawn.edges["a_b"]) == 2


def test_branches_side_by_side_stand_under_one_another_in_one_column() -> None:
    parts = [node("parallelGateway", "chia"), node("parallelGateway", "gom")]
    for key in ("x", "y", "z"):
        parts += [node("userTask", key), flow("chia", key), flow(key, "gom")]
    drawn = laid_out(*parts)

    x, y, z = (drawn.shapes[key] for key in "xyz")
    assert x.x == y.x == z.x
    assert x.y < y.y < z.y


def test_a_wait_that_leads_back_stands_above_and_a_refusal_below_its_gateway() -> None:
    drawn = laid_out(
        node("exclusiveGateway", "gop"),
        node("userTask", "buoc"),
        node("exclusiveGateway", "re", "Kết quả?"),
        node("receiveTask", "cho"),
        node("endEvent", "tu_choi", "Từ chối"),
        node("endEvent", "xong"),
        flow("gop", "buoc"),
        flow("buoc", "re"),
        flow("re", "xong", "Đạt"),
        flow("re", "cho", "Bổ sung"),
        flow("re", "tu_choi", "Từ chối"),
        flow("cho", "gop"),
    )

    gateway, wait, refusal = (drawn.shapes[key] for key in ("re", "cho", "tu_choi"))
    middle = gateway.x + gateway.width / 2
    assert wait.x + wait.width / 2 == refusal.x + refusal.width / 2 == middle
    assert wait.y + wait.height < gateway.y
    assert refusal.y > gateway.y + gateway.height


def test_a_boundary_event_sits_on_the_lower_border_of_its_step() -> None:
    drawn = laid_out(
        node("userTask", "buoc"),
        node("boundaryEvent", "qua_han", "Quá hạn", attachedToRef="buoc"),
        node("userTask", "nhac"),
        node("endEvent", "xong"),
        flow("buoc", "xong"),
        flow("qua_han", "nhac"),
    )

    step, event = drawn.shapes["buoc"], drawn.shapes["qua_han"]
    assert event.y + event.height / 2 == step.y + step.height
    assert step.x <= event.x
    assert event.x + event.width <= step.x + step.width


def test_a_sub_process_is_as_large_as_what_is_in_it() -> None:
    inside = node("userTask", "trong_a") + node("userTask", "trong_b") + flow("trong_a", "trong_b")
    drawn = laid_out(
        node("startEvent", "a"),
        node("subProcess", "s", inside=inside),
        flow("a", "s"),
        node("endEvent", "c"),
        flow("s", "c"),
    )

    assert drawn.shapes["s"].contains(drawn.shapes["trong_a"])
    assert drawn.shapes["s"].contains(drawn.shapes["trong_b"])
    assert drawn.shapes["s"].x + drawn.shapes["s"].width < drawn.shapes["c"].x


def test_notes_and_data_stand_under_the_pool() -> None:
    drawn = laid_out(
        node("userTask", "a"),
        '<bpmn:textAnnotation id="ghi_chu"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation>',
        '<bpmn:association id="noi" sourceRef="a" targetRef="ghi_chu"/>',
    )

    pool = drawn.shapes["don_vi_thuc_hien"]
    assert drawn.shapes["ghi_chu"].y > pool.y + pool.height
    assert len(drawn.edges["noi"]) == 2


def test_an_empty_process_gets_an_empty_pool() -> None:
    assert set(Drawn(lay_out(diagram([]))).shapes) == {"don_vi_thuc_hien"}


def test_a_loop_on_the_node_itself_has_a_line_outside_of_it() -> None:
    drawn = laid_out(node("startEvent", "s"), node("userTask", "a"), flow("s", "a"), flow("a", "a", key="vong"))

    assert len(drawn.edges["vong"]) >= 4


def test_a_node_nothing_leads_to_is_drawn_too() -> None:
    laid_out(node("startEvent", "s"), node("userTask", "a"), node("userTask", "lac"), flow("s", "a"))


def test_a_diagram_too_large_to_read_is_still_drawn() -> None:
    parts = [node("exclusiveGateway", "g", "Chọn?")]
    for number in range(500):
        parts += [
            node("userTask", f"a{number}", "Bước"),
            flow("g", f"a{number}", "Nhánh"),
            flow(f"a{number}", "g", "Về"),
        ]
    drawn = Drawn(lay_out(diagram(parts)))

    assert len(drawn.edges) == 1000
    assert len(drawn.nodes) == 501


def test_references_that_lead_nowhere_are_left_out() -> None:
    drawn = Drawn(
        lay_out(
            diagram(
                [
                    node("userTask", "a"),
                    node("boundaryEvent", "x", attachedToRef="khong_co"),
                    node("boundaryEvent", "y", attachedToRef="x"),
                    '<bpmn:sequenceFlow id="mat" sourceRef="a" targetRef="khong_co"/>',
                    '<bpmn:association id="noi" sourceRef="a" targetRef="khong_co"/>',
                ]
            )
        )
    )

    assert set(drawn.nodes) == {"a", "x", "y"}
    assert drawn.edges == {}
