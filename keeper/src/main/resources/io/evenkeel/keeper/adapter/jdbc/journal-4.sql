-- What an intent's rows held after this line, as a digest, and a digest of that, of the line and of the line before it
-- of the same intent: what was changed, or lost from the middle, can be told. Lines from before this version have none.

alter table transition add column content varchar(64);
alter table transition add column digest varchar(64);
