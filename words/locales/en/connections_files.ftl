# Connections that bring files and messages: SFTP, S3, WebDAV, folders, MQTT, timetables.

connector-sftp = Files on a server (SFTP)
connector-sftp-about = Files of a folder on an SFTP server. Only what is new or has changed is transferred.
connector-sftp-host = Machine
connector-sftp-host-help = Name or address of the server. Add the port only if it is not 22: sftp.musterstadt.example:2222
connector-sftp-fingerprint = Fingerprint of the server
connector-sftp-fingerprint-help = Begins with SHA256: and is part of the papers about your access. Leave the field empty and test the connection, then you are told which fingerprint was seen; compare it before you enter it here.
connector-sftp-user = Name to sign in with
connector-sftp-user-help = Best an account of its own that may only read.
connector-sftp-password = Password
connector-sftp-password-help = Stored encrypted and never shown again. Not needed if you give a key.
connector-sftp-key = Private key
connector-sftp-key-help = The whole content of the key file, from “-----BEGIN” to “-----END …-----”. Stored encrypted and never shown again.
connector-sftp-passphrase = Password of the key
connector-sftp-passphrase-help = Only if the key itself is protected by a password.
connector-sftp-folder = Folder
connector-sftp-folder-help = For example /export/trees. If empty, the folder one is in after signing in.
connector-sftp-pattern = Which files
connector-sftp-pattern-help = A name or a pattern: *.csv are all with this ending, a ? stands for any one sign. If empty, all.
connector-sftp-depth = Folders below
connector-sftp-depth-help = Whether the folders below are searched as well.
connector-sftp-depth-here = This folder only
connector-sftp-depth-below = Folders below as well
connector-sftp-which = What becomes of them
connector-sftp-which-help = If the system writes a new file each time, for example with the date in its name, choose the newest file.
connector-sftp-which-all = Each file becomes a dataset
connector-sftp-which-newest = The newest file becomes the next version

error-fetch-host-key-unconfirmed = The server has shown the fingerprint { $detail }. Compare it with the one its operator gave you, and enter it if it is right. Neither password nor key was sent.
error-fetch-host-key-other = The server has shown another fingerprint than the one entered: { $detail }. Either the server has a new key, or somebody pretends to be it. Ask its operator. Neither password nor key was sent.
error-fetch-key-unreadable = The private key cannot be read. Please give the whole content of the key file, and its password if it has one.
error-fetch-password-or-key = Please give a password or a private key.
error-fetch-no-sftp = { $detail } does not let anybody transfer files by SFTP.
error-fetch-ssh-too-old = { $detail } knows only methods that are no longer secure. Ask its operator to renew the server.
error-fetch-no-file-fits = No file there fits “{ $detail }”.
error-fetch-too-many-files = These are more than { $detail } files. Please choose another folder or a narrower pattern.
error-fetch-still-growing = “{ $detail }” is still being written there. Fetch the file when it is finished.

connector-s3 = Object store (S3)
connector-s3-about = Files of a store with an S3 interface, such as MinIO, Ceph or a provider's. Only what is new or has changed is transferred.
connector-s3-url = Address of the store
connector-s3-url-help = For example https://s3.musterstadt.example, without the name of the bucket.
connector-s3-bucket = Bucket
connector-s3-bucket-help = The name of the bucket.
connector-s3-region = Region
connector-s3-region-help = Needed only with providers that have several, for example eu-central-1.
connector-s3-style = How addresses are written
connector-s3-style-help = Stores of one's own mostly have the name of the bucket in the path.
connector-s3-style-path = Bucket in the path (s3.example/bucket)
connector-s3-style-host = Bucket in the host name (bucket.s3.example)
connector-s3-access_key = Access key
connector-s3-access_key-help = Access key ID. If empty, what is public is read without signing in.
connector-s3-secret_key = Secret key
connector-s3-secret_key-help = Secret access key. Stored encrypted and never shown again.
connector-s3-folder = Folder
connector-s3-folder-help = The beginning of the names, for example export/trees. If empty, the whole bucket.
connector-s3-pattern = Which files
connector-s3-pattern-help = A name or a pattern: *.csv are all with this ending, a ? stands for any one sign. If empty, all.
connector-s3-depth = Folders below
connector-s3-depth-help = Whether the folders below are searched as well.
connector-s3-depth-here = This folder only
connector-s3-depth-below = Folders below as well
connector-s3-which = What becomes of them
connector-s3-which-help = If the system writes a new file each time, for example with the date in its name, choose the newest file.
connector-s3-which-all = Each file becomes a dataset
connector-s3-which-newest = The newest file becomes the next version

error-fetch-changed-meanwhile = “{ $detail }” changed meanwhile. Nothing was taken over.

