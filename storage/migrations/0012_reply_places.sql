-- about: the account, and perhaps the meter, that a message is about (a5.m1a2b3c4d): a number sent as a reply to
-- it is meant for them. Found by the channel's reference of the message; most messages are about none.
ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_about ON outbox (address, reference) WHERE about <> '';
