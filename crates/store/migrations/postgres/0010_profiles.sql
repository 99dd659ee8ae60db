-- The country's rules as cases began under them: the file, word for word. Nothing about anybody.
create table profiles (
    id text not null,
    version bigint not null,
    file text not null,
    body text not null,
    digest bytea not null,
    kept_at bigint not null,
    primary key (id, version)
);
