"""No text of a procedure is ever run as a program: every place where the library evaluates text, with a payload that
would leave a file behind. The control proves that each payload really works in the library's own engine.
"""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace as Bag
from typing import Any

import pytest
import SpiffWorkflow
from process_diagrams import Diagram, each
from process_worlds import Dossier
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs import bpmn_process_spec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import _BpmnCondition
from SpiffWorkflow.bpmn.specs.event_definitions import conditional, message, timer
from SpiffWorkflow.bpmn.specs.mixins import multiinstance_task, script_task
from SpiffWorkflow.camunda.specs import event_definitions as camunda_events
from SpiffWorkflow.camunda.specs import multiinstance_task as camunda_multi
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.specs.model import Rule
from SpiffWorkflow.spiff.specs import event_definitions as spiff_events
from SpiffWorkflow.spiff.specs.mixins.service_task import ServiceTask
from SpiffWorkflow.spiff.specs.spiff_task import SpiffBpmnTask

from engine.spiff import NotRunnable, SpiffError
from engine.spiff.expressions import ENGINE

PAYLOADS = {
    "open": "open({path!r}, 'w').write('x')",
    "import": "__import__('pathlib').Path({path!r}).write_text('x')",
    "classes": "[c for c in ().__class__.__base__.__subclasses__() if 'Popen' in str(c)][0](['touch', {path!r}])",
}


def task_with(engine: Any) -> Any:
    """As much of a task as the sinks touch."""
    workflow = Bag(script_engine=engine, data={}, data_objects={}, correlations={})
    workflow.top_workflow = Bag(catch=lambda event: None)
    internal = {"merged": ["1"]}
    task = Bag(workflow=workflow, data={}, children=[Bag(id="1", workflow=workflow, data={})], internal_data=internal)
    task.state, task._set_state, task.id = 8, lambda state: None, "1"
    task._get_internal_data = internal.get
    task._set_internal_data = lambda **said: internal.update(said)
    task.has_state = lambda state: False
    return task


def camunda_multi_instance(task: Any, text: str) -> None:
    task.task_spec = Bag(cardinality=text, data_output=None, output_item=None)
    camunda_multi.update_task_spec(task)


def sequential_multi_instance(task: Any, text: str) -> None:
    class Sequential(multiinstance_task.SequentialMultiInstanceTask):
        def __init__(self) -> None:
            self.cardinality, self.data_input, self.data_output = text, None, None
            self.data_input_associations, self.io_specification = [], None
            self.update_event = Bag(emit=lambda workflow, task: None)

    task._inherit_data = lambda: None
    Sequential()._update_hook(task)


def parallel_multi_instance(task: Any, text: str) -> None:
    self = Bag(cardinality=text, data_input=None, data_output=None, create_child=lambda *a: None)
    multiinstance_task.ParallelMultiInstanceTask.create_children(self, task)


def service(task: Any, text: str) -> None:
    self = Bag(operation_params={"a": {"value": text, "type": "any"}})
    ServiceTask.evaluate_params(self, task)


def correlation(task: Any, text: str) -> None:
    properties = [Bag(retrieval_expression=text, correlation_keys=["k"], name="n")]
    message.MessageEventDefinition.calculate_correlations(Bag(), task.workflow.script_engine, properties, {})


def decision_output(task: Any, text: str) -> None:
    rule = Rule("r")
    rule.outputEntries = [Bag(output=Bag(name="x", label="x"), text=text)]
    rule.output_as_dict(task)


def adhoc(task: Any, text: str) -> None:
    self = Bag(completion_condition=text, cancel_remaining=False, conditional_paths=[])
    workflow = Bag(**vars(task.workflow), task_tree=Bag(children=[]))
    bpmn_process_spec.AdHocSubprocessSpec.path_complete(self, workflow, task)


SINKS: dict[str, Callable[[Any, str], Any]] = {
    "condition of a flow": lambda task, text: _BpmnCondition(text)._matches(task),
    "standard loop": lambda task, text: multiinstance_task.StandardLoopTask.loop_complete(
        Bag(maximum=None, condition=text), task
    ),
    "completion of a multi-instance": lambda task, text: (
        multiinstance_task.MultiInstanceTask.check_completion_condition(Bag(condition=text), task)
    ),
    "sequential cardinality": sequential_multi_instance,
    "parallel cardinality": parallel_multi_instance,
    "camunda cardinality": camunda_multi_instance,
    "script task": lambda task, text: script_task.ScriptTask._execute(Bag(script=text), task),
    "pre- and post-script": lambda task, text: SpiffBpmnTask.execute_script(Bag(), task, text),
    "service parameter": service,
    "message payload": lambda task, text: spiff_events.MessageEventDefinition("m", expression=text).throw(task),
    "signal payload": lambda task, text: spiff_events.SignalEventDefinition("s", expression=text).throw(task),
    "camunda message": lambda task, text: camunda_events.MessageEventDefinition("m", expression=text).throw(task),
    "correlation (environment)": correlation,
    "ad-hoc completion (environment)": adhoc,
    "ad-hoc condition (environment)": lambda task, text: bpmn_process_spec.AdHocSubprocessSpec.check_condition(
        Bag(), text, task.workflow
    ),
    "timer date": lambda task, text: timer.TimeDateEventDefinition("t", text).has_fired(task),
    "timer duration": lambda task, text: timer.DurationTimerEventDefinition("t", text).has_fired(task),
    "timer cycle": lambda task, text: timer.CycleTimerEventDefinition("t", text).cycle_complete(task),
    "conditional event": lambda task, text: conditional.ConditionalEventDefinition(text).has_fired(task),
    "decision output": decision_output,
    "decision input": lambda task, text: DMNEngine(Bag()).evaluate(text, "? > 1", task),
    "decision test of ?": lambda task, text: DMNEngine(Bag()).evaluate("1", f"[?, {text}]", task),
    "decision test": lambda task, text: DMNEngine(Bag()).evaluate("1", text, task),
}
"""Every call site but the one that calls a service, which takes no text (tested below)."""


