"""The worked example of the developers' manual, done word for word in an empty folder, without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "### A connector in an afternoon"
_BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> Iterator[tuple[str, str, str]]:
    """Kind, file name and text of every block of the chapter, in order."""
    manual = (ROOT / "docs" / "develop.md").read_text("utf-8")
    chapter = manual.partition(CHAPTER)[2].partition("\n### ")[0]
    yield from _BLOCK.findall(chapter)


class Newcomer:
    """Somebody at a terminal: types what the manual says, in the folder it leads to."""

    def __init__(self, home: Path) -> None:
        self.here, self.said = home, ""
        site, commands = home / "site", Path(sys.executable).parent
        self.env = {
            "PATH": f"{commands}:{os.environ.get('PATH', '')}",
            "HOME": str(home),
            "PIP_TARGET": str(site),
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONPATH": str(site),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def type(self, line: str) -> None:
        """One line of a console block."""
        folder, both, command = line.partition(" && ")
        if both and folder.startswith("cd "):
            self.here /= folder.removeprefix("cd ")
        else:
            command = line
        words = command.split()
        program = shutil.which(words[0], path=self.env["PATH"])
        assert program, words[0]
        env = {**self.env, "PYTHONPATH": f"{self.env['PYTHONPATH']}:{self.here}"}
        done = subprocess.run(
            [program, *words[1:]], cwd=self.here, env=env, capture_output=True, text=True, check=False, timeout=120
        )
        self.said = done.stdout + done.stderr
        assert done.returncode == 0, f"{line}\n{self.said}"


@pytest.mark.sqlite_only
def test_a_newcomer_who_does_what_the_chapter_says_has_a_connector(tmp_path: Path) -> None:
    newcomer, step = Newcomer(tmp_path), ""
    for kind, file, text in blocks():
        if kind == "console":
            for line in text.splitlines():
                assert line.startswith("$ "), line
                newcomer.type(line.removeprefix("$ "))
        elif kind == "python":
            (newcomer.here / file).write_text(text, "utf-8")
        else:
            step = text
    assert "tra_cuu_dat 1 – Địa chính: tra cứu thửa đất" in newcomer.said
    assert "* so: Số thửa" in newcomer.said
    diagram = tmp_path / "thua-dat.bpmn"
    for wrong, code in (("", None), ('name="so"', "connector_parameter"), ("response.chu", "connector_result")):
        changed = step.replace(wrong, wrong + "x" if "=" not in wrong else 'name="khac"') if wrong else step
        diagram.write_text(_DIAGRAM.replace("STEP", changed), "utf-8")
        codes = _checked(newcomer, diagram)
        assert "connector_unknown" not in codes
        assert (code in codes) if code else not {one for one in codes if one.startswith("connector")}


def _checked(newcomer: Newcomer, diagram: Path) -> set[str]:
    """The codes `quytrinh check` finds; it ends with 1 for this small diagram, which lacks much else."""
    program = str(shutil.which("quytrinh", path=newcomer.env["PATH"]))
    command = [program, "check", str(diagram), "--format", "json"]
    done = subprocess.run(command, env=newcomer.env, capture_output=True, text=True, check=False, timeout=60)
    return {one["code"] for one in json.loads(done.stdout)["findings"]}


_DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tthc="urn:quytrinh:tthc:1"
 targetNamespace="urn:quytrinh:procedure:thua-dat"><bpmn:process id="thua_dat" name="Thửa đất" isExecutable="true">
<bpmn:extensionElements><tthc:procedure key="thua-dat" form="to-khai"/></bpmn:extensionElements>
<bpmn:startEvent id="bat_dau"/><bpmn:serviceTask id="hoi" name="Hỏi địa chính"><bpmn:extensionElements>
STEP</bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="xong"/>
<bpmn:sequenceFlow id="f1" sourceRef="bat_dau" targetRef="hoi"/>
<bpmn:sequenceFlow id="f2" sourceRef="hoi" targetRef="xong"/></bpmn:process></bpmn:definitions>
"""
