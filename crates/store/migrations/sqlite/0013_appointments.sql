-- Until when an interpreter's appointment takes. One from before has kept no end: it counts as the longest there
-- is, a day, so that nobody is booked twice.
alter table tasks add column ends_at integer;
update tasks set ends_at = due_at + 86400000000 where kind in ('interpret_remote', 'interpret_on_site');
