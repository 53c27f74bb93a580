"""The installed program finds its data from wherever it was put."""
import os
import subprocess
import unittest

from harness import BAD, CliTest


class Install(CliTest):
    def test_install_and_move(self):
        first = self.root / "first"
        subprocess.run(["cmake", "--install", os.environ["BUILD_DIR"], "--prefix", str(first),
                        "--component", "resilint"], check=True, capture_output=True)
        moved = self.root / "moved"
        first.rename(moved)
        self.assertTrue((moved / "share/man/man1/resilint.1").exists())
        self.write("src/a.c", BAD)
        here = {"program": moved / "bin/resilint", "cwd": self.root / "src"}
        self.assertIn("missing-timeout", self.expect(0, "rules", **here).out)
        self.assertIn("setsockopt", self.expect(0, "explain", "missing-timeout", **here).out)
        self.assertEqual(self.rules_found(**here), [("a.c", 6, "missing-timeout")])
        self.assertIn("unchecked", self.expect(1, "review", **here).out)


if __name__ == "__main__":
    unittest.main()
