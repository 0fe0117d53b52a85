# Command line
cli-about = hebewerk lifts a city's scattered data into one hub that people use.
cli-after = Begin with “hebewerk init”, then “hebewerk serve --watch FOLDER”.
cli-arg-data = Data directory
cli-arg-language = Language of messages
cli-arg-json = Print JSON for programs
cli-arg-help = Show this help
cli-arg-version = Show the program's version
cli-init = Make a data directory
cli-init-city = Name of the city as pages show it
cli-serve = Serve pages and interfaces
cli-serve-watch = Watch a folder: first-level folders are organisations, files are datasets
cli-serve-listen = Listen on this address instead of the configured one
cli-take-in = Lift files
cli-take-in-paths = Files or folders
cli-take-in-organisation = Organisation that owns them
cli-take-in-visibility = Who may read new datasets: office (own organisation), city (administration), public (everybody)
cli-take-in-recipe = Recipe with corrections (JSON file)
cli-take-in-accept = Let deliveries hold even if they break queries on the version before
cli-watch = Watch a folder without serving pages
cli-watch-folder = The folder
cli-inspect = Look at a file without lifting it
cli-inspect-file = The file
cli-inspect-form = Print a table in this form instead of what was recognised
cli-inspect-table = Which table; the first one if not said
cli-inspect-recipe = Recipe with corrections (JSON file)
cli-sql = Answer a query
cli-sql-sql = One SELECT statement, for example: select * from umwelt.baumkataster; norm_alle(…) makes spellings alike, norm_strasse(…), norm_datum(…), norm_umlaute(…) and others do so one by one
cli-sql-account = Ask with the rights of this account
cli-sql-csv = Print CSV
cli-sql-limit = Print at most this many rows
cli-datasets = List datasets
cli-datasets-organisation = Only those of this organisation (short name)
cli-status = Say how the hub is
cli-backup = Copy everything to a folder, also while the hub runs
cli-backup-target = Folder that does not exist yet
cli-restore = Bring a backup back into a new data directory
cli-restore-source = Folder with the backup
cli-reindex = Build the search index anew
cli-reseal = Seal all secrets with a new key
cli-doctor = Look for damage and wrong settings
cli-doctor-deep = Also read every data file and compare its checksum
cli-demo = Invent a city, lift it and show it
cli-demo-small = Cut large tables to a few thousand rows
cli-demo-port = Port on this machine
cli-demo-city = Which city: 0 is Musterstadt, 1 and 2 are its neighbours
cli-demo-no-serve = Lift everything and stop
cli-completions = Print completions for a shell
cli-completions-shell = The shell
cli-man = Print the manual page
cli-wrong-config = The settings in config.toml are wrong:
cli-init-done = Data directory made: { $path }
cli-serve-address = hebewerk is running: { $address }
cli-serve-setup = There is no account yet. Make the first one with this link (works once, 24 hours): { $link }
cli-stage-keep = keep
cli-stage-look = look
cli-stage-write = write
cli-stage-commit = make visible
cli-take-in-tables = Tables: { $tables }
cli-take-in-version = { $source }: lifted as { $name }, version { $version }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $findings ->
    [0] no findings
    [one] 1 finding
   *[other] { $findings } findings
}
cli-take-in-unchanged = { $source }: unchanged, stays { $name }, version { $version }
cli-take-in-unreadable = { $source }: kept as a file ({ $name }); no table could be recognised
cli-take-in-held = { $source }: waits for approval ({ $name }); the delivery differs from the version before (“hebewerk held” shows how)
cli-take-in-refused = { $source }: refused before ({ $name }); the version before holds
cli-take-in-overtaken = { $source }: overtaken by a newer delivery ({ $name })
cli-take-in-failed = { $source }: not lifted. { $error }
cli-watch-failed = { $source }: not lifted. { $error }
cli-inspect-table-line = { $name }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $columns ->
    [one] 1 column
   *[other] { $columns } columns
}
cli-inspect-in-row = Row { $row }
cli-inspect-in-column = column “{ $column }”
cli-inspect-in-table = “{ $table }”
cli-inspect-column = column
cli-inspect-type = type
cli-inspect-meaning = meaning
cli-inspect-filled = filled
cli-inspect-distinct = distinct
cli-inspect-personal = personal data
cli-sql-cut = These are not all rows: at most { $rows } were printed.
cli-sql-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}
cli-datasets-name = Name
cli-datasets-title = Title
cli-datasets-version = Version
cli-datasets-rows = Rows
cli-datasets-state = State
cli-status-organisations = Organisations
cli-status-datasets = Datasets
cli-status-lifted = of these lifted
cli-status-running = The hub is running.
cli-status-stopped = The hub is not running.
cli-reindex-done = Search index built anew: { $documents ->
    [one] 1 dataset
   *[other] { $documents } datasets
}
cli-reseal-done = Sealed anew: { $secrets ->
    [0] there was nothing
    [one] 1 secret
   *[other] { $secrets } secrets
}. Back up secrets.key again.
cli-reseal-unopened = Some could not be opened because their key is lost. Enter these credentials again and reset these second factors.
cli-backup-done = Backed up: the catalogue and { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $problems ->
    [0] all well
    [one] 1 damage
   *[other] { $problems } damages
}
cli-restore-done = Restored: { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $datasets ->
    [one] 1 dataset
   *[other] { $datasets } datasets
}, { $problems ->
    [0] everything whole
    [one] 1 damage
   *[other] { $problems } damages
}
cli-doctor-well = Everything is whole.
cli-doctor-file-missing = Data file is missing or has a wrong size
cli-doctor-file-damaged = Data file is damaged
cli-doctor-raw-missing = Original file is missing or has a wrong size
cli-demo-inventing = Inventing the city
cli-demo-lifted = { $city } is lifted: { $datasets } datasets
cli-demo-logins = Logins of the demo (invented people):
cli-demo-email = E-mail
cli-demo-password = Password
cli-demo-organisation = Organisation
cli-demo-role = Role
cli-trouble-wrong-recipe = “{ $path }” is no recipe that can be read: { $name }.
cli-trouble-unknown-in-recipe = The recipe “{ $path }” has a field that does not exist: { $name }. Check the spelling; the fields are listed in docs/betrieb.md (Rezepte).
cli-trouble-no-home = There is no data directory here. Make one with “hebewerk init” or name it with “--data FOLDER”.
cli-trouble-in-use = Another hebewerk uses this data directory. End it, or lift files through the page “Upload a file” or the watched folder.
cli-trouble-not-writable = Nothing can be written to the data directory { $path }. Check whether the drive is read-only and whether you may write to it. The data in it are untouched.
cli-trouble-catalogue-missing = The catalogue is missing: { $path }. But there is data in the data directory. Restore a backup, or bring the file back.
cli-trouble-catalogue-older = The catalogue was made by an older hebewerk and will be migrated at the next start. Restart the server, or run “hebewerk reindex”.
cli-trouble-catalogue-newer = The catalogue was migrated by a newer hebewerk. Use that version or a newer one.
cli-trouble-other-hub = This catalogue belongs to another data directory. Check “url” under [catalogue] in config.toml.
cli-trouble-no-such-path = There is no “{ $path }”.
cli-trouble-no-such-table = There is no such table in the file. There are: { $name }
cli-trouble-there-already = “{ $path }” is there already. Name a folder that does not exist yet.
cli-trouble-being-made = “{ $path }” is being made by another hebewerk.
cli-trouble-no-backup = There is no backup in “{ $path }”.
cli-trouble-catalogue-elsewhere = The catalogue lies in PostgreSQL. Back it up first: pg_dump --format=custom --schema=hw --schema=lake. Then copy the data directory; index, spool and staging may be left out.
cli-trouble-other-city = The data directory { $path } already holds the demo city “{ $name }”. For another city, name another directory with “--data FOLDER”.
cli-trouble-no-demo = The data directory { $path } holds a hub that is no demo. For the demo, name another directory with “--data FOLDER”.
cli-error-index-unavailable = The search index cannot be opened. Restart the server, or run “hebewerk reindex”.
cli-index-behind = The search index is behind: { $datasets ->
    [one] 1 dataset is
   *[other] { $datasets } datasets are
} not in it in the newest state yet. The next start catches up.
cli-take-in-told-apart = Several files have the same name. This one becomes a dataset of its own: { $source }
cli-backup-verify = Also read every copy and compare its hash
cli-status-versions = Versions
cli-status-deliveries = Deliveries
cli-status-last-delivery = Last delivery
cli-status-catalogue = Catalogue
cli-status-raw = Raw files
cli-status-data = Data files
cli-status-index = Search index
cli-status-room = Free room
cli-doctor-raw-damaged = A raw file is damaged
cli-doctor-raw-unreadable = A raw file cannot be read
cli-doctor-file-unreadable = A data file cannot be read
cli-doctor-catalogue-missing = The catalogue is missing although there is data
cli-doctor-damaged = The catalogue is damaged
cli-doctor-dangling = Rows of the catalogue point to something that is not there
cli-doctor-foreign-writer = Another program has written to the catalogue
cli-doctor-unreadable-manifest = Other programs cannot read the catalogue
cli-doctor-lost-version = A version is lost
cli-doctor-index-unreadable = The search index cannot be opened (“hebewerk reindex” builds it anew)
cli-doctor-index-differs = The search index does not know as many datasets as the catalogue (“hebewerk reindex” builds it anew)
cli-doctor-index-damaged = Files of the search index are damaged (“hebewerk reindex” builds it anew)
cli-exit = EXIT STATUS
cli-exit-0 = done
cli-exit-1 = failed, or not all of it was done
cli-exit-2 = wrong command line
cli-exit-3 = no data directory, wrong settings, or a catalogue that does not fit the program
cli-exit-4 = another process uses the directory
cli-exit-5 = not allowed
cli-exit-6 = no such thing
cli-exit-7 = done, but something could not be read, is damaged or was cut
cli-help-usage = Usage
cli-help-commands = Commands
cli-help-arguments = Arguments
cli-help-options = Options
cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-options = COMMON OPTIONS
cli-man-commands = COMMANDS
cli-man-environment = ENVIRONMENT
cli-man-default = Default: { $value }
cli-man-values = Possible: { $values }
cli-man-env-log = What goes to the log, for example “debug”
cli-man-env-log-format = “json” writes the log as JSON
cli-status-held = { $missing } of { $of } files are missing in the watched folder { $folder }. Nothing is withdrawn until they are back or you withdraw the datasets yourself.

