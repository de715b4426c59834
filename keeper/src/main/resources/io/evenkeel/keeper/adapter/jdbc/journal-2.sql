-- Which intent's nonce an urgent one has taken, what the plan allowed per gas, and the block it was made on. Intents
-- that were decided before this version have none of the three.

alter table intent add column displaces varchar(66) references intent (intent_id);
alter table intent add column most_fee numeric(78, 0);
alter table intent add column made_at_block bigint;
