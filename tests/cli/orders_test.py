"""What is found in examples/orders is pinned in tests/programs/orders/findings.txt, one finding a
line; `todo` before it marks a known miss. `UPDATE=1 orders_test.py` writes it anew."""
import json
import os
import shutil
import unittest

from harness import SOURCE, CliTest

PINNED = SOURCE / "tests/programs/orders/findings.txt"


def pinned():
    """Expected findings, and those known to be missed."""
    lines = PINNED.read_text().splitlines()
    missed = [line.removeprefix("todo ") for line in lines if line.startswith("todo ")]
    return [line for line in lines if not line.startswith("todo ")], missed


class Orders(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(SOURCE / "examples/orders", self.root, dirs_exist_ok=True)

    def findings(self):
        report = json.loads(self.expect(1, "check", "--format", "json").out)
        return [f"{finding['file']}:{finding['line']}: {finding['rule']}"
                for finding in report["findings"]]

    def test_findings(self):
        found = self.findings()
        expected, missed = pinned()
        if os.environ.get("UPDATE"):
            missed = [f"todo {line}" for line in missed if line not in found]
            PINNED.write_text("".join(line + "\n" for line in found + missed))
            return
        self.assertEqual(found, expected)
        self.assertEqual([line for line in missed if line in found], [], "no longer missed")

    def test_a_database_gives_the_same(self):
        self.database(*[(path.name, ["-I."]) for path in sorted(self.root.glob("*.c"))])
        self.assertEqual(self.findings(), pinned()[0])


if __name__ == "__main__":
    unittest.main()
