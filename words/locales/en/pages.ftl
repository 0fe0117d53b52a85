### Sentences of the pages.

## Around every page
shell-name = hebewerk
shell-skip = Skip to content
shell-official = Official website of the city of { $city }
shell-languages = Language
shell-home = , to the start page
shell-menu = Menu
shell-menu-main = Main menu
shell-menu-narrow = Main menu, narrow
shell-path = You are here
shell-contact = Questions are answered by:
shell-licences = Licences of components
nav-start = Start page
nav-find = Find data
nav-ask = SQL
nav-houses = Houses
nav-administer = Administration

## In general
open = Open
edit = Edit
save = Save
saved = Saved.
cancel = Cancel
back = Back
copy = Copy
optional = optional
download = Download
rows = Rows
errors = Errors
warnings = Warnings
format = Format
size = Size
licence = Licence
tags = Key words
choose-none = Not stated
as-recognised = As recognised
form-error = That did not work
value-none = no value
value-blank = (blank text)
value-yes = yes
value-no = no
geometry-point = Point
geometry-line = Line
geometry-area = Area
geometry-points = Several points
geometry-lines = Several lines
geometry-areas = Several areas
geometry-mixed = Mixed shapes
geometry-at = Point { $x }; { $y }
why-question = Why?
count-datasets =
    { $count ->
        [one] 1 dataset
       *[other] { $count } datasets
    }

## Start page
start-title = Start page
start-headline = What offices and utilities know, in one place.
start-lead = Find, understand and combine the data of the city of { $city } and its companies.
search-label = Search data
search-example = For example: bulky waste by street
search-do = Search
start-examples = Key words:
start-of-known = of { $known }
start-usable =
    { $known ->
        [one] known dataset can be used today.
       *[other] known datasets can be used today.
    } Of these, open to everybody: { $open }.
start-all-houses = All houses
start-water-line = Below the line lie the known datasets of each house, light what has been lifted.
start-houses-as-list = See the houses as a list
start-news = What is new
start-all-data = All datasets
start-questions = Questions answered here
start-questions-lead = The query is written already. You see which data are combined, and run it yourself.
start-own-question = Ask your own question
news-what = { $house }: { $change }
start-themes = Themes
start-empty-title = There are no data here yet. This is how to begin.
start-empty-lead = A single file is enough. hebewerk reads it, says what is in it and keeps the original unchanged.
start-empty-upload = Upload a file
start-empty-upload-text = Excel, CSV, OpenDocument, JSON, GeoJSON, Parquet or a ZIP of them. You check the result before it is taken in.
start-empty-folder = Watch a folder
start-empty-folder-text = Folders of the first level are houses, files in them are datasets. Whoever runs the server starts:
start-empty-demo = See an example city
start-empty-demo-text = An invented city with offices, companies and their untidy files:
silo-label =
    Known and lifted datasets of { $houses ->
        [one] one house
       *[other] { $houses } houses
    }: lifted { $lifted } of { $known }. The page Houses has the numbers as a list.
silo-others =
    { $count ->
        [one] 1 other house
       *[other] { $count } other houses
    }

## Search
find-narrow = Narrow down
find-narrow-jump =
    Narrow down{ $count ->
        [0] { "" }
        [one] {" "}(1 filter)
       *[other] {" "}({ $count } filters)
    }
find-narrowed = Narrowed to:
find-remove = Remove filter { $filter }
find-apply = Apply
find-typed-value =
    { $count ->
        [one] 1 more value: type it
       *[other] { $count } more values: type one
    }
find-more-values =
    { $count ->
        [one] 1 more value
       *[other] { $count } more values
    }
find-count =
    { $count ->
        [one] 1 dataset
       *[other] { $count } datasets
    }
find-count-for =
    { $count ->
        [one] 1 dataset for “{ $text }”
       *[other] { $count } datasets for “{ $text }”
    }
find-nothing = There is no dataset for this here.
find-nothing-lead = Similar spellings and parts of words found nothing either.
find-without-filters = Search without filters
find-without-one =
    Without filter “{ $filter }”: { $count ->
        [one] 1 dataset
       *[other] { $count } datasets
    }
find-nothing-shorter = Try a shorter or more general word.
find-ask = Ask { $name }:
find-ask-house = Look for the house that may have such data
find-everything = See all datasets
find-nearest = This comes nearest to your question
find-newest = What is new in this hub
find-did-you-mean = Did you mean:
find-pages = Pages
find-range = { $from } to { $to } of { $total }
find-previous = Previous datasets
find-next =
    { $count ->
        [one] Next dataset
       *[other] Next { $count } datasets
    }
