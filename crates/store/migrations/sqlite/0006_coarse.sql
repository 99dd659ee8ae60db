-- Details of the journal that data protection oversees: sealed to the officers' unit under a key of the
-- entry alone and the shred key of the case, so that they vanish with the case.
create table oversight_details (
    entry_id text not null references journal_entries (id),
    of_case text not null,
    of_unit text not null references units (id),
    sealed_wrap blob not null,
    sealed_copy blob not null,
    primary key (entry_id, of_unit)
) strict;
create index oversight_details_of_unit on oversight_details (of_unit, entry_id);
create index oversight_details_of_case on oversight_details (of_case);

-- The road of statistics: coarse records under random ids. Nothing tells when a record came or after which,
-- so rows lie in the order of their ids.
create table statistics_pending (
    record text not null,
    change text not null,
    body text not null,
    primary key (record, change)
) strict, without rowid;

create table statistics (
    id text not null primary key,
    body text not null
) strict, without rowid;

-- Unmet needs take the same road; what was counted so far is put away as single events.
insert into statistics (id, body)
with recursive each (need, region, week, rest) as (
    select need, region, week, count from gaps where count > 0
    union all
    select need, region, week, rest - 1 from each where rest > 1
)
select lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
        || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    '{"kind":"unmet_need","need":"' || need || '","region":"' || region || '","week":"' || week || '"}'
from each;
drop table gaps;

-- What an enquiry asks is sealed to the asked unit; beside the id of the case it must not stand in clear.
-- A question that was asked before cannot be sealed here: it goes, and is asked again.
alter table enquiries add column sealed_question blob;
update enquiries set body = json_remove(body, '$.question');
