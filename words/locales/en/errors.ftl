### Sentences for errors: error-<code>, and hint-… for the next step.
### The codes stand in the error types (`Failure::code`); pages have friendlier sentences for some (refusal-…).

## What does not exist
error-not-found = There is no “{ $name }” here.
error-no-such-dataset = There is no dataset “{ $name }”, or it is not visible to you.
error-no-such-organisation = There is no house “{ $name }” here.
error-no-such-version = There is no version “{ $name }”.
error-no-such-table = There is no table “{ $name }”.
error-no-such-upload = This file is no longer waiting. It is discarded after a day.
error-staging-full = So many files are waiting already that this one does not fit.
error-upload-running = This file is being taken in right now.
error-unconfirmed-public = The confirmation is missing that everybody may read the rows and the file.

## Statements
error-invalid-title = The title is missing or too long.
error-invalid-text = The description is too long. 20,000 characters are allowed.
error-invalid-theme = There is no such theme.
error-invalid-name = The name is missing or too long.
error-invalid-email = An e-mail address has the form name@domain.
error-email-taken = There is an account with this e-mail address already.
error-last-administrator = This is the only account that administers the data hub. Give another one the right first.
error-password-too-short = The password is too short. Use at least 10 characters.
error-password-guessable = This password is among the first that are guessed: it is known from leaks, or made of names, places, years or rows of keys. Use a sentence of several words.
error-own-password = You change your own password under Your account, with the present one.

## Signing in and rights
error-wrong-credentials = E-mail address or password is wrong.
error-throttled =
    { $seconds ->
        [one] Too many attempts. Wait one second.
       *[other] Too many attempts. Wait { $seconds } seconds.
    }
error-busy = Very many people are asking at once. Try again in a few seconds.
error-not-public = { rule-not-public }
error-not-a-member = { rule-not-a-member }
error-statistics-only = { rule-statistics-only }
error-not-a-steward = { rule-not-a-steward }
error-not-an-administrator = { rule-not-an-administrator }

## Queries (SQL)
error-sql-syntax =
    { $problem ->
        [ends_early] The query breaks off in the middle.
        [not_closed] A quotation mark or a comment is not closed.
        [empty] There is no query.
        [unexpected] The query cannot be understood: “{ $found }” does not fit there.
       *[other] The query cannot be understood.
    }{ $place ->
        [known] {" "}The place is line { $line }, column { $column }.
       *[unknown] {""}
    }
error-sql-unfit =
    { $problem ->
        [ambiguous_column] The column “{ $name }” stands in several tables. Write the name of the table and a dot before it.
        [duplicate_column] The column “{ $name }” appears twice. Give one of them another name with AS.
        [duplicate_result] Two columns of the result have the same name. Give one of them another name with AS.
        [not_grouped] Every column behind SELECT must stand in GROUP BY or in an aggregate function such as count or sum.
        [table_name] A table cannot be recognised. Write house.dataset.
       *[types] Values do not fit together, for example a number and a text. Convert one of them with CAST.
    }
error-no-value-of-column =
    The column “{ $column }” cannot be compared with this value. { $type ->
        [integer] It holds whole numbers, for example 1250.
        [decimal] It holds numbers, for example 12.5.
        [float] It holds numbers, for example 12.5.
        [boolean] Allowed are true and false.
        [date] A date has the form 2026-11-30.
        [time] A time has the form 14:05:00.
        [timestamp] A moment has the form 2026-11-30T14:05:00.
        [timestamp_utc] A moment has the form 2026-11-30T14:05:00Z.
       *[other] {""}
    }
error-sql-not-offered =
    { $what ->
        [keyword] { $word } is not offered here.
        [several_statements] Only one query can be answered at a time.
        [nested_statement] Statements within a query are not offered here.
        [changing] Data can be read here, but not changed.
        [setting] Settings within a query are not offered here.
        [table_function] Functions in place of a table are not offered here.
       *[other] This form of a query is not offered here.
    }
