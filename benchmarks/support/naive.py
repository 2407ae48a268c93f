"""The naive way, to compare with: the library's own serializer, the whole instance as JSON at every step, an ORM.

It checks the same form with the same schema and keeps tasks and history as objects. It has no legal clock, no hash
chain, no rights, no outbox and no incidents: what it saves, it saves by leaving out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.spiff.parser import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import Engine, ForeignKey, Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.support import reference_forms
from benchmarks.support.processor import ServerCpu, Spent, no_server, spending
from benchmarks.support.reference_procedures import Job
from engine import forms
from engine.platform import engines
from engine.spiff.expressions import FeelScriptEngine

NOON = datetime(2026, 12, 7, 5, 0, tzinfo=UTC)
_SERIALIZER = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(SPIFF_CONFIG))


class Base(DeclarativeBase):
    """Everything below is one object per row."""


class Instance(Base):
    """A process instance with all of its JSON."""

    __tablename__ = "naive_instance"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str]
    updated_at: Mapped[datetime]
    data: Mapped[str] = mapped_column(Text)


class Task(Base):
    """A human task."""

    __tablename__ = "naive_task"
    id: Mapped[int] = mapped_column(primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("naive_instance.id"), index=True)
    guid: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    status: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    form: Mapped[str | None] = mapped_column(Text)


class History(Base):
    """What happened."""

    __tablename__ = "naive_history"
    id: Mapped[int] = mapped_column(primary_key=True)
    instance_id: Mapped[int] = mapped_column(ForeignKey("naive_instance.id"), index=True)
    at: Mapped[datetime]
    act: Mapped[str]
    person: Mapped[str]


class Naive:
    """An engine of this kind on a database."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        engines.prepare(self.engine)
        self.form = forms.load(reference_forms.step(), name="buoc")
        Base.metadata.create_all(self.engine)

    def start(self, job: Job) -> int:
        """Parse the diagram and begin an instance."""
        parser = SpiffBpmnParser()
        parser.add_bpmn_str(job.sources().bpmn.replace(b">P5D<", b">&quot;P5D&quot;<"))
        key = job.key.replace("-", "_")
        workflow: Any = BpmnWorkflow(
            parser.get_spec(key), parser.get_subprocess_specs(key), script_engine=FeelScriptEngine()
        )
        workflow.do_engine_steps()
        workflow.get_next_task(state=TaskState.READY).data["don"] = reference_forms.filled_application(job.items)
        with Session(self.engine) as session, session.begin():
            instance = Instance(status="running", updated_at=NOON, data=_SERIALIZER.serialize_json(workflow))
            session.add(instance)
            session.flush()
            _open_tasks(session, instance, workflow)
            return instance.id

    def next_task(self, instance_id: int) -> int | None:
        """The oldest open task."""
        with Session(self.engine) as session:
            open_here = (Task.instance_id == instance_id) & (Task.status == "open")
            return session.scalar(select(Task.id).where(open_here).order_by(Task.id).limit(1))

    def complete(self, task_id: int, raw: dict[str, Any]) -> None:
        """Load everything, complete one task, save everything."""
        with Session(self.engine) as session, session.begin():
            row = session.get_one(Task, task_id)
            instance = session.get_one(Instance, row.instance_id)
            submission = forms.submit(self.form, raw, context={}, now=NOON)
            workflow = _SERIALIZER.deserialize_json(instance.data)
            workflow.script_engine = FeelScriptEngine()
            task = next(t for t in workflow.get_tasks(state=TaskState.READY, manual=True) if str(t.id) == row.guid)
            task.data = {**task.data, task.task_spec.bpmn_id: {**submission.values, "lam_lai": bool(raw["lam_lai"])}}
            task.run()
            workflow.do_engine_steps()
            row.status, row.closed_at = "closed", NOON
            row.form = str(submission.values)
            instance.data, instance.updated_at = _SERIALIZER.serialize_json(workflow), NOON
            if workflow.is_completed():
                instance.status = "complete"
            session.add(History(instance_id=instance.id, at=NOON, act="completed", person="Công chức"))
            _open_tasks(session, instance, workflow)

    def play(self, job: Job, cpu: ServerCpu = no_server) -> Iterator[Spent]:
        """One instance from end to end; what each completed task cost."""
        instance = self.start(job)
        for _ in range(job.limit):
            task = self.next_task(instance)
            if task is None:
                return
            with spending(cpu) as spent:
                self.complete(task, reference_forms.filled_step())
            yield spent


def _open_tasks(session: Session, instance: Instance, workflow: Any) -> None:
    known = set(session.scalars(select(Task.guid).where(Task.instance_id == instance.id)))
    for task in workflow.get_tasks(state=TaskState.READY, manual=True):
        if str(task.id) not in known:
            opened = {"opened_at": NOON + timedelta(minutes=len(known)), "status": "open"}
            session.add(Task(instance_id=instance.id, guid=str(task.id), name=task.task_spec.bpmn_id, **opened))
