"""TLS to the checked address under the name of the URL; and a schedule that croniter understands."""

import datetime
import http.server
import ipaddress
import socket
import ssl
import threading

import croniter
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from caseload.exchange import jobs, sending
from tests.support.standard import MORNING

NAME = "hooks.example.org"
MESSAGE = sending.Message("one", 7, b"{}", "v1,x")


@pytest.fixture
def tls(tmp_path, monkeypatch):
    """A server on loopback with a certificate for NAME, which this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    day = datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MORNING - day)
        .not_valid_after(MORNING + day * 3650)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    names = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            names.append((self.server_name, self.headers["Host"]))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            return

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _, name, __: setattr(Handler, "server_name", name)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()

    trusting = ssl.create_default_context()
    trusting.load_verify_locations(cadata=made.public_bytes(serialization.Encoding.PEM).decode())
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("caseload.exchange.addresses.socket.getaddrinfo", answering(here))
    yield server.server_port, names
    server.shutdown()
    thread.join()
    server.server_close()


def answering(found):
    """Names lead to loopback; an address is itself, because connecting asks too."""
    real = socket.getaddrinfo

    def ask(host, *more, **how):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return found
        return real(host, *more, **how)

    return ask


def test_the_checked_address_is_asked_under_the_name_of_the_url(tls):
    port, names = tls

    outcome = sending.post(f"https://{NAME}:{port}/hook", MESSAGE, challenge=None, timeout=5)

    assert (outcome.status, outcome.error_code) == (204, "")
    assert names == [(NAME, f"{NAME}:{port}")]


def test_a_certificate_for_another_name_ends_it(tls):
    port, names = tls

    outcome = sending.post(f"https://other.example.org:{port}/", MESSAGE, challenge=None, timeout=5)

    assert (outcome.status, outcome.error_code) == (None, "tls_failed")
    assert names == []


def test_nobody_there_is_an_outcome_and_no_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    outcome = sending.post(f"http://127.0.0.1:{port}/", MESSAGE, challenge=None, timeout=5)

    assert (outcome.status, outcome.error_code) == (None, "connection_failed")


def test_a_receiver_that_drips_is_cut_off_at_the_limit():
    """Each byte comes in time, and the whole never does."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip():
        there, _ = listening.accept()
        with there:
            there.recv(65536)
            while not done.wait(0.1):
                try:
                    there.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        outcome = sending.post(url, MESSAGE, challenge=None, timeout=0.6)
    finally:
        done.set()
        thread.join()
        listening.close()

    assert (outcome.status, outcome.error_code) == (None, "timeout")


def test_the_job_is_due_every_ten_seconds_and_never_twice_at_once():
    (cron,) = {
        task.cron
        for task in jobs.app.periodic_registry.periodic_tasks.values()
        if task.task.name == "exchange.deliver"
    }
    due = croniter.croniter(cron, start_time=MORNING)

    assert due.get_next(float) - MORNING.timestamp() == 10
    assert jobs.deliver.queueing_lock == "exchange.deliver"
