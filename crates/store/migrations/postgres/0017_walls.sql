-- How many packages a referral still carries, so that whoever looks without a key need not touch them.
alter table referrals add column packages bigint not null default 0;
update referrals
set packages = (case when sealed_minimum is null then 0 else 1 end)
    + (case when sealed_hand_over is null then 0 else 1 end);
create index referrals_to_empty on referrals (granted_until) where packages > 0;

-- The second wall: docs/adr/0015-second-wall.md says why each policy is as it is. The roles were made by the
-- program before this ran.

-- Who acts, as the first statement of each transaction says. Unset or empty matches nothing.
create function wall_user() returns text language sql stable parallel safe
return nullif(current_setting('app.user', true), '');

create function wall_units() returns text[] language sql stable parallel safe
return string_to_array(nullif(current_setting('app.units', true), ''), ',');

create function wall_holders() returns text[] language sql stable parallel safe
return array_append(array(select 'unit:' || unit from unnest(wall_units()) unit), 'user:' || wall_user());

create function wall_now() returns bigint language sql stable parallel safe
return nullif(current_setting('app.now', true), '')::bigint;

-- Cases whose access the actor has given up or ended in this very transaction: an act ends as it began.
create function wall_sight() returns text[] language sql stable parallel safe
return string_to_array(nullif(current_setting('app.sight', true), ''), ',');

-- What is asked of the database itself, so that the program's word alone opens nothing wide.
create function wall_is(wanted text) returns boolean language sql stable parallel safe
return exists (
    select 1 from memberships
    where user_id = wall_user() and unit_id = any (wall_units()) and role = wanted
);

create function wall_is_member(wanted text) returns boolean language sql stable parallel safe
return exists (select 1 from memberships where user_id = wall_user() and unit_id = wanted);

create function wall_keep_sight() returns trigger language plpgsql as $$
begin
    if old.holder = any (wall_holders()) and old.expires_at > wall_now() then
        perform set_config('app.sight', concat_ws(',', nullif(current_setting('app.sight', true), ''), old.case_id), true);
    end if;
    return null;
end
$$;
create trigger access_ends after delete on access for each row execute function wall_keep_sight();

-- Three questions whose answers lie behind the wall itself; they are asked as a role that does nothing else.
create function wall_sees(wanted text) returns boolean language sql stable parallel safe security definer
return wanted = any (wall_sight())
    or exists (select 1 from cases where id = wanted and owner_unit = any (wall_units()))
    or exists (
        select 1 from access
        where case_id = wanted and holder = any (wall_holders()) and expires_at > wall_now()
    );

create function wall_units_that_wait() returns setof text language sql stable parallel safe security definer
begin atomic
    select distinct unit_id from tasks
    where kind in ('look_for_service', 'overdue:look_for_service') and done_at is null and case_id is not null;
end;

create function wall_is_own_way(wanted text, by_holder text) returns boolean language sql stable parallel safe security definer
return exists (select 1 from spaces where case_id = wanted and 'user:' || user_id = by_holder);

create view units_that_wait as select unit_id from wall_units_that_wait() as unit_id;

