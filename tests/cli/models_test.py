"""Models of the house: docs/models.md's worked example, and what --check says."""
import re
import unittest

from harness import SOURCE, CliTest

PROGRAM = """#include "acme/http.h"
char *ask(int patient)
{
    return acme_http_get("https://a.example/", 0, %s);
}
"""


class Models(CliTest):
    def setUp(self):
        super().setUp()
        page = (SOURCE / "docs/models.md").read_text()
        self.write("acme.yaml", re.search(r"```yaml\n(# acme.yaml\n.*?)```", page, re.S)[1])
        self.understood = re.search(r"```\n(acme.yaml: .*?)```", page, re.S)[1]
        self.write("acme/http.h", "char *acme_http_get(const char *url, void *headers, int ms);\n")

    def test_the_worked_example(self):
        self.assertEqual(self.expect(0, "models", "--check", "acme.yaml").out, self.understood)
        self.write(".resilint.yaml", "models: [acme.yaml]\n")
        self.write("a.c", PROGRAM % "-1")
        self.assertEqual(self.rules_found(), [("a.c", 4, "missing-timeout")])
        self.write("a.c", PROGRAM % "2000")
        self.assertEqual(self.rules_found(status=0), [])

    def test_what_is_wrong_with_one(self):
        good = (self.root / "acme.yaml").read_text()
        for text, says in (
                (good.replace("blocks:", "bloks:"), ["wrong.yaml:6:", "bloks", "blocks"]),
                (good.replace("fails: {return: null}, ", ""), ["acme_http_get", "expected fails"]),
                (good.replace(", source: acme/http.h", ""), ["acme_http_get", "source"])):
            self.write("wrong.yaml", text)
            self.expect_mistake("models", "--check", "wrong.yaml", says=says)
        self.expect_mistake("models", "--check", "nosuch.yaml", says=["nosuch.yaml"])
        self.expect_mistake("check", "--check", "acme.yaml", says=["--check"])


if __name__ == "__main__":
    unittest.main()
