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
sessions-password-hint = Before you sign out elsewhere, the data hub asks once more whether it is you.
sessions-fresh-hint = You can sign out elsewhere in the first 15 minutes after you signed in. If more time has passed, sign in anew.
error-sign-in-again = Your sign-in is older than 15 minutes. Sign in anew, then it works.
sessions-end-others = Sign out all others
sessions-were-ended = All other sign-ins have ended.
sessions-strange = You do not know one of them?
sessions-strange-text = Sign out all others, look through your access keys and change your password.
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
key-password-hint = Your own, once more to be safe.
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
key-revoke-of = Take back: key “{ $name }”
key-revoke-headline = Take back the key “{ $name }”?
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

## Second factor
second-factor-title = Second factor
second-factor-off = Your account is protected by the password alone
second-factor-on = The second factor is on
second-factor-why = With a second factor a stolen password is not enough any more: when you sign in you also type a code that only your device knows.
second-factor-needed = You need a second factor here: a one-time code or a passkey. Until it is set up, pages stay closed to you.
second-factor-password-hint = Once more, to be safe.
second-factor-set-up = Set up
second-factor-scan = Step 1: put the secret into the app
second-factor-scan-text = Read the picture with your authenticator app (for example FreeOTP, Aegis or that of your administration).
second-factor-picture = QR code with the secret; it stands below as text.
second-factor-type = Or type the secret:
second-factor-code = Code
second-factor-first-code-hint = Step 2: the six digits your app shows now.
second-factor-code-hint = Six digits of your app, or one of your recovery codes.
second-factor-confirm = Turn on
second-factor-was-set-up = The second factor is on.
second-factor-others-ended = Your other sign-ins have ended.
recovery-codes = Your recovery codes
recovery-codes-text = Each replaces the code once when your device is missing. Print them or put them into your password store. They are shown this once.
recovery-codes-kept = I have put them away safely
second-factor-since = Since { $day } a code is asked for when you sign in.
recovery-left = { $count ->
    [0] No recovery code is left.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
second-factor-remove = Turn off
second-factor-remove-text = For a new device or new recovery codes turn it off and set it up again.
second-factor-was-removed = The second factor is off.
second-factor-what = What you need
second-factor-what-text = A phone or program that makes one-time codes of the standard TOTP. It needs no network and learns nothing about you.
second-factor-lost = Device lost?
second-factor-lost-text = Take a recovery code. If these are gone too, those who run the data hub can reset the second factor.
second-factor-reset = Reset the second factor
second-factor-reset-text = Only if device and recovery codes are lost and you are sure whom you are talking to. After that the password is enough until a new one is set up. This is written to the audit.
rule-person-seen = Person seen: with an official document, or known in person
rule-person-called-back = Person called back: under the number in the city's directory
rule-person-vouched-for = Superiors confirmed who it is: asked by a way of their own
second-factor-identified = How did you recognise the person?
error-not-identified = Say how you recognised the person.
second-factor-was-reset = The second factor is reset.
sign-in-code-title = One more step: the code
sign-in-anew = Begin anew
error-wrong-code = The code is wrong or was used already. Wait for the next one.
error-sign-in-lapsed = Too much time has passed, or too many wrong codes were tried. Please begin anew.
error-second-factor-needed = This account has a second factor. Send “code” as well.
error-second-factor-missing = For this you have to set up a second factor first.
error-second-factor-pending = A second factor has to be set up for this account. Sign in on the pages to do so.
account-second-factor-missing = Second factor missing
error-second-factor-unfit = The second factor is damaged. Have it reset.
sign-in-rule-password-and-code = with password and code
sign-in-rule-password-and-recovery-code = with password and recovery code
sign-in-rule-wrong-code = wrong code
action-set-up-second-factor = Second factor turned on
action-remove-second-factor = Second factor turned off
action-reseal-secrets = Secrets sealed anew
action-reset-second-factor = Second factor reset

## A password from somebody else
new-password-title = Choose a password of your own
new-password-lead = The administration gave you your password. It takes you this far and no further.
new-password-given = Password you were given
new-password-do = Choose password
new-password-why = Why this has to be
new-password-why-text = Somebody else knows the first password. What you do here is recorded under your name; so nobody but you must know the password.
account-password-given = The person chooses one of their own at the next sign-in. This one is good for that for seven days.
error-same-password = The new password is the present one. Take another.
error-password-given = The administration gave out this password. Sign in on the pages and choose one of your own.
error-password-lapsed = The administration gave out this password, and it was good for seven days. Ask for a new one.
sign-in-rule-password-lapsed = password of the administration has lapsed

## On the command line
cli-account = Show how an account stands, and help whoever cannot sign in
cli-account-email = E-mail address the person signs in with
cli-account-sign-out = End all sign-ins
cli-account-reset-second-factor = Reset the second factor because device and recovery codes are lost
cli-account-revoke-keys = Take all access keys back
cli-account-standing = { $name }: { $sessions ->
    [0] not signed in
    [one] signed in once
   *[other] signed in { $sessions } times
}, { $keys ->
    [0] no access key
    [one] one access key
   *[other] { $keys } access keys
}, { $factor ->
    [on] with a second factor
   *[other] without a second factor
}

## Passkeys
passkeys-title = Passkeys
passkeys-yours = Your passkeys
passkeys-empty = None yet. With a passkey you sign in by fingerprint, face or device PIN, without a password.
passkey-add = Add a passkey
passkey-add-text = Your device will ask for fingerprint, face or PIN. After that you are signed out everywhere else.
passkey-name-hint = By what you recognise it: “work phone”, “blue security key”
passkey-next = Next
passkey-make = Make the passkey
passkey-use = Sign in with a passkey
passkey-remove = Remove
passkey-remove-of = Remove passkey “{ $name }”
passkey-was-added = The passkey was made. Other sign-ins have ended.
passkey-was-removed = The passkey was removed.
passkey-what = What is a passkey?
passkey-what-text = A key that does not leave your device. It works for this address only: a forged page cannot use it. After the password it takes the place of the code.
passkey-lost-text = Remove the passkey here when a device is gone. If you cannot get in any more, whoever runs the data hub resets your sign-in.
passkey-no-script = For passkeys this page needs JavaScript.
passkey-second-step = Confirm with one of your passkeys that it is you.
sign-in-with-passkey = Without a password
error-passkey-refused = This passkey is not valid here. Sign in with your password.
error-passkey-unfit = The passkey could not be made. Try again, or take another device.
error-too-many-passkeys = There are 20 passkeys already. Remove one first.
sign-in-rule-passkey = with passkey
sign-in-rule-password-and-passkey = with password and passkey
sign-in-rule-provider-and-passkey = with provider and passkey
sign-in-rule-wrong-passkey = the passkey did not fit
sign-in-rule-copied-passkey = the passkey was a copy
action-add-passkey = Passkey made
action-remove-passkey = Passkey removed
