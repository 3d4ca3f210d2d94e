-- What we tell people unasked: what they want to hear, where and when; what is planned; what became of it.
-- notify_choice: one row for a kind that somebody switched on or off; without one it is as usual for the kind.
CREATE TABLE notify_choice (
    id {{id}},
    subscriber_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    wanted BIGINT NOT NULL CHECK (wanted = 0 OR wanted = 1),
    changed_ms BIGINT NOT NULL,
    UNIQUE (subscriber_id, kind)
) {{strict}};

-- notify_way: where and when. address '': where they wrote last. Minutes of the day and days before the end
-- of the window: -1 is what the supplier decided.
CREATE TABLE notify_way (
    id {{id}},
    subscriber_id BIGINT NOT NULL UNIQUE,
    address TEXT NOT NULL DEFAULT '',
    minute BIGINT NOT NULL DEFAULT -1,
    quiet_from BIGINT NOT NULL DEFAULT -1,
    quiet_to BIGINT NOT NULL DEFAULT -1,
    days_before BIGINT NOT NULL DEFAULT -1,
    changed_ms BIGINT NOT NULL
) {{strict}};

-- notify_limit: of a month's consumption, in watt-hours; who passes it by the forecast is told.
CREATE TABLE notify_limit (
    id {{id}},
    subscriber_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    watt_hours BIGINT NOT NULL,
    changed_ms BIGINT NOT NULL,
    UNIQUE (subscriber_id, account_id)
) {{strict}};
CREATE INDEX notify_limit_account ON notify_limit (account_id);

-- reminder: one for a link, kind, stage and period, for ever; that is what makes each come once.
-- due_ms: not sent before; until_ms: of no use after. fact: what the plan found out, for its kind.
CREATE TABLE reminder (
    id {{id}},
    link_id BIGINT NOT NULL,
    subscriber_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    period TEXT NOT NULL,
    due_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    fact TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state = 'planned' OR state = 'queued' OR state = 'sent'
        OR state = 'failed' OR state = 'expired' OR state = 'dropped'),
    why TEXT NOT NULL DEFAULT '',
    outbox_id BIGINT NOT NULL DEFAULT 0,
    planned_ms BIGINT NOT NULL,
    ended_ms BIGINT NOT NULL DEFAULT 0,
    UNIQUE (link_id, kind, stage, period)
) {{strict}};
CREATE INDEX reminder_due ON reminder (due_ms, id) WHERE state = 'planned';
CREATE INDEX reminder_person ON reminder (subscriber_id, due_ms) WHERE state = 'planned';
CREATE INDEX reminder_queued ON reminder (outbox_id) WHERE state = 'queued';
CREATE INDEX reminder_owner ON reminder (subscriber_id, id);
CREATE INDEX reminder_age ON reminder (ended_ms) WHERE state <> 'planned' AND state <> 'queued';

-- reminder_plan: how far a kind, stage, period and group of accounts has been planned; links in order of id.
CREATE TABLE reminder_plan (
    id {{id}},
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    period TEXT NOT NULL,
    grp TEXT NOT NULL,
    due_ms BIGINT NOT NULL,
    spread_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    fact TEXT NOT NULL DEFAULT '',
    after_link BIGINT NOT NULL DEFAULT 0,
    planned BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'done' OR state = 'expired'),
    begun_ms BIGINT NOT NULL,
    ended_ms BIGINT NOT NULL DEFAULT 0,
    UNIQUE (kind, stage, period, grp)
) {{strict}};
CREATE INDEX reminder_plan_open ON reminder_plan (due_ms, id) WHERE state = 'open';
