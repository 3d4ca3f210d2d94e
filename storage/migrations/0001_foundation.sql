-- The durable engine: raw events in, effects out, sessions between.
CREATE TABLE inbox (
    id {{id}},
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    address TEXT NOT NULL,
    body {{blob}},
    received_ms {{int}} NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts {{int}} NOT NULL DEFAULT 0,
    crashes {{int}} NOT NULL DEFAULT 0,
    next_try_ms {{int}} NOT NULL DEFAULT 0,
    error TEXT,
    UNIQUE (source, source_id)
) {{strict}};
CREATE INDEX inbox_pending ON inbox (address, id) WHERE state = 'pending';
CREATE INDEX inbox_dead ON inbox (id) WHERE state = 'dead';

CREATE TABLE outbox (
    id {{id}},
    event_id {{int}} NOT NULL,
    step {{int}} NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL DEFAULT '',
    payload TEXT,
    priority {{int}} NOT NULL,
    not_before_ms {{int}} NOT NULL DEFAULT 0,
    deadline_ms {{int}} NOT NULL DEFAULT 0,
    notify TEXT NOT NULL DEFAULT '',
    replaces {{int}} NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unknown', 'sent', 'failed')),
    attempts {{int}} NOT NULL DEFAULT 0,
    lease_ms {{int}} NOT NULL DEFAULT 0,
    reference TEXT,
    error TEXT,
    created_ms {{int}} NOT NULL,
    UNIQUE (event_id, step)
) {{strict}};
CREATE INDEX outbox_open ON outbox (address, id) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX outbox_due ON outbox (priority, not_before_ms, id) WHERE state IN ('queued', 'unknown');

CREATE TABLE session (
    address TEXT PRIMARY KEY,
    dialog TEXT NOT NULL DEFAULT '',
    step TEXT NOT NULL DEFAULT '',
    version {{int}} NOT NULL DEFAULT 0,
    data TEXT NOT NULL DEFAULT '{}',
    memo TEXT NOT NULL DEFAULT '{}',
    prompt TEXT NOT NULL DEFAULT '',
    expires_ms {{int}} NOT NULL DEFAULT 0,
    waits_for {{int}} NOT NULL DEFAULT 0,
    tail {{int}} NOT NULL DEFAULT 0,
    updated_ms {{int}} NOT NULL
) {{clustered}};

-- A channel identity. subscriber_id is set by linking, state by the channel (a blocked bot), muted by STOP.
CREATE TABLE address (
    address TEXT PRIMARY KEY,
    subscriber_id {{int}} NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'blocked')),
    muted {{int}} NOT NULL DEFAULT 0,
    since_ms {{int}} NOT NULL
) {{clustered}};
CREATE INDEX address_subscriber ON address (subscriber_id) WHERE subscriber_id <> 0;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {{strict}};
