"""One evaluation of a model: every decision at most once, its requirements first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.decisions.elements import Decision, Element, Graph, InputData, Knowledge, Reference, Service
from engine.decisions.items import bound
from engine.feel.calling import call
from engine.feel.run import Run
from engine.feel.values.functions import Function
from engine.feel.values.types import ANY, UNKNOWN, Type

_Key = tuple[str, str]


class Evaluation:
    """The values known so far; ``given`` are inputs by name, ``preset`` decisions whose value was handed in."""

    def __init__(
        self, graphs: Mapping[str, Graph], given: Mapping[str, Any], run: Run, preset: dict[_Key, Any] | None = None
    ) -> None:
        self._graphs = graphs
        self._given = given
        self.run = run
        self._known: dict[_Key, Any] = dict(preset or {})
        self._open: set[_Key] = set()

    def value(self, graph: Graph, reference: Reference) -> Any:
        """The value of an element as seen from a model."""
        home = self._graphs.get(reference.namespace or graph.namespace)
        element = home.elements.get(reference.id) if home is not None else None
        if home is None or element is None:
            return self.run.warn("decision.unknown", 0, reference.id)
        key = home.namespace, element.id
        if key in self._known:
            return self._known[key]
        if key in self._open:
            return self.run.warn("decision.cycle", 0, element.name)
        self._open.add(key)
        self._known[key] = value = self._found(home, element)
        self._open.discard(key)
        return value

    def _found(self, home: Graph, element: Element) -> Any:
        if isinstance(element, InputData):
            return self._input(element)
        if isinstance(element, Decision):
            return self._decided(home, element)
        return self.function(home, element)

    def _input(self, element: InputData) -> Any:
        name = element.name if element.name in self._given else element.own
        if name not in self._given:
            return self.run.warn("input.missing", 0, element.name)
        return bound(self.run, self._given[name], element.item, element.name, lenient=True)

    def _decided(self, home: Graph, decision: Decision) -> Any:
        if decision.logic is None:
            if decision.name in self._given:
                return bound(self.run, self._given[decision.name], decision.item, decision.name, lenient=True)
            return self.run.warn("decision.empty", 0, decision.name)
        scope = self._scope(home, decision.requirements)
        value = self.run.elsewhere(scope, lambda: decision.logic(self.run) if decision.logic is not None else None)
        return bound(self.run, value, decision.item, decision.name)

    def _scope(self, home: Graph, requirements: tuple[Reference, ...]) -> dict[str, Any]:
        """The names an element sees; what comes from an import stands under the name of the import."""
        scope: dict[str, Any] = {}
        for reference in requirements:
            element = self._element(home, reference)
            if element is None:
                continue
            value = self.value(home, reference)
            prefix = home.imports.get(reference.namespace, "") if reference.namespace != home.namespace else ""
            target = scope.setdefault(prefix, {}) if prefix else scope
            target[element.name] = value
        return scope

    def _element(self, home: Graph, reference: Reference) -> Element | None:
        graph = self._graphs.get(reference.namespace or home.namespace)
        return graph.elements.get(reference.id) if graph is not None else None

    def function(self, home: Graph, element: Knowledge | Service) -> Function | None:
        """The function a knowledge model or a service is."""
        if isinstance(element, Service):
            return self._service(home, element)
        if element.logic is None:
            return None
        made: list[Function] = []
        logic = element.logic

        def invoke(run: Run, arguments: list[Any]) -> Any:
            if not made:
                scope = {**self._scope(home, element.requirements), element.name: function}
                made.append(run.elsewhere(scope, lambda: logic(run)))
            return made[0].body(run, arguments)

        function = Function(element.name, element.parameters, invoke, element.result)
        return function

    def _service(self, home: Graph, service: Service) -> Function:
        parameters = (*service.input_data, *service.input_decisions)
        elements = [(each, self._element(home, each)) for each in parameters]
        typed: list[tuple[str, Type]] = []
        for _, element in elements:
            item = element.item if isinstance(element, (InputData, Decision)) else None
            typed.append((element.name if element is not None else "", item.kind if item is not None else ANY))

        def invoke(run: Run, arguments: list[Any]) -> Any:
            preset = {
                ((reference.namespace or home.namespace), reference.id): argument
                for (reference, _), argument in zip(elements, arguments, strict=True)
            }
            given = {name: argument for (name, _), argument in zip(typed, arguments, strict=True)}
            inner = Evaluation(self._graphs, given, run, preset)
            return inner._outputs(home, service)

        return Function(service.name, tuple(typed), invoke, service.item.kind if service.item is not None else UNKNOWN)

    def _outputs(self, home: Graph, service: Service) -> Any:
        values: dict[str, Any] = {}
        for reference in service.outputs:
            element = self._element(home, reference)
            if element is not None:
                values[element.name] = self.value(home, reference)
        result = next(iter(values.values())) if len(values) == 1 else values
        return bound(self.run, result, service.item, service.name)

    def invoke(self, home: Graph, element: Knowledge | Service, arguments: Any) -> Any:
        """Call with arguments by name (a dict, unknown names left out) or in order (a list)."""
        function = self.value(home, Reference("", element.id))
        if isinstance(arguments, list) or not isinstance(function, Function):
            return call(self.run, function, arguments, (), 0)
        values = [arguments.get(name) for name in function.names]
        return call(self.run, function, values, (), 0)
