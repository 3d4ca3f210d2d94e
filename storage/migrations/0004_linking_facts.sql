-- Codes that the office issues to people who have no bill: one at a time for an account, once, for some days.
-- used_by is the address that proved it: that one may come back to where it was, nobody else.
CREATE TABLE office_code (
    id {{id}},
    account_id {{int}} NOT NULL,
    key_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    issued_ms {{int}} NOT NULL,
    expires_ms {{int}} NOT NULL,
    used_ms {{int}} NOT NULL DEFAULT 0,
    used_by TEXT NOT NULL DEFAULT ''
) {{strict}};
CREATE INDEX office_code_account ON office_code (account_id, expires_ms);
CREATE INDEX office_code_age ON office_code (expires_ms);

-- Reverse confirmation: an SMS came from this phone; which open requests are waiting for it?
CREATE INDEX verification_phone ON verification (phone) WHERE state = 'open';
