-- The person's own way in, by a code and a phrase. The code is kept as a keyed digest only.
create table spaces (
    user_id text not null primary key references users (id),
    case_id text not null unique references cases (id),
    code_digest bytea not null unique,
    phrase_salt bytea not null,
    phrase_params text not null,
    phrase_verifier bytea not null,
    sealed_private_key bytea not null,
    made_at bigint not null
);
