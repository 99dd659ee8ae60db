-- Cases that wait for room: found and counted without reading every task. For what they wait stays sealed.
create index tasks_that_wait on tasks (unit_id, made_at)
    where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null;
