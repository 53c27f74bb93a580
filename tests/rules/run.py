#!/usr/bin/env python3
"""Runs resilint over each of a rule's cases*.c and README examples and compares.

usage: run.py RESILINT RULE_FOLDER

The remedy of a rule must be one: an example with a function NAME_resil compiles without warnings
against libresil's headers, and no rule at all finds anything in it.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

from expectations import compare, readme_blocks

TIME_LIMIT = 120
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEADERS = ["resilience/include", "resilience/adapters/include"]


def analyse(resilint, folder, name, code):
    """The findings in the code, alone in a folder where no configuration or database is found."""
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(code)
    command = [resilint, "check", "--format", "json", "--fail-on", "never", name,
               "--", "-std=gnu17"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True,
                          timeout=TIME_LIMIT, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)["findings"]


def show(path, lines, problems, offset):
    for line, sentence in problems:
        print(f"{path}:{line + offset}: {sentence}")
        print(f"    {lines[line - 1].strip() if line <= len(lines) else ''}")


def warnings(code):
    """What the compiler says of the code; nothing where a library's header is not installed."""
    command = ["cc", "-std=gnu17", "-Wall", "-Wextra", "-xc", "-"]
    command += [f"-I{os.path.join(ROOT, folder)}" for folder in HEADERS]
    done = subprocess.run(command + ["-fsyntax-only"], input=code, capture_output=True, text=True,
                          timeout=TIME_LIMIT, check=False)
    preprocessed = subprocess.run(command + ["-E", "-o", os.devnull], input=code, text=True,
                                  capture_output=True, timeout=TIME_LIMIT, check=False)
    return done.stderr if preprocessed.returncode == 0 else ""


def is_remedy(code):
    """Whether the code is an example of a rule's remedy."""
    return re.search(r"\w_resil\(", code) is not None


def check_remedy(path, code, offset, findings):
    """Prints what is wrong with an example of a remedy."""
    problems = [(f["line"], f"the remedy has a finding of {f['rule']}") for f in findings]
    show(path, code.splitlines(), problems, offset)
    said = warnings(code)
    if said:
        print(f"{path}:{offset + 1}: the remedy does not compile cleanly:\n{said}")
    return not problems and not said


def check(resilint, rule, path, code, offset, name):
    """Whether one piece of code holds; prints what does not."""
    with tempfile.TemporaryDirectory(prefix="resilint-rules-") as folder:
        findings = analyse(resilint, folder, name, code)
    remedy = not is_remedy(code) or check_remedy(path, code, offset, findings)
    verdict = compare(code, rule, [f["line"] for f in findings if f["rule"] == rule])
    lines = code.splitlines()
    show(path, lines, verdict.problems, offset)
    show(path, lines, verdict.notes, offset)
    return remedy and not verdict.problems, verdict.todo


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    resilint, folder = os.path.abspath(arguments[0]), arguments[1]
    if not os.access(resilint, os.X_OK):
        sys.exit(f"{resilint}: no such program, build it first")
    rule = os.path.basename(os.path.abspath(folder))
    pieces = []
    for path in sorted(glob.glob(os.path.join(folder, "cases*.c"))):
        with open(path, encoding="utf-8") as file:
            pieces.append((path, file.read(), 0, os.path.basename(path)))
    path = os.path.join(folder, "README.md")
    with open(path, encoding="utf-8") as file:
        for start, code in readme_blocks(file.read()):
            pieces.append((path, code, start - 1, f"example{start}.c"))
    results = [check(resilint, rule, *piece) for piece in pieces]
    todo = sum(count for _, count in results)
    good = all(held for held, _ in results)
    print(f"{rule}: {'holds' if good else 'FAILS'}, {todo} marks of known misses and alarms")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
