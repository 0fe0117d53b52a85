# Connections: forms of the connectors, and what can go wrong while fetching.

connector-http = File on the web
connector-http-about = A file behind a web address. It is transferred only when it has changed.
connector-http-url = Address of the file
connector-http-url-help = For example https://www.musterstadt.example/export/trees.csv
connector-http-user = Name to sign in with
connector-http-user-help = Only if the address asks you to sign in.
connector-http-password = Password
connector-http-password-help = Stored encrypted and never shown again.
connector-http-token = Access token
connector-http-token-help = Instead of name and password, if you were given a token.

connector-postgresql = PostgreSQL
connector-postgresql-about = A table, a view or a query of a PostgreSQL database, also with PostGIS. It is only read.
connector-postgresql-host = Machine
connector-postgresql-host-help = Name or address of the database machine. Add the port only if it is not 5432: db.musterstadt.example:6000
connector-postgresql-database = Database
connector-postgresql-database-help = The name of the database on this machine.
connector-postgresql-user = Name to sign in with
connector-postgresql-user-help = Best an account of its own that may only read.
connector-postgresql-password = Password
connector-postgresql-password-help = Stored encrypted and never shown again.
connector-postgresql-tls = Encryption
connector-postgresql-tls-help = Without encryption others in the network can read along, the password too.
connector-postgresql-tls-required = Encrypted, the certificate is checked
connector-postgresql-tls-off = Not encrypted
connector-postgresql-table = Table or view
connector-postgresql-table-help = For example public.trees. Leave the field empty if you enter a query.
connector-postgresql-query = Query
connector-postgresql-query-help = A single SELECT, if you do not want a whole table.
connector-postgresql-since = Column that grows with every change
connector-postgresql-since-help = For example changed_at. If it holds nothing greater than last time and the number of rows is the same, nothing is transferred. Left empty, everything is fetched every time.

connector-mysql = MariaDB or MySQL
connector-mysql-about = A table, a view or a query of a MariaDB or MySQL database. It is only read.
connector-mysql-host = Machine
connector-mysql-host-help = Name or address of the database machine. Add the port only if it is not 3306: db.musterstadt.example:6000
connector-mysql-database = Database
connector-mysql-database-help = The name of the database on this machine.
connector-mysql-user = Name to sign in with
connector-mysql-user-help = Best an account of its own that may only read.
connector-mysql-password = Password
connector-mysql-password-help = Stored encrypted and never shown again.
connector-mysql-tls = Encryption
connector-mysql-tls-help = Without encryption others in the network can read along, the password too.
connector-mysql-tls-required = Encrypted, the certificate is checked
connector-mysql-tls-off = Not encrypted
connector-mysql-table = Table or view
connector-mysql-table-help = For example parks.trees. Leave the field empty if you enter a query.
connector-mysql-query = Query
connector-mysql-query-help = A single SELECT, if you do not want a whole table.
connector-mysql-since = Column that grows with every change
connector-mysql-since-help = For example changed_at. If it holds nothing greater than last time and the number of rows is the same, nothing is transferred. Left empty, everything is fetched every time.

connector-ogc_features = OGC API Features
connector-ogc_features-about = Geographic data behind an OGC API – Features interface. A collection is fetched completely and counted.
connector-ogc_features-url = Address of the interface
connector-ogc_features-url-help = The landing page or a collection, for example https://geo.musterstadt.example/ogc/v1
connector-ogc_features-collection = Collection
connector-ogc_features-collection-help = Check the address, then the collections are listed to choose from.
connector-ogc_features-user = Name to sign in with
connector-ogc_features-user-help = Only if the address asks you to sign in.
connector-ogc_features-password = Password
connector-ogc_features-password-help = Stored encrypted and never shown again.
connector-ogc_features-token = Access token
connector-ogc_features-token-help = Instead of name and password, if you were given a token.

connector-wfs = Geographic service (WFS)
connector-wfs-about = A layer of a Web Feature Service, version 1.1 or later. The features are counted; if one is missing, nothing is taken over.
connector-wfs-url = Address of the service
connector-wfs-url-help = For example https://geo.musterstadt.example/wfs. The address with “GetCapabilities” will do as well.
connector-wfs-layer = Layer
connector-wfs-layer-help = Check the address, then the layers are listed to choose from.
connector-wfs-user = Name to sign in with
connector-wfs-user-help = Only if the address asks you to sign in.
connector-wfs-password = Password
connector-wfs-password-help = Stored encrypted and never shown again.
connector-wfs-token = Access token
connector-wfs-token-help = Instead of name and password, if you were given a token.

