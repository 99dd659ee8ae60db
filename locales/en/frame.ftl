### state: source

## The frame of every page

frame-name = Casework
frame-skip = Skip to the main content
frame-invented = Everybody here is invented.
frame-invented-more = No person, office or service on this server is real. Never enter a real case.
frame-navigation = Main pages
frame-sign-out = Sign out
frame-language = Language
frame-unchecked = A machine translated these pages. Nobody who speaks the language has checked the words yet.
frame-demo = Change role or move the clock
frame-foot = Only the people who work on a case can open it, and every look is recorded.
frame-exit = Leave this page now
frame-blank-title = Home
frame-blank = There is nothing to see here.
title-error = Error: { $title }

## Times

time-hours-left =
    { $hours ->
        [0] less than an hour left
        [one] { $hours } hour left
       *[other] { $hours } hours left
    }
time-days-left =
    { $days ->
        [one] { $days } day left
       *[other] { $days } days left
    }
time-hours-over =
    { $hours ->
        [0] just over
        [one] over for { $hours } hour
       *[other] over for { $hours } hours
    }
time-days-over =
    { $days ->
        [one] over for { $days } day
       *[other] over for { $days } days
    }

## Parts

part-change = Change
part-step-done = Done
part-step-next = Next
part-step-later = Later

## Forms

form-summary = There is a problem
form-missing = This is missing. Fill it in.
form-choose = Choose one of the answers.
form-pick = Choose
form-too-long =
    { $number ->
        [one] This is too long. Use at most { $number } character.
       *[other] This is too long. Use at most { $number } characters.
    }
form-unfit = There is a hidden sign in this text. Type the text again by hand.
form-number =
    { $number ->
       *[other] Give a whole number, at most { $number }.
    }
form-date = This is not a date. Give at least the year with four digits.
form-day = Day
form-month = Month
form-year = Year
form-refused = { $words }
form-again = You are signed in again. Nothing of this is saved yet. Check it and send it.
form-stands-now = What stands here now
form-sent-over = What you typed is in the form. If you send it again, it takes the place of what stands here now.
problem-conflict = Somebody else changed this in the meantime. Nothing was saved. What you typed is still here.
problem-session-refused = The login, the passphrase or the code is wrong.
problem-session-delayed =
    { $number ->
        [one] There were too many attempts. Wait { $number } second, then try again.
       *[other] There were too many attempts. Wait { $number } seconds, then try again.
    }
problem-idempotency-mismatch = This form was already sent with other words. Open the page anew to send it again.
problem-unit-waiting-for-key = You wait for your unit's key. Ask a colleague to sign in, then try again.

## Errors

error-onward = Go on
error-reference = Reference for support: { $code }
error-missing-title = This page cannot be shown
error-missing-what = There is no such page, or it is not for you.
error-missing-saved = Nothing was changed.
error-missing-now = Check the address. If you followed a link, your access may have ended: ask the person who carries the case.
error-gone-title = This is no longer open to you
error-gone-what = Somebody has dealt with it in the meantime, or your access has ended.
error-gone-saved = Nothing of what you sent was saved.
error-gone-now = Look at your list again: it shows what is still to be done. If you need this page, ask the person who carries the case.
error-typed = What you typed
error-forbidden-title = You may not do this
error-forbidden-what = Your role does not allow this step.
error-forbidden-saved = Nothing was saved.
error-forbidden-now = Ask a colleague whose role allows it.
error-method-title = This is not done here
error-method-what = The page was asked for in a way it does not know.
error-method-saved = Nothing was saved.
error-method-now = Go back and use the buttons of the page.
error-rule-title = A rule is in the way
error-rule-what = This step is not possible as things stand.
error-rule-saved = Nothing was saved.
error-rule-now = Go back, look at the case again, and choose another step.
error-large-title = This is too much at once
error-large-what = What you sent is larger than this server takes.
error-large-saved = Nothing was saved.
error-large-now = Copy what you need from below. Then go back, shorten it and send it again.
error-large-lost = It was too much to be shown here, and it is not kept. Write it again in fewer words or in parts.
error-often-title = Too many attempts
error-often-what = This was tried too often in a short time.
error-often-saved = Nothing was saved.
error-often-now = Wait a minute, then try again.
error-busy-title = The server is busy
error-busy-what = Too much is asked of the server at once, or it cannot reach its database.
error-busy-saved = It is not certain whether this was saved. Sending the same form again does no harm.
error-busy-now = Wait a minute, then try again. In danger, call the emergency number.
error-input-title = This could not be read
error-input-what = The server could not read what the browser sent.
error-input-saved = Nothing was saved.
error-input-now = Go back, check what you typed, and send it again.
error-fault-title = Something went wrong inside
error-fault-what = This is a fault of the software and not yours.
error-fault-saved = It is not certain whether this was saved. Sending the same form again does no harm.
error-fault-now = Try again. If it happens again, tell whoever runs the server. In danger, call the emergency number.
