-- Shred keys: one a case. Without it nothing of the case can be opened, whoever holds the other keys.
create table shred_keys (
    id text not null primary key,
    key bytea not null,
    reserved_at bigint not null
);
create index shred_keys_by_age on shred_keys (reserved_at);