connector-ckan = Data portal (CKAN)
connector-ckan-about = A file of a dataset on a portal that runs CKAN, such as Open.NRW or GovData. It is transferred only when it has changed.
connector-ckan-url = Address of the portal
connector-ckan-url-help = The start page of the portal or the page of the dataset.
connector-ckan-dataset = Dataset
connector-ckan-dataset-help = Name or identifier. What you enter here is searched for on the portal when you check the address.
connector-ckan-resource = File
connector-ckan-resource-help = Name, identifier or a format such as csv. Left empty, the format that reads best is taken.
connector-ckan-token = Access token
connector-ckan-token-help = Only for datasets that are not public.

connector-sensorthings = Measurements (SensorThings)
connector-sensorthings-about = Devices and measurements behind a SensorThings interface. Everything the query finds is fetched and counted.
connector-sensorthings-url = Address of the interface
connector-sensorthings-url-help = For example https://messnetz.musterstadt.example/FROST-Server/v1.1
connector-sensorthings-query = Query
connector-sensorthings-query-help = For example Things or Datastreams(1)/Observations. Filters are possible, such as ?$filter=result gt 5
connector-sensorthings-user = Name to sign in with
connector-sensorthings-user-help = Only if the address asks you to sign in.
connector-sensorthings-password = Password
connector-sensorthings-password-help = Stored encrypted and never shown again.
connector-sensorthings-token = Access token
connector-sensorthings-token-help = Instead of name and password, if you were given a token.

error-answer-missing = Please fill in the field “{ $field }”.
error-answer-long = The text in the field “{ $field }” is too long.
error-answer-not-allowed = This is not possible in the field “{ $field }”.
error-connection-name-taken = Another connection of this office already has this name. Please choose a different one.
error-unknown-setting = “{ $name }” is not asked for by this kind of connection. { $known ->
    [none] There is nothing to say here.
   *[other] Possible are: { $known }.
} Passwords and keys are given separately from the other settings.
error-connection-name = Please give the connection a name (200 characters at most).
error-connection-under-way = The connection is being fetched just now. Please wait for the end or stop it.
error-connector = There is no such kind of connection.
error-rhythm = This interval is too long.
error-secrets-again = The connection now speaks to another machine. Please enter the password or token for it again.
error-secret-foreign = The stored credentials can no longer be decrypted, for example after a restore without the key file. Please enter them again.
error-secret-key = The key file for credentials can neither be read nor made.

error-fetch-address-invalid = This is not a complete web address. It begins with https:// or http://.
error-fetch-address-with-login = Name and password do not belong into the address but into the fields below.
error-fetch-address-refused = { $detail } belongs to this machine or its own network, or the port is unusual. Such addresses are closed unless an administrator expressly allows them in the settings (connections.allowed_hosts).
error-fetch-busy = The system is overloaded just now ({ $detail }). Nothing was taken over.
error-fetch-cut-inside = The system gives lists inside of the entries only in part ({ $detail }). Ask for those entries by themselves, for example with Datastreams(1)/Observations.
error-fetch-coding-damaged = The file came packed and cannot be unpacked ({ $detail }): it was damaged on its way. Nothing was taken over.
error-fetch-coding-unknown = The system sends the file in a packing we cannot open ({ $detail }). Please have the packing (Content-Encoding) switched off there or set to gzip, deflate, zstd or br. Nothing was taken over.
error-fetch-cut-off = The transfer broke off ({ $detail }). Nothing was taken over.
error-fetch-denied = The system does not let us in ({ $detail }). Please check the credentials.
error-fetch-unreadable = What came is no table we can read, perhaps a sign-in page or an empty file. It is kept; the version before still holds. Please check the source.
error-fetch-view-broken = This view cannot be read ({ $detail }): it uses something that no longer exists or that its account may not see. Ask those who look after the database.
error-fetch-disk = The file could not be put on this machine.
error-fetch-incomplete = Not everything arrived: { $detail } (arrived and counted by the system). Nothing was taken over.
error-fetch-missing = Please fill in the field “{ $field }”.
error-fetch-no-room = There is no room left for the file on this machine.
error-fetch-not-allowed = This is not possible in the field “{ $field }”.
error-fetch-not-found = There is nothing at this address ({ $detail }).
error-fetch-answer-invalid = The system answered something that cannot be understood ({ $detail }).
error-fetch-range-refused = The system does not send the rest of the file ({ $detail }).
error-fetch-redirect-refused = The system points to an unsafe address ({ $detail }).
error-fetch-request-refused = The system refuses the request ({ $detail }).
error-fetch-server-error = The system reports an error of its own ({ $detail }).
error-fetch-timeout = The system did not answer for too long ({ $detail }).
error-fetch-tls = No secure connection: the certificate of { $detail } is not valid or unknown to this machine.
error-fetch-too-large = The file is larger than allowed ({ $detail } MB).
error-fetch-too-many-redirects = The system points on and on ({ $detail }).
error-fetch-unknown-connector = There is no such kind of connection ({ $detail }).
error-fetch-unknown-host = There is no machine of this name ({ $detail }).
error-fetch-unreachable = The system cannot be reached ({ $detail }).

