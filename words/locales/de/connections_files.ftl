# Anbindungen, die Dateien und Meldungen bringen: SFTP, S3, WebDAV, Ordner, MQTT, Fahrpläne.

connector-sftp = Dateien auf einem Server (SFTP)
connector-sftp-about = Dateien aus einem Ordner auf einem SFTP-Server. Übertragen wird nur, was neu ist oder sich geändert hat.
connector-sftp-host = Rechner
connector-sftp-host-help = Name oder Adresse des Servers. Den Anschluss geben Sie nur an, wenn es nicht 22 ist: sftp.musterstadt.example:2222
connector-sftp-fingerprint = Fingerabdruck des Servers
connector-sftp-fingerprint-help = Beginnt mit SHA256: und steht in den Unterlagen zum Zugang. Lassen Sie das Feld leer und prüfen Sie die Verbindung, dann wird der gesehene Fingerabdruck genannt; vergleichen Sie ihn, bevor Sie ihn hier eintragen.
connector-sftp-user = Name zum Anmelden
connector-sftp-user-help = Am besten ein eigener Zugang, der nur lesen darf.
connector-sftp-password = Kennwort
connector-sftp-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt. Nicht nötig, wenn Sie einen Schlüssel angeben.
connector-sftp-key = Privater Schlüssel
connector-sftp-key-help = Der ganze Inhalt der Schlüsseldatei, von „-----BEGIN“ bis „-----END …-----“. Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-sftp-passphrase = Kennwort des Schlüssels
connector-sftp-passphrase-help = Nur wenn der Schlüssel selbst mit einem Kennwort geschützt ist.
connector-sftp-folder = Ordner
connector-sftp-folder-help = Zum Beispiel /export/baeume. Ohne Angabe der Ordner, in dem man nach der Anmeldung ist.
connector-sftp-pattern = Welche Dateien
connector-sftp-pattern-help = Ein Name oder ein Muster: *.csv sind alle mit dieser Endung, ein ? steht für ein beliebiges Zeichen. Ohne Angabe alle.
connector-sftp-depth = Unterordner
connector-sftp-depth-help = Ob auch in den Ordnern darunter gesucht wird.
connector-sftp-depth-here = Nur dieser Ordner
connector-sftp-depth-below = Auch Unterordner
connector-sftp-which = Was daraus wird
connector-sftp-which-help = Legt das System jedes Mal eine neue Datei ab, etwa mit dem Datum im Namen, wählen Sie die neueste Datei.
connector-sftp-which-all = Jede Datei wird ein Datensatz
connector-sftp-which-newest = Die neueste Datei wird die nächste Fassung

error-fetch-host-key-unconfirmed = Der Server hat den Fingerabdruck { $detail } gezeigt. Vergleichen Sie ihn mit dem, den Sie vom Betreiber haben, und tragen Sie ihn ein, wenn er stimmt. Kennwort und Schlüssel wurden nicht gesendet.
error-fetch-host-key-other = Der Server hat einen anderen Fingerabdruck gezeigt als den eingetragenen: { $detail }. Entweder hat der Server einen neuen Schlüssel, oder jemand gibt sich für ihn aus. Fragen Sie beim Betreiber nach. Kennwort und Schlüssel wurden nicht gesendet.
error-fetch-key-unreadable = Der private Schlüssel lässt sich nicht lesen. Bitte geben Sie den ganzen Inhalt der Schlüsseldatei an und das Kennwort dazu, falls er eines hat.
error-fetch-password-or-key = Bitte geben Sie ein Kennwort oder einen privaten Schlüssel an.
error-fetch-no-sftp = { $detail } lässt keine Übertragung von Dateien über SFTP zu.
error-fetch-ssh-too-old = { $detail } beherrscht nur Verfahren, die nicht mehr sicher sind. Bitten Sie den Betreiber, den Server zu erneuern.
error-fetch-no-file-fits = Zu „{ $detail }“ passt dort keine Datei.
error-fetch-too-many-files = Das sind mehr als { $detail } Dateien. Bitte wählen Sie einen anderen Ordner oder ein engeres Muster.
error-fetch-still-growing = „{ $detail }“ wird dort noch geschrieben. Holen Sie die Datei, wenn sie fertig ist.

