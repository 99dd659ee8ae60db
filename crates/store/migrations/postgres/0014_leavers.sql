-- Somebody left a unit, or lost what she opened its key with: since then a new key pair is due.
alter table units add column renewal_due_at bigint;

-- The private halves that a unit's key has had before, each wrapped to the one that followed it.
create table unit_former_keys (
    unit_id text not null references units (id),
    key_version bigint not null,
    sealed_private_key bytea not null,
    primary key (unit_id, key_version)
);

-- Which version of the unit's key a compartment's key is wrapped to; null where the holder is a person. What
-- hangs on an older version is given a new key when it is next written.
alter table compartment_keys add column unit_version bigint;
update compartment_keys set unit_version = 1 where holder like 'unit:%';
