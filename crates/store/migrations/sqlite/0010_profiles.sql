-- The country's rules as cases began under them: the file, word for word. Nothing about anybody.
create table profiles (
    id text not null,
    version integer not null,
    file text not null,
    body text not null,
    digest blob not null,
    kept_at integer not null,
    primary key (id, version)
) strict;
