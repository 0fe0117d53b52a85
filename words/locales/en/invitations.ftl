### People from outside who may read something for a time: experts, contractors, researchers.

## List and form of an organisation
invitations-title = Invitations
invitations-lead = Who from outside the city may read something, what for and until when.
invitations-list = Open and accepted
invitations-empty = Nobody is invited
invitations-empty-text = Invite somebody to single datasets. Their access ends by itself on the last day.
invitations-ended = { $count ->
    [one] One invitation is over
   *[other] { $count } invitations are over
}
invitations-sealed = This organisation is sealed. Nobody reads here from outside, so there are no invitations.
invitations-about = What guests see
invitations-about-text = What is public and what you give them here, and nothing else: not even that there are other datasets. Rules under “Protection” hold for them.
invitations-who-else = People with an account
invitations-who-else-text = Whoever has an account already gets no invitation but a grant at the dataset.
invitation-make = Invite
invitation-email = E-mail address
invitation-email-hint = The person will sign in with it.
invitation-to = What you invite to
invitation-as-reader = All that the organisation itself reads
invitation-as-reader-text = Like a colleague with the role “reader”, but nothing of other organisations.
invitation-until = Last day
invitation-until-hint = After it the account is closed and nothing can be read. A year at most.
invitation-was-made = { $email } is invited.
invitation-copy-now = Send this link to the person. It works once and for seven days; it is shown only now.
invitation-by = Invited by
invitation-link-until = Link works until
invitation-ends = Ends
invitation-state-open = Not accepted yet
invitation-state-lapsed = Not accepted, link too old
invitation-state-accepted = Accepted
invitation-state-ended = Over
invitation-state-revoked = Taken back
invitation-revoke = Take back
invitation-revoke-of = Take back the invitation of { $email }
invitation-revoke-headline = Take the invitation of { $email } back?
invitation-revoke-lead = The link works no more. If the account is there already, it reads nothing of it from now on; if nothing is left to it, it is closed.
invitation-revoke-not = Do not take it back
invitation-was-revoked = The invitation is taken back.

## The page of whoever is invited
invited-title = You are invited
invited-lead = { $house } invites you to read data. Please choose a password for that.
invited-email-hint = You will sign in with this address.
invited-accept = Accept the invitation
invited-what = What you may read
invited-as-reader = All that { $house } itself reads.
invited-purpose = What for: { $purpose }
invited-ends = Access ends by itself on { $day }.
invited-record = What you read is put on record. Whoever invited you can end it at any time.

## What goes wrong
error-no-such-invitation = There is no such invitation, or not any more.
error-invitation-lapsed = This link works no more: it was used, taken back or is too old. Please ask for a new invitation.
error-invited-has-account = This person has an account already. Give them a grant at the dataset.
error-invited-to-nothing = Choose at least one dataset or the whole organisation.
error-invited-too-long = Name a last day that is still to come and at most a year ahead.
error-account-ended = The time of this account is over.
refusal-invited-has-account = { error-invited-has-account }
refusal-invited-to-nothing = { error-invited-to-nothing }
refusal-invited-too-long = { error-invited-too-long }

## The record, and rules
action-invite = Invited somebody from outside
action-revoke-invitation = Took an invitation back
rule-invitation = An invitation was accepted.
rule-invitation-ended = The time of the invitation is over.
rule-not-for-guests = Whoever is invited reads only what the invitation is for.
sign-in-rule-invitation = with the link of an invitation
sign-in-rule-account-ended = account has ended
account-guest = Invited from outside
