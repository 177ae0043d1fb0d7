"""Starts `eligo serve` and talks to it, for the tests of this folder."""

import base64
import http.client
import json
import re
import signal
import subprocess
import urllib.parse


class Server:
    """A running `eligo serve`; ends with the `with` block."""

    def __init__(self, program, *arguments, cwd=None):
        self.process = subprocess.Popen(
            [program, "serve", *arguments], cwd=cwd, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.line = self.process.stdout.readline()
        found = re.fullmatch(
            r"Eligo listens on http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]{32})\n", self.line)
        if not found:
            self.process.kill()
            raise AssertionError(f"no address: {self.line!r} {self.process.stderr.read()}")
        self.port = int(found[1])
        self.token = found[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    def stop(self, how=signal.SIGTERM):
        """Asks it to end; returns its exit status."""
        self.process.send_signal(how)
        status = self.process.wait(timeout=60)
        self.errors = self.process.stderr.read()
        return status

    def request(self, method, path, body=None, headers=None, raw=None, timeout=120):
        """Status, headers and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {"X-Eligo-Token": self.token}
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, path, body=data, headers=sent)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, dict(response.getheaders()), content

    def call(self, method, path, body=None, expected=200):
        """The JSON of an answer, which must have the expected status."""
        status, _, content = self.request(method, path, body)
        assert status == expected, (method, path, status, content[:500])
        return json.loads(content)

    def upload(self, path, name, content):
        return self.call("POST", path, {"name": name,
                                        "content": base64.b64encode(content).decode()})

    def decision(self, trial, patient):
        query = urllib.parse.urlencode({"trial": trial, "patient": patient})
        return self.call("GET", "/api/decision?" + query)

    def memory(self):
        """Resident bytes, now and at most."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            text = status.read()
        return tuple(int(re.search(name + r":\s+(\d+) kB", text)[1]) << 10
                     for name in ("VmRSS", "VmHWM"))
