-- Which database these keys belong to.
create table installation (
    name text not null primary key,
    value text not null
) strict;
