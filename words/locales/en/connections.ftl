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

error-answer-missing = Please fill in the field “{ $field }”.
error-answer-long = The text in the field “{ $field }” is too long.
error-connection-name = Please give the connection a name (200 characters at most).
error-connection-under-way = The connection is being fetched just now. Please wait for the end or stop it.
error-connector = There is no such kind of connection.
error-rhythm = This interval is too long.
error-secrets-again = The connection now speaks to another machine. Please enter the password or token for it again.
error-secret-foreign = The stored credentials can no longer be decrypted, for example after a restore without the key file. Please enter them again.
error-secret-key = The key file for credentials can neither be read nor made.

error-fetch-address-invalid = This is not a complete web address. It begins with https:// or http://.
error-fetch-address-with-login = Name and password do not belong into the address but into the fields below.
error-fetch-address-refused = { $detail } lies in the own network or on an unusual port. An administrator can allow this machine in the settings (connections.allowed_hosts).
error-fetch-busy = The system is overloaded just now ({ $detail }). It will be asked again later.
error-fetch-cut-off = The transfer broke off ({ $detail }). Nothing was taken over; it will be tried again.
error-fetch-denied = The system does not let us in ({ $detail }). Please check the credentials.
error-fetch-disk = The file could not be put on this machine.
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
