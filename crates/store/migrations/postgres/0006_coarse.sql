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
