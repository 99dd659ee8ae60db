### state: source

today-mine = yours
transfer-title = Hand the case to a colleague
transfer-nobody = Nobody was named to carry it yet.
transfer-no-colleague = No colleague of your unit can take the case now. She needs a role that carries cases and your unit's key.
transfer-keeps = The case stays with your unit. You can still open it. What is open on it goes to your colleague, and she is told.
transfer-stays = This stays with you, because only people by name may open it. Share it first, if she needs it.
transfer-to = To whom?
transfer-words = What must she know first?
transfer-words-hint = A sentence or two. It is sealed with the case.
transfer-button = Hand the case over
transfer-along = What goes along
transfer-no-tasks = Nothing is open on this case.
transfer-before = Who carried it before
transfer-gone = a colleague who has left
case-carrier = Carried by
case-carried-by = Carried by { $name }
task-case-handed-to-you = A case was handed to you: look at it
action-case-hand-over = Handed the case to a colleague
problem-transfer-carries-it = This colleague carries the case already. Nothing was changed.
problem-transfer-no-colleague = This person is not of your unit any more. Nothing was changed. Choose somebody else.
problem-transfer-not-her-role = This role carries no case. Nothing was changed. Choose somebody else.
problem-transfer-no-key = This colleague could not open the case: she waits for your unit's key. Let her in first.
