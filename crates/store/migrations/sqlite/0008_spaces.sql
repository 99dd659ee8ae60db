-- The person's own way in, by a code and a phrase. The code is kept as a keyed digest only.
create table spaces (
    user_id text not null primary key references users (id),
    case_id text not null unique references cases (id),
    code_digest blob not null unique,
    phrase_salt blob not null,
    phrase_params text not null,
    phrase_verifier blob not null,
    sealed_private_key blob not null,
    made_at integer not null
) strict;
