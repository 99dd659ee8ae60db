-- The installation.
create table installation (
    name text not null primary key,
    value text not null
);

create table users (
    id text not null primary key,
    login text not null unique,
    name text not null,
    active boolean not null,
    created_at bigint not null,
    password_salt bytea,
    password_params text,
    password_verifier bytea,
    sealed_totp bytea,
    totp_last_step bigint not null,
    public_key bytea,
    sealed_private_key bytea,
    key_version bigint not null
);

create table units (
    id text not null primary key,
    name text not null,
    body text not null,
    created_at bigint not null,
    public_key bytea,
    key_version bigint not null
);

create table memberships (
    user_id text not null references users (id),
    unit_id text not null references units (id),
    role text not null,
    since bigint not null,
    primary key (user_id, unit_id)
);

create table unit_wraps (
    unit_id text not null references units (id),
    user_id text not null references users (id),
    key_version bigint not null,
    sealed_private_key bytea not null,
    primary key (unit_id, user_id, key_version)
);

create table enrolments (
    digest bytea not null primary key,
    user_id text not null references users (id),
    expires_at bigint not null
);

create table sessions (
    id text not null primary key,
    digest bytea not null unique,
    user_id text not null references users (id),
    unit_id text not null references units (id),
    role text not null,
    sealed_private_key bytea not null,
    began_at bigint not null,
    expires_at bigint not null
);

create table attempts (
    subject bytea not null primary key,
    failures bigint not null,
    last_at bigint not null
);

create table devices (
    id text not null primary key,
    unit_id text not null references units (id),
    digest bytea not null unique,
    enrolled_by text not null references users (id),
    enrolled_at bigint not null,
    expires_at bigint not null
);

create table idempotency (
    owner text not null,
    key text not null,
    digest bytea not null,
    result text not null,
    at bigint not null,
    primary key (owner, key)
);
create index idempotency_by_age on idempotency (at);

-- Cases: plain columns for queues and clocks, everything else sealed.
create table cases (
    id text not null primary key,
    owner_unit text not null references units (id),
    child boolean not null,
    urgency text not null,
    profile_id text not null,
    profile_version bigint not null,
    opened_at bigint not null,
    revision bigint not null
);
create index cases_by_owner on cases (owner_unit, opened_at);

create table access (
    case_id text not null references cases (id),
    holder text not null,
    compartments bigint not null,
    purpose text not null,
    basis text not null,
    agreement_id text,
    expires_at bigint not null,
    primary key (case_id, holder, purpose)
);
create index access_by_holder on access (holder, case_id);

create table compartment_keys (
    case_id text not null references cases (id),
    compartment text not null,
    key_version bigint not null,
    holder text not null,
    sealed_key bytea not null,
    primary key (case_id, compartment, key_version, holder)
);

create table compartments (
    case_id text not null references cases (id),
    compartment text not null,
    revision bigint not null,
    sealed_body bytea not null,
    primary key (case_id, compartment)
);

create table directory (
    id text not null primary key,
    unit_id text not null references units (id),
    sealed_entry bytea not null
);
create index directory_by_unit on directory (unit_id, id);

-- Unattended intake: sealed by the sender, opened by a person of the unit.
create table intake_keys (
    unit_id text not null references units (id),
    version bigint not null,
    public_key bytea not null,
    sealed_private_key bytea not null,
    made_at bigint not null,
    primary key (unit_id, version)
);

create table intake (
    id text not null primary key,
    unit_id text not null references units (id),
    device_id text not null references devices (id),
    key_version bigint not null,
    instrument text not null,
    urgency text not null,
    received_hour bigint not null,
    sealed_record bytea not null
);
create index intake_by_unit on intake (unit_id, received_hour);

-- The journal.
create table journal_entries (
    id text not null primary key,
    at bigint not null,
    ordinal bigint not null,
    author text not null,
    unit_id text,
    action text not null,
    case_id text,
    object text not null,
    opened bigint not null,
    purpose text not null,
    basis text not null,
    outcome text not null,
    commitment bytea not null,
    leaf bytea not null,
    tree_index bigint,
    sealed_details bytea
);
create unique index journal_by_index on journal_entries (tree_index);
create index journal_unnumbered on journal_entries (at) where tree_index is null;
create index journal_by_case on journal_entries (case_id, at);

create table journal_head (
    one bigint not null primary key,
    size bigint not null,
    frontier bytea not null
);
insert into journal_head (one, size, frontier) values (1, 0, ''::bytea);

create table journal_checkpoints (
    size bigint not null primary key,
    at bigint not null,
    note text not null
);