connector-s3 = Ablage im Netz (S3)
connector-s3-about = Dateien aus einem Speicher mit S3-Schnittstelle, etwa MinIO, Ceph oder bei einem Anbieter. Übertragen wird nur, was neu ist oder sich geändert hat.
connector-s3-url = Adresse des Speichers
connector-s3-url-help = Zum Beispiel https://s3.musterstadt.example, ohne den Namen der Ablage.
connector-s3-bucket = Ablage
connector-s3-bucket-help = Der Name der Ablage (Bucket).
connector-s3-region = Region
connector-s3-region-help = Nur bei Anbietern mit mehreren Regionen nötig, zum Beispiel eu-central-1.
connector-s3-style = Schreibweise der Adresse
connector-s3-style-help = Bei eigenen Speichern steht der Name der Ablage meist im Pfad.
connector-s3-style-path = Ablage im Pfad (s3.example/ablage)
connector-s3-style-host = Ablage im Rechnernamen (ablage.s3.example)
connector-s3-access_key = Zugangskennung
connector-s3-access_key-help = Access Key ID. Ohne Angabe wird ohne Anmeldung gelesen, was öffentlich ist.
connector-s3-secret_key = Geheimer Schlüssel
connector-s3-secret_key-help = Secret Access Key. Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-s3-folder = Ordner
connector-s3-folder-help = Der Anfang der Namen, zum Beispiel export/baeume. Ohne Angabe die ganze Ablage.
connector-s3-pattern = Welche Dateien
connector-s3-pattern-help = Ein Name oder ein Muster: *.csv sind alle mit dieser Endung, ein ? steht für ein beliebiges Zeichen. Ohne Angabe alle.
connector-s3-depth = Unterordner
connector-s3-depth-help = Ob auch in den Ordnern darunter gesucht wird.
connector-s3-depth-here = Nur dieser Ordner
connector-s3-depth-below = Auch Unterordner
connector-s3-which = Was daraus wird
connector-s3-which-help = Legt das System jedes Mal eine neue Datei ab, etwa mit dem Datum im Namen, wählen Sie die neueste Datei.
connector-s3-which-all = Jede Datei wird ein Datensatz
connector-s3-which-newest = Die neueste Datei wird die nächste Fassung

error-fetch-changed-meanwhile = „{ $detail }“ hat sich währenddessen geändert. Nichts wurde übernommen.

connector-webdav = Dateien auf einem Server (WebDAV)
connector-webdav-about = Dateien aus einem Ordner auf einem WebDAV-Server, etwa Nextcloud oder ownCloud. Übertragen wird nur, was neu ist oder sich geändert hat.
connector-webdav-url = Adresse
connector-webdav-url-help = Die WebDAV-Adresse, zum Beispiel https://cloud.musterstadt.example/remote.php/dav/files/datenhub
connector-webdav-user = Name zum Anmelden
connector-webdav-user-help = Nur wenn der Server eine Anmeldung verlangt.
connector-webdav-password = Kennwort
connector-webdav-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-webdav-token = Zugriffsschlüssel
connector-webdav-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.
connector-webdav-folder = Ordner
connector-webdav-folder-help = Unterhalb der Adresse, zum Beispiel export/baeume. Ohne Angabe die Adresse selbst.
connector-webdav-pattern = Welche Dateien
connector-webdav-pattern-help = Ein Name oder ein Muster: *.csv sind alle mit dieser Endung, ein ? steht für ein beliebiges Zeichen. Ohne Angabe alle.
connector-webdav-depth = Unterordner
connector-webdav-depth-help = Ob auch in den Ordnern darunter gesucht wird.
connector-webdav-depth-here = Nur dieser Ordner
connector-webdav-depth-below = Auch Unterordner
connector-webdav-which = Was daraus wird
connector-webdav-which-help = Legt das System jedes Mal eine neue Datei ab, etwa mit dem Datum im Namen, wählen Sie die neueste Datei.
connector-webdav-which-all = Jede Datei wird ein Datensatz
connector-webdav-which-newest = Die neueste Datei wird die nächste Fassung

connector-folder = Ordner auf dieser Maschine
connector-folder-about = Dateien aus einem Ordner der Maschine, auf der der Datenhub läuft, oder von einem Netzlaufwerk, das dort eingebunden ist.
connector-folder-folder = Ordner
connector-folder-folder-help = Der ganze Pfad, zum Beispiel /mnt/ablage/umwelt. Die Administration legt fest, welche Ordner gelesen werden dürfen.
connector-folder-pattern = Welche Dateien
connector-folder-pattern-help = Ein Name oder ein Muster: *.csv sind alle mit dieser Endung, ein ? steht für ein beliebiges Zeichen. Ohne Angabe alle.
connector-folder-depth = Unterordner
connector-folder-depth-help = Ob auch in den Ordnern darunter gesucht wird.
connector-folder-depth-here = Nur dieser Ordner
connector-folder-depth-below = Auch Unterordner
connector-folder-which = Was daraus wird
connector-folder-which-help = Legt das System jedes Mal eine neue Datei ab, etwa mit dem Datum im Namen, wählen Sie die neueste Datei.
connector-folder-which-all = Jede Datei wird ein Datensatz
connector-folder-which-newest = Die neueste Datei wird die nächste Fassung

