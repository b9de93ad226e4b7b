"""A receiver of webhooks on this machine: remembers all that came, and answers as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

type Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Received:
    headers: dict[str, str]
    content: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.content)
        return said


def obliging(received: Received) -> Answer:
    """Says yes, and answers a challenge."""
    return 200, {}, json.dumps({"challenge": received.said["data"].get("challenge")}).encode()


@dataclass
class Receiver:
    url: str = ""
    came: list[Received] = field(default_factory=list)
    answer: Callable[[Received], Answer] = obliging

    def of(self, *types: str) -> list[Received]:
        return [one for one in self.came if one.said["type"] in types]


@contextmanager
def receiving(port: int = 0) -> Iterator[Receiver]:
    """Receive on any free port of this machine, or on the one that is named."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if len(content) < int(self.headers["Content-Length"]):
                return  # whoever sent it was killed in the middle: nothing came
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(headers, content)
            receiver.came.append(received)
            status, more, body = receiver.answer(received)
            try:
                self.send_response(status)
                for name, value in more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # whoever asked was killed meanwhile

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
