-- What a channel may not carry, shown once elsewhere. Tokens are kept as keyed digests only; content is the
-- neutral reply, gone with the row soon after expires_ms.
CREATE TABLE private_page (
    id {{id}},
    digest TEXT NOT NULL UNIQUE,
    view_digest TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL,
    subscriber_id {{int}} NOT NULL,
    content TEXT NOT NULL,
    created_ms {{int}} NOT NULL,
    expires_ms {{int}} NOT NULL,
    opened_ms {{int}} NOT NULL DEFAULT 0
) {{strict}};
CREATE UNIQUE INDEX private_page_view ON private_page (view_digest) WHERE view_digest <> '';
CREATE INDEX private_page_age ON private_page (expires_ms);
