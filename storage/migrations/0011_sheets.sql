-- Filled sheets that came back: what became of each meter is JSON, read and written whole. The readings
-- themselves are in the journal.
CREATE TABLE sheet (
    id {{id}},
    source TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    subscriber_id {{int}} NOT NULL,
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL DEFAULT '',
    taken_ms {{int}} NOT NULL,
    total {{int}} NOT NULL,
    empty {{int}} NOT NULL,
    content TEXT NOT NULL DEFAULT '[]',
    created_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX sheet_of ON sheet (subscriber_id, account_id, id);
CREATE INDEX sheet_age ON sheet (created_ms);
CREATE INDEX sheet_address ON sheet (address);
