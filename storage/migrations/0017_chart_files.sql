-- Pictures that Telegram keeps: its id of one by the digest of what is drawn. Nothing tells whose it was.
CREATE TABLE chart_file (
    digest TEXT NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL,
    used_ms {{int}} NOT NULL
) {{strict}};
CREATE INDEX chart_file_old ON chart_file (used_ms);
