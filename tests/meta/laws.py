#!/usr/bin/env python3
"""Holds the source tree to the project's laws; each law is one test with its reason.

usage: laws.py ROOT
"""
import os
import re
import sys
import unittest

ROOT = "."

# From the ground up; a stage includes only what stands before it, and itself.
LAYERS = [["base"], ["ir"], ["models"], ["compdb"], ["prefilter"], ["frontend"], ["flow"],
          ["program"], ["facts"], ["rules"], ["checklist"], ["cache"], ["reports"]]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# Header of another project -> the files or folders that may include it.
INCLUDERS = {
    r"clang-c/": ["analyzer/frontend/"],
    r"yaml\.h$": ["analyzer/base/yaml.c"],
    r"pcre2\.h$": ["analyzer/base/pattern.c"],
    r"jansson\.h$": ["analyzer/facts/", "analyzer/compdb/", "reports/"],
    r"sqlite3\.h$": ["analyzer/cache/"],
    r"git2": ["analyzer/changes/"],
}

FILE_LINES, HEADER_LINES, COLUMNS = 700, 120, 100
# Schemas of an artefact are one table, read as a reference and not as a page.
SCHEMA_HEADERS, SCHEMA_LINES = ["analyzer/ir/ir.h", "analyzer/models/model.h"], 300
# Words of our own, of the command line and of reports, that are functions elsewhere too.
OWN_WORDS = {"open", "select"}
REMEDY = re.compile(r"(?m)^remedy:\n  function: (resil_\w+)\n  header: (resil/\w+\.h)\n"
                    r"  docs: \"([^#]+)#([^\"]+)\"$")
RULE_KEYS = ["id", "title", "fallacy", "severity", "on", "message", "why", "advice"]
README_SECTIONS = ["What it finds", "Why it matters", "When not to use it", "Known misses"]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def files(folder, *endings):
    found = []
    for where, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders.sort()
        found += [os.path.relpath(os.path.join(where, name), ROOT)
                  for name in sorted(names) if name.endswith(endings)]
    return found


def engine():
    return files("analyzer", ".c", ".h") + files("reports", ".c", ".h")


def includes(path):
    return re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', read(path), re.M)


def without_comments(code):
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", code, flags=re.S)


def code_words(path):
    """The identifiers of C code, comments and strings left out, and the strings that are names."""
    code = without_comments(read(path))
    strings = re.findall(r'"((?:[^"\\\n]|\\.)*)"', code)
    words = {s for s in strings if re.fullmatch(r"[A-Za-z_]\w*", s)}
    return words


def rule_folders():
    base = os.path.join(ROOT, "rules")
    return sorted(name for name in os.listdir(base) if os.path.isdir(os.path.join(base, name)))


class Layers(unittest.TestCase):
    """A stage that looks up cannot be understood or tested alone."""

    def test_includes_look_down(self):
        for path in engine():
            parts = path.split(os.sep)
            stage = "reports" if parts[0] == "reports" else parts[1]
            for name in includes(path):
                other = name.split("/")[0]
                if stage in RANK and other in RANK and "/" in name:
                    self.assertLessEqual(RANK[other], RANK[stage], f"{path} includes {name}")

    def test_the_frontend_alone_lowers_and_knows_no_analysis(self):
        for path in files("analyzer/flow", ".c", ".h") + files("analyzer/facts", ".c", ".h"):
            for name in includes(path):
                self.assertFalse(name.startswith("frontend/"), f"{path} includes {name}")

    def test_other_projects_headers_have_one_includer(self):
        for path in engine():
            for name in includes(path):
                for pattern, allowed in INCLUDERS.items():
                    own = name.startswith("base/")
                    if not own and re.search(rf"(^|/){pattern}", name):
                        self.assertTrue(any(path.startswith(a) for a in allowed),
                                        f"{path} includes {name}")


class Sizes(unittest.TestCase):
    """What does not fit a head is not read."""

    def test_files(self):
        for path in engine():
            lines = read(path).count("\n")
            limit = HEADER_LINES if path.endswith(".h") else FILE_LINES
            limit = SCHEMA_LINES if path in SCHEMA_HEADERS else limit
            self.assertLessEqual(lines, limit, path)

    def test_lines(self):
        for path in engine() + files("tests/unit", ".c", ".h") + files("rules", ".c", ".yaml"):
            for number, line in enumerate(read(path).splitlines(), 1):
                self.assertLessEqual(len(line), COLUMNS, f"{path}:{number}")

    def test_header_guards(self):
        for path in engine():
            if path.endswith(".h"):
                guards = re.findall(r"^#ifndef (\w+)\n#define (\w+)$", read(path), re.M)
                self.assertTrue(guards and guards[0][0] == guards[0][1], f"{path}: no guard")


class Knowledge(unittest.TestCase):
    """What a library's functions mean is data; the engine knows none of them."""

    def modelled(self):
        names = set()
        for path in files("models", ".yaml"):
            inside = False
            for line in read(path).splitlines():
                if re.match(r"\S", line):
                    inside = line.startswith("functions:")
                match = re.match(r"  ([A-Za-z_]\w*):", line)
                if inside and match:
                    names.add(match.group(1))
        return names

    def test_no_function_of_a_library_is_named_in_the_engine(self):
        modelled = self.modelled()
        self.assertIn("connect", modelled)
        # Words that are both a function and a term of the schema, such as an operation's name.
        terms = set(re.findall(r"\w+", read("analyzer/facts/facts.def")))
        terms |= set(re.findall(r"\w+", read("analyzer/models/model.h")))
        for path in engine():
            named = (code_words(path) & modelled) - terms - OWN_WORDS
            self.assertFalse(named, f"{path} names {sorted(named)}")


