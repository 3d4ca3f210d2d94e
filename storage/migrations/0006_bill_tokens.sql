-- Codes and tokens that we issue ourselves for the bills of a month: one issue is in force for a month, and
-- stands beside the codes that billing sends in accounts.csv (receipt_code), which imports replace.
CREATE TABLE bill_issue (
    id {{id}},
    period TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staging', 'active', 'void')),
    key_id TEXT NOT NULL,
    begun_ms {{int}} NOT NULL,
    touched_ms {{int}} NOT NULL,
    cards {{int}} NOT NULL,
    accounts {{int}} NOT NULL DEFAULT 0
) {{strict}};
CREATE UNIQUE INDEX bill_issue_active ON bill_issue (period) WHERE state = 'active';

-- Keyed digests, hex: of the code as receipt_code has them, of the token cut to 128 bits.
CREATE TABLE bill_code (
    issue {{int}} NOT NULL,
    account_id {{int}} NOT NULL,
    code TEXT NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (issue, account_id)
) {{clustered}};
CREATE INDEX bill_code_token ON bill_code (token);

-- The numbers that an account ever had are asked for by its id at every check of a bill.
CREATE INDEX account_alias_account ON account_alias (account_id);
