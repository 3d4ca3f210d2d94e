from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.lockfile import AlreadyRunning, LockFile

HOLD = """
import sys, time
from pathlib import Path
from storage.lockfile import LockFile
LockFile.beside(Path(sys.argv[1])).acquire()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "abonent.db"


@pytest.fixture
def holder(path):
    """Another process that holds the lock."""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", HOLD, path], cwd=root, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_second_process_is_told_the_pid_of_the_first(path, holder):
    with pytest.raises(AlreadyRunning, match=f"process {holder.pid} works") as caught:
        LockFile.beside(path).acquire()
    assert caught.value.pid == holder.pid
    assert str(path) in str(caught.value)


def test_a_killed_holder_frees_the_lock(path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait(5)
    lock = LockFile.beside(path)
    lock.acquire()
    assert lock.path.read_text() == f"{os.getpid()}\n"
    lock.release()


def test_release_frees_and_forgets(path):
    first, second = LockFile.beside(path), LockFile.beside(path)
    first.acquire()
    with pytest.raises(AlreadyRunning):
        second.acquire()
    first.release()
    first.release()
    second.acquire()
    second.release()
    assert second.path.name == "abonent.db.lock"
    assert second.path.read_text() == ""


def test_an_unreadable_pid_is_still_a_refusal(path):
    first = LockFile.beside(path)
    first.acquire()
    first.path.write_text("nonsense")
    with pytest.raises(AlreadyRunning, match="another process") as caught:
        LockFile.beside(path).acquire()
    assert caught.value.pid == 0
    first.release()
