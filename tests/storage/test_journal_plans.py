"""No statement of the journal walks over the journal: each finds its rows by an index."""

from __future__ import annotations

import re

import pytest

from storage import journal, own_data, reading_drafts, reading_exports, reading_watch

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

METER, ASKED = "reading_entry_meter", "reading_entry_asked"
BY_ID = "INTEGER PRIMARY KEY"
PLANS = {
    "add": (journal._ADD, f"{METER} (account_id=? AND serial=? AND period=?)"),
    "by event": (journal._OF_EVENT, "(event_id=?)"),
    "by event and meter": (journal._OF_EVENT_AND_METER, "(event_id=? AND account_id=? AND serial=?)"),
    "by message": (journal._OF_MESSAGE, "reading_entry_message (address=? AND message=?)"),
    "by id": (journal._ONE, BY_ID),
    # A year or three of one household: the month is compared within the index.
    "of a month": (journal._OF_PERIOD, f"{METER} (account_id=?)"),
    "of a meter": (journal._OF_METER, f"{METER} (account_id=? AND serial=?)"),
    "newer": (journal._NEWER, f"{METER} (account_id=? AND serial=?"),
    "doubted": (journal._DRAFTS, f"{ASKED} (subscriber_id=?)"),
    "all doubted": (reading_drafts._DRAFTS, "entry USING INDEX reading_entry_draft (id>?)"),
    "in the way": (reading_drafts._RIVAL, f"{METER} (account_id=? AND serial=? AND period=?)"),
    "due": (reading_exports._DUE, "reading_entry_due"),
    "unanswered": (reading_watch._CANDIDATES, "reading_entry_open (period=? AND id>?)"),
    "own data": (
        f"SELECT id FROM reading_entry WHERE {own_data._MINE[own_data.Owner.SUBSCRIBER]}",
        "reading_entry_sender (subscriber_id=?)",
    ),
}


async def plan(database, sql):
    names = dict.fromkeys(re.findall(r":(\w+)", sql), 0)
    return [row[3] for row in await database.read(lambda tx: tx.all(f"EXPLAIN QUERY PLAN {sql}", **names))]


@pytest.mark.parametrize("name", PLANS)
async def test_rows_are_found_by_their_index(database, name):
    sql, wanted = PLANS[name]
    steps = await plan(database, sql)
    assert any(wanted in step for step in steps), steps
    assert not [step for step in steps if step in {"SCAN reading_entry", "SCAN entry"}], steps


async def test_what_takes_the_place_of_others_is_found_by_its_meter(database):
    """Or by the id it names: both are look-ups."""
    assert not [step for step in await plan(database, journal._RIVALS) if step.startswith("SCAN")]


async def test_a_reading_that_counts_is_written_into_no_more_than_four_indexes_and_its_key(database):
    """Every index costs each reading some 5 us; those of states that it has not yet cost nothing."""
    sql = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reading_entry' AND sql <> ''"
    made = [row[0] for row in await database.read(lambda tx: tx.all(sql))]
    written = [one for one in made if "'draft'" not in one and "'exported'" not in one]
    assert len(written) == 4, written
