"""The one door to SpiffWorkflow: which of its names we build on, with the types it lacks, for one pinned version.

Everything else in this package imports these names from here, so a new version of the library is judged in one place.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from engine.spiff.errors import WrongLibrary

PINNED = "3.2.0"


def require_pinned(found: str) -> None:
    """Refuse any other version of SpiffWorkflow: this package overrides its inner hooks and is tested against one."""
    if found != PINNED:
        raise WrongLibrary(found, PINNED)


require_pinned(version("SpiffWorkflow"))

if TYPE_CHECKING:

    class TaskState:
        """The library's states; a live task waits, is ready, has started, or is in error."""

        FUTURE: int
        WAITING: int
        READY: int
        STARTED: int
        COMPLETED: int
        ERROR: int
        CANCELLED: int

    class Task:
        """A token at an element."""

        id: str
        workflow: Any
        task_spec: Any
        internal_data: dict[str, Any]
        state: int
        _state: int
        _parent: str | None
        _children: list[str]

        def run(self) -> bool | None: ...
        def complete(self) -> None: ...
        def error(self) -> None: ...

    class WorkflowSpec:
        """A graph of task specs."""

        name: str
        start: Any
        task_specs: dict[str, Any]

        def __init__(self, name: str | None = None) -> None: ...

    class BpmnTaskSpec:
        """An element of a diagram, as the engine runs it."""

        name: str
        manual: bool
        bpmn_id: str | None

        def __init__(self, wf_spec: WorkflowSpec, name: str, **kwargs: Any) -> None: ...
        def connect(self, taskspec: Any) -> None: ...

    class BpmnWorkflow:
        """One running process and the sub-processes inside it."""

        spec: Any
        tasks: dict[str, Any]
        task_tree: Any
        subprocess_specs: dict[str, Any]
        subprocesses: dict[str, Any]
        script_engine: Any

        def __init__(self, spec: Any, subprocess_specs: Any, script_engine: Any, *, deserializing: bool) -> None: ...

    class BpmnSubWorkflow:
        """One running sub-process."""

        spec: Any
        tasks: dict[str, Any]
        task_tree: Any
        parent_task_id: str
        top_workflow: Any

        def __init__(self, spec: Any, parent_task_id: str, top_workflow: Any, *, deserializing: bool) -> None: ...

    class PythonScriptEngine:
        """Where the library asks for the value of an expression."""

        environment: Any

        def __init__(self, environment: Any) -> None: ...

    class BasePythonScriptEngineEnvironment:
        """Where the library's script engine evaluates and executes."""

else:
    from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment, PythonScriptEngine
    from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
    from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.specs import WorkflowSpec
    from SpiffWorkflow.task import Task
    from SpiffWorkflow.util.task import TaskState

__all__ = [
    "PINNED",
    "BasePythonScriptEngineEnvironment",
    "BpmnSubWorkflow",
    "BpmnTaskSpec",
    "BpmnWorkflow",
    "PythonScriptEngine",
    "Task",
    "TaskState",
    "WorkflowSpec",
    "require_pinned",
]
