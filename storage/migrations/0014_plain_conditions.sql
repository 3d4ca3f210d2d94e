-- Conditions of partial indexes without lists: for a list of three values SQLite makes a table in memory with
-- every row that it writes.
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (address, id) WHERE state <> 'sent' AND state <> 'failed';
DROP INDEX reading_entry_meter;
CREATE INDEX reading_entry_meter ON reading_entry (account_id, serial, period)
    WHERE state <> 'replaced' AND state <> 'withdrawn' AND state <> 'held';
