-- Who keeps an account in a database that several keepers share. Every write of a keeper checks its epoch in the same
-- transaction, so that one that has been taken over from cannot write, whatever it believes.

create table keeper_claim (
    chain_id bigint not null,
    account varchar(42) not null,
    epoch bigint not null,
    holder varchar not null,
    claimed_at timestamp(6) with time zone not null,
    primary key (chain_id, account)
);

-- For what a key may spend in a day.
create index attempt_by_time on attempt (chain_id, sender, permitted_at);
