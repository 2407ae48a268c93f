"""Pictures whose shapes lead to the rows of a table beside them."""

from __future__ import annotations

from engine.bpmn import picture
from engine.bpmn.edit import new_procedure
from engine.bpmn.reader import read
from engine.bpmn.timing import Timing

NEW = read(new_procedure("Cấp thẻ thư viện"))


def test_a_shape_with_an_address_is_a_link_and_names_its_element() -> None:
    drawn = picture.svg(NEW, links={"tiep_nhan": "#b-tiep_nhan"}, lit="tiep_nhan")
    assert 'role="group"' in drawn
    assert '<a href="#b-tiep_nhan" data-element="tiep_nhan" class="is-lit" tabindex="-1">' in drawn
    assert drawn.count("<a ") == 1


def test_a_picture_without_addresses_is_one_image() -> None:
    drawn = picture.svg(NEW)
    assert 'role="img"' in drawn
    assert "<a " not in drawn


def test_a_total_names_the_steps_it_is_added_up_from() -> None:
    timing = Timing(NEW)
    assert [key for key, _ in timing.way(None)] == ["tiep_nhan"]
    assert sum(hours for _, hours in timing.way(None)) == timing.totals()[0].total_hours
