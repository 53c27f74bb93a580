"""examples/orders-resilient answers, whatever the services behind it do.

usage: orders_resilient_test.py PATH_OF_ORDERS
"""
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest

ORDERS = sys.argv.pop(1) if len(sys.argv) > 1 else None
ORDER = "id={}&sku=lamp&card=tok_1&quantity=1&cents=4200"


def listener():
    return socket.create_server(("127.0.0.1", 0))


def free_port():
    with listener() as taken:
        return taken.getsockname()[1]


class Orders(unittest.TestCase):
    def start(self, stock_port):
        folder = tempfile.TemporaryDirectory(prefix="orders-")
        self.addCleanup(folder.cleanup)
        self.port = free_port()
        nobody = str(free_port())
        process = subprocess.Popen([ORDERS], stderr=subprocess.DEVNULL, env=dict(
            os.environ, ORDERS_PORT=str(self.port), ORDERS_STORE=folder.name + "/log",
            ORDERS_STOCK_URL=f"http://127.0.0.1:{stock_port}",
            ORDERS_PAYMENT_URL=f"http://127.0.0.1:{nobody}",
            ORDERS_NOTIFY_HOST="127.0.0.1", ORDERS_NOTIFY_PORT=nobody,
            ORDERS_METRICS_HOST="127.0.0.1", ORDERS_METRICS_PORT=nobody))
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        while process.poll() is None:
            try:
                return self.ask("GET", "/health")
            except ConnectionRefusedError:
                time.sleep(0.01)
        return self.fail("orders did not start")

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body)
        response = connection.getresponse()
        answer = (response.status, response.read().decode())
        connection.close()
        return answer

    def test_stock_refuses(self):
        self.assertEqual(self.start(free_port()), (200, ""))
        self.assertEqual(self.ask("POST", "/orders", ORDER.format("a")), (502, "failed"))
        self.assertEqual(self.ask("GET", "/orders/a"), (200, "failed"))
        self.assertEqual(self.ask("POST", "/orders", ORDER.format("a")), (409, "failed"))

    def test_stock_is_silent(self):
        with listener() as silent:
            self.start(silent.getsockname()[1])
            self.assertEqual(self.ask("POST", "/orders", ORDER.format("a")), (502, "failed"))

    def test_wrong_orders(self):
        self.start(free_port())
        for body in ("", "id=a", ORDER.format('a"b'), ORDER.format("a/b")):
            self.assertEqual(self.ask("POST", "/orders", body)[0], 400, body)
        self.assertEqual(self.ask("GET", "/orders/none")[0], 404)
        self.assertEqual(self.ask("GET", "/")[0], 404)


if __name__ == "__main__":
    unittest.main()
