-- Positions on the tracks, so that queues can be sorted without opening anything.
alter table cases add column recognition text not null default 'none';
alter table cases add column recognition_at bigint not null default 0;
alter table cases add column support text not null default 'none';
alter table cases add column support_at bigint not null default 0;
alter table cases add column whereabouts text not null default 'known';
alter table cases add column whereabouts_at bigint not null default 0;
alter table cases add column age text not null default 'presumed_child';
alter table cases add column age_at bigint not null default 0;

create table clocks (
    case_id text not null references cases (id),
    kind text not null,
    due_at bigint not null,
    primary key (case_id, kind)
);
create index clocks_by_due on clocks (due_at, case_id);

create table tasks (
    id text not null primary key,
    case_id text references cases (id),
    unit_id text not null references units (id),
    assignee text references users (id),
    kind text not null,
    made_at bigint not null,
    due_at bigint not null,
    done_at bigint
);
create index tasks_by_unit on tasks (unit_id, done_at, due_at);

-- Services: plain, for everybody who refers. The kind of help and the places, never an address.
create table services (
    id text not null primary key,
    unit_id text not null references units (id),
    name text not null,
    body text not null,
    revision bigint not null
);
create index services_by_unit on services (unit_id, id);

-- An enquiry holds no personal data.
create table enquiries (
    id text not null primary key,
    case_id text not null references cases (id),
    from_unit text not null references units (id),
    to_unit text not null references units (id),
    service_id text not null references services (id),
    answer_by bigint not null,
    answered boolean not null,
    body text not null,
    revision bigint not null
);
create index enquiries_to on enquiries (to_unit, answered, answer_by);
create index enquiries_of_case on enquiries (case_id, answer_by);

-- A referral: where it stands in clear, what it tells sealed to the receiving unit.
create table referrals (
    id text not null primary key,
    case_id text not null references cases (id),
    enquiry_id text not null references enquiries (id),
    service_id text not null references services (id),
    from_unit text not null references units (id),
    to_unit text not null references units (id),
    status text not null,
    reply_by bigint,
    agreement_id text,
    basis text not null,
    granted_until bigint not null,
    body text not null,
    sealed_minimum bytea,
    sealed_hand_over bytea,
    revision bigint not null
);
create index referrals_to on referrals (to_unit, status, reply_by);
create index referrals_of_case on referrals (case_id, status);
create index referrals_due on referrals (status, reply_by);

-- Statutory notices: coarse, without any id of a contact or case.
create table notices (
    id text not null primary key,
    body text not null,
    year bigint not null,
    month bigint not null,
    region text not null,
    form text not null
);

-- Unmet needs as they leave by the road of statistics: need, region, week.
create table gaps (
    need text not null,
    region text not null,
    week text not null,
    count bigint not null,
    primary key (need, region, week)
);

-- Released notices, each sealed to the unit that may read it: a prosecutor opens nothing else of the case.
create table notice_packages (
    offence_id text not null,
    case_id text not null references cases (id),
    unit_id text not null references units (id),
    released_at bigint not null,
    sealed_notice bytea not null,
    primary key (offence_id, unit_id)
);
create index notice_packages_of_unit on notice_packages (unit_id, released_at);

-- An intake key also lives under a shred secret; a record that could not be opened stays, marked.
alter table intake_keys add column shred_id text not null default '';
create index intake_keys_by_shred on intake_keys (shred_id);
alter table intake add column damaged boolean not null default false;
