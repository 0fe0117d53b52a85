### Who somebody is: sign-ins, access keys, second factor, invitations.

## Pages of one’s own account
account-views = Views of the account

## Sign-ins
sessions-title = Sign-ins
sessions-here = You are signed in here
session-client = { $browser } on { $system }
session-this = This sign-in
session-since = Signed in since
session-used = Last used, to the hour
session-ends = Ends at the latest
session-end-of = Sign out { $client }
session-was-ended = The sign-in has ended.
sessions-end-others = Sign out all others
sessions-were-ended = All other sign-ins have ended.
sessions-strange = You do not know one of them?
sessions-strange-text = Sign out all others and change your password.
sessions-kept = What is kept here
sessions-kept-text = Only what you see: browser and system as a word, the beginning and the last hour. Network addresses are not kept. After signing out the entry is gone.
account-sign-ins = Sign-ins
account-sign-ins-text = A device is lost, or a stranger is signed in? All open sign-ins of this account end at once; the password stays.
account-sign-out-everywhere = Sign out everywhere
account-was-signed-out = All sign-ins of the account have ended.
error-no-such-session = This sign-in does not exist any more.

browser-firefox = Firefox
browser-chrome = Chrome
browser-edge = Edge
browser-safari = Safari
browser-opera = Opera
browser-program = A program
browser-other = Unknown browser
system-windows = Windows
system-macos = macOS
system-linux = Linux
system-android = Android
system-ios = iOS
system-other = an unknown system
action-end-session = One sign-in ended
action-end-sessions = All (other) sign-ins ended

## Access keys
keys-title = Access keys
keys-house-lead = With them programs read and deliver in the name of { $house } without anybody signing in.
keys-list = Keys that work
keys-empty = No key yet.
keys-empty-text = A program that is to work without you needs one: an evaluation, a script, a specialist application.
keys-ended = { $count ->
    [one] One key does not work any more
   *[other] { $count } keys do not work any more
}
keys-about = How a program uses it
keys-about-text = It sends it in the header of each request to the REST interface:
keys-never = What a key may never do
keys-never-text = More than you or your house may today. And never: change accounts, keys, rights to read and connections, or run the hub.
key-make = Make a key
key-was-made = The key “{ $name }” is made.
key-copy-now = Copy it now. It is shown this once; only its fingerprint is kept.
key-copy = Copy
key-name = Name
key-name-hint = By which you know it again: “Evaluation of bicycle traffic”
key-rights = What it may do
key-right-metadata = Read descriptions
key-right-rows = Read rows
key-right-take-in = Deliver files
key-right-maintain = Maintain datasets
key-right-text-metadata = Titles, descriptions, columns. This comes with every right.
key-right-text-rows = Query and download tables.
key-right-text-take-in = Bring new files and start connections where you or your house may.
key-right-text-maintain = Change descriptions and access, accept or refuse versions that wait.
key-datasets-only = For these datasets only
key-datasets-hint = One a line, as house/dataset. Empty means: all that you or your house reach.
key-last-day = Last day
key-last-day-hint = A year at most. Then you make a new one.
key-datasets = Datasets
key-all-datasets = all
key-some-datasets = { $count ->
    [one] one
   *[other] { $count }
}
key-until = Works until
key-expired = Expired on
key-revoked = Taken back
key-used = Last used
key-never-used = never
key-made = Made
key-made-by = on { $day } by { $name }
key-revoke = Take back
key-revoke-of = Take the key “{ $name }” back
key-revoke-headline = Take the key “{ $name }” back?
key-revoke-lead = Whatever uses it is turned away from now on. This cannot be undone.
key-revoke-not = Keep it
key-was-revoked = The key is taken back.
error-no-such-key = There is no such key.
error-invalid-key-until = The last day must be today or later, and within a year.
error-key-without-rights = Choose at least one right.
error-key-beyond-maker = You maintain data in no house; neither can your key.
error-too-many-keys = 50 keys work already. Take one back first.
error-too-many-datasets = 100 datasets at most.
error-unknown-dataset = One of these datasets does not exist. Write house/dataset as in the address.
error-unknown-key-right = There is no right “{ $name }”. Possible: metadata, rows, take_in, maintain.
hint-key = Sign in yourself, or make a key that is for this.
rule-not-for-keys = This does not go with an access key.
rule-beyond-key = This access key is not for that.
audit-key = Key “{ $key }” { $name }
action-make-key = Access key made
action-revoke-key = Access key taken back
