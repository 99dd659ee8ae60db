-- Details of the journal that data protection oversees: sealed to the officers' unit under a key of the
-- entry alone and the shred key of the case, so that they vanish with the case.
create table oversight_details (
    entry_id text not null references journal_entries (id),
    of_case text not null,
    of_unit text not null references units (id),
    sealed_wrap bytea not null,
    sealed_copy bytea not null,
    primary key (entry_id, of_unit)
);
create index oversight_details_of_unit on oversight_details (of_unit, entry_id);
create index oversight_details_of_case on oversight_details (of_case);

-- The road of statistics: coarse records under random ids. Nothing tells when a record came or after which,
-- so rows lie in the order of their ids.
create table statistics_pending (
    record text not null,
    change text not null,
    body text not null,
    primary key (record, change)
);

create table statistics (
    id text not null primary key,
    body text not null
);

-- Unmet needs take the same road; what was counted so far is put away as single events.
insert into statistics (id, body)
select gen_random_uuid()::text,
    '{"kind":"unmet_need","need":"' || need || '","region":"' || region || '","week":"' || week || '"}'
from gaps, generate_series(1, gaps.count);
drop table gaps;

-- What an enquiry asks is sealed to the asked unit; beside the id of the case it must not stand in clear.
-- A question that was asked before cannot be sealed here: it goes, and is asked again.
alter table enquiries add column sealed_question bytea;
update enquiries set body = (body::jsonb - 'question')::text;
