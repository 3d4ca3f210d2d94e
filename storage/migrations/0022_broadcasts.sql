-- What the supplier tells many at once. audience: JSON of core.broadcasts.model.Audience; words are the
-- supplier's own. after_link: how far the recipients have been gathered. legal: it cannot be switched off.
CREATE TABLE broadcast (
    id {{id}},
    words TEXT NOT NULL,
    words_short TEXT NOT NULL,
    audience TEXT NOT NULL,
    channels TEXT NOT NULL CHECK (channels = 'all' OR channels = 'messenger' OR channels = 'sms'),
    legal BIGINT NOT NULL DEFAULT 0 CHECK (legal = 0 OR legal = 1),
    made_by TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'gathering' CHECK (state = 'gathering' OR state = 'ready' OR state = 'running'
        OR state = 'paused' OR state = 'stopped' OR state = 'done'),
    after_link BIGINT NOT NULL DEFAULT 0,
    made_ms BIGINT NOT NULL,
    started_ms BIGINT NOT NULL DEFAULT 0,
    ended_ms BIGINT NOT NULL DEFAULT 0
) {{strict}};
CREATE INDEX broadcast_open ON broadcast (id) WHERE state <> 'done' AND state <> 'stopped';

-- One row for a person, however many accounts of theirs are meant: nobody gets it twice.
CREATE TABLE broadcast_recipient (
    id {{id}},
    broadcast_id BIGINT NOT NULL REFERENCES broadcast (id) ON DELETE CASCADE,
    subscriber_id BIGINT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state = 'planned' OR state = 'queued' OR state = 'sent'
        OR state = 'failed' OR state = 'skipped'),
    why TEXT NOT NULL DEFAULT '',
    outbox_id BIGINT NOT NULL DEFAULT 0,
    ended_ms BIGINT NOT NULL DEFAULT 0,
    UNIQUE (broadcast_id, subscriber_id)
) {{strict}};
CREATE INDEX broadcast_recipient_planned ON broadcast_recipient (broadcast_id, id) WHERE state = 'planned';
CREATE INDEX broadcast_recipient_queued ON broadcast_recipient (outbox_id) WHERE state = 'queued';
CREATE INDEX broadcast_recipient_person ON broadcast_recipient (subscriber_id);
CREATE INDEX broadcast_recipient_address ON broadcast_recipient (address);