do $$
begin
    execute format('grant usage on schema %I to havenward_app, havenward_door, havenward_operator,
        havenward_ticker, havenward_sequencer, havenward_wall', current_schema());
    execute format('grant create on schema %I to havenward_wall', current_schema());
    alter function wall_sees(text) owner to havenward_wall;
    alter function wall_units_that_wait() owner to havenward_wall;
    alter function wall_is_own_way(text, text) owner to havenward_wall;
    execute format('revoke create on schema %I from havenward_wall', current_schema());
end
$$;
revoke execute on function wall_sees(text), wall_units_that_wait(), wall_is_own_way(text, text) from public;
grant execute on function wall_sees(text) to havenward_app;
grant execute on function wall_is_own_way(text, text) to havenward_door;
grant execute on function wall_units_that_wait() to havenward_app, havenward_ticker;
grant select on units_that_wait to havenward_app, havenward_ticker;
grant select (id, owner_unit) on cases to havenward_wall;
grant select (case_id, holder, expires_at) on access to havenward_wall;
grant select (unit_id, case_id, kind, done_at) on tasks to havenward_wall;
grant select (user_id, case_id) on spaces to havenward_wall;

-- Cases. A policy for a role asks who runs, too: whoever is a member of the role without running as it, such as
-- the owner, passes none.
alter table cases enable row level security;
alter table cases force row level security;
create policy of_sight on cases to havenward_app
using (
    owner_unit = any ((select wall_units())::text[])
    or exists (
        select 1 from access
        where access.case_id = cases.id and access.holder = any ((select wall_holders())::text[])
            and access.expires_at > (select wall_now())
    )
    or id = any ((select wall_sight())::text[])
)
with check (owner_unit = any ((select wall_units())::text[]) or wall_sees(id));
create policy by_overseers on cases for select to havenward_app
using ((select wall_is('dpo')) or (select wall_is('nrm_coordinator')));
create policy by_ticker on cases for select to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_wall on cases for select to havenward_wall using (current_user = 'havenward_wall');

alter table access enable row level security;
alter table access force row level security;
create policy of_sight on access to havenward_app
using (
    (holder = any ((select wall_holders())::text[]) and expires_at > (select wall_now())) or wall_sees(case_id)
);
create policy by_overseers on access for select to havenward_app using ((select wall_is('dpo')));
create policy by_ticker on access for select to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_wall on access for select to havenward_wall using (current_user = 'havenward_wall');
-- An account that is reset loses what was given in its own name.
create policy by_operator on access to havenward_operator
using (current_user = 'havenward_operator' and holder like 'user:%')
with check (false);
-- A person's code asks whether her own access still runs, before she is signed in.
create policy by_door on access for select to havenward_door
using (current_user = 'havenward_door' and wall_is_own_way(case_id, holder));

-- What hangs on a case, or is addressed to a unit.
do $$
declare
    -- $1 is the table, $2 the column with the case.
    seen constant text := '(exists (
            select 1 from cases
            where cases.id = %1$I.%2$I and cases.owner_unit = any ((select wall_units())::text[])
        )
        or exists (
            select 1 from access
            where access.case_id = %1$I.%2$I and access.holder = any ((select wall_holders())::text[])
                and access.expires_at > (select wall_now())
        )
        or %1$I.%2$I = any ((select wall_sight())::text[]))';
    one record;
begin
    for one in
        select * from (values
            ('compartment_keys', 'case_id', ''),
            ('compartments', 'case_id', ''),
            ('clocks', 'case_id', ''),
            ('enquiries', 'case_id', 'to_unit = any ((select wall_units())::text[]) or '),
            ('referrals', 'case_id', 'to_unit = any ((select wall_units())::text[]) or '),
            ('notice_packages', 'case_id', 'unit_id = any ((select wall_units())::text[]) or '),
            ('spaces', 'case_id', 'user_id = (select wall_user()) or ')
        ) as hanging (name, case_column, or_else)
    loop
        execute format('alter table %I enable row level security', one.name);
        execute format('alter table %I force row level security', one.name);
        execute format('create policy of_sight on %1$I to havenward_app using (' || one.or_else || seen || ')',
            one.name, one.case_column);
    end loop;

    alter table tasks enable row level security;
    alter table tasks force row level security;
    -- A task about no case says what a unit is asked to do. One about a case is that unit's, of those who see the
    -- case, and of a unit to which the person was offered, as far as its answer ends it.
    execute format('create policy of_sight on tasks to havenward_app using (
        unit_id = any ((select wall_units())::text[])
        or (case_id is null and (select wall_user()) is not null)
        or ((kind like ''call:%%'' or kind in (''arrange_arrival'', ''overdue:arrange_arrival'')) and exists (
            select 1 from referrals
            where referrals.case_id = tasks.case_id and referrals.to_unit = any ((select wall_units())::text[])
        ))
        or ' || seen || ')
    with check (true)', 'tasks', 'case_id');

    alter table journal_entries enable row level security;
    alter table journal_entries force row level security;
    -- Entries of one's own unit, of a case that one sees, and of those that are kept for oversight by one's unit.
    execute format('create policy of_sight on journal_entries for select to havenward_app using (
        unit_id = any ((select wall_units())::text[])
        or (case_id is not null and ' || seen || ')
        or exists (
            select 1 from oversight_details
            where oversight_details.entry_id = journal_entries.id
                and oversight_details.of_unit = any ((select wall_units())::text[])
        ))', 'journal_entries', 'case_id');
end
$$;

create policy by_coordinator on clocks for select to havenward_app using ((select wall_is('nrm_coordinator')));
create policy by_coordinator on enquiries for select to havenward_app using ((select wall_is('nrm_coordinator')));
create policy by_overseers on referrals for select to havenward_app
using ((select wall_is('dpo')) or (select wall_is('nrm_coordinator')));
create policy by_coordinator on tasks for select to havenward_app using ((select wall_is('nrm_coordinator')));
create policy by_ticker on clocks for select to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_ticker on enquiries to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_ticker on referrals to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_ticker on tasks to havenward_ticker using (current_user = 'havenward_ticker');
create policy by_wall on tasks for select to havenward_wall using (current_user = 'havenward_wall');
create policy by_wall on spaces for select to havenward_wall using (current_user = 'havenward_wall');
create policy by_door on spaces for select to havenward_door using (current_user = 'havenward_door');
create policy by_operator on tasks to havenward_operator
using (current_user = 'havenward_operator' and assignee is not null)
with check (current_user = 'havenward_operator');
create policy by_operator on compartment_keys to havenward_operator
using (current_user = 'havenward_operator')
with check (false);

