-- The journal of readings. What was sent is never rewritten: state, due, told, base, batch, unconfirmed,
-- flag, photo, reason and nudged_ms are what became of it, and every change of state is a row of
-- reading_change or of reading_export.
-- came: the state it was written with. base: the entry billing has in whose place this one stands (0: none).
-- due: there is something to tell billing. told: how many times billing was told of it.
CREATE TABLE reading_entry (
    id {{id}},
    account_id BIGINT NOT NULL,
    serial TEXT NOT NULL,
    period TEXT NOT NULL,
    taken_ms BIGINT NOT NULL,
    t1 BIGINT NOT NULL,
    t2 BIGINT,
    t3 BIGINT,
    decimals BIGINT NOT NULL,
    came TEXT NOT NULL CHECK (came IN ('draft', 'accepted')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'accepted', 'exported', 'confirmed', 'refused', 'unknown',
        'replaced', 'withdrawn', 'held')),
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    subscriber_id BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    created_ms BIGINT NOT NULL,
    doubts TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL DEFAULT '',
    replaces BIGINT NOT NULL DEFAULT 0,
    flag TEXT NOT NULL DEFAULT '',
    photo TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    unconfirmed BIGINT NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1)),
    nudged_ms BIGINT NOT NULL DEFAULT 0,
    due BIGINT NOT NULL DEFAULT 0 CHECK (due IN (0, 1)),
    told BIGINT NOT NULL DEFAULT 0,
    base BIGINT NOT NULL DEFAULT 0,
    batch BIGINT NOT NULL DEFAULT 0,
    UNIQUE (event_id, account_id, serial)
) {{strict}};
CREATE INDEX reading_entry_month ON reading_entry (account_id, period)
    WHERE state NOT IN ('replaced', 'withdrawn', 'held');
CREATE INDEX reading_entry_meter ON reading_entry (account_id, serial, period)
    WHERE state NOT IN ('replaced', 'withdrawn', 'held');
CREATE INDEX reading_entry_due ON reading_entry (id) WHERE due = 1;
CREATE INDEX reading_entry_draft ON reading_entry (id) WHERE state = 'draft';
CREATE INDEX reading_entry_open ON reading_entry (period, id) WHERE state IN ('exported', 'unknown');
CREATE INDEX reading_entry_message ON reading_entry (address, message);
CREATE INDEX reading_entry_person ON reading_entry (subscriber_id, state);
CREATE INDEX reading_entry_age ON reading_entry (created_ms);

-- address: who did it; 'billing' by an answer or an import, 'rules' at the end of the window.
CREATE TABLE reading_change (
    id {{id}},
    entry_id BIGINT NOT NULL REFERENCES reading_entry (id) ON DELETE CASCADE,
    at_ms BIGINT NOT NULL,
    state TEXT NOT NULL,
    address TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX reading_change_entry ON reading_change (entry_id);
CREATE INDEX reading_change_address ON reading_change (address);

-- A batch is marked first, then its file is written from its rows, as often as it takes.
CREATE TABLE export_batch (
    id {{id}},
    kind TEXT NOT NULL,
    period TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'marking' CHECK (state IN ('marking', 'marked', 'written')),
    begun_ms BIGINT NOT NULL,
    touched_ms BIGINT NOT NULL,
    written_ms BIGINT NOT NULL DEFAULT 0,
    rows_total BIGINT NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX export_batch_open ON export_batch (id) WHERE state <> 'written';

-- What the file of a batch says; the values themselves are those of the entry and never change.
CREATE TABLE reading_export (
    batch BIGINT NOT NULL,
    line BIGINT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES reading_entry (id) ON DELETE CASCADE,
    action TEXT NOT NULL CHECK (action IN ('new', 'replace', 'withdraw')),
    replaces BIGINT NOT NULL DEFAULT 0,
    account TEXT NOT NULL,
    mark TEXT NOT NULL DEFAULT '',
    photo TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (batch, line)
) {{clustered}};
CREATE INDEX reading_export_entry ON reading_export (entry_id);

-- Billing's answers, staged by the import under a generation, carried out beside people's turns.
CREATE TABLE reading_result (
    generation BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('accepted', 'refused', 'unknown')),
    reason TEXT,
    PRIMARY KEY (generation, entry_id)
) {{clustered}};
