-- Positions on the tracks, so that queues can be sorted without opening anything.
alter table cases add column recognition text not null default 'none';
alter table cases add column recognition_at integer not null default 0;
alter table cases add column support text not null default 'none';
alter table cases add column support_at integer not null default 0;
alter table cases add column whereabouts text not null default 'known';
alter table cases add column whereabouts_at integer not null default 0;
alter table cases add column age text not null default 'presumed_child';
alter table cases add column age_at integer not null default 0;

create table clocks (
    case_id text not null references cases (id),
    kind text not null,
    due_at integer not null,
    primary key (case_id, kind)
) strict;
create index clocks_by_due on clocks (due_at, case_id);

create table tasks (
    id text not null primary key,
    case_id text references cases (id),
    unit_id text not null references units (id),
    assignee text references users (id),
    kind text not null,
    made_at integer not null,
    due_at integer not null,
    done_at integer
) strict;
create index tasks_by_unit on tasks (unit_id, done_at, due_at);

-- Services: plain, for everybody who refers. The kind of help and the places, never an address.
create table services (
    id text not null primary key,
    unit_id text not null references units (id),
    name text not null,
    body text not null,
    revision integer not null
) strict;
create index services_by_unit on services (unit_id, id);

-- An enquiry holds no personal data.
create table enquiries (
    id text not null primary key,
    case_id text not null references cases (id),
    from_unit text not null references units (id),
    to_unit text not null references units (id),
    service_id text not null references services (id),
    answer_by integer not null,
    answered integer not null,
    body text not null,
    revision integer not null
) strict;
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
    reply_by integer,
    agreement_id text,
    basis text not null,
    granted_until integer not null,
    body text not null,
    sealed_minimum blob,
    sealed_hand_over blob,
    revision integer not null
) strict;
create index referrals_to on referrals (to_unit, status, reply_by);
create index referrals_of_case on referrals (case_id, status);
create index referrals_due on referrals (status, reply_by);

-- Statutory notices: coarse, without any id of a contact or case.
create table notices (
    id text not null primary key,
    body text not null,
    year integer not null,
    month integer not null,
    region text not null,
    form text not null
) strict;

-- Unmet needs as they leave by the road of statistics: need, region, week.
create table gaps (
    need text not null,
    region text not null,
    week text not null,
    count integer not null,
    primary key (need, region, week)
) strict;

-- Released notices, each sealed to the unit that may read it: a prosecutor opens nothing else of the case.
create table notice_packages (
    offence_id text not null,
    case_id text not null references cases (id),
    unit_id text not null references units (id),
    released_at integer not null,
    sealed_notice blob not null,
    primary key (offence_id, unit_id)
) strict;
create index notice_packages_of_unit on notice_packages (unit_id, released_at);

-- An intake key also lives under a shred secret; a record that could not be opened stays, marked.
alter table intake_keys add column shred_id text not null default '';
create index intake_keys_by_shred on intake_keys (shred_id);
alter table intake add column damaged integer not null default 0;
