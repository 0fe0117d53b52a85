"""pycsw with records in ISO 19139, on a free port of the loopback address.

Usage: csw.py FOLDER. Every `.xml` file of the folder's `records` is one record; the database is written beside it. A record
whose file is gone is gone. Prints the port when the server listens.
"""

import configparser
import os
import sqlite3
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from pycsw.core import admin
from pycsw.core.config import StaticContext
from pycsw.server import Csw

folder = sys.argv[1]
records = os.path.join(folder, "records")
rows = os.path.join(folder, "rows.db")
database = f"sqlite:///{rows}"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


def settings(port):
    config = configparser.ConfigParser()
    config.read_dict(
        {
            "server": {
                "home": folder,
                "url": f"http://127.0.0.1:{port}/csw",
                "mimetype": "application/xml; charset=UTF-8",
                "encoding": "UTF-8",
                "language": "en-US",
                # Fewer than are asked for, as many servers do.
                "maxrecords": "10",
                "profiles": "apiso",
                "pretty_print": "false",
            },
            "manager": {"transactions": "false", "allowed_ips": "127.0.0.1"},
            "metadata:main": {"identification_title": "Geodatenkatalog"},
            "repository": {"database": database, "table": "records"},
        }
    )
    return config


def forget():
    """Deletes the records whose files are gone; a file bears the number that ends the identifier of its record."""
    there = {f"satz-{name.removesuffix('.xml')}" for name in os.listdir(records)}
    with sqlite3.connect(rows) as connection:
        known = [row[0] for row in connection.execute("select identifier from records")]
        gone = [(one,) for one in known if one not in there]
        connection.executemany("delete from records where identifier = ?", gone)


def answer(environ, start_response):
    forget()
    csw = Csw(settings(server.server_port), environ, "2.0.2")
    status, text = csw.dispatch_wsgi()
    start_response(status, [("Content-Type", csw.contenttype), ("Content-Length", str(len(text)))])
    return [text]


sys.stdout, said = sys.stderr, sys.stdout
admin.setup_db(database, "records", folder, create_sfsql_tables=False)
admin.load_records(StaticContext(), database, "records", records)
server = make_server("127.0.0.1", 0, answer, handler_class=Quiet)
print(server.server_port, file=said, flush=True)
server.serve_forever()