## Pages of the connections
nav-connections = Connections
connections-title = Connections
connections-back = To the connections
connections-headline-none = No system is connected yet.
connections-headline-well = Nothing has failed, nothing is overdue.
connections-headline-failed =
    { $failed ->
        [one] One connection has failed
       *[other] { $failed } connections have failed
    }{ $late ->
        [0] .
        [one] , one is overdue.
       *[other] , { $late } are overdue.
    }
connections-headline-late =
    { $late ->
        [one] One connection is overdue.
       *[other] { $late } connections are overdue.
    }
connections-headline-waiting =
    { $count ->
        [one] One delivery waits for your approval.
       *[other] { $count } deliveries wait for your approval.
    }
connections-headline-orphaned =
    { $count ->
        [one] One connection waits for somebody to take it over.
       *[other] { $count } connections wait for somebody to take them over.
    }
connections-lead = The data hub fetches data from these systems. What is urgent comes first.
connections-lead-none = A connection saves uploading: the data hub fetches the data from the system itself, as often as you like.
connections-none-how = This is how to connect a system
connections-none-one = You choose where the data comes from: a file on the web, a database, a map service.
connections-none-two = You enter where the system can be reached, and check whether it answers.
connections-none-three = The data hub fetches the data. Every change becomes a new version, and what is missing is noticed.
connection-new = Connect a system
connection-not-steward = You cannot connect a system for any office yet.
connection-only-stewards = This connection can be changed by whoever has the role “data steward” in this office.
connection-removed = The connection is removed. Its datasets are still there.
connection-made = The connection is saved.
connection-taken-over = You have taken the connection over. The hub fetches by itself again.
connection-saved = The changes are saved.

connection-standing-failed = failed
connection-standing-late = overdue
connection-standing-orphaned = waits to be taken over
connection-standing-running = being fetched
connection-standing-waiting = waits for approval
connection-standing-well = running
connection-standing-new = never fetched yet
connection-standing-paused = paused

connection-last = Last fetched
connection-never = never yet
connection-last-running = just now
connection-last-delivered = { $ago }, something new
connection-last-unchanged = { $ago }, nothing new
connection-last-failed = { $ago }, failed
connection-last-stopped = { $ago }, stopped
connection-next = Next time
connection-next-paused = when somebody ends the pause
connection-next-orphaned = when somebody takes the connection over
connection-next-by-hand = when somebody chooses “Fetch now”
connection-news = Last news
connection-news-never = never yet
connection-now = How it stands
connection-brings = Brings
connection-brings-nothing = nothing yet
connection-brings-none-yet = Nothing yet. The dataset is made when data comes for the first time.
connection-brings-more =
    { $count ->
        [one] 1 more dataset
       *[other] { $count } more datasets
    }
connection-late = overdue for { $span }: promises { $promise }
connection-waits = Check and decide about the delivery of “{ $title }”
connection-late-text = Last news: { $when }. Ask where the system is maintained. Until then the data stays as it was.
connection-problem = The data could not be fetched.
connection-problem-safe = Everything that is here already stays unchanged.
connection-problem-unknown = What went wrong stands in the log of the server. Please turn to those who run the data hub.
connection-orphaned = This connection is paused.
connection-orphaned-do = Take the connection over if it shall be fetched again. Until then the data stay as they are.
connection-orphaned-who = Whoever has the role “data steward” in this office can take it over. Until then the data stay as they are.
connection-pause-maker-without-right = Who made it or changed it last may no longer maintain data in this office.
connection-take-over = Take over
connection-check-settings = Check the settings

connection-span-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
connection-span-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
connection-span-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
connection-just-now = just now
connection-ago = { $span } ago
connection-in = in { $span }
connection-at-once = in a moment

connection-rhythm-0 = Only by hand
connection-rhythm-15 = Every 15 minutes
connection-rhythm-60 = Hourly
connection-rhythm-1440 = Daily
connection-rhythm-10080 = Weekly
connection-rhythm-43200 = Every 30 days
connection-rhythm-other =
    { $count ->
        [one] Every minute
       *[other] Every { $count } minutes
    }
