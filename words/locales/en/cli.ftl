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
cli-watch = Watch a folder without serving pages
cli-watch-folder = The folder
cli-inspect = Look at a file without lifting it
cli-inspect-file = The file
cli-inspect-form = Print a table in this form instead of what was recognised
cli-inspect-table = Which table; the first one if not said
cli-inspect-recipe = Recipe with corrections (JSON file)
cli-sql = Answer a query
cli-sql-sql = One SELECT statement, for example: select * from umwelt.baumkataster
cli-sql-account = Ask with the rights of this account
cli-sql-csv = Print CSV
cli-datasets = List datasets
cli-datasets-organisation = Only those of this organisation (short name)
cli-status = Say how the hub is
cli-backup = Copy everything to a folder, also while the hub runs
cli-backup-target = Folder that does not exist yet
cli-restore = Bring a backup back into a new data directory
cli-restore-source = Folder with the backup
cli-reindex = Build the search index anew
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
cli-no-home = There is no data directory here. Make one with “hebewerk init” or name it with “--data FOLDER”.
cli-in-use = Another hebewerk uses this data directory. Stop it, or lift files on the page “Upload a file” or through the watched folder.
cli-wrong-config = The settings in config.toml are wrong:
cli-init-done = Data directory made: { $path }
cli-serve-address = hebewerk is running: { $address }
cli-serve-setup = There is no account yet. Make the first one with this link (works once, 24 hours): { $link }
cli-stage-keep = keep
cli-stage-look = look
cli-stage-write = write
cli-stage-commit = make visible
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
cli-take-in-failed = { $source }: not lifted. { $error }
cli-watch-failed = { $source }: not lifted. { $error }
cli-inspect-table-line = { $name }: { $rows } rows, { $columns } columns
cli-inspect-column = column
cli-inspect-type = type
cli-inspect-meaning = meaning
cli-inspect-filled = filled
cli-inspect-distinct = distinct
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
cli-status-indexed = of these findable
cli-status-newest = Newest version
cli-status-running = The hub is running.
cli-status-stopped = The hub is not running.
cli-reindex-done = Search index rebuilt: { $documents } datasets
cli-backup-done = Copied: catalogue and { $files } files
cli-restore-done = Restored: { $files } files, { $datasets } datasets, { $problems ->
    [0] everything whole
    [one] 1 damage
   *[other] { $problems } damages
}
cli-doctor-well = Everything is whole.
cli-doctor-file-missing = Data file is missing or has a wrong size
cli-doctor-file-damaged = Data file is damaged
cli-doctor-raw-missing = Original file is missing or has a wrong size
cli-demo-inventing = Inventing the city
cli-demo-lifted = Musterstadt is lifted: { $datasets } datasets
cli-demo-logins = Logins of the demo (invented people):
cli-demo-email = E-mail
cli-demo-password = Password
cli-demo-organisation = Organisation
cli-demo-role = Role
