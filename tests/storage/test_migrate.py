"""Migrations: step by step equals fresh, replicas at once, refusals. On both engines."""

from __future__ import annotations

import asyncio
import re

import pytest

from storage.database import connect
from storage.migrate import MIGRATIONS, SchemaMismatch, load, migrate, pending

SCHEMA = {
    "sqlite": """
        SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2""",
    "postgres": """
        SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT tablename, indexname, 0, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT conrelid::regclass::text, conname, 0, pg_get_constraintdef(oid), '', '', ''
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        ORDER BY 1, 2, 3, 4""",
}


async def schema(database):
    return await database.read(lambda tx: tx.all(SCHEMA[tx.engine]))


@pytest.fixture
def folder(tmp_path):
    """Migrations of our own: two common ones, the second with twins."""
    path = tmp_path / "migrations"
    path.mkdir()
    (path / "0001_first.sql").write_text("-- one; two\nCREATE TABLE first (id {{id}}, t TEXT) {{strict}};\n")
    (path / "0002_second.sql").write_text("ALTER TABLE first ADD COLUMN n {{int}};")
    (path / "0002_second.sqlite.sql").write_text("CREATE TABLE only_sqlite (id INTEGER) STRICT;")
    (path / "0002_second.postgres.sql").write_text("CREATE TABLE only_postgres (id BIGINT);")
    return path


async def test_fresh_install_applies_all_once(empty_database):
    known = load(empty_database.engine)
    assert [migration.version for migration in known] == list(range(1, len(known) + 1))
    told = []
    assert await pending(empty_database) == known
    assert await migrate(empty_database, applied=told.append, now_ms=lambda: 42) == known == told
    assert await pending(empty_database) == []
    assert await migrate(empty_database) == []
    query = "SELECT version, name, applied_at_ms, checksum, compatible_from FROM schema_version ORDER BY 1"
    rows = await empty_database.read(lambda tx: tx.all(query))
    assert rows == [(m.version, m.name, 42, m.checksum, m.compatible_from) for m in known]


async def test_step_by_step_gives_the_schema_of_a_fresh_install(empty_database, database):
    known = load(empty_database.engine)
    for count in range(1, len(known) + 1):
        assert await migrate(empty_database, known[:count]) == [known[count - 1]]
    assert await schema(empty_database) == await schema(database)


async def test_twins_run_after_the_common_file_on_their_engine_only(empty_database, folder):
    await migrate(empty_database, load(empty_database.engine, folder))
    text = str(await schema(empty_database))
    assert (f"only_{empty_database.engine}" in text, "'n'" in text or "n INTEGER" in text) == (True, True)
    assert text.count("only_sqlite") == 0 or text.count("only_postgres") == 0


async def test_a_failing_migration_leaves_the_version_before_it(empty_database, folder):
    (folder / "0003_bad.sql").write_text(
        "CREATE TABLE half (id BIGINT) {{strict}}; CREATE TABLE first (id BIGINT);"
    )
    known = load(empty_database.engine, folder)
    with pytest.raises(Exception, match="first"):
        await migrate(empty_database, known)
    assert await pending(empty_database, known) == known[2:]
    assert "half" not in str(await schema(empty_database))
    (folder / "0003_bad.sql").write_text("CREATE TABLE half (id {{int}}) {{strict}};")
    mended = load(empty_database.engine, folder)
    assert await migrate(empty_database, mended) == mended[2:]


async def test_replicas_that_start_at_once_migrate_once(empty_database, empty_url, background):
    options = {"exclusive": False} if empty_database.engine == "sqlite" else {"lanes": 1, "readers": 1}
    other = connect(empty_url, background=background, **options)
    await other.open()
    done = await asyncio.gather(*(migrate(one) for one in (empty_database, other)))
    known = load(empty_database.engine)
    assert sorted(m.version for part in done for m in part) == [m.version for m in known]
    await other.close()


async def test_a_changed_file_is_refused(empty_database, folder):
    await migrate(empty_database, load(empty_database.engine, folder))
    (folder / "0001_first.sql").write_text("CREATE TABLE first (id {{id}}, t TEXT, more TEXT) {{strict}};")
    changed = load(empty_database.engine, folder)
    for call in (migrate, pending):
        with pytest.raises(SchemaMismatch, match=r"0001 \(first\) was changed") as caught:
            await call(empty_database, changed)
        assert "\n" not in str(caught.value)


async def test_line_ends_do_not_change_the_checksum(folder):
    before = load("sqlite", folder)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load("sqlite", folder) == before


async def test_a_database_of_a_newer_program_is_refused_only_when_incompatible(empty_database, folder):
    (folder / "0003_expand.sql").write_text(
        "-- compatible_from: 2\nCREATE TABLE more (id BIGINT) {{strict}};"
    )
    newer = load(empty_database.engine, folder)
    await migrate(empty_database, newer)
    # Knows 0002: the additive 0003 does not disturb it. Knows 0001 only: refused.
    assert await migrate(empty_database, newer[:2]) == []
    for call in (migrate, pending):
        with pytest.raises(SchemaMismatch, match=r"needs version 2.* knows 1; install"):
            await call(empty_database, newer[:1])


def test_without_a_word_the_program_before_stays_compatible(folder):
    assert [m.compatible_from for m in load("sqlite", folder)] == [1, 1]
    (folder / "0003_third.sql").write_text("SELECT 1")
    (folder / "0004_fourth.sql").write_text("-- compatible_from: 4\nSELECT 1")
    assert [m.compatible_from for m in load("sqlite", folder)] == [1, 1, 2, 4]


@pytest.mark.parametrize("name", ["3_short.sql", "0003-dash.sql", "0003_x.mysql.sql"])
def test_bad_names_are_refused(folder, name):
    (folder / name).write_text("SELECT 1")
    with pytest.raises(ValueError, match=re.escape(name)):
        load("sqlite", folder)


def test_a_number_used_twice_is_refused(folder):
    (folder / "0002_other.sql").write_text("SELECT 1")
    with pytest.raises(ValueError, match="two migrations"):
        load("sqlite", folder)


def test_shipped_files_are_read_from_the_package():
    assert MIGRATIONS.is_dir()
    assert [m.name for m in load("sqlite")] == [m.name for m in load("postgres")]
