-- Consents with their proof, pauses of what we start, and what people ask about their own data.

-- 0: as `muted` says, for ever; else STOP ends by itself at this moment.
ALTER TABLE address ADD COLUMN muted_until_ms {{int}} NOT NULL DEFAULT 0;
CREATE INDEX address_pause ON address (muted_until_ms) WHERE muted_until_ms <> 0;

-- basis: consent (the person agreed) or contract (the person was told). text_sha256 names the words that
-- were shown, origin the stored message that answered (source/source id), said what it answered.
ALTER TABLE consent ADD COLUMN basis TEXT NOT NULL DEFAULT 'consent';
ALTER TABLE consent ADD COLUMN text_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN said TEXT NOT NULL DEFAULT '';
CREATE INDEX consent_end ON consent (revoked_ms) WHERE revoked_ms <> 0;

-- The words themselves, once for all who saw them: they outlive the catalogue they came from.
CREATE TABLE consent_text (
    sha256 TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    version TEXT NOT NULL,
    words TEXT NOT NULL,
    first_ms {{int}} NOT NULL
) {{strict}};

-- What a person asked of us about their data: kind export or erasure. addresses: their chats and phones
-- (JSON) while an erasure is under way; an erasure that is over keeps a digest of the address and no more.
CREATE TABLE data_request (
    id {{id}},
    kind TEXT NOT NULL CHECK (kind IN ('export', 'erasure')),
    subscriber_id {{int}} NOT NULL,
    address TEXT NOT NULL,
    addresses TEXT NOT NULL DEFAULT '',
    event_id {{int}} NOT NULL,
    asked_ms {{int}} NOT NULL,
    done_ms {{int}} NOT NULL DEFAULT 0
) {{strict}};
CREATE INDEX data_request_address ON data_request (address, kind, asked_ms);
CREATE INDEX data_request_open ON data_request (id) WHERE kind = 'erasure' AND done_ms = 0;

-- The people of an audit trail are found when they ask to be forgotten.
CREATE INDEX audit_event_person ON audit_event (subscriber_id) WHERE subscriber_id <> 0;