class Options(unittest.TestCase):
    """Each number that libresil is configured with has values that make no sense."""

    def numbers(self):
        for path in files("resilience/include", ".h") + files("resilience/adapters/include", ".h"):
            for name, body in re.findall(r"(?s)struct resil_(\w+)_options \{(.*?)\n\};", read(path)):
                body = re.sub(r"(?s)/\*.*?\*/", "", body)
                for kind, fields in re.findall(
                        r"(?m)^\s*(double|int|int64_t|unsigned|enum \w+)\s+([\w, ]+);", body):
                    for field in fields.replace(" ", "").split(","):
                        yield name, kind, field

    def test_bad_values_are_refused_by_name(self):
        for name, kind, field in self.numbers():
            test = f"resilience/tests/{name}_test.c"
            if not os.path.exists(os.path.join(ROOT, test)):
                test = f"resilience/adapters/tests/{name}_test.c"
            tried = rf"\b(REFUSES|BAD)\([^;]*?\b{field}, |\"{field}\"\)|\{{\.{field} = 0\}}"
            self.assertRegex(read(test), tried, f"{name}: {field} with a bad value")
            if kind == "double":
                self.assertRegex(read(test), rf"\b{field}, (\(double\))?NAN", f"{name}: {field}")


class Rules(unittest.TestCase):
    """A rule is complete or it is not there: data, reasons, examples and cases."""

    def each(self):
        for name in rule_folders():
            with self.subTest(rule=name):
                yield name

    def test_keys(self):
        for name in self.each():
            text = read(f"rules/{name}/rule.yaml")
            for key in RULE_KEYS:
                self.assertRegex(text, rf"(?m)^{key}:", f"{name}: no '{key}'")
            self.assertRegex(text, rf"(?m)^id: {name}$")
            self.assertRegex(text, r"(?m)^  default:", f"{name}: no advice for any library")
            if not re.search(r"(?m)^on: suppression$", text):
                self.assertRegex(text, r"(?m)^when:", name)
                self.assertRegex(text, REMEDY, name)

    def test_remedies_exist(self):
        for name in self.each():
            remedy = REMEDY.search(read(f"rules/{name}/rule.yaml"))
            if remedy:
                function, header, document, anchor = remedy.groups()
                paths = [path for path in files("resilience", ".h") if path.endswith(header)]
                declared = "".join(read(path) for path in paths)
                self.assertRegex(declared, rf"\b{function}\(", f"{name}: not in {header}")
                self.assertRegex(read(document), rf"(?m)^#+ {anchor}$", f"{name}: no #{anchor}")
                text = read(f"rules/{name}/README.md").split("## With libresil\n")[1]
                text = text.split("\n## ")[0]
                for word in (function, header):
                    self.assertIn(word, text, f"{name}: the example's text does not name it")

    def test_name_says_the_pattern_and_not_the_remedy(self):
        for name in self.each():
            self.assertRegex(name, r"^[a-z]+(-[a-z]+)+$")
            self.assertNotRegex(name, r"^(use|add|avoid|prefer|no)-")

    def test_message_is_one_sentence(self):
        for name in self.each():
            text = read(f"rules/{name}/rule.yaml")
            message = re.search(r'(?m)^message: "(.*)"$', text)
            self.assertIsNotNone(message, f"{name}: message is one quoted line")
            self.assertNotRegex(message.group(1), r"[.!?]$|\. ", name)
            self.assertNotRegex(message.group(1), r"^[A-Z]", name)

    def test_readme_sections(self):
        for name in self.each():
            text = read(f"rules/{name}/README.md")
            self.assertTrue(text.startswith(f"# {name}\n"), name)
            examples = {"Bad": "_bad", "Good": "_ok"}
            if re.search(r"(?m)^remedy:", read(f"rules/{name}/rule.yaml")):
                examples["With libresil"] = "_resil"
            sections = README_SECTIONS[:2] + list(examples) + README_SECTIONS[2:]
            self.assertEqual(re.findall(r"(?m)^## (.*)$", text), sections, name)
            for section, suffix in examples.items():
                body = text.split(f"## {section}\n")[1].split("\n## ")[0]
                self.assertIn("```c\n", body, f"{name}: no example under {section}")
                self.assertRegex(body, rf"\w+{suffix}\(", f"{name}: no {suffix} under {section}")

    def test_cases(self):
        for name in self.each():
            text = "".join(read(path) for path in files(f"rules/{name}", ".c"))
            for suffix in ("_bad", "_ok"):
                self.assertRegex(text, rf"\w+{suffix}\(", f"{name}: no case ending in {suffix}")
            self.assertRegex(text, rf"\bwant: {name}\b", f"{name}: no case wants a finding")


class Style(unittest.TestCase):
    def test_no_leftovers(self):
        for path in engine() + files("tests/unit", ".c", ".h") + files("rules", ".c", ".yaml"):
            self.assertNotRegex(read(path), r"\b(TODO|FIXME|XXX)\b", path)


if __name__ == "__main__":
    if len(sys.argv) == 2 and os.path.isdir(sys.argv[1]):
        ROOT = os.path.abspath(sys.argv.pop())
    unittest.main()