connection-promise-0 = nothing
connection-promise-60 = news every hour
connection-promise-1440 = news every day
connection-promise-10080 = news every week
connection-promise-43200 = news every month
connection-promise-131040 = news every quarter
connection-promise-525600 = news every year
connection-promise-other =
    { $count ->
        [one] news every minute
       *[other] news every { $count } minutes
    }

connection-fetch = Fetch now
connection-stop = Stop
connection-reload = Reload
connection-pause = Pause
connection-resume = End the pause
connection-change = Change
connection-remove = Remove connection
connection-stage-asking = The system is being asked.
connection-stage-bytes = { $done } fetched
connection-stage-bytes-of = { $done } of { $of } fetched

connection-log = What was fetched so far
connection-log-caption =
    { $count ->
        [one] One fetch
       *[other] The newest { $count } fetches, newest first
    }
connection-log-empty = Nothing yet. Choose “Fetch now”, or wait until it is time.
connection-log-when = When
connection-log-outcome = Result
connection-log-brought = What it became
connection-outcome-running = being fetched
connection-outcome-delivered = something new
connection-outcome-unchanged = nothing new
connection-outcome-failed = failed
connection-outcome-stopped = stopped
connection-version = Version { $number }
connection-unread = not readable
connection-rows =
    { $count ->
        [one] 1 row
       *[other] { $count } rows
    }
connection-settings = How it is set
connection-show-whole = Show all of it
connection-access = Who may read
connection-measured = News in fact
connection-measured-value = about every { $span }
connection-sealed = Is stored. Leave empty if it shall stay.
connection-sealed-short = is stored
connection-secret-forget = Remove the stored “{ $field }”
connection-secret-again = Please enter it again: what stands here is never sent back.

connection-kinds-headline = Where does the data come from?
connection-kinds-lead = Choose the kind of system. In the next step you enter where it can be reached.
connection-kinds-none = No kind of connection is set up on this server.
connection-new-headline = Connect: { $kind }
connection-change-headline = Change “{ $name }”
connection-system = Where is the data?
connection-in-the-hub = What shall happen with it?
connection-name = Name of the connection
connection-name-hint = The dataset will have this name, too.
connection-every = How often to fetch?
connection-every-hint = Where there is nothing new, nothing is made.
connection-promised = What is promised?
connection-promised-hint = If news takes longer than promised, you are reminded on the page Connections.
connection-connect = Save and connect
connection-try = Check the connection
connection-answers = The system answers.
connection-answers-choose = What it offers can be chosen above.
connection-answers-save = You can save the connection.
connection-offers =
    { $count ->
        [one] 1 offer of the system for “{ $field }”
       *[other] { $count } offers of the system for “{ $field }”
    }
connection-offers-as-written = as written above
connection-public-text = Everybody can then read what comes through this connection, also everything later and the original files. What has been read once cannot be taken back.
connection-public-check = Yes, everybody may read all of that. It holds nothing that gives away people or secrets.
connection-safe = Passwords stay secret
connection-safe-text = Passwords and keys are stored encrypted and shown to nobody again, not even to you. An account that may only read is best.
connection-happens = What happens then
connection-happens-text = The data hub fetches the data for the first time at once, unless you fetch by hand only. It changes nothing in the system. If a fetch fails, the old state stays until the next one.

connection-remove-headline = Remove “{ $name }”?
connection-remove-lead = The data hub then fetches nothing more from this system. All datasets stay.
connection-remove-gone = The settings, the credentials and the log of fetches are deleted.
connection-remove-stay =
    { $count ->
        [one] This dataset stays with all versions:
       *[other] These datasets stay with all versions:
    }
connection-remove-not = Keep
error-fetch-column-missing = There is no column “{ $detail }”.
error-fetch-database-missing = There is no such database on { $detail }.
error-fetch-login-failed = { $detail } did not accept name and password. Please check them.
error-fetch-query-refused = The database does not accept the query (message { $detail }).
error-fetch-query-writes = Only a single SELECT without placeholders that changes nothing is allowed.
error-fetch-table-missing = There is no table or view “{ $detail }”, or the account may not see it.
error-fetch-table-or-query = Please give either a table or a query.
error-fetch-tls-missing = { $detail } offers no encrypted connection. Have it switched on there, or choose “Not encrypted”.
error-fetch-tls-needed = { $detail } demands an encrypted connection. Please choose “Encrypted”.
