"""Files in a folder and on a real SFTP server: whole or not at all, once however often, answered by a file."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from engine.connectors.base import Accepted, Blocked, Call, Declined, Done, Unreachable
from engine.connectors.contrib.file_drop import FileDrop, check_folder
from engine.connectors.descriptor import WrongSetting
from engine.connectors.drops.sftp import host_keys
from engine.connectors.wire import HttpWire

PARAMS = {"partner": "luu-tru", "name": "ho-so", "data_so": "12", "data_ten": "Nguyễn Văn An"}
NAME = "ho-so-khoa1.json"


class Server:
    """A real SFTP server on a thread of its own, showing one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.key = asyncssh.generate_private_key("ssh-ed25519")
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def stop(self) -> None:
        self._acceptor.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    async def _listen(self) -> None:
        root = str(self.root).encode()

        class Files(asyncssh.SFTPServer):
            def __init__(self, channel: Any) -> None:
                super().__init__(channel, chroot=root)

        class Users(asyncssh.SSHServer):
            def password_auth_supported(self) -> bool:
                return True

            def validate_password(self, username: str, password: str) -> bool:
                return (username, password) == ("xa", "mat-khau-1")

        self._acceptor = await asyncssh.listen(
            "127.0.0.1", 0, server_host_keys=[self.key], server_factory=Users, sftp_factory=Files
        )
        self.port = self._acceptor.get_port()

    @property
    def public(self) -> str:
        return self.key.export_public_key().decode()


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    server = Server(root)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sftp")) as one:
        yield one


@pytest.fixture(params=["file", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder as the partner sees it, and what makes a wire to it."""
    if request.param == "file":
        yield tmp_path, {"base_url": f"file://{tmp_path}", "roots": [tmp_path]}
        return
    one: Server = request.getfixturevalue("server")
    folder = one.root / tmp_path.name
    folder.mkdir()
    kept = {"sftp_host_key": one.public, "sftp_user": "xa"}
    url = f"sftp://127.0.0.1:{one.port}/{tmp_path.name}"
    yield folder, {"base_url": url, "settings": kept, "secrets": {"sftp_password": "mat-khau-1"}}


def _leave(how: dict[str, Any], receipt: str = "", more: dict[str, str] | None = None, **changes: Any) -> Any:
    words = {**how, "settings": {**how.get("settings", {}), **(more or {})}}
    wire = HttpWire(key="khoa1", local=True, seconds=5, **words)
    return FileDrop().call(Call("khoa1", {**PARAMS, **changes}, "H-1", None, receipt), wire)


def test_a_file_is_left_whole_and_once_however_often_it_is_sent(place: tuple[Path, dict[str, Any]]) -> None:
    folder, how = place
    assert _leave(how) == Done({"file": NAME}, NAME)
    assert json.loads((folder / NAME).read_text()) == {
        "id": "khoa1",
        "dossier": "H-1",
        "data": {"so": "12", "ten": "Nguyễn Văn An"},
    }
    before = (folder / NAME).stat().st_mtime_ns
    assert _leave(how, data_so="khác") == Done({"file": NAME}, NAME)
    assert (folder / NAME).stat().st_mtime_ns == before
    assert [one.name for one in folder.iterdir()] == [NAME]


def test_what_an_attempt_left_half_written_is_written_anew(place: tuple[Path, dict[str, Any]]) -> None:
    folder, how = place
    (folder / f".{NAME}.part").write_text("nửa")
    _leave(how)
    assert [one.name for one in folder.iterdir()] == [NAME]


def test_the_answer_is_found_when_it_is_asked_for_again(place: tuple[Path, dict[str, Any]]) -> None:
    folder, how = place
    more = {"drop_to": "gui-di", "drop_answers": "tra-loi"}
    (folder / "gui-di").mkdir()
    (folder / "tra-loi").mkdir()
    assert _leave(how, more=more, answer="file") == Accepted(NAME)
    (folder / "gui-di" / NAME).unlink()
    assert _leave(how, receipt=NAME, more=more, answer="file") == Accepted(NAME)
    assert list((folder / "gui-di").iterdir()) == []
    (folder / "tra-loi" / "ho-so-khoa1.answer.json").write_text('{"receipt": "LT-1", "kho": "K3"}')
    assert _leave(how, receipt=NAME, more=more, answer="file") == Done({"receipt": "LT-1", "kho": "K3"}, "LT-1")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('{"status": 422, "code": "thieu"}', Declined),
        ("nửa", Unreachable),
        ("[]", Unreachable),
        (" " * 1048577, Unreachable),
    ],
)
def test_other_answers(place: tuple[Path, dict[str, Any]], text: str, end: type[Exception]) -> None:
    folder, how = place
    (folder / "ho-so-khoa1.answer.json").write_text(text)
    with pytest.raises(end):
        _leave(how, answer="file")


def test_a_folder_that_is_not_there_is_to_be_tried_again(place: tuple[Path, dict[str, Any]]) -> None:
    _, how = place
    with pytest.raises(Unreachable):
        _leave(how, more={"drop_to": "khong-co"})


@pytest.mark.parametrize("name", ["../x", "a/b", "", "tên", ".an", "x" * 61, "a\nb"])
def test_a_name_cannot_lead_elsewhere(place: tuple[Path, dict[str, Any]], name: str) -> None:
    folder, how = place
    with pytest.raises(Declined):
        _leave(how, name=name)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("folder", ["..", "a/../b", "/etc", ".an", "a//b", ""])
def test_a_subfolder_cannot_climb(folder: str) -> None:
    with pytest.raises(WrongSetting):
        check_folder(folder)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "trong", tmp_path / "ngoai"
    inside.mkdir()
    outside.mkdir()
    (inside / "gui-di").symlink_to(outside)
    with pytest.raises(Blocked):
        _leave({"base_url": f"file://{inside}", "roots": [inside]}, more={"drop_to": "gui-di"})
    (inside / "ho-so-khoa1.answer.json").symlink_to("/etc/passwd")
    with pytest.raises(Unreachable):
        _leave({"base_url": f"file://{inside}", "roots": [inside]}, answer="file")


def test_another_host_key_or_password_is_an_administrators_business(server: Server) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    url = f"sftp://127.0.0.1:{server.port}/"
    secrets = {"sftp_password": "mat-khau-1"}
    kept = {"sftp_host_key": server.public, "sftp_user": "xa"}
    for change, why in (
        ({"settings": {**kept, "sftp_host_key": other}}, "host key"),
        ({"settings": {"sftp_user": "xa"}}, "host key"),
        ({"secrets": {"sftp_password": "sai"}}, "log in"),
        ({"secrets": {"sftp_key": "không phải khóa"}}, "private key"),
    ):
        with pytest.raises(Blocked, match=why):
            _leave({"base_url": url, "settings": kept, "secrets": secrets, **change})


def test_host_keys_are_read_as_they_are_printed(server: Server) -> None:
    line = " ".join(server.public.split()[:2])
    assert len(host_keys(f"# sftp.vn:22 SSH-2.0\n[sftp.vn]:22 {line}\n{line} ghi chú\n")) == 2
    for text in ("", "# chỉ ghi chú", "ssh-ed25519 AAAA"):
        with pytest.raises(WrongSetting):
            host_keys(text)


def test_a_server_that_is_away_is_to_be_tried_again(server: Server, tmp_path: Path) -> None:
    with serving(tmp_path) as gone:
        port = gone.port
    kept = {"sftp_host_key": server.public, "sftp_user": "xa"}
    with pytest.raises(Unreachable):
        _leave({"base_url": f"sftp://127.0.0.1:{port}/", "settings": kept})