-- The journal: whoever acts adds to it, nobody changes it, and one role gives numbers.
create policy adds on journal_entries for insert to havenward_app, havenward_door, havenward_operator, havenward_ticker
with check (
    tree_index is null
    and (unit_id is null or unit_id = any ((select wall_units())::text[]) or wall_is_member(unit_id))
);
create policy by_operator on journal_entries for select to havenward_operator
using (current_user = 'havenward_operator');
create policy by_ticker on journal_entries for select to havenward_ticker
using (current_user = 'havenward_ticker');
create policy numbered on journal_entries for select to havenward_sequencer
using (current_user = 'havenward_sequencer');
create policy numbers on journal_entries for update to havenward_sequencer
using (current_user = 'havenward_sequencer' and tree_index is null)
with check (current_user = 'havenward_sequencer' and tree_index is not null);

alter table oversight_details enable row level security;
alter table oversight_details force row level security;
create policy of_sight on oversight_details for select to havenward_app
using (of_unit = any ((select wall_units())::text[]));
create policy adds on oversight_details for insert to havenward_app, havenward_operator, havenward_ticker
with check (true);

-- What is sealed to a unit or a person and hangs on no case.
alter table directory enable row level security;
alter table directory force row level security;
create policy of_unit on directory to havenward_app using (unit_id = any ((select wall_units())::text[]));

alter table stays enable row level security;
alter table stays force row level security;
create policy of_unit on stays to havenward_app using (unit_id = any ((select wall_units())::text[]));

alter table intake_keys enable row level security;
alter table intake_keys force row level security;
create policy of_unit on intake_keys to havenward_app, havenward_door
using (unit_id = any ((select wall_units())::text[]));
create policy by_ticker on intake_keys for select to havenward_ticker using (current_user = 'havenward_ticker');

alter table intake enable row level security;
alter table intake force row level security;
create policy of_unit on intake to havenward_app using (unit_id = any ((select wall_units())::text[]));
create policy adds on intake for insert to havenward_door with check (unit_id = any ((select wall_units())::text[]));
create policy by_ticker on intake for select to havenward_ticker using (current_user = 'havenward_ticker');

alter table drafts enable row level security;
alter table drafts force row level security;
create policy of_user on drafts to havenward_app, havenward_operator using (user_id = (select wall_user()));
-- A form of somebody whose session has ended is kept for her, and old ones make room.
create policy by_door on drafts to havenward_door using (current_user = 'havenward_door');
create policy by_operator on drafts for select to havenward_operator using (current_user = 'havenward_operator');
create policy taken_away on drafts for delete to havenward_operator using (current_user = 'havenward_operator');
create policy by_ticker on drafts to havenward_ticker using (current_user = 'havenward_ticker') with check (false);

-- What each role may do at all. Nothing is granted to havenward_app on what only the clock or the operator does;
-- the ticker reads no sealed column, the door and the operator none of a case.
grant select on installation, units, memberships, services, service_places, crisis_overlays, profiles, journal_head,
    journal_checkpoints to havenward_app, havenward_door, havenward_operator, havenward_ticker;
grant select on _sqlx_migrations to havenward_app;
grant select, insert on idempotency to havenward_app, havenward_door, havenward_operator, havenward_ticker;

grant select (id, login, name, active, public_key, key_version, key_made_at) on users
    to havenward_app, havenward_operator, havenward_ticker;
grant insert (id, login, name, active, created_at, totp_last_step, key_version, public_key, key_made_at) on users
    to havenward_app;
grant update (public_key, active) on users to havenward_app;
grant update (public_key, key_version, renewal_due_at) on units to havenward_app;
grant insert on memberships to havenward_app;
grant select, insert, delete on unit_wraps to havenward_app;
grant select, insert on unit_former_keys to havenward_app;
grant select (id, user_id), update (expires_at), delete on sessions to havenward_app, havenward_operator;
grant select on attempts to havenward_app;
grant select, insert, update on devices to havenward_app;
grant select, insert, update on cases to havenward_app;
grant select, insert, update, delete on access to havenward_app;
grant select, insert, delete on compartment_keys, clocks, directory, intake_keys, spaces to havenward_app;
grant select, insert, update on compartments, tasks, enquiries, referrals, notice_packages, stays to havenward_app;
grant select, delete, update (damaged) on intake to havenward_app;
grant select on journal_entries to havenward_app;
grant insert (id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome,
    commitment, leaf, sealed_details) on journal_entries
    to havenward_app, havenward_door, havenward_operator, havenward_ticker;