hit-origin = Origin
hit-volume = Volume
hit-size =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, { $format }
hit-state = State and quality
hit-why = Found in: { $places }.
hit-place = { $place } “{ $word }”
hit-no-rows = You see the description, not the rows.
quality-closed = not visible to you
quality-none = no warnings
quality-announced = no file yet
quality-unread = not readable
quality-unknown = not checked yet
quality-warnings =
    { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
quality-errors =
    { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
quality-both =
    { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }

## Dataset
dataset-kind = Dataset
dataset-kind-theme = Dataset · { $theme }
dataset-views = Views
dataset-tables = Tables
view-overview = Overview
view-table = Table
view-map = Map
map-lead = A point, a line or an area is a row of the table; where many lie close together, larger points stand for several. The list shows what lies in view.
map-to-table = To the rows of the table
map-no-script = The map needs JavaScript. The same rows stand in the table.
map-in-view = Rows in view
map-on-map = On the map
map-source = Source:
map-none = This table has no map.
map-none-text = Its columns do not say where its rows lie, or their reference system cannot be brought to a map exactly enough.
view-quality = Quality
view-versions = Versions
view-interface = Interface
view-edit = Edit
bar-owner = Responsible
bar-ask = Ask a question
bar-state = State
bar-quality = Quality
bar-findings = See findings
bar-version = Version
bar-access = Access
preview = Preview
preview-caption =
    { $rows ->
        [one] The only row
       *[other] The first { $shown } of { $rows } rows
    }, version { $version }
preview-caption-all =
    { $rows ->
        [one] The only row
       *[other] All { $rows } rows
    }, version { $version }
preview-all-rows =
    { $rows ->
        [one] The whole table
       *[other] All { $rows } rows
    }
preview-other-columns =
    { $count ->
        [one] 1 more column is
       *[other] { $count } more columns are
    } in the view “Table”.
rows-closed = The rows are closed to you.
rows-none = There is no table yet.
links-elsewhere = Elsewhere
rows-announced-text = The dataset is described. Its first file has not come yet.
rows-none-text = The file is kept, but cannot be read yet. The findings say why.
columns = Columns
columns-all =
    { $count ->
        [one] The only column
       *[other] All { $count } columns
    }
columns-count =
    { $count ->
        [one] 1 column
       *[other] { $count } columns
    }
column-name = Name
column-kind = Kind
column-heading = Heading in the file
column-meaning = Meaning
column-meaning-unit = { $meaning } in { $unit }
column-distinct =
    { $count ->
        [one] { $kind } · always the same value
       *[other] { $kind } · { $count } different
    }
column-distinct-about = { $kind } · about { $count } different
column-complete = complete
column-filled = { $share } filled
column-no-rows = no rows
column-range = from { $from } to { $to }
histogram-label =
    Distribution of { $column }: from { $from } to { $to }, most often { $most_from } to { $most_to } ({ $rows ->
        [one] 1 row
       *[other] { $rows } rows
    })
histogram-label-estimated =
    Estimated distribution of { $column }: from { $from } to { $to }, most often { $most_from } to { $most_to } (about { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    })
raw-file = Original:
download-closed = Whoever may read the rows can download them.
form-xlsx = Excel
form-xlsx-what-for = with a second sheet that explains the columns
form-ods = OpenDocument (ODS)
form-ods-what-for = for LibreOffice, with a sheet that explains the columns
form-arrow = Arrow
form-arrow-what-for = for Python, R and databases, with types
form-geojson = GeoJSON
form-geojson-what-for = for maps on the web, longitude and latitude
form-gpkg = GeoPackage
form-gpkg-what-for = for QGIS and ArcGIS, in the data’s reference system
form-fgb = FlatGeobuf
form-fgb-what-for = for web maps and QGIS, with a spatial index
form-shp-zip = Shapefile (ZIP)
form-shp-zip-what-for = for older GIS programs; long texts and names are enclosed as CSV
form-kml = KML
form-kml-what-for = for Google Earth
form-excel-csv = CSV for Excel
form-excel-csv-what-for = semicolon, decimal comma, umlauts right
form-csv = CSV
form-csv-what-for = standard, for programs
form-json = JSON
form-json-what-for = one list of objects
form-ndjson = JSON lines
form-ndjson-what-for = one object a line, for large amounts
form-parquet = Parquet
form-parquet-what-for = for analysis programs, with types
versions-last = Last versions
versions-all = All versions
versions-title = Versions
versions-lead = Every change is a new version. None is overwritten, each can be read and cited.
versions-none = There is no readable version yet.
versions-caption =
    { $count ->
        [one] 1 version
       *[other] { $count } versions
    }, newest first
versions-when = Visible since
versions-change = What changed
version-number = Version { $number }
version-first =
    first version with { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }
version-same-rows =
    { $rows ->
        [one] 1 row, as many as before
       *[other] { $rows } rows, as many as before
    }
version-more-rows =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } more
version-fewer-rows =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } fewer
version-columns-added =
    { $count ->
        [one] New column
       *[other] New columns
    }: { $names }
version-columns-removed =
    { $count ->
        [one] Removed column
       *[other] Removed columns
    }: { $names }
version-columns-retyped =
    { $count ->
        [one] Other kind in column
       *[other] Other kind in columns
    }: { $names }
