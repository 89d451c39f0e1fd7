"""An OpenID Connect provider on loopback, which says of a person what a test tells it."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "irsite", "a secret shared with the provider, long enough"


class Provider(BaseHTTPRequestHandler):
    def answer(self, told: dict, status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        at = self.server.origin
        if self.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
            ends |= {"jwks_uri": "keys"}
            self.answer({"issuer": at} | {name: f"{at}/{end}" for name, end in ends.items()})
        elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer an-access-token":
            self.answer(self.server.person | self.server.userinfo)
        else:
            self.answer({}, 404)

    def do_POST(self):
        sent = {k: v for k, (v,) in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        verifier = hashlib.sha256(sent["code_verifier"].encode()).digest()
        proved = base64.urlsafe_b64encode(verifier).decode().rstrip("=") == self.server.challenge
        if self.path != "/token" or sent["code"] != "a-code" or not proved:
            self.answer({"error": "invalid_grant"}, 400)
            return
        claims = {"iss": self.server.origin, "aud": CLIENT, "iat": int(time.time()), "exp": int(time.time()) + 60}
        token = jwt.encode(claims | self.server.person | self.server.claims, SECRET, algorithm="HS256")
        self.answer({"access_token": "an-access-token", "token_type": "Bearer", "id_token": token})

    def log_message(self, *args):
        pass


@contextmanager
def provider():
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.origin = f"http://127.0.0.1:{server.server_port}"
        server.person, server.userinfo, server.claims, server.challenge = {}, {}, {}, ""
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def authorize(server, location: str) -> dict:
    """What the person's browser does at the provider: the parameters with which it is sent back."""
    asked = {k: v for k, (v,) in parse_qs(urlsplit(location).query).items()}
    server.challenge = asked["code_challenge"]
    return {"code": "a-code", "state": asked["state"], "redirect_uri": asked["redirect_uri"]}
