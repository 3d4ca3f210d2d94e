-- The same of the CHECKs of the tables that a turn writes. They are put in other words in the schema itself, the
-- way that https://sqlite.org/lang_altertable.html names for what changes nothing on the disk: no row is copied.
-- The indexes made anew above tell all other connections to read the schema again.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
    'state IN (''pending'', ''done'', ''dead'')',
    'state = ''pending'' OR state = ''done'' OR state = ''dead''')
WHERE type = 'table' AND name = 'inbox';
UPDATE sqlite_schema SET sql = replace(sql,
    'state IN (''queued'', ''sending'', ''unknown'', ''sent'', ''failed'')',
    'state = ''queued'' OR state = ''sending'' OR state = ''unknown'' OR state = ''sent''
        OR state = ''failed''')
WHERE type = 'table' AND name = 'outbox';
UPDATE sqlite_schema SET sql = replace(sql,
    'state IN (''open'', ''confirmed'', ''void'')',
    'state = ''open'' OR state = ''confirmed'' OR state = ''void''')
WHERE type = 'table' AND name = 'verification';
UPDATE sqlite_schema SET sql = replace(sql,
    'state IN (''draft'', ''accepted'', ''exported'', ''confirmed'', ''refused'', ''unknown'',
        ''replaced'', ''withdrawn'', ''held'')',
    'state = ''draft'' OR state = ''accepted'' OR state = ''exported''
        OR state = ''confirmed'' OR state = ''refused'' OR state = ''unknown''
        OR state = ''replaced'' OR state = ''withdrawn'' OR state = ''held''')
WHERE type = 'table' AND name = 'reading_entry';
PRAGMA writable_schema = RESET;
