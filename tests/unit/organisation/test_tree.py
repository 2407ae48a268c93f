"""The tree of units: what is below, above and beside, also when the data is wrong."""

from __future__ import annotations

from engine.organisation.tree import Tree, UnitOnDay


def unit(number: int, parent: int | None, authority: bool = False) -> UnitOnDay:
    return UnitOnDay(number, f"u{number}", f"Unit {number}", "room", authority, "commune", parent, "vn")


def ids(units: object) -> list[int]:
    return [one.id for one in units]  # type: ignore[attr-defined]


HOUSE = Tree([unit(1, None, True), unit(2, 1), unit(3, 2), unit(4, 1, True), unit(5, 4), unit(6, None)])


def test_searching_meets_another_authority_but_does_not_enter_it() -> None:
    assert ids(HOUSE.within(1)) == [1, 2, 4, 3]


def test_what_belongs_to_a_unit_excludes_other_authorities() -> None:
    assert ids(HOUSE.belonging(1)) == [1, 2, 3]


def test_an_authority_searched_from_itself_is_entered() -> None:
    assert ids(HOUSE.within(4)) == [4, 5]


def test_every_unit_knows_its_authority() -> None:
    found = {number: HOUSE.authority_of(number) for number in range(1, 8)}
    assert {number: one and one.id for number, one in found.items()} == {1: 1, 2: 1, 3: 1, 4: 4, 5: 4, 6: None, 7: None}


def test_nothing_is_within_a_unit_that_does_not_exist() -> None:
    assert ids(HOUSE.within(99)) == []


def test_a_circle_in_the_data_ends_every_walk() -> None:
    circle = Tree([unit(1, 2), unit(2, 1)])
    assert ids(circle.up(1)) == [1, 2]
    assert sorted(ids(circle.within(1))) == [1, 2]
    assert circle.province_of(1) is None


def test_successors_are_followed_through_generations_and_circles() -> None:
    tree = Tree([unit(1, None)], {9: (8,), 8: (1,), 7: (6,), 6: (7,)})
    assert ids(tree.living(9)) == [1]
    assert tree.living(7) == ()