version-tables-added =
    { $count ->
        [one] New table
       *[other] New tables
    }: { $names }
version-tables-removed =
    { $count ->
        [one] Removed table
       *[other] Removed tables
    }: { $names }
version-older-shown = You see version { $number } of { $when }.
version-to-newest = To the newest version
versions-pages = Pages of versions
versions-newest = Newest versions
versions-older = Older versions
compare-do = See changes
compare-title = Compare two versions
compare-lead = Choose two versions. New, removed and changed rows are counted.
compare-from = From version
compare-to = To version
compare-choice = { $number } of { $when }
compare-versions = Compare
compare-headline = What changed from version { $from } to version { $to }
compare-same = The table is the same, row by row.
compare-equal = No row is new, removed or changed.
compare-keyed =
    { $added ->
        [0] No row is new
        [one] 1 row is new
       *[other] { $added } rows are new
    }, { $removed ->
        [0] none is gone
        [one] 1 is gone
       *[other] { $removed } are gone
    }, { $changed ->
        [0] none has changed
        [one] 1 has changed
       *[other] { $changed } have changed
    }. Recognised by “{ $key }”.
compare-whole =
    { $added ->
        [0] No row is new
        [one] 1 row is new
       *[other] { $added } rows are new
    }, { $removed ->
        [0] none went
        [one] 1 went
       *[other] { $removed } went
    }. No column names the rows uniquely, so a changed row counts as gone and as new.
compare-closed =
    The rows are closed to you, so only their number: { $before ->
        [one] 1 row before
       *[other] { $before } rows before
    }, { $after ->
        [one] 1 now
       *[other] { $after } now
    }.
compare-nothing-in-common =
    The versions have no column in common that can be compared: { $before ->
        [one] 1 row before
       *[other] { $before } rows before
    }, { $after ->
        [one] 1 now
       *[other] { $after } now
    }.
compare-too-much =
    The table is too large to be compared row by row (limit: { $limit } rows, 30 seconds): { $before ->
        [one] 1 row before
       *[other] { $before } rows before
    }, { $after ->
        [one] 1 now
       *[other] { $after } now
    }.
compare-columns-renamed =
    { $count ->
        [one] Probably renamed column
       *[other] Probably renamed columns
    }: { $names }
compare-examples = Examples of changed values
compare-column = Column
compare-before = Before
compare-after = Now
deliveries-title = Deliveries
deliveries-lead = Every file as it arrived, byte for byte.
deliveries-caption =
    { $count ->
        [one] 1 delivery
       *[other] { $count } deliveries
    }, newest first
deliveries-caption-some =
    { $count ->
        [one] 1 delivery
       *[other] { $count } deliveries
    } on this page, newest first
deliveries-pages = Pages of deliveries
deliveries-older = Older deliveries
deliveries-newest = Newest deliveries
deliveries-when = Arrived
deliveries-file = File
deliveries-outcome = Outcome
use-title = Who uses this?
use-words =
    { $count ->
        [one] 1 use
       *[other] { $count } uses
    } in the last 90 days. Most often: { $names }.
use-public = the public
cite-title = Cite
cite-text = How to cite and call this version
cite-citation = Citation
cite-address = Address of exactly this version
cite-sentence = { $house }: { $title }. Version { $version } of { $day }. { $hub }. { $address } (retrieved { $today }).
cite-licence = Licence: { $licence }.
call-title = Call
call-closed = These data are not public. The calls work only when signed in.
call-sql = SQL (page “Analyse”)
call-curl = Command line (curl)
call-python = Python (pandas)
call-r = R
call-versions = Call a fixed version
call-versions-text = With “version=” in the address (on pages “fassung=”) you always get the same rows. Without it you get the newest version.

## Table of a dataset
table-caption =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }
table-caption-filtered =
    { $total } of { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } { $total ->
        [one] fits
       *[other] fit
    } your choice
table-range = Rows { $from } to { $to } of { $total }
table-no-rows = No row fits your choice.
table-no-rows-text = Remove a filter, or write a shorter part of the word.
table-empty = This table has no row.
table-empty-text = That is how it arrived in this version. The findings say whether anything was noticed.
table-columns = Choose columns
table-help = How to filter
table-help-text = Text: a part of the word is enough, “=Holz” matches exactly. Numbers and days: “5”, “> 5”, “2.5..8”, “20.11.2026”, “≥ 2026-01-01”. “empty” finds rows without a value, “not empty” all others.
table-filter = Filter { $column }
table-unfiltered = Remove all filters
table-hidden-filters = Columns that are not shown filter too:
table-hidden-filter = { $column }: { $value }
table-wrong-filter = One entry does not fit the kind of its column and is ignored. It is marked.
table-first = To the beginning
table-previous = Previous rows
table-next = Next rows
table-pages = Pages of the table
table-download = Download this selection
table-selection =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } with { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    }
table-aside = { $table }, rows set aside

