### Sentences for errors: error-<code>, and hint-<code> for the next step.

## Names and statements
error-slug = “{ $text }” is no name. Use 1 to 63 of a–z, 0–9 and _, beginning with a letter.
error-email = An e-mail address has the form name@domain.
error-table-name = “{ $text }” names no table. Write house.dataset, or house."dataset@3" for version 3.
error-visibility = The access is one of: office, city, public.
error-content-hash = A checksum has 64 hexadecimal digits.

## Queries (SQL)
error-syntax = The query cannot be understood: { $message }
error-not-offered = { $what } is not offered here.
error-unknown = { $what ->
    [table] There is no table “{ $name }” here.
    [column] There is no column “{ $name }” here.
    [function] There is no function “{ $name }” here.
   *[other] There is no “{ $name }” here.
}
error-too-large = The query is too large. At most { $limit } { $what } are allowed.
error-computation = A value cannot be computed, for example because of a division by zero.
error-timeout = The answer took longer than { $seconds } seconds.
error-memory = The answer needs more memory than is allowed.
error-internal = Something went wrong on our side. With the request number we can find the cause.

hint-syntax = Check the marked place.
hint-unknown = Did you mean { $similar }?
hint-timeout = Ask for fewer rows or columns.
hint-memory = Narrow the rows down with a condition.
hint-too-large = Divide the query.

## Catalogue
error-database = The catalogue cannot be reached just now.
error-conflict = This does not fit the present state: { $what }.
error-corrupt = An entry of the catalogue cannot be read.
error-refused = The catalogue does not accept this.

hint-database = Try again in a minute. Your data is safe.
hint-conflict = Reload the page and try again.

## Files
error-io = The file cannot be read.
error-unreadable = The file cannot be read as { $format }: { $reason }
error-stopped = Reading was stopped: { $reason }
error-no-room = There is not enough storage space.
error-changed = The file changed while it was read.
error-missing = This delivery is not there.

hint-no-room = Nothing was lost. Ask the operators to make room.
hint-changed = Wait until the file is written completely and deliver it again.
hint-unreadable = The file is kept. Open it in the program it comes from and save it again.

## Search
error-failed = The search does not answer just now. All datasets can still be reached through the list.

## Signing in and rights
error-unauthenticated = You need to sign in for this.
error-forbidden = You are not allowed to do this.
error-not-found = There is no such thing here.
error-invalid = The statement “{ $field }” is not right.
error-too-many = These were too many requests in a short time.
error-unavailable = This cannot be reached just now.
error-wrong-credentials = E-mail address or password is wrong.
error-weak-password = The password is too short. Use at least { $limit } characters.
error-link-expired = The link has expired or was used before.

hint-sign-in = Sign in.
hint-ask-the-owner = Ask the house that owns the dataset.
hint-too-many = Wait a minute.
