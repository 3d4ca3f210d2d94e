-- Payments: wishes to pay (written before anybody is asked for a link), money that moved (once, for ever), what
-- does not agree, raw notices of the provider, batches for billing. Whole kopecks, UTC milliseconds.
-- body: what the provider is asked with, word for word the same in each try. look_ms: when to ask it again what
-- became of the payment (0: never). superseded: a wish of another amount took its place; it may be paid all the same.
CREATE TABLE payment_intent (
    id {{id}},
    account_id BIGINT NOT NULL,
    subscriber_id BIGINT NOT NULL,
    address TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    debt BIGINT NOT NULL,
    debt_as_of TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'new' CHECK (state = 'new' OR state = 'unknown' OR state = 'pending'
        OR state = 'held' OR state = 'succeeded' OR state = 'canceled' OR state = 'refused'),
    provider_id TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL DEFAULT 0,
    settled_ms BIGINT NOT NULL DEFAULT 0,
    superseded BIGINT NOT NULL DEFAULT 0 CHECK (superseded = 0 OR superseded = 1),
    party TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    look_ms BIGINT NOT NULL DEFAULT 0,
    looks BIGINT NOT NULL DEFAULT 0
) {{strict}};
CREATE UNIQUE INDEX payment_intent_key ON payment_intent (key) WHERE key <> '';
CREATE UNIQUE INDEX payment_intent_provider ON payment_intent (provider_id) WHERE provider_id <> '';
-- One wish at a time for each person and account.
CREATE UNIQUE INDEX payment_intent_live ON payment_intent (subscriber_id, account_id)
    WHERE superseded = 0 AND (state = 'new' OR state = 'unknown' OR state = 'pending');
CREATE INDEX payment_intent_look ON payment_intent (look_ms, id) WHERE look_ms > 0;
CREATE INDEX payment_intent_person ON payment_intent (subscriber_id, created_ms);
CREATE INDEX payment_intent_account ON payment_intent (account_id, created_ms);
CREATE INDEX payment_intent_address ON payment_intent (address);

-- Money that moved. Nothing of a row changes but what billing was told and answered. payment_id: of a refund, the
-- payment it gives back. due: billing is to be told. account_told: the number in its file. answered: the import that
-- answered. acknowledged_ms: from then on billing's balance holds it.
CREATE TABLE payment_ledger (
    id {{id}},
    provider TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund'),
    external_id TEXT NOT NULL,
    payment_id TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL,
    intent_id BIGINT NOT NULL DEFAULT 0,
    amount BIGINT NOT NULL CHECK ((kind = 'payment' AND amount > 0) OR (kind = 'refund' AND amount < 0)),
    income BIGINT,
    at_ms BIGINT NOT NULL,
    booked_ms BIGINT NOT NULL,
    late BIGINT NOT NULL DEFAULT 0 CHECK (late = 0 OR late = 1),
    due BIGINT NOT NULL DEFAULT 1 CHECK (due = 0 OR due = 1),
    batch BIGINT NOT NULL DEFAULT 0,
    line BIGINT NOT NULL DEFAULT 0,
    account_told TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '' CHECK (answer = '' OR answer = 'accepted' OR answer = 'refused'
        OR answer = 'unknown'),
    answer_reason TEXT NOT NULL DEFAULT '',
    answered BIGINT NOT NULL DEFAULT 0,
    acknowledged_ms BIGINT NOT NULL DEFAULT 0,
    acknowledged_how TEXT NOT NULL DEFAULT '',
    UNIQUE (provider, kind, external_id)
) {{strict}};
CREATE INDEX payment_ledger_open ON payment_ledger (account_id, amount) WHERE acknowledged_ms = 0;
CREATE INDEX payment_ledger_due ON payment_ledger (id) WHERE due = 1;
CREATE INDEX payment_ledger_batch ON payment_ledger (batch, line) WHERE batch > 0;
CREATE INDEX payment_ledger_account ON payment_ledger (account_id, at_ms);
CREATE INDEX payment_ledger_refunds ON payment_ledger (payment_id) WHERE kind = 'refund';
CREATE INDEX payment_ledger_intent ON payment_ledger (intent_id);
CREATE INDEX payment_ledger_time ON payment_ledger (at_ms);

-- Money that nobody can book as it is: of no wish of ours, or not what was asked for. An operator decides.
CREATE TABLE payment_held (
    id {{id}},
    provider TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'payment' OR kind = 'refund'),
    external_id TEXT NOT NULL,
    payment_id TEXT NOT NULL DEFAULT '',
    intent_id BIGINT NOT NULL DEFAULT 0,
    why TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    seen_ms BIGINT NOT NULL,
    closed_ms BIGINT NOT NULL DEFAULT 0,
    closed_how TEXT NOT NULL DEFAULT '',
    UNIQUE (provider, kind, external_id)
) {{strict}};
CREATE INDEX payment_held_open ON payment_held (id) WHERE closed_ms = 0;
CREATE INDEX payment_held_payment ON payment_held (payment_id) WHERE closed_ms = 0;

-- What the provider sent unasked, as it came: it says where to look, and proves nothing.
CREATE TABLE payment_notice (
    id {{id}},
    received_ms BIGINT NOT NULL,
    remote TEXT NOT NULL,
    event TEXT NOT NULL,
    object_id TEXT NOT NULL,
    body {{blob}},
    done_ms BIGINT NOT NULL DEFAULT 0,
    result TEXT NOT NULL DEFAULT '',
    tries BIGINT NOT NULL DEFAULT 0,
    next_ms BIGINT NOT NULL
) {{strict}};
CREATE INDEX payment_notice_open ON payment_notice (next_ms, id) WHERE done_ms = 0;
CREATE INDEX payment_notice_object ON payment_notice (object_id) WHERE done_ms = 0;

-- A batch is marked first, then its file is written from the ledger, as often as it takes.
CREATE TABLE payment_batch (
    id {{id}},
    zone TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'marking' CHECK (state = 'marking' OR state = 'marked' OR state = 'written'),
    begun_ms BIGINT NOT NULL,
    touched_ms BIGINT NOT NULL,
    written_ms BIGINT NOT NULL DEFAULT 0,
    rows_total BIGINT NOT NULL DEFAULT 0,
    kopecks BIGINT NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX payment_batch_open ON payment_batch (id) WHERE state <> 'written';

-- Billing's answers, staged by the import under a generation, carried out beside people's turns.
CREATE TABLE payment_result (
    generation BIGINT NOT NULL,
    ledger_id BIGINT NOT NULL,
    result TEXT NOT NULL CHECK (result = 'accepted' OR result = 'refused' OR result = 'unknown'),
    reason TEXT,
    PRIMARY KEY (generation, ledger_id)
) {{clustered}};

-- Our own number of a payment, given back by billing.
ALTER TABLE payment ADD COLUMN external_id TEXT;
