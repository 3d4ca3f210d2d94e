-- Bills that come electronically: how the bill of an account comes, every change of it, what was sent.
-- ebill: one row for an account. first_period: the first month whose bill comes so. subscriber_id: who gets it,
-- 0 on paper. channel: where they asked. waits_ms: since when a bill cannot be sent to any chat of theirs (0: it can).
CREATE TABLE ebill (
    id {{id}},
    account_id BIGINT NOT NULL UNIQUE,
    way TEXT NOT NULL CHECK (way = 'paper' OR way = 'electronic'),
    since_ms BIGINT NOT NULL,
    first_period TEXT NOT NULL,
    subscriber_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    waits_ms BIGINT NOT NULL DEFAULT 0
) {{strict}};
CREATE INDEX ebill_electronic ON ebill (account_id) WHERE way = 'electronic';

-- Every change, for ever as it was; due: billing is to be told. account_told: the number in its file.
CREATE TABLE ebill_change (
    id {{id}},
    account_id BIGINT NOT NULL,
    way TEXT NOT NULL CHECK (way = 'paper' OR way = 'electronic'),
    why TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    first_period TEXT NOT NULL,
    subscriber_id BIGINT NOT NULL,
    address TEXT NOT NULL,
    channel TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '',
    confirmed TEXT NOT NULL DEFAULT '',
    event_id BIGINT NOT NULL DEFAULT 0,
    due BIGINT NOT NULL DEFAULT 1 CHECK (due = 0 OR due = 1),
    batch BIGINT NOT NULL DEFAULT 0,
    line BIGINT NOT NULL DEFAULT 0,
    account_told TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX ebill_change_due ON ebill_change (id) WHERE due = 1;
CREATE INDEX ebill_change_batch ON ebill_change (batch, line) WHERE batch > 0;
CREATE INDEX ebill_change_address ON ebill_change (address);
CREATE INDEX ebill_change_person ON ebill_change (subscriber_id);
CREATE INDEX ebill_change_account ON ebill_change (account_id);

-- One row for an account and month that somebody was told of, however often it is tried. figures: what billing
-- charged as it was told; when it charges something else, the correction is told once.
CREATE TABLE ebill_sent (
    id {{id}},
    account_id BIGINT NOT NULL,
    period TEXT NOT NULL,
    figures TEXT NOT NULL,
    told_ms BIGINT NOT NULL,
    corrections BIGINT NOT NULL DEFAULT 0,
    UNIQUE (account_id, period)
) {{strict}};
CREATE INDEX ebill_sent_age ON ebill_sent (told_ms);

-- A batch is marked first, then its file is written from the changes, as often as it takes.
CREATE TABLE ebill_batch (
    id {{id}},
    zone TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'marking' CHECK (state = 'marking' OR state = 'marked' OR state = 'written'),
    begun_ms BIGINT NOT NULL,
    touched_ms BIGINT NOT NULL,
    written_ms BIGINT NOT NULL DEFAULT 0,
    rows_total BIGINT NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX ebill_batch_open ON ebill_batch (id) WHERE state <> 'written';
