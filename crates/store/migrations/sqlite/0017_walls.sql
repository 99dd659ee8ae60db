-- How many packages a referral still carries, so that whoever looks without a key need not touch them.
alter table referrals add column packages integer not null default 0;
update referrals set packages = (sealed_minimum is not null) + (sealed_hand_over is not null);
create index referrals_to_empty on referrals (granted_until) where packages > 0;

-- Units with a case that waits for room: which cases those are is told to nobody else.
create view units_that_wait as
select distinct unit_id from tasks
where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null and case_id is not null;

-- The row policies of PostgreSQL have no counterpart here: a file has one reader, the program.
