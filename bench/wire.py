"""The loop that both measured processes run: a line of JSON in, a line of JSON out."""

import gzip
import io
import json
import resource
import sys
import time
from collections.abc import Callable
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


def send(handler: Handler, request: Environ) -> tuple[str, bytes]:
    """Status and body of one request."""
    status = ""

    def start(line: str, _headers: list[tuple[str, str]], _exc: object = None) -> None:
        nonlocal status
        status = line

    response = handler(request, start)
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return status, body


def serve(handler: Handler, requests: dict[str, Callable[[], Environ]], count_queries: Callable[[], int]) -> None:
    """Answer orders until standard input ends: `{"page", "times"}` → seconds each, queries, bytes, peak memory."""
    for line in sys.stdin:
        order = json.loads(line)
        make = requests[order["page"]]
        prepared = [make() for _ in range(order["times"])]
        started = time.perf_counter()
        for request in prepared:
            status, body = send(handler, request)
        seconds = (time.perf_counter() - started) / order["times"]
        answer = {"seconds": seconds, "status": status, "bytes": len(body), "gzip": len(gzip.compress(body))}
        if order.get("detail"):
            before = count_queries()
            send(handler, make())
            answer["queries"] = count_queries() - before
            answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(answer), flush=True)
