"""From Word to PDF by LibreOffice in a process of its own: with a time limit, a fresh profile and nothing inherited."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine.text import Text

_EXPORT = {
    "UseLosslessCompression": {"type": "boolean", "value": "true"},
    "ReduceImageResolution": {"type": "boolean", "value": "false"},
}
"""Pictures stay as they are: bar codes blurred by compression are read by no scanner."""


class NoPdf(Exception):
    """The PDF could not be made; ``text`` says why, for whoever asked for it."""

    def __init__(self, text: Text) -> None:
        """Keep what is said to people; the job keeps the same words."""
        super().__init__(text.vi)
        self.text = text


MISSING = Text(
    "Máy chủ chưa cài LibreOffice nên chưa tạo được PDF.", "LibreOffice is not installed, so no PDF can be made."
)
HANGING = Text("LibreOffice không trả lời trong thời gian cho phép.", "LibreOffice did not answer in time.")
FAILED = Text("LibreOffice không tạo được tệp PDF.", "LibreOffice made no PDF.")


@dataclass(frozen=True)
class Converter:
    """How LibreOffice is called on this machine."""

    command: str = "soffice"
    seconds: float = 60

    def pdf_of(self, word: bytes) -> bytes:
        """The PDF of a Word file. Raises ``NoPdf``; whatever was started is ended."""
        with tempfile.TemporaryDirectory(prefix="quytrinh-pdf-") as folder:
            room = Path(folder)
            (room / "giay.docx").write_bytes(word)
            self._run(room)
            made = room / "giay.pdf"
            if not made.exists():
                raise NoPdf(FAILED)
            return made.read_bytes()

    def _run(self, room: Path) -> None:
        filter_ = f"pdf:writer_pdf_Export:{json.dumps(_EXPORT)}"
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
        call = [self.command, profile, *quiet, "--convert-to", filter_, "--outdir", str(room), str(room / "giay.docx")]
        surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": str(room), "LANG": "C.UTF-8"}
        try:
            child = subprocess.Popen(
                call,
                cwd=room,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise NoPdf(MISSING) from error
        try:
            code = child.wait(self.seconds)
        except subprocess.TimeoutExpired as error:
            raise NoPdf(HANGING) from error
        finally:
            _end(child)
        if code:
            raise NoPdf(FAILED)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started; LibreOffice runs as a script that starts the real program."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
