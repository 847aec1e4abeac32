"""The loop that both measured processes run: a line of JSON in, a line of JSON out."""

import cProfile
import gzip
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Environ = dict[str, Any]
Handler = Callable[[Environ, Callable[..., Any]], Any]


def environ(method: str, path: str, cookies: str, body: bytes = b"", **headers: str) -> Environ:
    """A WSGI request without a network."""
    path_info, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path_info,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookies,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


def send(handler: Handler, request: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body of one request."""
    status, headers = "", []

    def start(line: str, found: list[tuple[str, str]], _exc: object = None) -> None:
        nonlocal status, headers
        status, headers = line, found

    response = handler(request, start)
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return status, headers, body


def scratch_folder() -> Path:
    """Where a measured database lies: in memory where the machine offers that, so that no disk's sync is measured."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="bench-", dir=memory if os.access(memory, os.W_OK) else None))


def query_counter() -> Callable[[], int]:
    """A function that tells how many queries have run so far."""
    from django.db import connection

    queries = 0

    def count(execute: Callable[..., object], *args: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*args)

    connection.execute_wrappers.append(count)
    return lambda: queries


def calls_of(handler: Handler, request: Environ) -> int:
    """How many Python functions the request calls: a guide that does not depend on the load of the machine."""
    profile = cProfile.Profile()
    profile.runcall(send, handler, request)
    return sum(entry.callcount for entry in profile.getstats())


def serve(handler: Handler, requests: dict[str, Callable[[], Environ]], count_queries: Callable[[], int]) -> None:
    """Answer orders until standard input ends: `{"page", "times"}` → seconds each; with "detail" also what it costs."""
    for line in sys.stdin:
        order = json.loads(line)
        make = requests[order["page"]]
        prepared = [make() for _ in range(order["times"])]
        started = time.perf_counter()
        for request in prepared:
            status, _headers, body = send(handler, request)
        answer: dict[str, object] = {"seconds": (time.perf_counter() - started) / order["times"]}
        if order.get("detail"):
            before = count_queries()
            send(handler, make())
            answer |= {
                "status": int(status[:3]),
                "queries": count_queries() - before,
                "bytes": len(body),
                "gzip": len(gzip.compress(body)),
                "calls": calls_of(handler, make()),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        print(json.dumps(answer), flush=True)
