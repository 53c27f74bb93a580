"""The worked example of docs/models.md, "Attempts", is understood as the page says.

usage: attempts_test.py RESILINT ROOT
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

RESILINT, ROOT = (pathlib.Path(path).resolve() for path in sys.argv[1:3])


GUARDS = """
#include <acme/again.h>
static int below(struct acme_order *order) /* always called behind the breaker */
{
    return acme_pay(order, 1) == 200 ? 0 : -1;
}
int guarded(struct acme_order *order)
{
    return acme_circuit_closed("a") ? below(order) : -1;
}
static int of_both(struct acme_order *order)
{
    return acme_pay(order, 1) == 200 ? 0 : -1;
}
int open_too(struct acme_order *order)
{
    return acme_circuit_closed("a") ? of_both(order) : -1;
}
int straight(struct acme_order *order)
{
    return of_both(order);
}
int reused(struct acme_order *order) /* one variable for the permit and for the result */
{
    int rc = acme_circuit_closed("a");
    if (rc == 0)
        return -1;
    rc = acme_pay(order, 1);
    if (rc != 200)
        return -1;
    return 0;
}
int after(struct acme_order *order) /* asked, and then called all the same */
{
    if (!acme_circuit_closed("a"))
        order->cents = 0;
    return acme_pay(order, 1) == 200 ? 0 : -1;
}
static bool allowed(void)
{
    if (!acme_circuit_closed("a"))
        return false;
    return true;
}
int either(struct acme_order *order) /* behind a function of the program that asks */
{
    if (!allowed() || order->cents == 0)
        return -1;
    return acme_pay(order, 1) == 200 ? 0 : -1;
}
int sometimes(struct acme_order *order)
{
    if (order->cents > 100 && !acme_circuit_closed("a"))
        return -1;
    return acme_pay(order, 1) == 200 ? 0 : -1;
}
"""


def example():
    """The header, the model and the program of the page."""
    text = (ROOT / "docs/models.md").read_text().split("\n## Attempts\n")[1].split("\n## ")[0]
    return [code for _, code in re.findall(r"^```(\w+)\n(.*?)^```", text, re.S | re.M)]


class Attempts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="resilint-models-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        header, self.model, self.program = example()
        (self.folder / "acme").mkdir()
        (self.folder / "acme/again.h").write_text(header)
        (self.folder / "pay.c").write_text(self.program)
        self.use(self.model)

    def use(self, model):
        (self.folder / "again.yaml").write_text(model)
        (self.folder / ".resilint.yaml").write_text("models: [again.yaml]\n")

    def run_on(self, command, *options):
        done = subprocess.run([RESILINT, command, *options, "pay.c", "--", "-I.", "-std=gnu17"],
                              cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def facts(self, kind, function):
        facts = [json.loads(line)
                 for line in self.run_on("inventory", "--format", "jsonl").splitlines()]
        return [f for f in facts if f["fact"] == kind and f["function"] == function]

    def says(self, fact, **fields):
        for name, value in fields.items():
            self.assertEqual(fact[name], value, name)

    def findings(self):
        report = json.loads(self.run_on("check", "--format", "json", "--fail-on", "never"))
        return sorted((re.search(r"\b(pay|ping|insist)\(\)", f["message"])[1], f["rule"])
                      for f in report["findings"])

    def test_the_program_is_c(self):
        subprocess.run(["cc", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I.", "pay.c"],
                       cwd=self.folder, check=True)

    def test_facts(self):
        [loop] = self.facts("loop", "pay")
        self.says(loop, **{"class": "retry"}, delay="growing", jitter=True, cap=True, bounded=True,
                  retry_on="transient", idempotent="yes", nested=False)
        [call] = self.facts("network_call", "pay")
        self.says(call, timeout="bounded", idempotent="yes", guards=["retry", "breaker"])
        [helper] = self.facts("loop", "insist")
        self.says(helper, **{"class": "retry"}, delay="fixed", jitter=False, bounded=True,
                  calls=["ping"], idempotent="unknown")

    def test_findings(self):
        self.assertEqual(self.findings(), [("insist", "retry-fixed-delay"),
                                           ("insist", "retry-without-jitter"),
                                           ("ping", "missing-timeout")])

    def test_each_key_is_needed(self):
        for key, field, value in (
                (r"delay: \{in: 2.*?\},", "delay", "fixed"),
                (r"refuses: \{return: 0, after:.*?\}, over: over\}, ", "class", "poll"),
                (r"after: \{arg: 1, is: \[0, 2\]\}, ", "class", "poll"),
                (r"cases: \[.*?\],\n +source", "class", "poll"),
                (r" key_in: \{.*?\},", "idempotent", "no")):
            with self.subTest(key=key):
                left = re.sub(key, " source" if key.endswith("source") else "", self.model, count=1,
                              flags=re.S)
                self.assertNotEqual(left, self.model)
                self.use(left)
                loops = [f for f in self.facts("loop", "pay")]
                self.assertEqual([loop[field] for loop in loops], [value])

    def test_no_key_is_given(self):
        program = self.program.replace(".key = number", ".key = 0")
        (self.folder / "pay.c").write_text(program)
        self.assertIn(("pay", "non-idempotent-retry"), self.findings())

    def test_guards(self):
        (self.folder / "pay.c").write_text(GUARDS)
        guards = {}
        for function in ("below", "of_both", "reused", "after", "either", "sometimes"):
            [call] = self.facts("network_call", function)
            guards[function] = call["guards"]
        self.assertEqual(guards, {"below": ["breaker"], "of_both": [], "reused": ["breaker"],
                                  "after": [], "either": ["breaker"], "sometimes": []})

    def test_check(self):
        done = subprocess.run([RESILINT, "models", "--check", "again.yaml"], cwd=self.folder,
                              capture_output=True, text=True, check=True)
        self.assertIn("acme_backoff_ms: says how long to wait before the next attempt, longer each "
                      "time, partly by chance, with a limit\n", done.stdout)
        self.assertIn("acme_circuit_closed: may refuse another attempt\n", done.stdout)
        self.assertIn("must not happen twice, but for the key in argument 0\n", done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
