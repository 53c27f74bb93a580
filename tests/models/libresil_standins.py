"""The declarations in models/libresil.yaml and models/resil-*.yaml are those of libresil's headers.

usage: libresil_standins.py ROOT [--update]

Left out are comments, bodies and what is private to a structure. --update writes them anew, with
clang-format.
"""
import pathlib
import re
import subprocess
import sys
import textwrap

SQLITE = """#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#else
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
#endif"""


def declarations(path):
    """A header's own declarations, and the headers it includes."""
    text = path.read_text()
    included = re.findall(r'#include ["<]([^">]+)[">]', text)
    text = re.sub(r'(\n[^\n]*/\* private from here[^*]*\*/)\n.*?\n\};', r'\1\n};', text, flags=re.S)
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    text = re.sub(r'static inline ([^{};]*?)\n\{.*?\n\}', r'\1;', text, flags=re.S)
    text = re.sub(r'#include.*\n|#(ifndef|define) RESIL_\w+_H\n|#endif\s*\Z', '', text)
    lines = [re.sub(r'\s+\\$', r' \\', line.rstrip()) for line in text.splitlines()]
    return "\n".join(line for line in lines if line), included


def core(root):
    """All of libresil in an order in which it compiles."""
    folders = [root / "resilience/include", root / "resilience/adapters/include"]
    system, parts, done = [], [], set()

    def add(path):
        if path in done:
            return
        done.add(path)
        text, included = declarations(path)
        for name in included:
            if name.startswith("resil/"):
                add(next(f / name for f in folders if (f / name).exists()))
            elif name not in system:
                system.append(name)
        parts.append(text)

    for path in sorted((folders[0] / "resil").glob("*.h")):
        add(path)
    add(folders[1] / "resil/socket.h")
    return "\n".join([f"#include <{name}>" for name in system] + [part for part in parts if part])


def adapter(root, name):
    text, included = declarations(root / f"resilience/adapters/include/resil/{name}.h")
    lines = [SQLITE if header == "sqlite3.h" else f"#include <{header}>" for header in included]
    return "\n".join(lines + [text])


def formatted(root, text):
    style = (root / ".clang-format").read_text() + "\nColumnLimit: 98\n"
    style = re.sub(r"ColumnLimit: *\d+\n", "", style, count=1)
    return subprocess.run(["clang-format", "-style=" + as_flow(style)], input=text, text=True,
                          capture_output=True, check=True).stdout


def as_flow(style):
    """clang-format takes a style on the command line as {key: value, ...}."""
    pairs = [line for line in style.splitlines() if line and line[0] not in "#-"]
    return "{" + ", ".join(pairs) + "}"


def main(arguments):
    root = pathlib.Path(arguments[0])
    wanted = {"libresil": core(root)}
    wanted |= {f"resil-{model}": adapter(root, header) for model, header in
               [("curl", "curl"), ("redis", "redis"), ("pg", "pg"), ("sqlite", "dedup_sqlite")]}
    stale = []
    for name, text in wanted.items():
        path = root / f"models/{name}.yaml"
        head, mark, found = path.read_text().partition("declarations: |\n")
        if re.sub(r"[\s\\]", "", found) == re.sub(r"[\s\\]", "", text):
            continue
        stale.append(name)
        if "--update" in arguments:
            path.write_text(head + mark + textwrap.indent(formatted(root, text), "  "))
    for name in stale:
        print(f"models/{name}.yaml: the declarations are not those of the headers;"
              " run libresil_standins.py ROOT --update")
    return 1 if stale and "--update" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