## Rows refused
rows-refused-title = Rows not visible
rows-refused-headline = You see the description, but not the rows.
rows-refused-lead = It is not about you. The house that owns the data has set the circle of readers.
rows-refused-describe = See the description
rows-refused-describe-text = Title, columns, state and versions. For some questions that is enough.
rows-refused-ask = Ask for access
rows-refused-ask-text = Write to { $house }: what you need the rows for and for how long. The house can allow you or your house to read for this purpose.
rows-refused-write = Write a message
rows-refused-by = Set by
rows-refused-own = Your access today
rows-refused-seen = What you see
rows-refused-seen-text =
    Title, description, { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    } with name and kind, versions, contact
rows-refused-unseen = What you do not see
rows-refused-unseen-text =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, distributions, findings, the original
rows-refused-recorded = Whoever tries to read rows is recorded with the decision, once a day.
access-anonymous = You are not signed in.
access-no-role = You are signed in, but have no role in a house yet.
access-member =
    You are signed in and a member of { $count ->
        [one] one house
       *[other] { $count } houses
    }, but not of this one.

## Quality
quality-nothing = Nothing is in the way.
quality-nothing-text = Nothing was noticed while reading this version that you should check.
quality-found =
    { $count ->
        [one] There is one thing you should look at.
       *[other] There are { $count } things you should look at.
    }
quality-found-text = The original stays unchanged. What does not fit into the table lies beside it, complete.
quality-notes = For your information
place-several = in { $count } places
place-file = Whole file
place-table = table “{ $table }”
place-row = row { $row }
place-first-row = first in row { $row }
place-column = column “{ $column }”
place-count =
    { $count ->
        [one] 1 place
       *[other] { $count } places
    }
reading-title = How it was read
reading-encoding = Encoding
reading-delimiter = Delimiter
reading-quote = Quote
reading-decimal = Decimal sign
reading-thousands = Thousands separator
reading-newline = Line end
reading-newline-mixed = mixed
reading-header = Header
reading-no-header = none
reading-line = Line { $line }
reading-sureness = How sure
reading-footer = Rows at the end, not taken over
reading-set-aside = Set aside
reading-aside =
    { $count ->
        [one] See 1 row set aside
       *[other] See { $count } rows set aside
    }
sign-tab = tab
sign-space = space
sign-semicolon = semicolon ( ; )
sign-comma = comma ( , )
sign-point = point ( . )
sign-pipe = vertical bar
sign-none = none

## Editing
edit-title = Description and access
edit-confirm-title = Really open to everybody?
edit-confirm-text = Afterwards everybody can read and download all rows. What was public once cannot be taken back. Check whether it holds names, addresses or other data about persons.
edit-confirm-check = I have checked this and open the rows to everybody.
withdraw-title = Withdraw
withdraw-text = The dataset then counts as ended. All versions stay readable.
withdraw-do = Withdraw dataset
return-title = Withdrawn
return-text = This dataset is withdrawn.
return-do = Bring it back
field-title = Title
field-title-hint = As people in the house speak of it
field-text = Description
field-text-hint = What is a row? Where do the data come from? What should be minded?
field-tags-hint = Separated by commas
field-theme = Theme
field-contact = Function mailbox
field-contact-hint = No personal address
field-access = Who may read the rows?
field-name = Name
field-email = E-mail address
field-password = Password
field-password-hint = At least 10 characters. A long sentence is better than special characters.
meta-title = Title
meta-description = Description
shapefile-names = A Shapefile holds column names of at most 10 characters. The file “spalten.csv” has the whole name of every column.
shapefile-texts = Some values a Shapefile does not hold as they are: texts above 254 bytes, empty texts and those with blanks at their ends, numbers without a value. The file “texte.csv” has them unchanged, with file, row and column.
shapefile-layers = A Shapefile holds one kind of geometry only. Points, lines and areas therefore have files of their own; rows without a place are in the first of them.
shapefile-spread = Some geometries consist of several kinds. Their row is in each of the files, with the part of the geometry that belongs there.
shapefile-heights = Some places have a height, others do not. Where none is known, it is 0.
shapefile-parts = No file grows beyond 2 GB. Further rows are in the files with “_2”, “_3” and so on at the end of their names.
meta-sheet = Explanation
meta-cut = Some texts are cut because a cell holds at most 32,767 characters. The other formats hold them completely.

## Houses
houses-headline = Who holds which data?
houses-lead =
    { $lifted } of { $known ->
        [one] 1 known dataset
       *[other] { $known } known datasets
    } { $lifted ->
        [one] has
       *[other] have
    } been lifted.
houses-list = Houses as a list
houses-none = No house has been set up yet.
houses-count =
    { $known ->
        [0] no known dataset
       *[other] { $lifted } of { $known } lifted
    }
houses-caption =
    { $count ->
        [one] 1 house
       *[other] { $count } houses
    }
house-search = Search these datasets
house-empty = This house has no dataset yet that you can see.
house-facts = At a glance
house-lifted = Datasets
house-schema = Short name in SQL and addresses
house-schema-hint = Lower-case letters, digits and _. It stays for ever. Empty: made of the name.
house-kind = Kind
house-new = New house
house-saved = The house is saved.

