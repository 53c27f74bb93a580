"""The hook of .pre-commit-hooks.yaml, run by pre-commit in a scratch repository."""
import os
import shutil
import subprocess
import sys
import unittest

from harness import BAD, GOOD, RESILINT, SOURCE, CliTest


class PreCommit(CliTest):
    def git(self, folder, *args):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c",
                        "init.defaultBranch=main", *args],
                       cwd=folder, check=True, capture_output=True)

    def commit_all(self, folder):
        self.git(folder, "init")
        self.git(folder, "add", ".")
        self.git(folder, "commit", "-m", "x")

    def run_hook(self, work):
        environment = dict(os.environ, PRE_COMMIT_HOME=str(self.root / "cache"),
                           PATH=f"{RESILINT.parent}:{os.environ['PATH']}")
        return subprocess.run(["pre-commit", "run", "--all-files", "--color", "never"], cwd=work,
                              env=environment, capture_output=True, text=True, check=False)

    def test_hook(self):
        hooks = self.root / "hooks"
        hooks.mkdir()
        shutil.copy(SOURCE / ".pre-commit-hooks.yaml", hooks)
        self.commit_all(hooks)
        revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, check=True,
                                  capture_output=True, text=True).stdout.strip()
        self.write("work/a.c", BAD)
        self.write("work/README.md", "not C\n")
        self.write("work/.pre-commit-config.yaml",
                   f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: resilint\n")
        work = self.root / "work"
        self.commit_all(work)
        found = self.run_hook(work)
        self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
        self.assertIn("a.c:6", found.stdout)
        self.assertIn("missing-timeout", found.stdout)
        self.write("work/a.c", GOOD)
        self.git(work, "add", ".")
        fixed = self.run_hook(work)
        self.assertEqual(fixed.returncode, 0, fixed.stdout + fixed.stderr)
        self.assertIn("Passed", fixed.stdout)


if __name__ == "__main__":
    if shutil.which("pre-commit") is None:
        sys.exit(77)
    unittest.main()
