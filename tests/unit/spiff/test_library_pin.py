"""The engine overrides inner hooks of one version of its library and refuses every other."""

from importlib.metadata import version

import pytest

from engine.spiff import WrongLibrary
from engine.spiff.library import PINNED, Task, TaskState, require_pinned


def test_the_installed_library_is_the_pinned_one() -> None:
    assert version("SpiffWorkflow") == PINNED


@pytest.mark.parametrize("other", ["3.1.1", "3.2.1", "4.0.0", ""])
def test_any_other_version_is_refused_with_both_numbers_and_what_to_do(other: str) -> None:
    with pytest.raises(WrongLibrary) as refusal:
        require_pinned(other)
    assert PINNED in refusal.value.text.vi
    assert "make setup" in refusal.value.text.vi


def test_the_hooks_we_override_are_still_there() -> None:
    for name in ("_set_state", "_inherit_data", "run", "complete", "error"):
        assert callable(getattr(Task, name))
    assert (TaskState.FUTURE, TaskState.WAITING, TaskState.READY) == (4, 8, 16)
    assert (TaskState.STARTED, TaskState.COMPLETED, TaskState.ERROR) == (32, 64, 128)
