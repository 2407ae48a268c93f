"""Automatic work: connector calls, which finish later by an act, and decision tables, which finish at once."""

from __future__ import annotations

from engine.spiff.elements.base import Element, run_of
from engine.spiff.task import Token


class ConnectorStep(Element):
    """A service task. It starts, the call is reported, and ``Answer`` finishes it after the commit."""

    opens_as = "call"
    params: tuple[tuple[str, object], ...] = ()
    results: tuple[tuple[str, object], ...] = ()

    def run(self, task: Token) -> None:
        """Work out the parameters and leave the call to whoever has the network."""
        run = run_of(task)
        run.calls[task.id] = {name: run.literal_or_value(task, value) for name, value in self.params}

    def read(self, task: Token, response: object) -> dict[str, object]:
        """The variables this step declares, worked out of the connector's response."""
        run = run_of(task)
        return {name: run.literal_or_value(task, value, {"response": response}) for name, value in self.results}


class DecisionStep(Element):
    """A business rule task: a decision of the published version, evaluated on the dossier's variables."""

    def run(self, task: Token) -> bool:
        """Decide, and keep the answer under this element's name."""
        run_of(task).decide(task, self.node.decision or "")
        return True
