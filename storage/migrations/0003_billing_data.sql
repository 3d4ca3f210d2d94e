-- What the supplier's billing tells us. Rows are staged under a generation and become visible when
-- dataset_generation names it: period '' for snapshots, a month for histories.
CREATE TABLE import_run (
    generation {{id}},
    started_ms {{int}} NOT NULL,
    touched_ms {{int}} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staging', 'switched', 'aborted')),
    files TEXT NOT NULL,
    note TEXT
) {{strict}};

CREATE TABLE dataset_file (
    dataset TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    generation {{int}} NOT NULL
) {{strict}};

CREATE TABLE dataset_generation (
    dataset TEXT NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    rows_total {{int}} NOT NULL DEFAULT 0,
    PRIMARY KEY (dataset, period)
) {{clustered}};

CREATE TABLE stale_generation (
    dataset TEXT NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    PRIMARY KEY (dataset, period, generation)
) {{clustered}};

CREATE TABLE account (
    id {{id}},
    number TEXT NOT NULL UNIQUE
) {{strict}};

CREATE TABLE account_alias (
    number TEXT PRIMARY KEY,
    account_id {{int}} NOT NULL REFERENCES account (id)
) {{strict}};

CREATE TABLE account_card (
    account_id {{int}} NOT NULL,
    generation {{int}} NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    holder TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    inn TEXT,
    tariff TEXT,
    grp TEXT,
    status TEXT NOT NULL,
    old_account TEXT,
    PRIMARY KEY (account_id, generation)
) {{clustered}};

CREATE TABLE meter (
    account_id {{int}} NOT NULL,
    generation {{int}} NOT NULL,
    serial TEXT NOT NULL,
    model TEXT,
    zones {{int}} NOT NULL,
    zone_order TEXT,
    digits {{int}} NOT NULL,
    decimals {{int}} NOT NULL,
    ratio {{int}} NOT NULL,
    installed_on TEXT,
    removed_on TEXT,
    verified_until TEXT,
    place TEXT,
    automatic {{int}} NOT NULL,
    PRIMARY KEY (account_id, generation, serial)
) {{clustered}};

CREATE TABLE reading (
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    serial TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    source TEXT NOT NULL,
    t1 {{int}} NOT NULL,
    t2 {{int}},
    t3 {{int}},
    state TEXT,
    PRIMARY KEY (account_id, period, generation, serial, taken_on, source)
) {{clustered}};

CREATE TABLE balance (
    account_id {{int}} NOT NULL,
    generation {{int}} NOT NULL,
    as_of TEXT NOT NULL,
    debt {{int}} NOT NULL,
    advance {{int}} NOT NULL,
    overdue {{int}} NOT NULL,
    overdue_since TEXT,
    penalty {{int}} NOT NULL,
    due_on TEXT,
    payments_until TEXT,
    PRIMARY KEY (account_id, generation)
) {{clustered}};

CREATE TABLE due (
    account_id {{int}} NOT NULL,
    generation {{int}} NOT NULL,
    period TEXT NOT NULL,
    stage {{int}} NOT NULL,
    due_on TEXT NOT NULL,
    amount {{int}} NOT NULL,
    PRIMARY KEY (account_id, generation, period, stage)
) {{clustered}};

CREATE TABLE charge (
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    kwh_t1 {{int}},
    kwh_t2 {{int}},
    kwh_t3 {{int}},
    opening {{int}} NOT NULL,
    charged {{int}} NOT NULL,
    paid {{int}} NOT NULL,
    recalculated {{int}} NOT NULL,
    penalty {{int}} NOT NULL,
    closing {{int}} NOT NULL,
    PRIMARY KEY (account_id, period, generation)
) {{clustered}};

CREATE TABLE charge_line (
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    line {{int}} NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    kwh {{int}},
    price {{int}},
    amount {{int}} NOT NULL,
    reason TEXT,
    PRIMARY KEY (account_id, period, generation, line)
) {{clustered}};

CREATE TABLE payment (
    account_id {{int}} NOT NULL,
    period TEXT NOT NULL,
    generation {{int}} NOT NULL,
    line {{int}} NOT NULL,
    paid_on TEXT NOT NULL,
    amount {{int}} NOT NULL,
    agent TEXT,
    document TEXT,
    PRIMARY KEY (account_id, period, generation, line)
) {{clustered}};

CREATE TABLE tariff (
    generation {{int}} NOT NULL,
    tariff TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    zone TEXT NOT NULL,
    range_upto_kwh {{int}},
    price {{int}} NOT NULL,
    title TEXT,
    hours TEXT
) {{strict}};
CREATE INDEX tariff_key ON tariff (generation, tariff, valid_from);

CREATE TABLE rate (
    generation {{int}} NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    rate {{int}} NOT NULL,
    PRIMARY KEY (generation, valid_from)
) {{clustered}};

CREATE TABLE grp (
    generation {{int}} NOT NULL,
    name TEXT NOT NULL,
    reading_window TEXT NOT NULL,
    norm_kwh {{int}},
    network_company TEXT,
    dispatcher_phone TEXT,
    meter_owner_text TEXT,
    PRIMARY KEY (generation, name)
) {{clustered}};