## Legal
imprint-title = Imprint
privacy-title = Privacy
accessibility-title = Accessibility
legal-missing = The operator of this hub has not supplied this text yet. It belongs into the configuration:
legal-facts = What is true of every hub run with hebewerk
privacy-cookies = Two technically necessary cookies: one holds your session (12 hours at most), one your language. Your behaviour is not analysed, and there are no services of third parties.
privacy-log = The operating log holds time, page and duration, no persons and no search words.
privacy-audit = Access to data that are not public is recorded with account, dataset and decision, once a day for each way of access. Only the data protection officer reads that; what concerns you can be downloaded at your account. Use is counted by house, not by person.
accessibility-goal = These pages are meant to work with keyboard, screen reader, magnification and small screens, and without JavaScript.
accessibility-report = Found a barrier? Please write on which page and what you read with.

## Signing in, account
sign-in-title = Sign in
sign-in-failed = Signing in did not work
sign-in-why = Why sign in?
sign-in-why-text = Signed in you also read data of the administration and of your house, upload files and keep queries. Public data need no sign-in.
sign-in-no-account = The administration of the hub sets up accounts.
sign-out = Sign out
sign-out-text = Ends your session on this device.
set-up-title = First set-up
set-up-lead = You set up the first account. It administers the hub; it may read data only with a role in a house.
set-up-do = Create account
set-up-next = What comes next
set-up-next-text = Afterwards you set up houses and more accounts. This link works only once.
account-title = Your account
account-settings = Settings
account-language = Language
account-password = Change password
account-password-text = Leave empty to keep it.
account-password-old = Present password
account-password-new = New password
account-password-keep = Leave empty to keep it. Otherwise at least 10 characters.
account-roles = Roles
account-role = { $house }: { $role }
account-no-role = No role
account-no-roles = You have no role in a house yet.
account-new = New account
account-administrator-text = Sets up houses and accounts. Gives no right to read rows.
account-saved = The account is saved.
account-close = Close the account
account-close-lead = “{ $name }” can no longer sign in then.
account-close-text = Open sessions end at once. What was done with the account stays on record. You can open the account again later.
account-closed = closed
account-closed-since = The account has been closed since { $when }.
account-closed-text = If you open it, it needs a new password.
account-reopen = Open the account again
account-was-closed = The account is closed.
account-was-reopened = The account is open again.

## Administration
administer-lead = Set up houses and accounts, see the state.
administer-tasks = Set up
administer-houses-lead = Offices and companies that own datasets.
accounts-title = Accounts
accounts-lead = Who can sign in and what they may do in which house.
accounts-caption =
    { $count ->
        [one] 1 account
       *[other] { $count } accounts
    }
state-title = State
state-datasets = Known datasets
state-lifted-count = Lifted
state-index = Search
state-index-current = up to date
state-index-behind =
    { $count ->
        [one] 1 dataset is still being added
       *[other] { $count } datasets are still being added
    }
state-program = Program
administer-no-role = You have no role in any house yet.
administer-no-role-text = Running the data hub does not include reading rows or bringing files. For that, your account needs a role, too.
administer-no-role-do = Give a role
action-announce = Dataset announced
action-take-in = File taken in
action-sign-in = Signed in
action-ask = Asked
action-download = Table downloaded
action-download-raw = Original downloaded
action-withdraw = Withdrawn
action-return = Brought back
action-describe = Description changed
action-set-visibility = Access changed
action-save-account = Account saved
action-add-account = Account made
action-make-administrator = Right to administer given
action-unmake-administrator = Right to administer withdrawn
action-set-roles = Roles changed
action-set-password = Password changed
action-close-account = Account closed
action-reopen-account = Account opened again
action-save-organisation = House saved
action-connect = Connection made
action-change-connection = Connection changed
action-pause-connection = Connection paused
action-resume-connection = Connection resumed
action-take-over-connection = Connection taken over
action-disconnect = Connection removed
action-read-rows = Read rows
action-show = Read values on the page

## Asking
ask-headline = Ask the data.
ask-lead = One SQL query over all tables you may read. You cannot change anything.
ask-statement = Query (SQL)
ask-run = Run
ask-run-hint = Control and Enter is quicker.
ask-mistake = The query cannot be run like this.
ask-refused = You may not run this query.
ask-refused-advice = Your query stands unchanged below. Take the table out, or ask the house that owns it for access.
ask-place = Line { $line }, character { $column }
ask-place-line = Line { $line }
ask-similar = Did you mean { $names }?
ask-answer = Answer
ask-rows =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }
ask-no-rows = No row fulfils the conditions.
ask-no-rows-text = Leave out a condition behind “where”, or look with “select distinct” how the values are written. “ilike '%word%'” finds parts of a word.
ask-first-rows =
    { $rows ->
        [one] The first row
       *[other] The first { $rows } rows
    }
