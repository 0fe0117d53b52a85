### Signing in at a provider (OpenID Connect): the city's own service, Keycloak, Entra ID.

## The page for signing in
provider-sign-in = Sign in with { $name }
sign-in-with-password = Sign in with a password
sign-in-through-provider = Through the sign-in service

## What goes wrong
error-no-such-provider = There is no such sign-in service here.
error-provider-unreachable = The sign-in service cannot be reached just now. Please try again in a few minutes.
error-provider-described = The sign-in service answers in another way than it is set up here. Please tell the administrators of the data hub.
error-provider-refused = The sign-in service has refused the sign-in, or you have stopped it.
error-provider-token = What the sign-in service has sent is not accepted. Please begin anew; if it stays like this, tell the administrators of the data hub.
error-provider-groups-left-out = Your account has so many groups that the sign-in service leaves them out. The administrators of the data hub can choose app roles there, or “assigned groups only”.
error-provider-email-unverified = The sign-in service has not verified your e-mail address. Verify it there and sign in again.
error-provider-no-role = At the sign-in service your account is in no group that leads in here. Please ask your management or the administrators of the data hub.
error-provider-no-email = The sign-in service sends no e-mail address. Without one no account can be made here.
error-provider-email-taken = There is an account with your e-mail address already. Sign in with its password and link it under “Account”, “Sign-in services”.
error-provider-needed = Whoever belongs to an organisation signs in through the sign-in service here, not with a password.
error-account-closed = Your account is closed.

## Page of one's own account
providers-title = Sign-in services
provider-is-linked = You can sign in through this service.
provider-not-linked = Your account is not linked with this service.
provider-link = Link with { $name }
provider-link-hint = Your password, so that nobody at an unlocked screen makes a second way in.
provider-link-onward = Continue at { $name }
provider-link-onward-text = Sign in there with the account you want to link. Then you come back here.
provider-unlink = Unlink from { $name }
provider-unlink-hint = Your password. Whatever is signed in through the service ends at once.
provider-only-way = It is your only way in: your account has no password. So it cannot be taken away.
provider-was-linked = Your account is linked.
provider-was-unlinked = The link is gone.
providers-none = No sign-in service set up
providers-none-text = This data hub has accounts of its own only. You sign in with e-mail address and password.
providers-what = What it is good for
providers-what-text = You sign in as at other services of the city and remember no further password. When you leave the city, this way in ends too.
providers-kept = What is kept here
providers-kept-text = The identifier the service has given your account, name and e-mail address. The data hub never sees your password there.

## The record
action-link-identity = Linked an account with a sign-in service
action-unlink-identity = Unlinked an account from a sign-in service
rule-provider = The sign-in service says so.
rule-provider-logout = Signed out at the sign-in service.
sign-in-rule-provider = through the sign-in service
sign-in-rule-provider-and-code = through the sign-in service, with a code
sign-in-rule-provider-needed = password right, but the sign-in service is required
sign-in-rule-provider-refused = refused by the sign-in service
sign-in-rule-provider-token = token of the sign-in service not accepted
sign-in-rule-provider-groups-left-out = groups missing because they are too many
sign-in-rule-provider-email-unverified = e-mail address not verified at the sign-in service
sign-in-rule-provider-no-role = in no group that leads in
sign-in-rule-provider-no-email = sign-in service without e-mail address
sign-in-rule-provider-email-taken = e-mail address belongs to an account already
sign-in-rule-account-closed = account closed
sign-in-rule-sign-in-lapsed = came back too late or from elsewhere
