### state: source

served-title = The refusal was told
served-lead = The time to challenge starts on the day the person hears of it, in a language that is understood.
served-lead-child = Nothing is served on a child. Tell whoever speaks for the child.
served-already = It was told already. The time to challenge runs.
served-to = Who was told?
served-person = the person
served-representative = the representative
served-authority = the authority for children
served-button = It was told

challenge-title = Challenge the refusal
challenge-lead = The body that decides will see the case. Help and support go on.
challenge-none = There is no way to challenge that you can take now. It may not be told yet, or be for others.
challenge-way = Which way?
challenge-because = On which ground?
challenge-ground-new-evidence = There is new evidence
challenge-ground-guidance-not-followed = The rules were not followed
challenge-late = Why is it late?
challenge-late-exceptional-circumstances = Something out of the ordinary
challenge-late-permission-of-the-court = The court allowed it
challenge-words = Anything to add?
challenge-words-hint = In a few sentences. Do not write names here.
challenge-button = Challenge