cli-connections = List connections
cli-connections-id = Identifier
cli-connections-name = Name
cli-connections-house = Organisation
cli-connections-connector = Kind
cli-connections-last = Last fetch
cli-connections-never = never
cli-connections-state = State
cli-connection = Change a connection: replace or remove secrets, take it over
cli-connection-connection = Identifier or name of the connection
cli-connection-secret-file = Secret to replace, kept in a file; may be given several times
cli-connection-forget-secret = Secret to remove; may be given several times
cli-connection-take-over = Fetch on the operator’s behalf from now on; ends a pause
cli-connection-changed = Connection changed: { $name }
cli-connection-no-secret = Nothing is stored under “{ $field }”
cli-connectors = Show what can be connected and what is asked for it
cli-connectors-connector = Only this kind
cli-connectors-markdown = As a page for a handbook (Markdown)
cli-connectors-unknown = There is no such kind of connection. There are: { $kinds }
cli-connectors-page = What can be connected
cli-connectors-page-about = `hebewerk connectors --markdown` writes this page from the connectors themselves. The page *Connections* asks for the same settings; on the command line they follow `hebewerk connect KIND --set SETTING=VALUE`, secret ones in a file after `--secret-file SETTING=FILE`.
cli-connectors-field = Setting
cli-connectors-label = Meaning
cli-connectors-notes = Value
cli-connectors-help = Hint
cli-connectors-needed = needed
cli-connectors-free = optional
cli-connectors-secret = secret
cli-connectors-default = { $default } unless said
cli-connect = Make a connection
cli-connect-connector = Kind of connection (http, postgresql …); “hebewerk connectors” shows all kinds and their settings
cli-connect-organisation = Organisation whose it is (short name)
cli-connect-name = What it is called; the title of the dataset it makes
cli-connect-set = Setting of the connection, may be repeated
cli-connect-secret-file = Secret setting that stands in a file, may be repeated
cli-connect-visibility = Who may read a new dataset: office, city or public
cli-connect-every = Minutes between two fetches; 0: only by hand
cli-connect-promised = How often the source promises something new, in minutes
cli-connect-made = Connection made: { $id }
cli-connect-no-pair = “{ $text }” is not of the form FIELD=VALUE
cli-fetch = Fetch a connection now
cli-fetch-connection = Identifier or name of the connection
cli-fetch-delivered = { $name }: something new came, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}{ $waiting ->
    [0] {""}
    [one] . The delivery differs from the one before and waits for approval (hebewerk held).
   *[other] . { $waiting } deliveries differ from those before and wait for approval (hebewerk held).
}
cli-fetch-unchanged = { $name }: nothing new
cli-fetch-failed = { $name }: not fetched. { $error }
cli-fetch-stopped = { $name }: stopped
cli-fetch-running = { $name }: is being fetched already
