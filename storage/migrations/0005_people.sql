-- Several people for one account: what a link knew of the account when it was made, why it is suspended,
-- and invitations.
-- A suspended link has active = 0, so that nothing else needs to know of it.
ALTER TABLE link ADD COLUMN suspended_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN suspended_why TEXT NOT NULL DEFAULT '';
-- As billing had it when the link was made or last looked at; '' is not known. holder_seen is a digest.
ALTER TABLE link ADD COLUMN number_seen TEXT NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN holder_seen TEXT NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN closed_seen BIGINT NOT NULL DEFAULT 0;
-- suspended_ms > 0: its person sees why. suspended_why alone: they left meanwhile, and may not come back by a bill.
CREATE INDEX link_suspended ON link (subscriber_id) WHERE suspended_why <> '';

-- token and code are keyed digests: what opens an invitation is derived when it is shown, and stored nowhere.
CREATE TABLE invitation (
    id {{id}},
    account_id BIGINT NOT NULL,
    inviter_id BIGINT NOT NULL REFERENCES subscriber (id),
    role TEXT NOT NULL CHECK (role IN ('payer', 'reader')),
    token TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'withdrawn')),
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    used_by BIGINT NOT NULL DEFAULT 0
) {{strict}};
-- A code that was asked for to take an invitation; 0: the right is proven by a second fact.
ALTER TABLE verification ADD COLUMN invitation_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX invitation_account ON invitation (account_id) WHERE state = 'open';
CREATE INDEX invitation_age ON invitation (created_ms);