error-fetch-folder-refused = Dieser Ordner ist nicht freigegeben. Die Administration kann ihn in den Einstellungen erlauben (connections.allowed_folders).

connector-mqtt = Meldungen von Sensoren (MQTT)
connector-mqtt-about = Meldungen eines MQTT-Brokers. Bei jedem Abruf wird eine Weile zugehört; was dazwischen gesendet wird, hebt der Broker auf.
connector-mqtt-host = Rechner
connector-mqtt-host-help = Name oder Adresse des Brokers. Den Anschluss geben Sie nur an, wenn es nicht 8883 ist (unverschlüsselt 1883): mqtt.musterstadt.example:8884
connector-mqtt-tls = Verschlüsselung
connector-mqtt-tls-help = Ohne Verschlüsselung kann im Netz mitgelesen werden, auch das Kennwort.
connector-mqtt-tls-required = Verschlüsselt, Zertifikat wird geprüft
connector-mqtt-tls-off = Unverschlüsselt
connector-mqtt-user = Name zum Anmelden
connector-mqtt-user-help = Nur wenn der Broker eine Anmeldung verlangt.
connector-mqtt-password = Kennwort
connector-mqtt-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-mqtt-topics = Themen
connector-mqtt-topics-help = Mehrere trennen Sie durch Kommas. + steht für eine Ebene, # für alles darunter: stadt/+/temperatur, pegel/#
connector-mqtt-seconds = Wie lange zuhören (Sekunden)
connector-mqtt-seconds-help = So lange dauert jeder Abruf.
connector-mqtt-messages = Wie viele Meldungen höchstens
connector-mqtt-messages-help = Sind so viele gekommen, endet der Abruf früher. Der Rest kommt beim nächsten Mal.

connector-gtfs = Fahrplan (GTFS)
connector-gtfs-about = Ein Fahrplan als GTFS-Datei hinter einer Web-Adresse. Er wird nur übernommen, wenn alle nötigen Tabellen darin sind.
connector-gtfs-url = Adresse der Datei
connector-gtfs-url-help = Zum Beispiel https://www.verkehrsverbund.example/gtfs.zip
connector-gtfs-user = Name zum Anmelden
connector-gtfs-user-help = Nur wenn die Adresse eine Anmeldung verlangt.
connector-gtfs-password = Kennwort
connector-gtfs-password-help = Wird verschlüsselt gespeichert und nie wieder angezeigt.
connector-gtfs-token = Zugriffsschlüssel
connector-gtfs-token-help = Anstelle von Name und Kennwort, wenn Sie einen Schlüssel (Token) bekommen haben.

error-fetch-no-archive = Was gekommen ist, ist keine ZIP-Datei. Nichts wurde übernommen.
error-fetch-timetable-incomplete = Im Fahrplan fehlt: { $detail }. Nichts wurde übernommen.

mail-late-subject = „{ $name }“ ist überfällig
mail-late-text = Aus der Anbindung „{ $name }“ ist länger nichts Neues gekommen als zugesagt ({ $promise }). Fragen Sie dort nach, wo das System gepflegt wird. Die Daten im Datenhub bleiben so lange auf dem alten Stand.
mail-failing-subject = „{ $name }“ lässt sich nicht holen
mail-failing-text =
    { $times ->
        [one] Die Anbindung „{ $name }“ ist gescheitert.
       *[other] Die Anbindung „{ $name }“ ist { $times }-mal nacheinander gescheitert.
    } Alles, was schon da ist, bleibt unverändert; es wird weiter versucht. Woran es liegt, steht auf der Seite der Anbindung.
mail-link = So steht es jetzt: { $link }
mail-greeting = Guten Tag,
mail-why = Diese Nachricht verschickt der Datenhub von selbst, höchstens einmal am Tag für jede Anbindung. Sie bekommen sie, weil Sie für „{ $office }“ die Rolle „Datenpflege“ haben.
connections-mail = Wer Daten pflegt, wird auch per E-Mail erinnert: wenn eine Anbindung überfällig ist oder dreimal nacheinander scheitert.
connections-mail-off = Erinnerungen per E-Mail sind auf diesem Server nicht eingerichtet. Was überfällig ist, steht nur hier.
