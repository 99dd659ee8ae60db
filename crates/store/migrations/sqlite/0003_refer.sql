-- Who may tick: one node at a time.
create table lease (
    name text not null primary key,
    holder text not null,
    until integer not null
) strict;

-- The ticker looks for what is due, and whether a clock has its task already.
create index tasks_by_due on tasks (done_at, due_at);
create index tasks_of_case on tasks (case_id, kind, due_at);
create index tasks_by_assignee on tasks (assignee, done_at, due_at);
create index enquiries_due on enquiries (answered, answer_by);

-- Receipts of an earlier contact. Only the person's code finds and opens one; no id of a case is here.
create table receipts (
    code_digest blob not null primary key,
    sealed_receipt blob not null
) strict;