ask-cut = There are more rows than are shown here. You can download them below.
ask-time-short = in less than a second
ask-time-some = in a few seconds
ask-time-long =
    in more than { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }
ask-download = Download the answer
ask-limit = Limit
ask-limit-rows =
    At most { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }.
ask-sheet = Answer
ask-file-name = answer
ask-keep = Keep the query
ask-keep-title = Name of the query
ask-keep-do = Keep
ask-kept = The query is kept.
ask-forget = Forget
ask-forget-really = Really forget
ask-saved = Kept queries
ask-examples = Examples
ask-example-rows = See rows of “{ $table }”
ask-example-count = Count rows of “{ $table }” by { $column }
ask-example-sum = Add up { $column } by { $group }
ask-alias-count = number_of_rows
ask-alias-sum = total
ask-takes-avg = (number)
ask-takes-coalesce = (value, …)
ask-takes-count = (*)
ask-takes-date-part = ('year', day)
ask-takes-date-trunc = ('month', day)
ask-takes-lower = (text)
ask-takes-max = (value)
ask-takes-median = (number)
ask-takes-min = (value)
ask-takes-round = (number, places)
ask-takes-string-agg = (text, ', ')
ask-takes-substr = (text, from, characters)
ask-takes-sum = (number)
ask-takes-trim = (text)
ask-tables = Tables
ask-no-tables = There is no table yet that you may read.
ask-other-tables =
    The completion knows { $count ->
        [one] 1 more table
       *[other] { $count } more tables
    }.
ask-versions = Earlier versions
ask-versions-text = A number or a day behind the table's name reads the state of that time:
ask-versions-example = umwelt."baumkataster@3"

## Uploading
upload-title = Upload a file
upload-headline = Which file would you like to bring?
upload-lead = First you see what was recognised and can change everything. Nothing is taken in before the end.
upload-step-choose = Choose file
upload-step-check = Check
upload-step-describe = Describe
upload-step-done = Done
upload-standing = Step { $step } of { $steps }
upload-choose = Choose a file
upload-choose-hint = At most { $limit }.
upload-send = Have the file read
upload-formats = What you can bring
upload-formats-text = Excel (XLSX, XLS, XLSB), OpenDocument, CSV and text of any kind, JSON, GeoJSON, Parquet, also as ZIP.
upload-safe = Your original stays
upload-safe-text = The file is kept unchanged. Every later delivery is a new version, none is overwritten.
upload-houses = You deliver for
upload-not-steward = You cannot bring files for any house yet.
upload-not-steward-administrator = Give your account the role “Data steward” in the house you deliver for.
upload-not-steward-text = Ask the administration of the hub for the role “data steward” in your house.
upload-read = We have read your file.
upload-read-lead =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } and { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    } in { $tables ->
        [one] one table
       *[other] { $tables } tables
    } were recognised. { $findings ->
        [one] There is one thing to look at.
       *[other] Things to look at: { $findings }.
    }
upload-read-lead-clean =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } and { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    } in { $tables ->
        [one] one table
       *[other] { $tables } tables
    } were recognised. Nothing stood out.
upload-unread = We could not find a table.
upload-unread-lead = The file can be kept and downloaded later all the same.
upload-unread-text = The findings below say why.
upload-table-summary =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }, { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    }
upload-table-begins =
    { $columns ->
        [one] 1 column
       *[other] { $columns } columns
    }, rows not counted yet
upload-preview =
    { $rows ->
        [one] The first row as it would be taken in
       *[other] The first { $rows } rows as they would be taken in
    }
upload-preview-of = Preview of { $table }
upload-correct-reading = Read differently: encoding, delimiter, header
upload-header-line = Header stands in line (empty: as recognised)
upload-header-rows = Number of header rows (0: none, empty: as recognised)
upload-skip-table = Leave this table out
upload-column-starts = Columns begin at character (fixed width)
upload-column-starts-hint = For example 1, 3, 11: as in the record description, counted from 1
upload-prose-left-out = This sheet holds text for people, not a table. It stays in the original and is not lifted. If you need it as a table all the same, open “Read differently: encoding, delimiter, header” and clear the box “Leave this table out”.
upload-columns-of = Columns of { $table }
upload-columns-caption =
    { $count ->
        [one] 1 column recognised.
       *[other] { $count } columns recognised.
    } Everything can be changed.
upload-column-label = Column in the file
upload-column-name = Will be called
upload-column-kind = Kind
upload-column-examples = Examples
upload-column-skip = Leave out
upload-name-of = Future name of column { $column }
upload-kind-of = Kind of column { $column }
upload-skip-of = Leave out column { $column }
upload-type-meaning = { $kind } ({ $meaning })
upload-which = column { $number } with this heading
upload-being-read = Your file is being read.
upload-being-read-lead = You may close this page. You will find the file again under “Upload a file”.
upload-beginning = This is how your file begins.
upload-beginning-lead = The rest is still being read. Rows, kinds and findings may change until the end. You can make changes already.
upload-reading = { $done } of { $of } read
upload-follow = Renew
upload-target = What becomes of the file?
upload-target-hint = For a new version choose the dataset here: then what was changed about earlier deliveries holds.
upload-kept =
    { $count ->
        [one] 1 change from earlier deliveries holds for this file too.
       *[other] { $count } changes from earlier deliveries hold for this file too.
    }
