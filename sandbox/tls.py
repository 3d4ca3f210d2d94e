"""https with a certification authority of our own, for who wants to test that certificates are checked.

The keys are made by the `openssl` command, so that the sandbox needs no library for them.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import ssl
import subprocess
from pathlib import Path

from aiohttp import web

from sandbox.settings import Settings

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_CA = "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"
_SERVER = (
    "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
    "authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
)
_DAYS = "3650"


def authority(folder: Path) -> Path:
    """The file that clients are to trust (ca.pem); it and the server's certificate are made once.

    Raises OSError when there is no `openssl` command, or when it fails.
    """
    ca = folder / "ca.pem"
    if ca.exists() and (folder / "server.pem").exists():
        return ca
    if shutil.which("openssl") is None:
        raise OSError("https needs the openssl command: install it, or do without --tls-port")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "server.ext").write_text(_SERVER, "ascii")
    extensions = [part for one in _CA for part in ("-addext", one)]
    _openssl(folder, "req", "-x509", *_KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", _DAYS,
             "-subj", "/CN=Sandbox authority", *extensions)  # fmt: skip
    _openssl(folder, "req", "-new", *_KEY, "-keyout", "server.key", "-out", "server.csr",
             "-subj", "/CN=localhost")  # fmt: skip
    _openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
             "-CAcreateserial", "-out", "server.pem", "-days", _DAYS, "-extfile", "server.ext")  # fmt: skip
    return ca


def server_context(folder: Path) -> ssl.SSLContext:
    """What to listen with; makes the certificates where there are none."""
    authority(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


async def serve_both(app: web.Application, settings: Settings) -> None:
    """Plain http on one port, https on another, until SIGINT or SIGTERM."""
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await listen(runner, settings)
        await stopping.wait()
    finally:
        await runner.cleanup()


async def listen(runner: web.AppRunner, settings: Settings) -> None:
    """Open both ports; raises OSError where one of them, or a certificate, cannot be had."""
    context = server_context(settings.data_dir / "tls")
    await web.TCPSite(runner, settings.host, settings.port).start()
    await web.TCPSite(runner, settings.host, settings.tls_port, ssl_context=context).start()


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    if done.returncode:
        raise OSError(f"openssl {arguments[0]} failed: {done.stderr.decode(errors='replace').strip()[-300:]}")
