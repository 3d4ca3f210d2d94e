-- Planned outages as the supplier hands them over (docs/exchange-format.md). begins_at, ends_at: local time of the
-- supplier, YYYY-MM-DDTHH:MM. places: a list of core/address_ranges.py, nobody's own address.
CREATE TABLE outage (
    generation BIGINT NOT NULL,
    outage_id TEXT NOT NULL,
    places TEXT NOT NULL,
    begins_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    cancelled BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (generation, outage_id)
) {{clustered}};
