"""A copy that was used is like a new one for the next test; one whose tables are others is thrown away."""

from __future__ import annotations

import psycopg
import pytest

PERSON = "INSERT INTO subscriber (created_ms) VALUES (1) RETURNING id"


@pytest.fixture
def used(postgres_copies):
    """A copy with rows, also such as were taken back."""
    copy = postgres_copies.take()
    with psycopg.connect(copy.url) as connection:
        assert connection.execute(PERSON).fetchone() == (1,)
        connection.execute("INSERT INTO setting (name, value) VALUES ('a', 'b')")
    with psycopg.connect(copy.url) as connection:
        assert connection.execute(PERSON).fetchone() == (2,)
        connection.rollback()
    return copy


def test_rows_and_numbers_begin_anew_and_nobody_is_connected(postgres_copies, used):
    left = psycopg.connect(used.url)
    postgres_copies.give_back(used)
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
    again = postgres_copies.take()
    assert again.name == used.name
    with psycopg.connect(again.url) as connection:
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM schema_version").fetchone() > (10,)
        assert connection.execute(PERSON).fetchone() == (1,)
    postgres_copies.give_back(again)


MANY = "INSERT INTO setting (name, value) SELECT n, repeat('v', 200) FROM generate_series(1, 2000) n"


def test_many_rows_go_with_their_file(postgres_copies, used):
    with psycopg.connect(used.url) as connection:
        connection.execute(MANY)
    postgres_copies.give_back(used)
    again = postgres_copies.take()
    assert again.name == used.name
    with psycopg.connect(again.url) as connection:
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        assert connection.execute("SELECT pg_relation_size('setting')").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM subscriber").fetchone() == (0,)
    postgres_copies.give_back(again)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE setting ADD COLUMN more TEXT",
        "DROP INDEX inbox_dead",
        "CREATE TABLE mark (id BIGINT)",
        "DELETE FROM schema_version WHERE version = 3",
    ],
)
def test_a_changed_one_is_thrown_away(postgres_copies, used, change):
    with psycopg.connect(used.url) as connection:
        connection.execute(change)
    postgres_copies.give_back(used)
    other = postgres_copies.take()
    assert other.name != used.name
    postgres_copies.give_back(other)
