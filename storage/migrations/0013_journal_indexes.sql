-- Fewer indexes for a reading to be written into. A month of an account is found by the account's part of
-- reading_entry_meter, doubted readings of a person by an index of doubted ones alone; what is too old is
-- looked for on a reader, as in every other table.
DROP INDEX reading_entry_month;
DROP INDEX reading_entry_age;
DROP INDEX reading_entry_person;
CREATE INDEX reading_entry_sender ON reading_entry (subscriber_id);
CREATE INDEX reading_entry_asked ON reading_entry (subscriber_id, id) WHERE state = 'draft';
