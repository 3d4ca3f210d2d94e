-- send_pace: one row for each pace that replicas share (see core/pace.py), in milliseconds of the clock of this
-- database. next_ms: the first moment nobody has taken. Nothing leaves from rest_from_ms to rest_until_ms. flood_id:
-- the row of the outbox whose address was refused last for speaking too fast, at flood_ms.
CREATE TABLE send_pace (
    scope TEXT PRIMARY KEY,
    next_ms BIGINT NOT NULL DEFAULT 0,
    rest_from_ms BIGINT NOT NULL DEFAULT 0,
    rest_until_ms BIGINT NOT NULL DEFAULT 0,
    flood_id BIGINT NOT NULL DEFAULT 0,
    flood_ms BIGINT NOT NULL DEFAULT 0
) {{clustered}};

-- When a chat would be free to be written to had it no burst, wall clock: kept by its turns and by notices.
ALTER TABLE session ADD COLUMN paced_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE address ADD COLUMN paced_ms BIGINT NOT NULL DEFAULT 0;
