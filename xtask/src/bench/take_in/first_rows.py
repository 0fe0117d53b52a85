"""Uploads files to a hub of its own and prints, for each, the seconds from its last byte sent until the page shows
its first rows, and until the whole is read: BINARY DATA FILE...

Whether a page shows rows of the beginning or of the whole tells the bar of what is still being read."""
import http.client, os, re, subprocess, sys, time, urllib.parse
binary, data, *files = sys.argv[1:]
PASSWORD, GIVEN, PATIENCE = "ein langes Kennwort", "vom Hause vergeben", 600

def run(*arguments):
    subprocess.run([binary, *arguments, "--data", data], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

class Visitor:
    def __init__(self, host): self.host, self.cookies = host, {}

    def answer(self, connection):
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        connection.close()
        return response, text

    def send(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html",
                   "Origin": f"http://{self.host}", "Content-Type": kind}
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.request(method, path, body, headers)
        return self.answer(connection)

    def submit(self, path, **fields):
        fields["marke"] = re.search(r'name="marke" value="([^"]*)"', self.send("GET", path)[1]).group(1)
        response, text = self.send("POST", path, urllib.parse.urlencode(fields))
        if response.status not in (200, 302, 303): sys.exit(f"{path}: {response.status}\n{text}")

    def upload(self, file):
        """Sends a file; returns the page about it, and when the last byte was sent."""
        token = re.search(r'name="marke" value="([^"]*)"', self.send("GET", "/hochladen")[1]).group(1)
        part = '--grenze\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
        head = (part.format("marke", "") + token + "\r\n" + part.format("ziel", "") + "neu\r\n"
                + part.format("datei", f'; filename="{os.path.basename(file)}"')).encode()
        tail = b"\r\n--grenze--\r\n"
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.putrequest("POST", "/hochladen")
        for name, value in {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html",
                            "Origin": f"http://{self.host}", "Content-Type": "multipart/form-data; boundary=grenze",
                            "Content-Length": str(len(head) + os.path.getsize(file) + len(tail))}.items():
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(head)
        with open(file, "rb") as source:
            while piece := source.read(1 << 20): connection.send(piece)
        connection.send(tail)
        sent = time.perf_counter()
        response, text = self.answer(connection)
        if response.status not in (302, 303): sys.exit(f"{file}: {response.status}\n{text}")
        return response.getheader("location"), sent

small = os.path.join(os.path.dirname(data), "beete.csv")
with open(small, "w") as file: file.write("a;b\n1;2\n")
run("init")
run("take-in", small, "--organisation", "umwelt")
server = subprocess.Popen([binary, "serve", "--listen", "127.0.0.1:0", "--data", data], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True)
try:
    link = host = None
    for line in server.stdout:
        if found := re.search(r"(/einrichten/\S+)", line): link = found.group(1)
        elif found := re.search(r"http://([^/\s]+)", line):
            host = found.group(1)
            break
    jana, kai = Visitor(host), Visitor(host)
    jana.submit(link, name="Jana", email="jana@stadt.example", kennwort=PASSWORD)
    jana.submit("/verwaltung/konten/neu", name="Kai", email="kai@stadt.example", kennwort=GIVEN, rolle_umwelt="steward")
    kai.submit("/anmelden", email="kai@stadt.example", kennwort=GIVEN)
    kai.submit("/konto/neues-kennwort", kennwort_bisher=GIVEN, kennwort=PASSWORD)
    for file in files:
        page, sent = kai.upload(file)
        first = whole = None
        while whole is None:
            text = kai.send("GET", page)[1]
            now = time.perf_counter() - sent
            if first is None and re.search(r"hw-tab--daten.*?<td", text, re.S): first = now
            if "<progress" not in text: whole = now
            if now > PATIENCE: sys.exit(f"{file}: no rows within {PATIENCE} s")
        print(f"{first or whole:.3f} {whole:.3f}", flush=True)
finally:
    server.terminate()
    server.wait()
