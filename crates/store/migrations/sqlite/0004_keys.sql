-- Since when an account has the key pair it has: whoever lets a colleague in sees a key that is new.
alter table users add column key_made_at integer not null default 0;
