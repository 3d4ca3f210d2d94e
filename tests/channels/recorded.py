"""A real HTTP server in a thread that answers what a test recorded, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import struct
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: else every answer waits for an acknowledgement

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        recorded = self.server.recorded
        recorded.asked.append((self.path, dict(parse_qsl(body.decode("utf-8"), strict_parsing=True))))
        answer = recorded.plan.pop(0) if recorded.plan else recorded.always
        if callable(answer):
            answer(self)
        elif isinstance(answer, tuple):
            self.answer(*answer)
        else:
            self.answer(200, answer)

    def answer(self, status, body):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Recorded:
    """`plan` are the next answers (a value, a status and a body, or what to do with the handler)."""

    def __init__(self):
        self.plan, self.asked, self.always = [], [], {}
        self.gate = threading.Event()

    def hang(self, _):
        """Say nothing until the test ends."""
        self.gate.wait(10)

    @property
    def forms(self):
        """What was asked, without what every request begins with."""
        every = {"apikey", "fmt", "charset"}
        return [{k: v for k, v in form.items() if k not in every} for _, form in self.asked]


def reset(handler):
    """Break the connection instead of an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def huge(megabytes):
    """A body that is longer than any honest one."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(megabytes << 20))
        handler.end_headers()
        try:
            for _ in range(megabytes):
                handler.wfile.write(b" " * (1 << 20))
        except OSError:
            handler.close_connection = True

    return answer


def trickle(handler):
    """Byte after byte, each in time, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    try:
        while not handler.server.recorded.gate.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()
    except OSError:
        handler.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that hangs up is what many of these tests are about."""


@contextmanager
def recorded():
    server = _Server(("127.0.0.1", 0), _Handler)
    server.recorded = told = Recorded()
    told.url = f"http://127.0.0.1:{server.server_port}/sys/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


def named(answer):
    """Name a recorded answer for a test: the same in every process, so without an address in memory."""
    return answer.__qualname__.split(".")[0] if callable(answer) else str(answer)
