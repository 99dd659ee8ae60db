### state: source

steps-title = Next steps
steps-lead = From the first contact to a safe place. You can leave at any step and come back.
steps-other = At any time
steps-onward = Go to the next steps
steps-call = A number that answers now
steps-call-now = Answers now:
steps-call-nobody = No duty line answers at this hour. Call the duty list of your unit.
steps-call-emergency = If somebody is in danger at this moment, call the emergency number first.
steps-unchecked = A machine translated these words. Nobody who speaks the language has checked them yet.

safety-title = Is it safe here and now?
safety-danger = Danger now: make the person safe
safety-apart = Take the person to a place where nobody can hear you.
safety-companion = Keep companions away. A companion never interprets.
safety-hurt = If somebody is hurt or ill, call a doctor before you ask anything.
safety-stay = Stay with the person until somebody you trust takes over.
safety-child = The person is a child, or may be one
safety-child-call = Call now:
safety-then = Your record is kept. When it is calm, go on. No question is needed before help.
safety-onward = Tell the person before you ask
