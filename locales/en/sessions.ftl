### state: source

sign-in-title = Sign in
sign-in-ended = Your session has ended. Sign in again and go on where you were.
sign-in-kept = What you typed waits for you for seven days, as long as its case is there. Only you can open it.
sign-in-player = Sign in as
sign-in-login = Login
sign-in-passphrase = Passphrase
sign-in-code = Code
sign-in-code-hint = The six digits that your authenticator app shows now.
sign-in-button = Sign in
again-title = You are signed in again
again-lead = What you typed was kept, and it is not saved yet.
again-button = Back to what you typed
