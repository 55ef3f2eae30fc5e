"""A real SSH server on loopback, for the faults that only a line between two machines has.

It needs `sshd` and `ssh` on the machine and listens on 127.0.0.1 alone, with keys of its own.
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from tests.whole_program import Run

PATIENCE = 3
"""Seconds after which the server gives up a client that does not answer."""


def sshd() -> str:
    """The server's program; empty where there is none."""
    found = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return found if found and shutil.which("ssh") else ""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server that keeps its files in a folder; give the client's command."""
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        f"ClientAliveInterval 1\nClientAliveCountMax {PATIENCE - 1}\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    daemon = subprocess.Popen(
        [sshd(), "-D", "-e", "-f", str(folder / "config")],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 10
        while time.monotonic() < end and daemon.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        client = [
            *("ssh", "-tt", "-F", "none", "-p", str(port), "-i", str(folder / "user")),
            *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
            *("-o", "LogLevel=ERROR", f"{getpass.getuser()}@127.0.0.1"),
        ]
        yield shlex.join(client)
    finally:
        daemon.terminate()
        daemon.wait(10)


class FarRun(Run):
    """A `Run` at the other end of a line; its terminal's process is the client.

    Args:
        folder: An empty folder for the document.
        place: Where to type.
        client: The client's command.
    """

    def __init__(self, folder: Path, place: str, client: str) -> None:
        names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
        there = [f"{name}={os.environ[name]}" for name in names if name in os.environ]
        super().__init__(
            folder, place, prefix=f"{client} env {shlex.join(there)}", module=("hotwash",)
        )

    @property
    def pid(self) -> int:
        """The process that is Hotwash, at the other end."""
        wanted = ["hotwash", str(self.path)]
        for process in psutil.process_iter(["cmdline"]):
            found = process.info["cmdline"] or []
            if found[-2:] == wanted and "python" in found[0]:
                return int(process.pid)
        raise ProcessLookupError("Hotwash is not running at the other end")

    def __exit__(self, *error: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        super().__exit__(*error)


# --- what can happen to a line


def client_killed(run: Run) -> None:
    """The client is gone from one moment to the next."""
    run.terminal.kill(signal.SIGKILL)


def client_frozen(run: Run) -> None:
    """The client answers no more: the laptop sleeps, the train is in a tunnel."""
    run.terminal.kill(signal.SIGSTOP)


def client_escaped(run: Run) -> None:
    """The person cuts the line with `~.`."""
    run.terminal.send("\r")
    run.terminal.read(0.1)
    run.terminal.send("~.")


LINES = {
    "ssh: client killed": client_killed,
    "ssh: client frozen": client_frozen,
    "ssh: ~.": client_escaped,
}
"""The ends of a line, by name."""
