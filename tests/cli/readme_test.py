"""What README.md shows is what the program prints."""
import re
import shutil
import unittest

from harness import SOURCE, CliTest


class Readme(CliTest):
    def test_output_shown_is_output_printed(self):
        shutil.copytree(SOURCE / "examples/orders", self.root, dirs_exist_ok=True)
        printed = (self.expect(1, "review").out + self.expect(1, "check").out).splitlines()
        readme = (SOURCE / "README.md").read_text()
        shown = 0
        for block in re.findall(r"^```text\n(.*?)^```", readme, re.M | re.S):
            for line in block.splitlines():
                if line.startswith(("...", "Building", "100% tests")):
                    continue
                self.assertIn(line, printed)
                shown += 1
        self.assertGreater(shown, 10)

    def test_commands_shown_exist(self):
        readme = (SOURCE / "README.md").read_text()
        everything = self.expect(0, "--help").out
        for command in re.findall(r"resilint ([a-z-]+)[ `]", readme):
            self.assertIn(command, everything)


if __name__ == "__main__":
    unittest.main()
