"""Every planted fault is caught by checks or rehearsal, at the right element; the ready procedures are clean."""

from __future__ import annotations

from functools import lru_cache

import pytest
from fault_kit import FAULTS, ROOT, Fault, clean
from faults_of_ways import FAULTS_OF_WAYS

from engine.procedures.sources import Sources
from engine.publication.inspection import inspect
from engine.rehearsal import rehearse
from engine.spiff import NotRunnable

Said = tuple[str, str, str]
EVERY = (*FAULTS, *FAULTS_OF_WAYS)
LIBRARY = sorted(path.stem for path in (ROOT / "procedures_bpmn").glob("*.bpmn"))


def rehearsed(sources: Sources) -> set[Said]:
    """What a rehearsal says, as (code, element, message)."""
    try:
        findings = rehearse(sources.bpmn, sources.tables, sources.forms).findings
    except NotRunnable as refusal:
        return {(refusal.code, refusal.element, refusal.text.vi)}
    return {(one.code, one.element, one.message.vi) for one in findings}


def checked(sources: Sources) -> set[Said]:
    """What the checks before publication say."""
    return {(one.code, one.where, one.message.vi) for one in inspect(sources).findings}


@lru_cache(maxsize=16)
def before(key: str) -> frozenset[Said]:
    return frozenset(checked(clean(key)) | rehearsed(clean(key)))


@pytest.mark.parametrize("fault", EVERY, ids=lambda fault: fault.name.replace(" ", "-"))
def test_a_planted_fault_is_caught_at_the_right_element(fault: Fault) -> None:
    faulty = fault.plant(clean(fault.key))
    new = (checked(faulty) | rehearsed(faulty)) - before(fault.key)
    assert any(fault.named in element or fault.named in message for _, element, message in new), new


def test_the_kit_holds_at_least_thirty_faults_each_of_its_own_name() -> None:
    assert len({fault.name for fault in EVERY}) == len(EVERY) >= 30


@pytest.mark.parametrize("key", LIBRARY)
def test_a_ready_procedure_is_walked_whole_and_nothing_is_found(key: str) -> None:
    sources = clean(key)
    result = rehearse(sources.bpmn, sources.tables, sources.forms)
    assert result.findings == ()
    assert result.not_covered == ()
    assert any(story.ends == "granted" for story in result.stories)
