"""The one owner of asyncio tasks: nothing runs detached, a crash is always reported."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")
log = logging.getLogger(__name__)


def _log_crash(name: str, error: BaseException) -> None:
    log.error("background task %s crashed", name, exc_info=error)


class Background:
    """Starts tasks, keeps them alive, reports their crashes and ends them together."""

    def __init__(self, on_crash: Callable[[str, BaseException], None] = _log_crash) -> None:
        """`on_crash` gets the name of the task and its exception; by default it is logged."""
        self._on_crash = on_crash
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def __len__(self) -> int:
        """Number of tasks that have not ended."""
        return len(self._tasks)

    def spawn(self, coro: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
        """Start `coro` as a task of this owner. Raises RuntimeError once closed."""
        if self._closed:
            coro.close()
            message = f"cannot start {name}: the application is closing"
            raise RuntimeError(message)
        task = asyncio.get_running_loop().create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def close(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - it cancels, then waits
        """Cancel every task and wait for them up to `timeout` seconds; those still alive are reported."""
        self._closed = True
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if not tasks:
            return
        _, alive = await asyncio.wait(tasks, timeout=timeout)
        for task in alive:
            self._on_crash(task.get_name(), TimeoutError(f"did not end within {timeout:g} s"))

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._on_crash(task.get_name(), error)
