"""Sub-processes, called processes, and one per item, each item with its own answers."""

from process_diagrams import Diagram, each
from process_worlds import Dossier


def test_a_sub_process_goes_on_when_nothing_inside_lives_any_more() -> None:
    plot = Diagram().start().user("sau").end()
    with plot.inside("con"):
        plot.start("s").gateway("parallel", "t").user("a").user("b").end("e1").end("e2")
        plot.path("s", "t", "a", "e1").path("t", "b", "e2")
    dossier = Dossier(plot.path("start", "con", "sau", "end").xml())
    dossier.complete("a")
    assert dossier.open == ["b"]
    dossier.complete("b")
    assert dossier.open == ["sau"]
    assert dossier.result.path[-2:] == ("con", "con__sau")


def test_a_called_process_of_the_same_file_runs_like_a_sub_process() -> None:
    other = Diagram("kiem_tra").start("s").user("xem").end("e").path("s", "xem", "e")
    plot = Diagram().start().add("callActivity", "goi", called_element="kiem_tra").user("sau").end()
    dossier = Dossier(plot.path("start", "goi", "sau", "end").called(other).xml())
    assert dossier.open == ["xem"]
    dossier.complete("xem", tot=True)
    assert dossier.open == ["sau"]
    assert dossier.result.variables["xem"]["tot"] is True


def test_one_process_called_twice_at_once_keeps_its_tokens_apart() -> None:
    other = Diagram("kiem_tra").start("s").user("xem").user("ghi").end("e").path("s", "xem", "ghi", "e")
    plot = Diagram().start().gateway("parallel", "t").gateway("parallel", "g").end().path("start", "t").flow("g", "end")
    for name in ("g1", "g2"):
        plot.add("callActivity", name, called_element="kiem_tra").path("t", name, "g")
    dossier = Dossier(plot.called(other).xml())
    dossier.complete("xem")
    assert dossier.open == ["ghi", "xem"]
    dossier.complete("xem")
    dossier.complete("ghi")
    assert dossier.result.ended is None
    dossier.complete("ghi")
    assert dossier.result.ended is not None


def visits() -> bytes:
    """For each plot: look at it, then a gateway that reads this plot's own answer."""
    plot = Diagram().start().user("sau").end()
    with plot.inside("tham", loop=each("2")):
        plot.start("s").user("xem").gateway("exclusive", "g").user("tot").user("xau").end("e")
        plot.path("s", "xem", "g").flow("g", "tot", "xem.tot = true").flow("g", "xau", default=True)
        plot.flow("tot", "e").flow("xau", "e")
    return plot.path("start", "tham", "sau", "end").xml()


def test_each_item_of_a_repeated_sub_process_sees_its_own_answers() -> None:
    dossier = Dossier(visits())
    dossier.complete("xem", item=1, tot=False)
    dossier.complete("xem", item=0, tot=True)
    assert dossier.open == ["tot", "xau"]
    assert "xem" not in dossier.result.variables


def test_the_answers_of_all_items_are_listed_in_item_order_when_the_items_are_done() -> None:
    dossier = Dossier(visits())
    dossier.complete("xem", item=1, tot=False)
    dossier.complete("xem", item=0, tot=True)
    dossier.complete("xau", item=1)
    dossier.complete("tot", item=0)
    assert [item["xem"]["tot"] for item in dossier.result.variables["tham"]["all"]] == [True, False]
    assert dossier.open == ["sau"]


def test_a_step_inside_an_item_knows_the_number_of_its_item() -> None:
    dossier = Dossier(visits())
    assert [step.item for step in dossier.result.opened] == [0, 1]


def test_an_interrupted_sub_process_leaves_nothing_behind() -> None:
    plot = Diagram().start().end().user("nhac")
    with plot.inside("ngoai"):
        plot.start("s1").end("e1")
        with plot.inside("trong", loop=each("2")):
            plot.start("s2").user("a").end("e2").path("s2", "a", "e2")
        plot.path("s1", "trong", "e1")
    plot.timer("tre", "P1D", "ngoai").path("start", "ngoai", "end").path("tre", "nhac", "end")
    dossier = Dossier(plot.xml())
    assert [step.outcome for step in dossier.fire("tre").closed] == ["cancelled", "cancelled"]
    assert dossier.standing.tokens == 1
    assert b'"s"' not in (dossier.state or b"")


def test_a_terminate_end_closes_its_own_process_only() -> None:
    plot = Diagram().start().gateway("parallel", "t").user("ngoai").gateway("parallel", "g").end()
    with plot.inside("con"):
        plot.start("s").gateway("parallel", "tt").user("a").user("b").end("e")
        plot.end("dung", inner="<bpmn:terminateEventDefinition/>").path("s", "tt", "a", "dung").path("tt", "b", "e")
    dossier = Dossier(plot.path("start", "t", "con", "g", "end").path("t", "ngoai", "g").xml())
    result = dossier.complete("a")
    assert [(step.element, step.outcome) for step in result.closed] == [("a", None), ("b", "cancelled")]
    assert dossier.open == ["ngoai"]
    dossier.complete("ngoai")
    assert dossier.result.ended is not None


def test_a_terminate_end_at_the_top_ends_the_dossier_at_once() -> None:
    plot = Diagram().start().gateway("parallel", "t").user("a").user("b").end()
    plot.end("dung", "stopped", "<bpmn:terminateEventDefinition/>").path("start", "t", "a", "dung").path(
        "t", "b", "end"
    )
    dossier = Dossier(plot.xml())
    dossier.complete("a")
    assert dossier.ended == "stopped"
