### state: source

drafts-title = What you began
drafts-lead = What you typed and have not sent yet. Only you can open it. It goes by itself after seven days.
drafts-none = Nothing waits here. A long form has the button “Save and come back later”.
drafts-kept = Kept { $since }. Here until { $until }.
drafts-on = Go on
drafts-drop = Throw away
drafts-other = A form
draft-here = You began to write here on { $since } and have not sent it.
form-later = Save and come back later
form-kept = Kept while you type. Not sent yet.
today-drafts = { $count ->
    [one] One thing that you began waits for you
   *[other] { $count } things that you began wait for you
}
error-kept = What you typed is also kept for you.
