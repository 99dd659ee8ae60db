-- Whatever was due the moment it was asked stands first in the list of tasks. Lists are read out of their indexes: a
-- row that lies somewhere in a large table is looked up only where more of it is shown.
drop index tasks_in_order;
create index tasks_in_order on tasks (
    unit_id,
    (case when kind like 'call:%' or due_at <= made_at then -made_at else due_at end),
    id, case_id, assignee, kind, made_at, due_at, done_at
) where done_at is null;
drop index cases_by_owner;
create index cases_by_owner on cases (owner_unit, opened_at desc, id, child);
drop index access_by_holder;
create index access_by_holder on access (holder, case_id, expires_at, compartments, of_other);
-- As wide as the one above, or a planner without statistics takes that one, which holds all of a unit.
drop index access_of_others;
create index access_of_others on access (holder, case_id, expires_at, compartments, of_other) where of_other;