error-sql-only-counts = You are allowed statistics only of this table: the query may show no rows, it has to count or to aggregate.
error-sql-unknown = { $what ->
    [table] There is no table “{ $name }” here, or you may not see it.
    [column] There is no column “{ $name }” here.
    [function] There is no function “{ $name }” here.
    [parameter] There is no value for “{ $name }”.
   *[other] There is no “{ $name }” here.
}
error-sql-too-large =
    { $what ->
        [bytes] The query is too long. At most { $limit } bytes are allowed.
        [words] The query is too long. At most { $limit } words and operators are allowed.
        [nesting] The query is nested too deeply. At most { $limit } levels are allowed.
        [reading_seconds] The query is nested in such a way that reading it alone takes too long.
        [constants] The lists of the query are too long. At most { $limit } values are allowed.
        [expressions] The query has too many expressions. At most { $limit } are allowed.
        [arms] The query joins too many queries, for example with UNION. At most { $limit } are allowed.
        [conditions] There are too many conditions. At most { $limit } are allowed.
       *[other] The query is too large. At most { $limit } are allowed.
    }
error-sql-computation = A value cannot be computed, for example because of a division by zero.
error-sql-timeout = The answer took longer than { $seconds } seconds.
error-sql-memory = The answer needs more memory than is allowed.

## Catalogue, files, search
error-catalogue-unavailable = The catalogue does not answer just now. The data is safe.
error-conflict = This does not fit the present state. Somebody may have been faster, or the name is taken.
error-no-room = There is not enough storage space. Nothing was lost.
error-other-visibility =
    { $visibility ->
        [public] The file would belong to the dataset “{ $name }”. Everybody can read it; the delivery does not say so.
        [city] The file would belong to the dataset “{ $name }”. Everybody who is signed in can read it; the delivery says otherwise.
       *[other] The file would belong to the dataset “{ $name }”. Only its own house can read it; the delivery says otherwise.
    }
error-one-of-several = This table came with others in one file and is not changed alone.
error-not-whole = Whoever changes rows must be allowed to read all rows and columns of this table as they are. What is held back would be lost.
error-other-version = Another version holds by now. Nothing was changed; send the change once more.
error-file-changed = The file changed while it was read. Wait until it is written completely.
error-raw-missing = The original of this delivery is not there.
error-unreadable = The file cannot be read.{ why-unreadable }
why-unreadable = { $reason ->
    [password] { " " }It is locked with a password. Deliver it without one.
    [truncated] { " " }Its end is missing. Copy or download it once more, completely.
    [container] { " " }It is damaged. Save it anew in the program it came from.
    [xml] { " " }It is damaged. Save it anew in the program it came from.
    [missing_part] { " " }A part of it is missing. Save it anew in the program it came from.
    [rules] { " " }Its content breaks the rules of its format. Save it anew in the program it came from, or deliver it as CSV.
    [too_many_cells] { " " }It has more cells than allowed. Divide it, or deliver it as CSV.
    [too_large] { " " }It unpacks to more bytes than allowed. Deliver it in parts.
    [ratio] { " " }It unpacks to a suspicious size. Save it anew in the program it came from.
    [too_many_entries] { " " }It holds more files than allowed. Deliver it in parts.
    [doctype] { " " }It holds an instruction that is not allowed (DOCTYPE).
    [method] { " " }It holds something that cannot be read here. Deliver it in another format, such as CSV.
    [stopped] { " " }Reading took too long or too much memory. Deliver it in parts.
    [fault] { " " }A fault occurred in the program while reading. Deliver it in another format, such as CSV.
   *[other] { " " }It is damaged, empty or locked with a password, or its format is not known. Open it where it came from, save it anew and deliver it once more.
}
error-reading-failed = The file could not be read just now, because the machine was short of time, memory or room. Try again.
error-reading-stopped = Reading the file was stopped because it took too much time or memory.
error-index-unavailable = The search does not answer just now. All datasets can still be reached.
error-internal = Something went wrong on our side.

## Start
error-lake-directory = The data directory cannot be used.
error-lake-without-links = The file system of the data directory has no dependable hard links. Use a local disk (ext4, xfs, zfs).
error-lake-not-local = The data directory is not on this machine.
error-engine-setup = The query engine cannot be started.

## What you can do
hint-sign-in = Sign in.
hint-ask-owner = Ask the house that owns the dataset.
hint-reload = Reload and try again.
hint-name-dataset = If it is to go there, name the dataset with “dataset” and leave “visibility” out. If not, give the file another name.
hint-free-room = Make room on the disk and try again.
hint-statement-form = A query has the form: select columns from house.dataset where condition.
hint-only-counts = Count, for example: SELECT column, count(*) FROM house.table GROUP BY column. The more columns the query names, the more small counts are missing.
hint-only-select = Ask one single query with SELECT.
hint-known-names = The names of tables and columns stand on the pages of the datasets.
hint-split-question = Split the query, or make it simpler.
hint-narrow-question = Ask for fewer rows or columns.
