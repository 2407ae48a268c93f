"""A new connector to begin with: a package with class and descriptor, an emulator, and a test that passes."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Template

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
FILES = {
    "pyproject.toml.txt": "pyproject.toml",
    "connector.py.txt": "{name}/connector.py",
    "emulator.py.txt": "{name}/emulator.py",
    "init.py.txt": "{name}/__init__.py",
    "test.py.txt": "tests/test_{name}.py",
}


def write(name: str, folder: Path) -> list[Path]:
    """Write the files of connector ``name`` below ``folder``; returns them.

    Raises ValueError for a name that is not lower-case words joined by ``_``, FileExistsError rather than overwrite.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"tên kết nối gồm chữ thường, số và dấu gạch dưới (như tra_cuu_dat), không phải {name!r}")
    words = {"name": name, "class_name": "".join(part.capitalize() for part in name.split("_"))}
    targets = {template: folder / name / path.format(name=name) for template, path in FILES.items()}
    for target in targets.values():
        if target.exists():
            raise FileExistsError(f"đã có {target}; không ghi đè")
    for template, target in targets.items():
        text = resources.files("engine.connectors").joinpath("scaffold", template).read_text("utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(text).substitute(words), "utf-8")
    return list(targets.values())
