"""A web server on this machine that says byte by byte what a test wants to have said."""

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterable
from pathlib import Path


class Asked:
    """A request: its path with the query, and its headers by their names in lower case."""

    def __init__(self, head):
        line, *fields = head.decode("latin-1").split("\r\n")
        self.path = line.split(" ")[1]
        self.headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}


class Whole(bytes):
    """An answer after which the connection stays open."""


Route = bytes | Callable[[Asked], Iterable[bytes]]
"""What is answered: bytes, or what makes them piece by piece."""


def page(body=b"", status="200 OK", *, keep=True, **headers):
    """A proper answer; names of headers with underscores for hyphens."""
    fields = {"Content_Length": len(body), "Content_Type": "text/html", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items() if value is not None)
    return (Whole if keep else bytes)(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)


def redirect(location, status="302 Found"):
    return page(status=status, Location=location)


class _Handler(socketserver.BaseRequestHandler):
    def handle(self):
        rest = b""
        while True:
            while b"\r\n\r\n" not in rest:
                more = self.request.recv(65536)
                if not more:
                    return
                rest += more
            head, _, rest = rest.partition(b"\r\n\r\n")
            asked = Asked(head)
            self.server.log.append(asked)
            route = self.server.routes.get(asked.path, self.server.otherwise)
            answer = route(asked) if callable(route) else route
            if isinstance(answer, bytes):
                self.request.sendall(answer)
                if isinstance(answer, Whole):
                    continue
                return
            for piece in answer:
                self.request.sendall(piece)
            return


class Server(socketserver.ThreadingTCPServer):
    """Routes are changed while it runs; what has none is not found. log: the requests, in order."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host="127.0.0.1", tls=None):
        self.routes, self.log, self.otherwise = {}, [], page(b"no such page", "404 Not Found")
        self.tls = tls
        super().__init__((host, 0), _Handler)
        self.origin = f"{'https' if tls else 'http'}://{host}:{self.server_address[1]}"

    def get_request(self):
        made, address = super().get_request()
        return (self.tls.wrap_socket(made, server_side=True) if self.tls else made), address

    def handle_error(self, request, client_address):
        """A client that leaves in the middle is no error here."""

    def url(self, path):
        return self.origin + path

    @property
    def paths(self):
        """The pages that were asked for, robots.txt left out."""
        return [asked.path for asked in self.log if asked.path != "/robots.txt"]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


def certificate(folder: Path, *names: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for `names` that nobody but itself vouches for, and a server's context with it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subject = ",".join(f"{'IP' if name[0].isdigit() else 'DNS'}:{name}" for name in names)
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    made += ["-addext", f"subjectAltName={subject}", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context
