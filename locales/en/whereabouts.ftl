### state: source

whereabouts-title = Where the person is
whereabouts-now = Now:
whereabouts-free = An adult is free to come and go. A missing child starts the missing protocol at once.
whereabouts-to = Where is she or he?
whereabouts-reason = How do you know?
whereabouts-words = In your own words
whereabouts-words-hint = Optional. Facts only, no guesses.
whereabouts-button = Save
move-reason-arranged = It was arranged
move-reason-own-wish = The person's own wish
move-reason-not-seen = Not seen where expected
move-reason-found = Found, or came back
move-reason-danger = There was danger
move-reason-lawful-order = An authority took a step
move-reason-other-authority = Another authority said so
