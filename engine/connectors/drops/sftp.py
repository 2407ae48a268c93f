"""A partner's SFTP server, known by its host key, over the connection that was checked."""

from __future__ import annotations

import posixpath
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncssh

from engine.connectors.base import Blocked, Unreachable, Wire
from engine.connectors.descriptor import WrongSetting
from engine.connectors.drops.store import MOST_BYTES, bounded, part
from engine.connectors.words import both
from engine.text import Text

PORT = 22
HOST_KEY, USER = "sftp_host_key", "sftp_user"
PASSWORD, PRIVATE_KEY = "sftp_password", "sftp_key"


def host_keys(text: str) -> list[asyncssh.SSHKey]:
    """The public keys of a server, one a line as ``ssh-keyscan`` prints them (the host's name may stand in front).

    Raises ``WrongSetting``.
    """
    found = []
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        start = next((n for n, word in enumerate(words) if word.startswith(("ssh-", "ecdsa-"))), 0)
        try:
            found.append(asyncssh.import_public_key(" ".join(words[start : start + 2])))
        except (asyncssh.KeyImportError, ValueError) as error:
            raise WrongSetting(Text("Không đọc được khóa máy chủ.", "The host key cannot be read.")) from error
    if not found:
        raise WrongSetting(Text("Chưa có khóa máy chủ nào.", "There is no host key."))
    return found


class SftpStore:
    """Uses one session; a file appears whole by renaming."""

    def __init__(self, session: asyncssh.SFTPClient, root: str) -> None:
        self._session, self._root = session, root or "/"

    async def read(self, folder: str, name: str) -> bytes | None:
        """A file."""
        try:
            async with self._session.open(self._at(folder, name), "rb") as file:
                return bounded(await file.read(MOST_BYTES + 1))
        except asyncssh.SFTPNoSuchFile:
            return None

    async def leave(self, folder: str, name: str, data: bytes) -> bool:
        """A whole file under its final name."""
        if await self._session.exists(self._at(folder, name)):
            return False
        beside = self._at(folder, part(name))
        async with self._session.open(beside, "wb") as file:
            await file.write(data)
        await self._session.rename(beside, self._at(folder, name))
        return True

    def _at(self, folder: str, name: str) -> str:
        return posixpath.join(self._root, folder, name)


@asynccontextmanager
async def opened(wire: Wire) -> AsyncIterator[SftpStore]:
    """A session at the partner. Raises ``Blocked`` for a host key or a login that does not fit."""
    trusted, user, keys = _credentials(wire)
    with wire.connect(PORT) as connection:
        try:
            async with (
                asyncssh.connect(
                    wire.address.hostname or "",
                    sock=connection,
                    known_hosts=(trusted, [], []),
                    username=user,
                    password=wire.secret(PASSWORD) or None,
                    client_keys=keys,
                    config=None,
                    agent_path=None,
                    login_timeout=wire.left(),
                ) as there,
                there.start_sftp_client() as session,
            ):
                yield SftpStore(session, wire.address.path)
        except asyncssh.HostKeyNotVerifiable as error:
            said = Text("Khóa máy chủ SFTP khác với khóa đã lưu", "The SFTP host key is not the one that is kept")
            raise Blocked(both(said)) from error
        except asyncssh.PermissionDenied as error:
            said = Text("Máy chủ SFTP không cho đăng nhập", "The SFTP server does not let us log in")
            raise Blocked(both(said)) from error
        except asyncssh.Error as error:
            raise Unreachable(f"SFTP: {type(error).__name__}") from error


def _credentials(wire: Wire) -> tuple[list[asyncssh.SSHKey], str, list[asyncssh.SSHKey]]:
    kept = wire.setting(HOST_KEY)
    try:
        trusted = host_keys(kept)
        own = wire.secret(PRIVATE_KEY)
        keys = [asyncssh.import_private_key(own)] if own else []
    except WrongSetting as error:
        raise Blocked(both(error.said)) from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise Blocked(both(Text("Không đọc được khóa riêng SFTP", "The SFTP private key cannot be read"))) from error
    return trusted, wire.setting(USER), keys
