-- Stays in a house, sealed to the unit that runs it. No row here tells of which case or referral it is; the
-- month in which a stay ended tells which sheets it is on.
create table stays (
    id text not null primary key,
    unit_id text not null references units (id),
    until_month text,
    sealed_stay blob not null,
    revision integer not null
) strict;
create index stays_by_unit on stays (unit_id, until_month);

-- Who is on shift: staff only, one row a member, gone with the shift.
create table shifts (
    unit_id text not null references units (id),
    user_id text not null references users (id),
    from_at integer not null,
    until_at integer not null,
    primary key (unit_id, user_id)
) strict;
