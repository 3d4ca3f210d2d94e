"""SMSC as far as the benchmark needs it: takes sends and lists over HTTP, counts requests and messages.

Runs in threads of its own. Every message is kept by phone, so that a lost or doubled one is seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl

PRICE = "3.50"


class SmscStub:
    """The counters of one run; `url` is that of /sys/."""

    def __init__(self) -> None:
        self.requests = 0
        self.texts: dict[str, list[str]] = {}
        self.url = ""
        self._lock = Lock()

    def take(self, form: dict[str, str]) -> dict[str, Any]:
        """What send.php answers."""
        lines = form.get("list")
        phones = [line.partition(":")[::2] for line in lines.split("\n")] if lines else []
        phones = phones or [(form["phones"], form["mes"])]
        with self._lock:
            self.requests += 1
            for phone, text in phones:
                self.texts.setdefault(phone, []).append(text)
        told: dict[str, Any] = {"id": form["id"], "cnt": len(phones), "cost": PRICE, "balance": "100000.00"}
        if lines:
            told["phones"] = [{"phone": phone.lstrip("+"), "cost": PRICE} for phone, _ in phones]
        return told

    @contextmanager
    def serve(self) -> Iterator[None]:
        """Answer on a free port of this machine."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_address[1]}/sys/"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(stub: SmscStub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = json.dumps(stub.take(dict(parse_qsl(body, keep_blank_values=True)))).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Handler
