-- The installation.
create table installation (
    name text not null primary key,
    value text not null
) strict;

create table users (
    id text not null primary key,
    login text not null unique,
    name text not null,
    active integer not null,
    created_at integer not null,
    password_salt blob,
    password_params text,
    password_verifier blob,
    sealed_totp blob,
    totp_last_step integer not null,
    public_key blob,
    sealed_private_key blob,
    key_version integer not null
) strict;

create table units (
    id text not null primary key,
    name text not null,
    body text not null,
    created_at integer not null,
    public_key blob,
    key_version integer not null
) strict;

create table memberships (
    user_id text not null references users (id),
    unit_id text not null references units (id),
    role text not null,
    since integer not null,
    primary key (user_id, unit_id)
) strict;

create table unit_wraps (
    unit_id text not null references units (id),
    user_id text not null references users (id),
    key_version integer not null,
    sealed_private_key blob not null,
    primary key (unit_id, user_id, key_version)
) strict;

create table enrolments (
    digest blob not null primary key,
    user_id text not null references users (id),
    expires_at integer not null
) strict;

create table sessions (
    id text not null primary key,
    digest blob not null unique,
    user_id text not null references users (id),
    unit_id text not null references units (id),
    role text not null,
    sealed_private_key blob not null,
    began_at integer not null,
    expires_at integer not null
) strict;

create table attempts (
    subject blob not null primary key,
    failures integer not null,
    last_at integer not null
) strict;

create table devices (
    id text not null primary key,
    unit_id text not null references units (id),
    digest blob not null unique,
    enrolled_by text not null references users (id),
    enrolled_at integer not null,
    expires_at integer not null
) strict;

create table idempotency (
    owner text not null,
    key text not null,
    digest blob not null,
    result text not null,
    at integer not null,
    primary key (owner, key)
) strict;
create index idempotency_by_age on idempotency (at);

-- Cases: plain columns for queues and clocks, everything else sealed.
create table cases (
    id text not null primary key,
    owner_unit text not null references units (id),
    child integer not null,
    urgency text not null,
    profile_id text not null,
    profile_version integer not null,
    opened_at integer not null,
    revision integer not null
) strict;
create index cases_by_owner on cases (owner_unit, opened_at);

create table access (
    case_id text not null references cases (id),
    holder text not null,
    compartments integer not null,
    purpose text not null,
    basis text not null,
    agreement_id text,
    expires_at integer not null,
    primary key (case_id, holder, purpose)
) strict;
create index access_by_holder on access (holder, case_id);

create table compartment_keys (
    case_id text not null references cases (id),
    compartment text not null,
    key_version integer not null,
    holder text not null,
    sealed_key blob not null,
    primary key (case_id, compartment, key_version, holder)
) strict;

create table compartments (
    case_id text not null references cases (id),
    compartment text not null,
    revision integer not null,
    sealed_body blob not null,
    primary key (case_id, compartment)
) strict;

create table directory (
    id text not null primary key,
    unit_id text not null references units (id),
    sealed_entry blob not null
) strict;
create index directory_by_unit on directory (unit_id, id);

-- Unattended intake: sealed by the sender, opened by a person of the unit.
create table intake_keys (
    unit_id text not null references units (id),
    version integer not null,
    public_key blob not null,
    sealed_private_key blob not null,
    made_at integer not null,
    primary key (unit_id, version)
) strict;

create table intake (
    id text not null primary key,
    unit_id text not null references units (id),
    device_id text not null references devices (id),
    key_version integer not null,
    instrument text not null,
    urgency text not null,
    received_hour integer not null,
    sealed_record blob not null
) strict;
create index intake_by_unit on intake (unit_id, received_hour);

-- The journal.
create table journal_entries (
    id text not null primary key,
    at integer not null,
    ordinal integer not null,
    author text not null,
    unit_id text,
    action text not null,
    case_id text,
    object text not null,
    opened integer not null,
    purpose text not null,
    basis text not null,
    outcome text not null,
    commitment blob not null,
    leaf blob not null,
    tree_index integer,
    sealed_details blob
) strict;
create unique index journal_by_index on journal_entries (tree_index);
create index journal_unnumbered on journal_entries (at) where tree_index is null;
create index journal_by_case on journal_entries (case_id, at);

create table journal_head (
    one integer not null primary key,
    size integer not null,
    frontier blob not null
) strict;
insert into journal_head (one, size, frontier) values (1, 0, x'');

create table journal_checkpoints (
    size integer not null primary key,
    at integer not null,
    note text not null
) strict;
