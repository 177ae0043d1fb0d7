"""What a hostile client can send, and that the server lives through it: with bounded memory, and
while a normal request beside it is answered within a second.

attacks.py PROGRAM SOURCE_DIR
"""

import http.client
import os
import select
import socket
import sys
import threading
import time

from client import Server

PROGRAM, SOURCE = sys.argv[1:3]
SANITIZED = os.environ.get("ELIGO_TESTS_SANITIZED") == "1"
MOST_MEMORY = (3000 if SANITIZED else 400) << 20  # bytes; a body of 32 MiB is held more than once
LONGEST_WAIT = 10.0 if SANITIZED else 1.0  # seconds for a normal request
MANY = 20_000 if SANITIZED else 100_000

failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", what, flush=True)


class NormalUser(threading.Thread):
    """Asks for the state and a decision again and again, each over a connection of its own."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.ends = threading.Event()
        self.times = []  # with the attack beside it
        self.attack = ""
        self.count = 0
        self.wrong = []

    def run(self):
        paths = ["/api/state", "/api/decision?trial=NCT01374854&patient=P-007", "/"]
        while not self.ends.is_set():
            begin = time.monotonic()
            try:
                status, _, _ = self.server.request("GET", paths[self.count % 3], timeout=30)
            except (OSError, http.client.HTTPException) as error:
                status = repr(error)
            took = time.monotonic() - begin
            self.count += 1
            if status != 200:
                self.wrong.append((self.attack, status))
            self.times.append((took, self.attack))
            time.sleep(0.05)


def connect(server, timeout=20):
    return socket.create_connection(("127.0.0.1", server.port), timeout=timeout)


def read_all(connection, most=1 << 20):
    data = b""
    try:
        while len(data) < most:
            part = connection.recv(65536)
            if not part:
                break
            data += part
    except OSError:
        pass
    return data


def status_of(answer):
    parts = answer.split(b" ", 2)
    return int(parts[1]) if answer.startswith(b"HTTP/1.1 ") and parts[1].isdigit() else None


def send(server, data, timeout=20):
    """The status that is answered; None where the connection is closed without one."""
    with connect(server, timeout) as connection:
        try:
            connection.sendall(data)
        except OSError:
            pass
        return status_of(read_all(connection))


def head(server, method="GET", path="/api/state", host=None, token=True, more=()):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{server.port}'}"]
    if token:
        lines.append(f"X-Eligo-Token: {server.token}")
    return ("\r\n".join([*lines, *more, "Connection: close"]) + "\r\n\r\n").encode()


JSON = "Content-Type: application/json"


def endless_line(server):
    with connect(server) as connection:
        try:
            for _ in range(2000):
                connection.sendall(b"A" * 65536)
        except OSError:
            pass
        expect(status_of(read_all(connection)) in (400, 431, None), "a line without end")
    expect(send(server, b"GET /" + b"a" * 9000) == 431, "a target without end")


def header_flood(server):
    many = [f"X-{i}: {'a' * 50}" for i in range(1000)]
    expect(send(server, head(server, more=many)) == 431, "a thousand header fields")
    expect(send(server, head(server, more=["X: " + "b" * 9000])) == 431, "one long field")


def slow_clients(server):
    """More of them than the server keeps: headers and bodies that come byte by byte."""
    length = "Content-Length: 1000"
    begin = [b"GET / HTTP/1.1\r\nHost: x", head(server, "POST", "/api/check", more=[JSON, length])]
    connections = []
    for i in range(200):
        connection = connect(server)
        connection.sendall(begin[i % 2])
        connection.setblocking(False)
        connections.append(connection)
    end = time.monotonic() + 12
    while time.monotonic() < end:
        for connection in connections:
            try:
                connection.send(b"a")
            except OSError:
                pass
        time.sleep(0.5)
    closed = 0
    for i, connection in enumerate(connections):
        readable, _, _ = select.select([connection], [], [], 0)
        if readable:
            closed += 1
        elif i % 2 == 0:
            expect(False, f"a header of 12 s is still waited for ({i})")
        connection.close()
    expect(closed >= 100, f"slow clients are closed: {closed}")


def slow_readers(server):
    """Clients that ask and never read the answers."""
    request = head(server, path="/", token=False).replace(b"Connection: close\r\n", b"")
    connections = []
    for _ in range(150):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.2)
        connection.connect(("127.0.0.1", server.port))
        try:
            connection.sendall(request * 300)
        except OSError:
            pass
        connections.append(connection)
    time.sleep(1)
    for connection in connections:
        connection.close()


def too_long_bodies(server):
    expect(send(server, head(server, "POST", "/api/documents",
                             more=[JSON, f"Content-Length: {33 << 20}"])) == 413,
           "a body over 32 MiB, as announced")
    expect(send(server, head(server, "POST", "/api/check",
                             more=[JSON, f"Content-Length: {9 << 20}"])) == 413,
           "a rule over 8 MiB, as announced")
    with connect(server) as connection:
        connection.sendall(head(server, "POST", "/api/documents",
                                more=[JSON, "Transfer-Encoding: chunked"]))
        chunk = b"100000\r\n" + b"a" * (1 << 20) + b"\r\n"
        try:
            for _ in range(80):
                connection.sendall(chunk)
        except OSError:
            pass
        expect(status_of(read_all(connection)) in (413, None), "a chunked body of 80 MiB")
    expect(send(server, head(server, "POST", "/api/documents",
                             more=[JSON, "Transfer-Encoding: chunked"])
                + b"ffffffffffffffff\r\na") in (400, 413), "a huge chunk")
    expect(send(server, head(server, "POST", "/api/documents",
                             more=[JSON, "Transfer-Encoding: chunked"])
                + b"1" + b"0" * 40 + b"\r\na") in (400, 413), "a chunk beyond 64 bits")
    # A chunk extension and trailers without end.
    for part in (b"1;" + b"x" * 200_000, b"0\r\n" + b"A: b\r\n" * 50_000):
        expect(send(server, head(server, "POST", "/api/documents",
                                 more=[JSON, "Transfer-Encoding: chunked"]) + part)
               in (400, 413, 431, None), "an endless chunk header")


def many_bodies(server):
    """Bodies that are announced, and held back, by more clients than there is room for."""
    connections = [connect(server) for _ in range(20)]
    announced = head(server, "POST", "/api/documents", more=[JSON, f"Content-Length: {31 << 20}"])
    for connection in connections:
        connection.sendall(announced + b"{" + b" " * 100_000)
    time.sleep(0.5)
    refused = sum(bool(select.select([connection], [], [], 0)[0]) for connection in connections)
    expect(refused >= 16, f"bodies of 31 MiB together: {refused} of 20 refused")
    for connection in connections:
        connection.close()


def wrong_lengths(server):
    for length in ("-1", "+1", "1e3", "0x10", "99999999999999999999999", "1, 2", "", "1 1", "abc"):
        expect(send(server, head(server, "POST", "/api/check",
                                 more=[JSON, "Content-Length: " + length]) + b"{}") in (400, 413),
               f"Content-Length {length!r}")
    # More than announced is the next request, less is waited for.
    expect(send(server, head(server, "POST", "/api/check", more=[JSON, "Content-Length: 1"])
                + b"{}") == 400, "a body longer than announced")
    with connect(server) as connection:
        connection.sendall(head(server, "POST", "/api/check", more=[JSON, "Content-Length: 10"])
                           + b"{}")
        connection.shutdown(socket.SHUT_WR)
        expect(status_of(read_all(connection)) is None, "a body shorter than announced")


def smuggling(server):
    both = ["Content-Length: 6", "Transfer-Encoding: chunked"]
    for more in (both, both[::-1], ["Content-Length: 2", "Content-Length: 3"],
                 ["Content-Length: 2", "Content-Length: 2"], ["Content-Length: 2, 2"],
                 ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
                 ["Transfer-Encoding: xchunked"], ["Transfer-Encoding: chunked, identity"],
                 ["Transfer-Encoding: gzip, chunked"], ["Transfer-Encoding: identity"],
                 ["Transfer-Encoding : chunked"], ["Host: evil.example"],
                 ["X-Eligo-Token: other"]):
        with connect(server) as connection:
            connection.sendall(head(server, "POST", "/api/check", more=[JSON, *more]).replace(
                b"Connection: close\r\n", b"") + b"0\r\n\r\nGET /api/state HTTP/1.1\r\n\r\n")
            answer = read_all(connection)
            expect(status_of(answer) == 400, f"{more}: {answer[:60]}")
            expect(answer.count(b"HTTP/1.1 ") == 1, f"{more}: more than one answer")
    expect(send(server, head(server).replace(b"HTTP/1.1", b"HTTP/1.0").replace(
        b"Connection", b"Transfer-Encoding: chunked\r\nConnection")) == 400, "chunked in HTTP/1.0")


def pipelining(server):
    one = head(server).replace(b"Connection: close\r\n", b"")
    with connect(server) as connection:
        connection.sendall(one * 50 + head(server))
        answer = read_all(connection, 64 << 20)
        expect(answer.count(b"HTTP/1.1 200 OK") == 51, "51 requests at once, 51 answers")


def garbage(server):
    hello = bytes.fromhex("16030100c8010000c40303") + os.urandom(200)
    for data in (os.urandom(5000), hello, b"\0" * 10_000, b"\r\n" * 10_000, b"GET\r\n\r\n",
                 b"GET / HTTP/9.9\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
                 b"GET / HTTP/1.1\nHost: x\n\n", b"{}\n", b"SSH-2.0-x\r\n",
                 b"GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n"):
        with connect(server, 5) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            expect(status_of(read_all(connection)) in (400, 403, 431, None), f"garbage {data[:20]}")


def strangers(server):
    """Other hosts (DNS rebinding), other origins, no token."""
    port = server.port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}",
                 f"127.0.0.1:{port}.evil.example", f"0.0.0.0:{port}", f"[::1]:{port}", "localhost",
                 f"127.1:{port}", f"localhost.:{port}"):
        for path in ("/", "/api/state"):
            expect(send(server, head(server, path=path, host=host)) == 403, f"host {host} {path}")
    expect(send(server, head(server, host=f"localhost:{port}")) == 200, "localhost is served")
    expect(send(server, f"GET /api/state HTTP/1.1\r\nX-Eligo-Token: {server.token}\r\n"
                "Connection: close\r\n\r\n".encode()) == 403, "no host")
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{port}", "http://127.0.0.1",
                   f"http://localhost:{port}", f"http://127.0.0.1:{port}.evil.example"):
        expect(send(server, head(server, more=["Origin: " + origin])) == 403, f"origin {origin}")
    expect(send(server, head(server, more=[f"Origin: http://127.0.0.1:{port}"])) == 200,
           "the page's own origin")
    expect(send(server, head(server, more=["Sec-Fetch-Site: cross-site"])) == 403, "cross-site")
    expect(send(server, head(server, token=False)) == 403, "no token")
    for token in ("", server.token[:-1], server.token + "0", server.token.upper() + "x", "0" * 32):
        expect(send(server, head(server, token=False, more=["X-Eligo-Token: " + token])) == 403,
               f"token {token!r}")
    # A stranger's body is not even read.
    expect(send(server, head(server, "POST", "/api/documents", token=False,
                             more=[JSON, f"Content-Length: {30 << 20}"])) == 403,
           "a body without a token")
    answer = server.request("OPTIONS", "/api/state", headers={
        "Origin": "http://evil.example", "Access-Control-Request-Method": "GET"})
    expect(answer[0] == 403 and not any("access-control" in name.lower() for name in answer[1]),
           "a preflight gets no permission")
    expect(not any("access-control" in name.lower()
                   for name in server.request("GET", "/api/state")[1]), "no CORS header")


def paths(server):
    for path in ("/../../etc/passwd", "/assets/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                 "/assets/..%2f..%2fetc/passwd", "/assets/%00", "//etc/passwd", "/.", "/%ff",
                 "/assets/", "/api/../etc", "/api/trials/..%2f..%2fetc", "/api/%zz",
                 "/api/trials/%00", "/api", "/api/", "/api/state/", "/api/nothing"):
        status = send(server, head(server, path=path))
        expect(status in (400, 404, 405), f"path {path}: {status}")
    for target in ("http://evil.example/", "evil.example:80", "*"):
        expect(send(server, head(server, path=target)) in (400, 404), f"target {target}")
    for method, path, status in (("DELETE", "/api/state", 405), ("POST", "/", 405),
                                 ("TRACE", "/api/state", 405), ("GET", "/api/overrides", 405),
                                 ("FOO", "/api/matrix", 405), ("PUT", "/assets/page.js", 405)):
        expect(send(server, head(server, method, path)) == status, f"{method} {path}")
    expect(server.request("POST", "/api/check", raw=b"{}",
                          headers={"Content-Type": "text/plain"})[0] == 415, "a form's type")


def bad_json(server):
    for body in (b"[" * 100_000, b'{"a":' * 100_000, b"[" * 250_000 + b"]" * 250_000, b"{\0}", b"",
                 b'{"trial":"\xff"}', b'{"trial":"\xc0\x80"}', b'{"trial":"\\ud800"}', b"nul",
                 b'{"trial":1}', b"[]", b'{"trial":"a","trial":"b"}', b"{} {}", b'"text"',
                 b'{"trial": "a\0b", "rule": ""}', "{}".encode("utf-16")):
        status = server.request("POST", "/api/check", raw=body)[0]
        expect(status == 400, f"JSON {body[:20]}: {status}")
    status = server.request("POST", "/api/documents", raw=b"[" + b"0," * 8_000_000 + b"0]")[0]
    expect(status == 413, f"sixteen megabytes of small values: {status}")
    for content in ("%%%", "AAA", "=AAA", "AA=A"):
        status = server.request("POST", "/api/documents", {"name": "x", "content": content})[0]
        expect(status == 400, f"base64 {content}")
    for name, content in (("../../x.txt", b"\0binary"), ("CON", b""), ("a" * 5000, b"\xff\xfe")):
        answer = server.upload("/api/documents", name, content)
        expect(answer["trials"] == [] and answer["diagnostics"], f"document {name[:20]}")
        answer = server.upload("/api/patients", name, content)
        expect(answer["added"] == [], f"patients {name[:20]}")


def disconnects(server):
    for i in range(300):
        with connect(server) as connection:
            path = "/api/matrix" if i % 10 == 0 else "/api/state"
            request = head(server, path=path)
            connection.sendall(request if i % 2 else request[:len(request) // 2])
            if i % 3 == 0:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                      (1).to_bytes(4, "little") + bytes(4))


def small_requests(server):
    """Many, a hundred at a time, over four connections."""
    batch = 100

    def ask(count):
        with connect(server, 60) as connection:
            one = head(server, path="/nothing").replace(b"Connection: close\r\n", b"")
            for _ in range(count // batch):
                connection.sendall(one * batch)
                answers, ends = 0, b""
                while answers < batch:
                    part = connection.recv(1 << 20)
                    if not part:
                        expect(False, "a connection ends among small requests")
                        return
                    data = ends + part
                    answers += data.count(b"HTTP/1.1 404 ")
                    ends = data[-12:]
    threads = [threading.Thread(target=ask, args=(MANY // 4,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def many_connections(server):
    held = []
    for _ in range(600):
        held.append(connect(server))
    expect(server.request("GET", "/api/state")[0] == 200, "a request beside 600 connections")
    for connection in held:
        connection.close()


def main():
    attacks = [endless_line, header_flood, too_long_bodies, many_bodies, wrong_lengths, smuggling,
               pipelining, garbage, strangers, paths, bad_json, disconnects, many_connections,
               slow_readers, slow_clients, small_requests]
    with Server(PROGRAM, "rules", "--patients", "patients", "--as-of", "2026-01-15", "--quiet",
                cwd=SOURCE) as server:
        server.request("GET", "/api/matrix")
        before = server.memory()[0]
        user = NormalUser(server)
        user.start()
        for attack in attacks:
            user.attack = attack.__name__
            begin = time.monotonic()
            attack(server)
            expect(server.process.poll() is None, f"the server lives after {attack.__name__}")
            now, most = server.memory()
            print(f"{attack.__name__}: {time.monotonic() - begin:.1f} s, "
                  f"{now >> 20} MiB, at most {most >> 20} MiB", flush=True)
        user.ends.set()
        user.join()
        now, most = server.memory()
        slowest, beside = max(user.times)
        late = sum(took > LONGEST_WAIT for took, _ in user.times)
        print(f"{user.count} normal requests, the slowest {slowest * 1000:.0f} ms "
              f"(beside {beside}); memory {before >> 20} MiB before, "
              f"{now >> 20} MiB after, {most >> 20} MiB at most")
        expect(user.count > 100, "normal requests beside the attacks")
        expect(not user.wrong, f"normal requests that failed: {user.wrong[:5]}")
        # What else the machine does may hold up one of them.
        expect(late <= user.count // 100, f"{late} normal requests took over {LONGEST_WAIT} s")
        expect(slowest < 5 * LONGEST_WAIT, f"the slowest normal request took {slowest:.2f} s")
        expect(most - before < MOST_MEMORY, f"memory grew to {most >> 20} MiB")
        expect(server.stop() == 0, "it ends well")
        expect(server.errors == "", f"standard error: {server.errors[:500]}")
    sys.exit(1 if failures else 0)


main()
