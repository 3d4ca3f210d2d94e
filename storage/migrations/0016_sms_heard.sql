-- What was heard of incoming SMS by the two routes of a provider, its callbacks and its inbox: which ids it gave, by
-- which route, and which two ids are one message. The text is nowhere: `mark` is a keyed digest of phone and text.
CREATE TABLE sms_heard (
    id {{id}},
    provider TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    route TEXT NOT NULL CHECK (route = 'callback' OR route = 'poll' OR route = 'both'),
    mark TEXT NOT NULL,
    at_ms {{int}} NOT NULL,
    heard_ms {{int}} NOT NULL,
    pair TEXT NOT NULL DEFAULT '',
    UNIQUE (provider, provider_id)
) {{strict}};
CREATE INDEX sms_heard_alone ON sms_heard (mark, at_ms) WHERE pair = '' AND route <> 'both';
CREATE INDEX sms_heard_old ON sms_heard (heard_ms);
