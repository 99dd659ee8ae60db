### state: source

notes-title = Note and next step
notes-lead-task = With this note, the task that led you here is done.
notes-text = What happened?
notes-text-hint = A few sentences are enough. The person may read it.
notes-step = What comes next?
notes-days = When?
notes-button = Save the note
notes-before = Notes so far
notes-none = No note is recorded yet. Whoever works with the person writes the first.

next-step-call-person = call the person
next-step-meet-person = meet the person
next-step-ask-service = ask a service
next-step-write-to-authority = write to an authority
next-step-go-through-plan = go through the plan together

within-days-0 = Today
within-days-1 = Tomorrow
within-days-3 = In three days
within-days-7 = In a week
within-days-28 = In four weeks