upload-namesake = We know a file of this name already.
upload-namesake-text = Is this the next delivery of the same dataset? Otherwise it becomes a new dataset.
upload-other-columns =
    { $count ->
        [one] 1 more column is taken in as recognised.
       *[other] { $count } more columns are taken in as recognised.
    }
upload-other-tables =
    { $count ->
        [one] 1 more table is taken in as recognised.
       *[other] { $count } more tables are taken in as recognised.
    }
upload-other-findings =
    { $count ->
        [one] 1 more finding
       *[other] { $count } more findings
    } will stand on the page “Quality”.
upload-findings = Findings
upload-your-file = Your file
upload-look-again = Renew the preview
upload-to-describe = On to the description
upload-original-kept = Your original is kept unchanged.
upload-discard = Discard the file
upload-discard-short = Discard
upload-discard-of = Discard { $name }
upload-discard-not = Keep the file
upload-discard-headline = Really discard “{ $name }”?
upload-discard-lead = The file and your changes to it will be gone. What was taken in already stays.
upload-waiting = These files are still waiting
upload-waiting-text = What nobody touches for a day is discarded.
upload-describe-headline = Where does the file belong?
upload-describe-lead = A title is enough. Everything else can be added later.
upload-dataset-new = A new dataset
upload-dataset-of = New version of “{ $title }” ({ $house })
upload-house = House
upload-version-headline = New version of “{ $title }”
upload-version-lead = The dataset belongs to the house { $house }. Description and access stay as they are.
upload-describe = Description
upload-take-in = Take in as a new dataset
upload-take-in-version = Take in as a new version
upload-public-title = Really open it to everybody?
upload-public-version-title = Everybody reads what you deliver here.
upload-public-new = You are opening the new dataset to everybody. What was read once cannot be taken back. These become public:
upload-public-version = This dataset is open to everybody, and so is every new version. What was read once cannot be taken back. These are public:
upload-public-rows = the rows of this file, without the columns you leave out
upload-public-versions = the rows of every earlier version of this dataset
upload-public-later = the rows of every later version of this dataset
upload-public-original = the original file as you chose it, with all columns and sheets
upload-public-check = Yes, everybody may read all of this. It holds nothing that gives away persons or secrets.
upload-on-its-way = Your file is being taken in.
upload-on-its-way-lead = You may close this page. It goes on.
upload-stage-keep = The original is being kept.
upload-stage-write = Table { $table } of { $of } is being written.
upload-stage-commit = The version is being made visible.
upload-failed = The file was not taken in.
upload-interrupted = Taking the file in was interrupted.
upload-interrupted-lead = The hub was stopped meanwhile. Nothing was changed; your file and what you said about it are still here.
upload-try-again = Take it in again
upload-correct-again = Check the file again
upload-done-headline = “{ $title }” is taken in.
upload-done-lead =
    { $rows ->
        [one] 1 row is
       *[other] { $rows } rows are
    } ready in version { $version }.
upload-unchanged-headline = Nothing has changed in “{ $title }”.
upload-unchanged-lead = The file is the last delivery byte for byte. Version { $version } still holds.
upload-unreadable-headline = No table could be read from the file for “{ $title }”.
upload-unreadable-lead = The original is kept. There is no version yet.
upload-unreadable-lead-version = The original is kept. Version { $version } still holds, with the rows of the earlier delivery.
upload-unreadable-why = Why not?
upload-done-changed = What changed against the version before
upload-done-next = What you can do now
upload-done-see = See the dataset
upload-done-see-text = Preview, columns, downloading and citing.
upload-done-see-do = To the dataset
upload-done-quality-text = What was noticed while reading, and where.
upload-done-more = Another file
upload-done-more-text = The next delivery of this dataset becomes its new version.
upload-done-more-do = Deliver a new version

## Refusals and errors
refused-status = Status { $status }
refused-ways = What you can do now
refused-sign-in = Some data and pages are visible only when signed in.
refused-search = Search data
refused-search-text = The search finds everything you may see.
refused-why = Why is that?
refused-rule = Rule
refused-case = Case
refused-case-text = If you ask about it, please say:
refusal-internal = Something went wrong on our side. Your data are safe. Please try again.
refusal-unavailable = A part of the hub does not answer just now. Try again in a minute.
refusal-not-found = This page does not exist, or is not visible to you.
refusal-invalid-request = The request cannot be understood like this.
refusal-no-such-dataset = This dataset does not exist, or is not visible to you.
refusal-no-such-organisation = There is no such house here.
refusal-no-such-version = There is no such version.
refusal-no-such-table = There is no such table in this version.
refusal-no-such-upload = This file is no longer waiting. It is discarded after a day. Please upload it again.
refusal-no-such-delivery = There is no such delivery.
refusal-no-table-yet = There is no readable table of this dataset yet. The original is kept.
refusal-throttled =
    { $seconds ->
        [one] Too many attempts. Wait one second.
       *[other] Too many attempts. Wait { $seconds } seconds.
    }
