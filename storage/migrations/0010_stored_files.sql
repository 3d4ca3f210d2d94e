-- Files that people sent. The bytes are outside the database, under `name`; the row is there before the file.
CREATE TABLE stored_file (
    id {{id}},
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'kept', 'lost')),
    content TEXT NOT NULL DEFAULT '',
    bytes {{int}} NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL,
    subscriber_id {{int}} NOT NULL,
    event_id {{int}} NOT NULL,
    purpose TEXT NOT NULL,
    told_entry TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    used {{int}} NOT NULL DEFAULT 0,
    fault TEXT NOT NULL DEFAULT '',
    created_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX stored_file_of ON stored_file (address, created_ms);
CREATE INDEX stored_file_age ON stored_file (created_ms);
