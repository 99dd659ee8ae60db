-- Crisis overlays: the signed file as it was switched on. Nothing about anybody.
create table crisis_overlays (
    id text not null primary key,
    base_id text not null,
    base_version integer not null,
    from_at integer not null,
    until_at integer not null,
    file text not null,
    digest text not null,
    unit_id text not null references units (id),
    switched_on_at integer not null,
    parts_off text not null,
    ended_at integer,
    end_reason text
) strict;

-- At most one has not ended.
create unique index one_overlay on crisis_overlays ((ended_at is null)) where ended_at is null;
create index overlays_by_end on crisis_overlays (ended_at);

-- Under which overlay a case began; the rest of its profile's version stands beside it.
alter table cases add column profile_overlay text;
