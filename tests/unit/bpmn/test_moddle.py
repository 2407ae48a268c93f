"""bpmn-moddle, the model of the diagram editor, opens our files without a warning and writes back what it read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from engine.bpmn.reader import read

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "procedures_bpmn").glob("*.bpmn"))
SCRIPT = """
import { readFileSync } from "node:fs";
import { BpmnModdle } from "bpmn-moddle";
const moddle = new BpmnModdle({ tthc: JSON.parse(readFileSync("admin_ui/frontend/moddle/tthc.json", "utf8")) });
const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const { rootElement, warnings } = await moddle.fromXML(text);
  const { xml } = await moddle.toXML(rootElement, { format: true });
  answers.push({ warnings: warnings.map((warning) => warning.message), xml });
}
console.log(JSON.stringify(answers));
"""

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (ROOT / "node_modules" / "bpmn-moddle").is_dir(),
    reason="bpmn-moddle is not installed (npm ci)",
)


def through_moddle(texts: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def facts(data: bytes) -> dict[str, Any]:
    """Everything a definition says but where it stood in the file."""
    definition = read(data)
    said = {
        name: value for name, value in vars(definition).items() if name not in ("nodes", "flows", "lanes", "others")
    }
    nodes = [{**vars(node), "line": 0} for node in definition.nodes.values()]
    return {**said, "nodes": sorted(nodes, key=lambda node: str(node["id"]))}


def test_every_procedure_of_the_library_opens_without_a_warning() -> None:
    answers = through_moddle([path.read_text() for path in FILES])
    assert {path.name: answer["warnings"] for path, answer in zip(FILES, answers, strict=True)} == {
        path.name: [] for path in FILES
    }


def test_what_the_editor_writes_back_says_the_same(library_card: bytes) -> None:
    for data in (library_card, *(path.read_bytes() for path in FILES)):
        answer = through_moddle([data.decode()])[0]
        assert answer["warnings"] == []
        assert facts(answer["xml"].encode()) == facts(data)


def test_a_word_that_is_not_of_the_vocabulary_is_a_warning(library_card: bytes) -> None:
    answer = through_moddle([library_card.decode().replace("<tthc:produces", "<tthc:printed")])[0]
    assert answer["warnings"]
