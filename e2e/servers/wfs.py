"""MapServer's CGI program behind a small web server, on a free port of the loopback address.

Usage: wfs.py FOLDER. The folder holds `stadt.map`, in which `{port}` stands for the port. Prints the port when the
server listens.
"""

import http.server
import os
import subprocess
import sys

folder = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        _, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ["PATH"],
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": query,
            "MS_MAPFILE": os.path.join(folder, "used.map"),
            "MAPSERVER_CONFIG_FILE": os.path.join(folder, "mapserver.conf"),
        }
        answer = subprocess.run(["mapserv"], env=environment, stdout=subprocess.PIPE, check=True).stdout
        head, _, body = answer.replace(b"\r\n", b"\n").partition(b"\n\n")
        self.send_response(200)
        for line in head.split(b"\n"):
            name, _, value = line.decode().partition(": ")
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
port = server.server_address[1]
with open(os.path.join(folder, "stadt.map"), encoding="utf-8") as file:
    text = file.read().replace("{port}", str(port))
with open(os.path.join(folder, "used.map"), "w", encoding="utf-8") as file:
    file.write(text)
with open(os.path.join(folder, "mapserver.conf"), "w", encoding="utf-8") as file:
    file.write('CONFIG\n  ENV\n    MS_MAP_PATTERN "."\n  END\nEND\n')
print(port, flush=True)
server.serve_forever()