connector-webdav = Files on a server (WebDAV)
connector-webdav-about = Files of a folder on a WebDAV server, such as Nextcloud or ownCloud. Only what is new or has changed is transferred.
connector-webdav-url = Address
connector-webdav-url-help = The WebDAV address, for example https://cloud.musterstadt.example/remote.php/dav/files/datahub
connector-webdav-user = Name to sign in with
connector-webdav-user-help = Only if the server asks you to sign in.
connector-webdav-password = Password
connector-webdav-password-help = Stored encrypted and never shown again.
connector-webdav-token = Access token
connector-webdav-token-help = Instead of name and password, if you were given a token.
connector-webdav-folder = Folder
connector-webdav-folder-help = Below the address, for example export/trees. If empty, the address itself.
connector-webdav-pattern = Which files
connector-webdav-pattern-help = A name or a pattern: *.csv are all with this ending, a ? stands for any one sign. If empty, all.
connector-webdav-depth = Folders below
connector-webdav-depth-help = Whether the folders below are searched as well.
connector-webdav-depth-here = This folder only
connector-webdav-depth-below = Folders below as well
connector-webdav-which = What becomes of them
connector-webdav-which-help = If the system writes a new file each time, for example with the date in its name, choose the newest file.
connector-webdav-which-all = Each file becomes a dataset
connector-webdav-which-newest = The newest file becomes the next version

connector-folder = Folder on this machine
connector-folder-about = Files of a folder of the machine the data hub runs on, or of a network drive that is mounted there.
connector-folder-folder = Folder
connector-folder-folder-help = The whole path, for example /mnt/share/environment. An administrator says which folders may be read.
connector-folder-pattern = Which files
connector-folder-pattern-help = A name or a pattern: *.csv are all with this ending, a ? stands for any one sign. If empty, all.
connector-folder-depth = Folders below
connector-folder-depth-help = Whether the folders below are searched as well.
connector-folder-depth-here = This folder only
connector-folder-depth-below = Folders below as well
connector-folder-which = What becomes of them
connector-folder-which-help = If the system writes a new file each time, for example with the date in its name, choose the newest file.
connector-folder-which-all = Each file becomes a dataset
connector-folder-which-newest = The newest file becomes the next version

error-fetch-folder-refused = This folder is not open to connections. An administrator can allow it in the settings (connections.allowed_folders).

connector-mqtt = Messages of sensors (MQTT)
connector-mqtt-about = Messages of an MQTT broker. Each fetch listens for a while; what is sent in between is kept by the broker.
connector-mqtt-host = Machine
connector-mqtt-host-help = Name or address of the broker. Add the port only if it is not 8883 (1883 without encryption): mqtt.musterstadt.example:8884
connector-mqtt-tls = Encryption
connector-mqtt-tls-help = Without encryption others in the network can read along, the password included.
connector-mqtt-tls-required = Encrypted, the certificate is checked
connector-mqtt-tls-off = Not encrypted
connector-mqtt-user = Name to sign in with
connector-mqtt-user-help = Only if the broker asks you to sign in.
connector-mqtt-password = Password
connector-mqtt-password-help = Stored encrypted and never shown again.
connector-mqtt-topics = Topics
connector-mqtt-topics-help = Separate several by commas. + stands for one level, # for everything below: city/+/temperature, level/#
connector-mqtt-seconds = How long to listen (seconds)
connector-mqtt-seconds-help = Each fetch takes this long.
connector-mqtt-messages = How many messages at most
connector-mqtt-messages-help = When so many have come, the fetch ends earlier. The rest comes with the next one.

connector-gtfs = Timetable (GTFS)
connector-gtfs-about = A timetable as a GTFS file behind a web address. It is taken over only if all tables that are needed are in it.
connector-gtfs-url = Address of the file
connector-gtfs-url-help = For example https://www.transit.example/gtfs.zip
connector-gtfs-user = Name to sign in with
connector-gtfs-user-help = Only if the address asks you to sign in.
connector-gtfs-password = Password
connector-gtfs-password-help = Stored encrypted and never shown again.
connector-gtfs-token = Access token
connector-gtfs-token-help = Instead of name and password, if you were given a token.

error-fetch-no-archive = What came is no ZIP file. Nothing was taken over.
error-fetch-timetable-incomplete = The timetable lacks: { $detail }. Nothing was taken over.

mail-late-subject = “{ $name }” is late
mail-late-text = Nothing new has come from the connection “{ $name }” for longer than promised ({ $promise }). Ask where the system is looked after. Until then the data in the data hub stay as they were.
mail-failing-subject = “{ $name }” cannot be fetched
mail-failing-text =
    { $times ->
        [one] The connection “{ $name }” has failed.
       *[other] The connection “{ $name }” has failed { $times } times in a row.
    } Everything that is there stays as it is; it will be tried again. What went wrong is shown on the page of the connection.
mail-link = How it stands now: { $link }
mail-greeting = Hello,
mail-why = The data hub sends this message by itself, at most once a day for each connection. You receive it because you look after data for “{ $office }”.
connections-mail = Those who look after data are also reminded by mail: when a connection is late or fails three times in a row.
connections-mail-off = This server sends no reminders by mail. What is late is shown here only.
