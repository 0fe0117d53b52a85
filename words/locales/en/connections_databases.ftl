# Connections to databases: what PostgreSQL and MariaDB do not have for themselves.

connector-odbc = Another database (ODBC)
connector-odbc-about = A table, a view or a query of SQL Server, Oracle, DB2 and other databases for which this server has an ODBC driver. It is only read.
connector-odbc-driver = Driver
connector-odbc-driver-help = Leave the field empty and choose “Check the connection”, then the drivers of this server are listed to choose from.
connector-odbc-source = Data source of this server
connector-odbc-source-help = Only if an administrator has set up a data source (DSN) and allowed it. Driver and machine stay empty then.
connector-odbc-host = Machine
connector-odbc-host-help = Name or address of the database machine, with its port if that is not the usual one: db.musterstadt.example:1433
connector-odbc-database = Database
connector-odbc-database-help = The name of the database, for Oracle that of the service.
connector-odbc-user = Name to sign in with
connector-odbc-user-help = Best an account of its own that may only read.
connector-odbc-password = Password
connector-odbc-password-help = Stored encrypted and never shown again.
connector-odbc-tls = Encryption
connector-odbc-tls-help = Without encryption others in the network can read along, the password too.
connector-odbc-tls-required = Encrypted
connector-odbc-tls-driver = As the driver is set up
connector-odbc-tls-off = Not encrypted
connector-odbc-parameters = More settings of the driver
connector-odbc-parameters-help = Only if the driver needs them, for example TDS_Version=7.3; Domain=CITY. Settings that lead to another machine or a file are not possible.
connector-odbc-table = Table or view
connector-odbc-table-help = For example dbo.trees. Leave the field empty if you enter a query.
connector-odbc-query = Query
connector-odbc-query-help = A single SELECT, if you do not want a whole table.
connector-odbc-since = Column that grows with every change
connector-odbc-since-help = For example changed_at. If it holds nothing greater than last time and the number of rows is the same, nothing is transferred. Left empty, everything is fetched every time.

connector-postgresql-rows = What is fetched?
connector-postgresql-rows-help = “Only new and changed rows” spares the database and the network. The dataset has all rows afterwards all the same.
connector-postgresql-rows-all = Everything as soon as something is new
connector-postgresql-rows-newer = Only new and changed rows
connector-postgresql-key = Column that names each row
connector-postgresql-key-help = For example id. Changed rows then replace the old ones. Left empty, new rows are only added. The answers above are needed for this.
connector-postgresql-full_every = Fetch everything every how many times?
connector-postgresql-full_every-help = Only for “Only new and changed rows”. If the database counts other rows than come together, for example because some were deleted, everything is fetched at once. Only what changes without showing in number and column is not found before everything is fetched.

connector-mysql-rows = What is fetched?
connector-mysql-rows-help = “Only new and changed rows” spares the database and the network. The dataset has all rows afterwards all the same.
connector-mysql-rows-all = Everything as soon as something is new
connector-mysql-rows-newer = Only new and changed rows
connector-mysql-key = Column that names each row
connector-mysql-key-help = For example id. Changed rows then replace the old ones. Left empty, new rows are only added. The answers above are needed for this.
connector-mysql-full_every = Fetch everything every how many times?
connector-mysql-full_every-help = Only for “Only new and changed rows”. If the database counts other rows than come together, for example because some were deleted, everything is fetched at once. Only what changes without showing in number and column is not found before everything is fetched.

connector-odbc-rows = What is fetched?
connector-odbc-rows-help = “Only new and changed rows” spares the database and the network. The dataset has all rows afterwards all the same.
connector-odbc-rows-all = Everything as soon as something is new
connector-odbc-rows-newer = Only new and changed rows
connector-odbc-key = Column that names each row
connector-odbc-key-help = For example id. Changed rows then replace the old ones. Left empty, new rows are only added. The answers above are needed for this.
connector-odbc-full_every = Fetch everything every how many times?
connector-odbc-full_every-help = Only for “Only new and changed rows”. If the database counts other rows than come together, for example because some were deleted, everything is fetched at once. Only what changes without showing in number and column is not found before everything is fetched.

error-fetch-driver-failed = The database driver crashed or did not answer ({ $detail }). Nothing was taken over.
error-fetch-driver-files = This driver opens files of this server. That is only possible through a data source an administrator has allowed.
error-fetch-driver-missing = This server does not have the driver, or it cannot be loaded ({ $detail }).
error-fetch-driver-or-source = Please give either a driver or a data source.
error-fetch-driver-tls = With this driver encryption cannot be asked for from here. Choose “As the driver is set up” if it is switched on there.
error-fetch-parameter-refused = One of the further settings of the driver is not possible.
error-fetch-source-refused = This data source is not allowed. An administrator can do that in the settings (connections.allowed_data_sources).
error-fetch-value-long = A value is too long to be fetched ({ $detail }). Leave its column out with a query.

connection-changed = { $inserted } new, { $updated } changed, { $deleted } gone
connection-changed-whole = { $inserted } new, { $deleted } gone
connection-beyond = Values without a place in the table (not a number, an infinite or impossible date) are missing: { $columns }
