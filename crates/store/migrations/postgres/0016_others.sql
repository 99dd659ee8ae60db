-- Lists stay quick however many cases a country has: what is open to others than the owner is found without looking
-- through what is the owner's, and tasks stand in the order in which they are shown.
alter table access add column of_other boolean not null default true;
update access set of_other = false
where holder = (select 'unit:' || owner_unit from cases where cases.id = access.case_id);
create index access_of_others on access (holder, case_id) where of_other;
create index access_of_others_by_end on access (expires_at) where of_other;
create index tasks_in_order on tasks (
    unit_id,
    (case when kind like 'call:%' or replace(kind, 'overdue:', '') in ('call_child_protection',
            'call_child_duty_officer', 'missing_protocol', 'make_safe_now', 'steps_agreed_at_intake')
        then -made_at else due_at end),
    id
) where done_at is null;
