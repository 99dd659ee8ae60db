-- What somebody typed into a form and has not sent: sealed to her own key, and where it is about a case under the
-- shred key of that case too. Which page it belongs to is a keyed digest; neither case nor page stands in clear.
create table drafts (
    id text not null primary key,
    user_id text not null references users (id),
    place_digest bytea not null,
    sealed_place bytea not null,
    sealed_key bytea not null,
    sealed_draft bytea not null,
    kept_at bigint not null,
    unique (user_id, place_digest)
);
create index drafts_by_age on drafts (kept_at);
