"""Open connections, each step of them within what the exchange may use."""

import select
import socket
import ssl

import httpcore

from onrecord.errors import BadCertificate, BadResponse, Unreachable
from onrecord.read.fetch.allowance import Allowance, Interrupted


class Stream(httpcore.NetworkStream):
    """A socket on which every step is held to the allowance; the timeouts that httpcore hands on are not used."""

    def __init__(self, connected: socket.socket, allowance: Allowance) -> None:
        self._socket = connected
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came, at least a byte unless the other side is done. Raises Unreachable, BadResponse or TooLarge."""
        self._socket.settimeout(self._allowance.left())
        try:
            return self._allowance.count(self._socket.recv(max_bytes))
        except TimeoutError:
            raise self._allowance.late() from None
        except OSError as error:
            raise self._broken(error) from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of `buffer`. Raises Unreachable."""
        self._socket.settimeout(self._allowance.left())
        try:
            self._socket.sendall(buffer)
        except TimeoutError:
            raise self._allowance.late() from None
        except OSError as error:
            # httpcore goes on to read then: a server may answer before it has read the request.
            raise httpcore.WriteError(str(error)) from None

    def close(self) -> None:
        """Lets go of the socket."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, the certificate checked. Raises BadCertificate or Unreachable."""
        self._socket.settimeout(self._allowance.left())
        try:
            wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except ssl.SSLCertVerificationError as error:
            cause = f"the certificate of {server_hostname} does not hold: {error.verify_message}"
            self.close()
            raise BadCertificate(cause, "tell the site; onrecord reads nothing without a certificate") from None
        except TimeoutError:
            self.close()
            raise self._allowance.late() from None
        except OSError as error:
            self.close()
            cause = f"no encrypted connection to {server_hostname}: {error.strerror or error}"
            raise Interrupted(cause, "try again later") from None
        return Stream(wrapped, self._allowance)

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks for."""
        if info == "ssl_object":
            return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
        if info == "is_readable":  # of a connection that is kept: the server closed it, or sent what nobody asked for
            return _readable(self._socket)
        return None

    def _broken(self, error: OSError) -> Unreachable | BadResponse:
        why = error.strerror or str(error)
        if self._allowance.received:
            return BadResponse(f"broken off after {self._allowance.received} bytes: {why}", "try again later")
        return Interrupted(f"the connection broke: {why}", "try again later")


def _readable(connected: socket.socket) -> bool:
    if connected.fileno() < 0:
        return True
    waiting = select.poll()
    waiting.register(connected, select.POLLIN)
    return bool(waiting.poll(0))
