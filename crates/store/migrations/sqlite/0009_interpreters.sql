-- What interpreters say of themselves: languages, dialects, sex, ways of being present. Data of staff, no case.
create table interpreters (
    user_id text not null primary key references users (id),
    unit_id text not null references units (id),
    body text not null
) strict;
