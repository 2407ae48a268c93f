"""Decision models: loaded once, immutable, decided as often as you like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from engine.decisions.coverage import Coverage, coverage
from engine.decisions.elements import Decision, Element, Graph, InputData, Knowledge, Reference, Service
from engine.decisions.evaluation import Evaluation
from engine.decisions.fired import Fired, ModelRun
from engine.decisions.reading import Reader
from engine.decisions.wording import DECISION_WORDING
from engine.decisions.xml import UnreadableModel, attribute, children, parse
from engine.feel.run import Stopped
from engine.feel.values.incoming import incoming
from engine.feel.warnings import Warning_
from engine.feel.wording import WORDING

WORDING.update(DECISION_WORDING)


class Outcome(NamedTuple):
    """What a decision gave, the rules that fired on the way, and why parts of it became null."""

    value: Any
    rules: tuple[Fired, ...] = ()
    warnings: tuple[Warning_, ...] = ()


class Model:
    """A decision model with everything it imports.

    ``problems`` are its texts that cannot be read, ``tables`` its decision tables (see coverage.py).
    """

    def __init__(self, main: Graph, readers: Mapping[str, Reader]) -> None:
        self._main = main
        self._graphs = {namespace: reader.graph for namespace, reader in readers.items()}
        self.problems = tuple(problem for reader in readers.values() for problem in reader.problems)
        self.tables = tuple(table for reader in readers.values() for table in reader.tables)
        self.name = main.name
        self.namespace = main.namespace

    @property
    def elements(self) -> tuple[Element, ...]:
        """Inputs, decisions, knowledge models and services of the file itself."""
        return tuple(self._main.elements.values())

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the file itself and of those it imports."""
        return frozenset(self._graphs)

    def element(self, name_or_id: str) -> Element | None:
        """The element with that id, or failing that with that name."""
        found = self._main.elements.get(name_or_id)
        if found is not None:
            return found
        name = " ".join(name_or_id.split())
        named = [each for each in self.elements if name in (each.name, getattr(each, "own", ""))]
        order = {Decision: 0, Service: 1, Knowledge: 2, InputData: 3}
        return min(named, key=lambda each: order[type(each)], default=None)

    def coverage(self) -> tuple[Coverage, ...]:
        """What each table leaves open and what it answers twice."""
        return tuple(coverage(table) for table in self.tables)

    def decide(self, name_or_id: str, inputs: Mapping[str, Any], *, now: datetime | None = None) -> Outcome:
        """Decide with these inputs (by name); an unknown decision gives null and a warning."""
        target = self.element(name_or_id)
        if isinstance(target, (Knowledge, Service)):
            return self.invoke(name_or_id, inputs, now=now)
        return self._outcome(inputs, now, lambda evaluation: self._decided(evaluation, target, name_or_id))

    def invoke(
        self, name_or_id: str, args: Mapping[str, Any] | Sequence[Any], *, now: datetime | None = None
    ) -> Outcome:
        """Call a knowledge model or a decision service with arguments by name or in order."""
        target = self.element(name_or_id)

        def call(evaluation: Evaluation) -> Any:
            if not isinstance(target, (Knowledge, Service)):
                return self._decided(evaluation, target, name_or_id)
            given = incoming(dict(args)) if isinstance(args, Mapping) else [incoming(each) for each in args]
            return evaluation.invoke(self._main, target, given)

        return self._outcome(args if isinstance(args, Mapping) else {}, now, call)

    def _decided(self, evaluation: Evaluation, target: Element | None, name: str) -> Any:
        if target is None:
            return evaluation.run.warn("decision.unknown", 0, name)
        return evaluation.value(self._main, Reference("", target.id))

    def _outcome(self, inputs: Mapping[str, Any], now: datetime | None, work: Any) -> Outcome:
        run = ModelRun({}, now, clean=True)
        run.fired = []
        evaluation = Evaluation(self._graphs, incoming(inputs), run)
        try:
            value = work(evaluation)
        except Stopped as stop:
            value = run.warn(stop.code, 0, *stop.details)
        except RecursionError:
            value = run.warn("limit.calls", 0, run.depth)
        return Outcome(value, tuple(run.fired), tuple(run.warnings or ()))


def load(xml_bytes: bytes, *, imports: Iterable[bytes] = ()) -> Model:
    """Load a DMN 1.1–1.5 model; ``imports`` are the files it may import. Raises UnreadableModel."""
    main = parse(xml_bytes)
    roots = {attribute(root, "namespace"): root for root in (parse(data) for data in imports)}
    roots[attribute(main, "namespace")] = main
    readers: dict[str, Reader] = {}

    def read(namespace: str, path: tuple[str, ...]) -> Reader:
        if namespace in path:
            raise UnreadableModel("Các mô hình nhập lẫn nhau", "The models import one another")
        if namespace not in readers:
            wanted = [attribute(each, "namespace") for each in children(roots[namespace], "import")]
            found = {space: read(space, (*path, namespace)) for space in wanted if space in roots}
            readers[namespace] = Reader(roots[namespace], found)
        return readers[namespace]

    top = read(attribute(main, "namespace"), ())
    for reader in readers.values():
        reader.read()
    return Model(top.graph, readers)
