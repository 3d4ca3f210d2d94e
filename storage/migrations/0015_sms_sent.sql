-- Every SMS of ours, written before the provider is called: what it was named there, what it cost, what became of
-- it. The text is nowhere: `mark` is its keyed digest.
CREATE TABLE sms_sent (
    id {{id}},
    own_id TEXT NOT NULL,
    address TEXT NOT NULL,
    outbox_id {{int}} NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind = 'code' OR kind = 'message'),
    notify TEXT NOT NULL DEFAULT '',
    mark TEXT NOT NULL,
    parts {{int}} NOT NULL,
    kopecks {{int}} NOT NULL,
    state TEXT NOT NULL DEFAULT 'asking' CHECK (state = 'asking' OR state = 'sent' OR state = 'delivered'
        OR state = 'failed' OR state = 'unknown'),
    reason TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    final {{int}} NOT NULL DEFAULT 0,
    sent_ms {{int}} NOT NULL,
    updated_ms {{int}} NOT NULL,
    asked_ms {{int}} NOT NULL,
    UNIQUE (own_id, address)
) {{strict}};
CREATE INDEX sms_sent_open ON sms_sent (asked_ms, id) WHERE final = 0;
CREATE INDEX sms_sent_address ON sms_sent (address, sent_ms);
CREATE INDEX sms_sent_cost ON sms_sent (sent_ms, kopecks);
CREATE INDEX sms_sent_notify ON sms_sent (notify) WHERE notify <> '';
