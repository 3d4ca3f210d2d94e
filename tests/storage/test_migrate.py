from __future__ import annotations

from storage.migrate import load, migrate, pending


async def test_fresh_install_applies_all(empty_database):
    known = load(empty_database.engine)
    assert await pending(empty_database) == known
    assert await migrate(empty_database) == known
    assert await pending(empty_database) == []
    assert await migrate(empty_database) == []
