-- People and their right to accounts: who linked what, with which consent, after how many tries.
CREATE TABLE subscriber (
    id {{id}},
    created_ms {{int}} NOT NULL
) {{strict}};

-- One row per person and account, for ever: unlinking ends it, linking again begins it anew.
-- phone is where the code went; the phone on record is billing's alone.
CREATE TABLE link (
    id {{id}},
    subscriber_id {{int}} NOT NULL REFERENCES subscriber (id),
    account_id {{int}} NOT NULL,
    role TEXT NOT NULL DEFAULT 'owner',
    label TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    active {{int}} NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    since_ms {{int}} NOT NULL,
    ended_ms {{int}} NOT NULL DEFAULT 0,
    UNIQUE (subscriber_id, account_id)
) {{strict}};
CREATE INDEX link_account ON link (account_id) WHERE active = 1;

-- event_id is the stored message that gave the consent, version that of the text it answered.
CREATE TABLE consent (
    id {{id}},
    subscriber_id {{int}} NOT NULL REFERENCES subscriber (id),
    purpose TEXT NOT NULL,
    version TEXT NOT NULL,
    address TEXT NOT NULL,
    event_id {{int}} NOT NULL,
    given_ms {{int}} NOT NULL,
    revoked_ms {{int}} NOT NULL DEFAULT 0
) {{strict}};
CREATE INDEX consent_person ON consent (subscriber_id, purpose);

-- Codes printed on bills, as keyed digests. Rows follow the generations of the imports.
CREATE TABLE receipt_code (
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    digest TEXT NOT NULL,
    key_id TEXT NOT NULL,
    PRIMARY KEY (account_id, period, generation)
) {{clustered}};

-- A request for a one-time code. The code itself is derived from id, counter and the key; it is not here.
CREATE TABLE verification (
    id {{id}},
    address TEXT NOT NULL,
    subscriber_id {{int}} NOT NULL,
    account_id {{int}} NOT NULL,
    number TEXT NOT NULL,
    phone TEXT NOT NULL,
    key_id TEXT NOT NULL,
    counter {{int}} NOT NULL DEFAULT 1,
    tries {{int}} NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'void')),
    created_ms {{int}} NOT NULL,
    expires_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX verification_age ON verification (created_ms);

-- Counts of wrong answers and of sent codes, in buckets of ten minutes; older than a day they are purged.
CREATE TABLE tally (
    scope TEXT NOT NULL,
    subject TEXT NOT NULL,
    bucket {{int}} NOT NULL,
    times {{int}} NOT NULL,
    last_ms {{int}} NOT NULL,
    PRIMARY KEY (scope, subject, bucket)
) {{clustered}};
CREATE INDEX tally_age ON tally (bucket);

CREATE TABLE audit_event (
    id {{id}},
    at_ms {{int}} NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    subscriber_id {{int}} NOT NULL,
    account_id {{int}} NOT NULL,
    detail TEXT NOT NULL
) {{strict}};
CREATE INDEX audit_event_account ON audit_event (account_id, id);