refusal-conflict = This clashes with the present state. Perhaps somebody was faster, or the name is taken.
refusal-catalogue-unavailable = The catalogue does not answer just now. Try again in a minute.
refusal-file-changed = The file changed while it was read. Please deliver it again.
refusal-raw-missing = The original of this delivery is not there.
refusal-reading-failed = The file could not be read just now, because the machine was short of time, memory or room. Try again.
refusal-reading-stopped = Reading the file was stopped because it took too much time or memory.
refusal-unreadable = The file cannot be read. It is kept.
refusal-index-unavailable = The search does not answer just now. The page “Houses” leads on all the same.
refusal-sql-syntax =
    { $problem ->
        [ends_early] The query breaks off in the middle.
        [not_closed] A quotation mark or a comment is not closed.
        [empty] There is no query.
        [unexpected] The query cannot be understood: “{ $found }” does not fit there.
       *[other] The query cannot be understood.
    }
refusal-sql-not-offered = { error-sql-not-offered }
refusal-sql-only-counts = { error-sql-only-counts }
refusal-sql-unknown = There is no “{ $name }” here, or you may not see it.
refusal-sql-too-large = { error-sql-too-large }
refusal-sql-computation = A value cannot be computed, for example because of a division by zero.
refusal-sql-timeout = The answer took longer than allowed ({ $seconds } s).
refusal-sql-memory = The answer needs more memory than allowed.
refusal-invalid-title = The title is missing or too long.
refusal-invalid-text = The description is too long. 20,000 characters are allowed.
refusal-invalid-theme = There is no such theme.
refusal-invalid-name = The name is missing or too long.
refusal-invalid-email = An e-mail address has the form name@domain.
refusal-invalid-visibility = Choose who may read the rows.
refusal-email-taken = There is an account with this e-mail address already.
refusal-last-administrator = This is the only account that administers the data hub. Give another one the right first.
refusal-body-too-slow = The form arrived too slowly. Please try again.
refusal-password-too-short = The password is too short. Take at least 10 characters.
refusal-password-guessable = This password is among the first that are guessed: it is known from leaks, or made of names, places, years or rows of keys. Use a sentence of several words.
refusal-own-password = You change your own password under Your account, with the present one.
refusal-foreign-form = The form did not come from this page or is out of date. Reload the page and try again.
refusal-busy = Very many people are asking at the same time. Try again in a few seconds.
refusal-timeout = The answer took too long. Narrow your question.
refusal-body-too-large = This is too large to be accepted.
refusal-method-not-allowed = This address cannot be called like this.
refusal-no-file = There was no file. Please choose one.
refusal-staging-full = So many files of yours are waiting already that this one does not fit. Take in or discard one of them first.
refusal-upload-running = This file is being taken in right now.
refusal-unconfirmed-public = Confirm that everybody may read the rows and the file.
refusal-file-too-large = The file is larger than this hub accepts.
refusal-upload-broken = The file did not arrive completely. Please upload it again.
refusal-filter-not-understood = The filter of column “{ $column }” does not fit its kind.
refusal-too-many-columns = The table has more columns than a file of this form holds. Take CSV or Parquet.
refusal-no-places = Nothing in the table says where its rows lie. Take a form without a map, such as CSV.
refusal-places-not-on-earth = The reference system of the table cannot be brought to longitude and latitude exactly enough. Take GeoPackage.
refusal-no-map = There is no map of this table: its columns do not say where its rows lie, or you may not see that.
refusal-no-such-tile = There is no such tile. Zoom goes from 0 to 18, and the row ends with “.mvt”.
refusal-map-too-large = This table is too large for a map. Download it, as GeoPackage for example.
refusal-hint-ask-owner = Ask the house that owns the dataset.
refusal-hint-reload = Reload the page and try again.
refusal-hint-free-room = Nothing was lost. Ask the operator to make room.
refusal-hint-narrow-question = Narrow the rows with a condition.
refusal-unauthenticated = You must sign in for this.
refusal-forbidden = You are not allowed to do this.
refusal-too-many = These were too many requests in a short time. Wait a minute.
refusal-slug = “{ $text }” is no short name. Allowed are 1 to 63 characters of a–z, 0–9 and _, beginning with a letter.
refusal-link-expired = The link has expired or was used already.
refusal-table-not-writable = The table cannot be written in this form. Take another one.
refusal-temporary-file-failed = The file could not be made because the server lacks room.
sign-in-rule-password = with password
sign-in-rule-wrong-credentials = wrong e-mail address or password, one entry a minute and origin