grant select, insert on oversight_details to havenward_app;
grant insert, update on services to havenward_app;
grant insert, update, delete on service_places to havenward_app;
grant insert on notices, receipts to havenward_app;
grant insert, update on crisis_overlays to havenward_app;
grant select, insert, update, delete on statistics_pending to havenward_app;
grant select, delete on statistics to havenward_app;
grant select, insert, update, delete on shifts to havenward_app;
grant select, insert, update on interpreters to havenward_app;
grant select, insert, update, delete on drafts to havenward_app, havenward_operator;

grant select, update (password_salt, password_params, password_verifier, sealed_totp, totp_last_step, sealed_private_key,
    public_key, key_version, key_made_at) on users to havenward_door;
grant select, insert, update, delete on sessions, attempts to havenward_door;
grant select, delete on enrolments to havenward_door;
grant select on devices, receipts, spaces to havenward_door;
grant select (case_id, holder, expires_at) on access to havenward_door;
grant select (unit_id, version, public_key, made_at) on intake_keys to havenward_door;
grant insert on intake to havenward_door;
grant select (id, user_id, place_digest, kept_at), insert, update, delete on drafts to havenward_door;

grant insert on users, units, memberships, enrolments to havenward_operator;
grant update (active, password_salt, password_params, password_verifier, sealed_totp, totp_last_step, sealed_private_key,
    public_key, key_version, key_made_at) on users to havenward_operator;
grant update (renewal_due_at) on units to havenward_operator;
grant select (user_id), delete on enrolments to havenward_operator;
-- They may ask whether there is such a case, and no policy shows them any.
grant select on cases to havenward_door, havenward_operator;
grant select (id, case_id) on enquiries, referrals to havenward_operator;
grant select (user_id, case_id) on spaces to havenward_operator;
grant select (unit_id, user_id, key_version), delete on unit_wraps to havenward_operator;
grant select (case_id, compartment, key_version, holder), delete on compartment_keys to havenward_operator;
grant select (holder), delete on access to havenward_operator;
grant select (id, case_id, assignee, done_at), update (assignee) on tasks to havenward_operator;
grant select on journal_entries to havenward_operator;

grant insert, update on installation to havenward_ticker;
grant insert on profiles to havenward_ticker;
grant select, insert, update on lease to havenward_ticker;
grant delete on idempotency to havenward_ticker;
grant select (id, expires_at), delete on sessions to havenward_ticker;
grant select, delete on enrolments, attempts to havenward_ticker;
grant select (id, kept_at), delete on drafts to havenward_ticker;
grant select on cases, access, clocks to havenward_ticker;
grant select, insert, update on tasks to havenward_ticker;
grant select (id, case_id, from_unit, to_unit, service_id, answer_by, answered, body, revision),
    update (answered, body, sealed_question, revision) on enquiries to havenward_ticker;
grant select (id, case_id, enquiry_id, service_id, from_unit, to_unit, status, reply_by, agreement_id, basis,
        granted_until, body, packages, revision),
    update (status, reply_by, agreement_id, basis, granted_until, body, sealed_minimum, sealed_hand_over, packages,
        revision) on referrals to havenward_ticker;
grant select (id, unit_id, device_id, key_version, instrument, urgency, received_hour, damaged) on intake
    to havenward_ticker;
grant select (unit_id, version, public_key, made_at, shred_id) on intake_keys to havenward_ticker;
grant select (id, at, ordinal, author, unit_id, action, case_id, object, opened, purpose, basis, outcome, commitment,
    leaf, tree_index) on journal_entries to havenward_ticker;
grant update on services, crisis_overlays to havenward_ticker;
grant insert, update, delete on service_places to havenward_ticker;
grant select, delete on statistics_pending to havenward_ticker;
grant select, insert, delete on statistics to havenward_ticker;
grant select (unit_id, user_id, key_version) on unit_wraps to havenward_ticker;
grant insert on oversight_details to havenward_ticker;

grant select (id, at, ordinal, leaf, tree_index), update (tree_index) on journal_entries to havenward_sequencer;
grant select, update (size, frontier) on journal_head to havenward_sequencer;
grant select, insert on journal_checkpoints to havenward_sequencer;
