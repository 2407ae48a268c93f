"""Sixty procedures put together at random the way people declare them: every drawing is clean, and stays so."""

from __future__ import annotations

import pytest

from engine.bpmn.layout import lay_out
from tests.unit.bpmn_layout.diagrams import some_procedure
from tests.unit.bpmn_layout.drawn import Drawn

each_seed = pytest.mark.parametrize("seed", range(60))


@each_seed
def test_a_declared_procedure_is_drawn_without_a_fault(seed: int) -> None:
    drawn = Drawn(lay_out(some_procedure(seed)))

    assert drawn.faults() == []
    assert drawn.shared_stretches() == []


@pytest.mark.parametrize("seed", range(5))
def test_drawing_a_drawn_diagram_changes_nothing(seed: int) -> None:
    once = lay_out(some_procedure(seed))

    assert lay_out(once) == once