def try_it(sink: Callable[[Any, str], Any], engine: Any, text: str) -> None:
    try:
        sink(task_with(engine), text)
    except Exception:
        return


@pytest.mark.parametrize("name", SINKS)
def test_the_control_every_payload_would_run_in_the_librarys_own_engine(name: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    try_it(SINKS[name], PythonScriptEngine(), PAYLOADS["open"].format(path=str(canary)))
    assert canary.exists()


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", SINKS)
def test_no_sink_of_the_library_runs_anything_with_our_engine(name: str, payload: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    try_it(SINKS[name], ENGINE, PAYLOADS[payload].format(path=str(canary)))
    assert not canary.exists()


def test_our_engine_runs_no_script_and_calls_no_service() -> None:
    for call in (
        lambda: ENGINE.execute(task_with(ENGINE), "x = 1"),
        lambda: ENGINE.call_service(task_with(ENGINE), operation_name="x"),
        lambda: ENGINE.environment.execute("x = 1", {}),
        lambda: ENGINE.environment.call_service({}, operation_name="x"),
    ):
        with pytest.raises(Exception, match="program code"):
            call()


def test_our_engine_still_evaluates_feel_where_the_library_asks() -> None:
    assert ENGINE.evaluate(Bag(data={"a": {"b": 2}}), "a.b + 1") == 3
    ENGINE.validate("a.b + 1")
    with pytest.raises(ValueError):
        ENGINE.validate("a.b +")


def sites() -> list[str]:
    """Call sites in the library, as file:function, that hand text to a script engine or its environment."""
    root = Path(SpiffWorkflow.__file__).parent
    found = []
    for file in sorted(root.rglob("*.py")):
        if file.parent.name == "script_engine":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                target = ast.unparse(node.func)
                if target.split(".")[-1] in ("evaluate", "execute", "call_service") and "script_engine" in target:
                    found.append(f"{file.relative_to(root)}:{target.split('.')[-2]}")
    return found


def test_the_library_has_exactly_the_call_sites_this_canary_covers() -> None:
    found = sites()
    assert len(found) == len(SINKS) + 1 == 24
    assert sum(site.endswith(":environment") for site in found) == 3


def diagrams(text: str) -> dict[str, bytes]:
    """The payload at every place of a diagram the engine evaluates, and at those it must not even look at."""
    choice = Diagram().start().gateway("exclusive", "g").user("a").user("b").end().path("start", "g")
    choice.flow("g", "a", text).flow("g", "b", default=True).path("a", "end").flow("b", "end")
    many = Diagram().start().user("a", loop=each(text)).end().path("start", "a", "end")
    enough = Diagram().start().user("a", loop=each("2", enough=text)).end().path("start", "a", "end")
    timed = Diagram().start().timer("t", text).end().path("start", "t", "end")
    late = Diagram().start().user("a").timer("t", text, "a").end().path("start", "a", "end").flow("t", "end")
    call = Diagram().start().service("s", p="=" + text).end().path("start", "s", "end")
    script = Diagram().start().add("scriptTask", "s", f"<bpmn:script><![CDATA[{text}]]></bpmn:script>").end()
    hidden = Diagram().start().user("a").end().path("start", "a", "end")
    hidden.pieces["a"].inner += (
        '<bpmn:extensionElements xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">'
        f"<spiffworkflow:preScript><![CDATA[{text}]]></spiffworkflow:preScript>"
        f"<spiffworkflow:postScript><![CDATA[{text}]]></spiffworkflow:postScript></bpmn:extensionElements>"
    )
    named = {"choice": choice, "many": many, "enough": enough, "timed": timed, "late": late, "call": call}
    named |= {"script": script.path("start", "s", "end"), "hidden": hidden}
    return {name: diagram.xml() for name, diagram in named.items()}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("name", diagrams(""))
def test_no_place_of_a_diagram_runs_anything(name: str, payload: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    data = diagrams(PAYLOADS[payload].format(path=str(canary)))[name]
    try:
        dossier = Dossier(data, don={"now": datetime(2026, 1, 1, tzinfo=UTC)})
        while dossier.open and dossier.result.ended is None:
            dossier.complete(dossier.open[0])
    except (NotRunnable, SpiffError):
        pass
    assert not canary.exists()
