"""What C code written as a case for a rule says about the findings it should give.

A function NAME_bad has at least one finding, a function NAME_ok has none. Comments say more:

    // want: rule-id         a finding on this line (or on the next one with code, when the comment
                             stands alone); in code with such comments no other finding is right
    // ok: rule-id           no finding here, said for the reader
    // todo-want: rule-id    a finding would be right here, but is not made yet
    // todo-ok: rule-id      a finding is wrong here, but is made yet
"""
import re

MARK = re.compile(r"(?://|/\*)\s*(todo-want|todo-ok|want|ok):\s*([a-z0-9-]+)\b")
FUNCTION = re.compile(r"^[A-Za-z_][^;={}]*?\b(\w+)\s*\([^;]*$")


class Function:
    def __init__(self, name, first):
        self.name, self.first, self.last = name, first, first

    @property
    def bad(self):
        return self.name.endswith("_bad")

    @property
    def ok(self):
        return self.name.endswith("_ok")


def functions(lines):
    """The functions of C code whose bodies end in the first column."""
    found, head, open_body = [], None, False
    for number, line in enumerate(lines, 1):
        match = FUNCTION.match(line)
        if match and not open_body:
            head = (match.group(1), number)
        if head and (line.startswith("{") or line.rstrip().endswith("{")) and not open_body:
            found.append(Function(*head))
            head, open_body = None, True
        elif line.startswith("}") and open_body:
            found[-1].last, open_body = number, False
    return found


def is_comment(line):
    return line.strip().startswith(("//", "/*", "*"))


def marks(lines):
    """A list of (word, rule, line): the line is the one with code that is meant."""
    found = []
    for number, line in enumerate(lines, 1):
        for word, rule in MARK.findall(line):
            target = number
            while is_comment(lines[target - 1]) and target < len(lines):
                target += 1
            found.append((word, rule, target))
    return found


class Verdict:
    """What a comparison found: `problems` are sentences with line numbers, `todo` counts marks."""

    def __init__(self):
        self.problems, self.todo, self.notes = [], 0, []


def compare(text, rule, found_lines):
    """Holds the lines of a rule's findings against what the code says."""
    lines = text.splitlines()
    verdict = Verdict()
    said = marks(lines)
    by_word = {word: {line for w, _, line in said if w == word}
               for word in ("want", "ok", "todo-want", "todo-ok")}
    found = set(found_lines)
    verdict.todo = len(by_word["todo-want"]) + len(by_word["todo-ok"])
    for word, named, line in said:
        if named != rule:
            verdict.problems.append((line, f"the mark '{word}: {named}' names another rule"))
    for line in sorted(by_word["want"] - found):
        verdict.problems.append((line, "missed: a finding is wanted here"))
    allowed = by_word["want"] | by_word["todo-want"] | by_word["todo-ok"]
    for line in sorted(by_word["todo-want"] & found):
        verdict.notes.append((line, "no longer missed: make the mark 'want'"))
    for line in sorted(by_word["todo-ok"] - found):
        verdict.notes.append((line, "no longer a false alarm: make the mark 'ok'"))
    for function in functions(lines):
        inside = {line for line in found if function.first <= line <= function.last}
        wanted = {line for line in by_word["want"] | by_word["todo-want"]
                  if function.first <= line <= function.last}
        if function.ok and wanted:
            verdict.problems.append((function.first, f"{function.name} is ok, yet wants findings"))
        if function.bad and not wanted and not inside:
            verdict.problems.append((function.first, f"missed: {function.name} has no finding"))
        if function.bad and not wanted:
            allowed |= inside
    for line in sorted(found - allowed):
        verdict.problems.append((line, "false alarm: no finding is right here"))
    verdict.problems.sort()
    return verdict


def readme_blocks(text):
    """The fenced C examples of a Markdown text, as (first line, code)."""
    blocks, start, code = [], None, []
    for number, line in enumerate(text.splitlines(), 1):
        if start is None and line.strip() == "```c":
            start, code = number + 1, []
        elif start is not None and line.strip() == "```":
            blocks.append((start, "\n".join(code) + "\n"))
            start = None
        elif start is not None:
            code.append(line)
    return blocks
