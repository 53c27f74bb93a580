"""Programs that touch every entry of a model once, and what resilint must say of them.

usage: programs_test.py RESILINT STAND_IN_TOOL MODELS PROGRAMS [LIBRARY]

PROGRAMS/LIBRARY.c names every function of MODELS/LIBRARY.yaml, but for those that the headers of
Debian 12 lack: they stand in PROGRAMS/LIBRARY.newer.c. Each line with network calls says so:

    // call: OPERATION TIMEOUT IDEMPOTENT [nonblocking] [, and so on for a second call of the line]

with the values of docs/facts.md; a call of every entry with `does` stands on such a line. The
facts must be those, against the real headers where they are installed and against the stand-in
headers of the model alone. `// pkg-config: PACKAGE` says where the real ones are.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

MARK = re.compile(r"// call: (.*)")
PACKAGE = re.compile(r"^// pkg-config: (\S+)", re.M)


def wanted(lines):
    """What each line's mark says, sorted; by line."""
    found = {}
    for number, line in enumerate(lines, 1):
        mark = MARK.search(line)
        if mark:
            found[number] = sorted(" ".join(part.split()) for part in mark.group(1).split(","))
    return found


def facts_of(resilint, path, folder, arguments):
    command = [resilint, "inventory", "--format", "jsonl", path.name, "--", "-std=gnu17", *arguments]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr}")
    found = {}
    for line in done.stdout.splitlines():
        fact = json.loads(line)
        if fact["fact"] == "network_call" and fact["file"] == path.name:
            said = f"{fact['operation']} {fact['timeout']} {fact['idempotent']}"
            said += " nonblocking" if fact["blocking"] == "no" else ""
            found.setdefault(fact["line"], []).append(said)
    return {line: sorted(said) for line, said in found.items()}


def compare(path, lines, found, against):
    good = True
    want = wanted(lines)
    for number in sorted(want.keys() | found.keys()):
        if want.get(number) != found.get(number):
            print(f"{path}:{number}: against the {against} headers, wanted"
                  f" {', '.join(want.get(number, ['no call']))}, found"
                  f" {', '.join(found.get(number, ['no call']))}\n    {lines[number - 1].strip()}")
            good = False
    return good


def untouched(model, texts):
    """Functions of the model that no program names, and network calls without a mark."""
    missing = []
    for name, entry in model["functions"].items():
        uses = [line for text in texts for line in text.splitlines()
                if re.search(rf"\b{name}\b", line)]
        if not uses:
            missing.append(f"{name} is not touched")
        elif "does" in entry and not any(MARK.search(line) for line in uses):
            missing.append(f"{name} talks to the network, but no line with it says 'call:'")
    return missing


def flags(text):
    """Where the real headers are that the program includes; None: not installed."""
    package = PACKAGE.search(text)
    found = []
    if package:
        asked = subprocess.run(["pkg-config", "--cflags-only-I", package[1]], text=True,
                               capture_output=True, check=False)
        found = asked.stdout.split()
    includes = "".join(line + "\n" for line in text.splitlines() if line.startswith("#include <"))
    done = subprocess.run(["cc", "-fsyntax-only", *found, "-xc", "-"], input=includes, text=True,
                          capture_output=True, check=False)
    return found if done.returncode == 0 else None


def check(resilint, folder, model, paths):
    good, against = True, []
    for path in paths:
        lines = path.read_text().splitlines()
        runs = [("stand-in", ["-I", folder])] if "declarations" in model else []
        real = None if ".newer" in path.name else flags(path.read_text())
        if real is not None:
            runs.append(("real", real))
        for name, arguments in runs:
            good &= compare(path, lines, facts_of(resilint, path, folder, arguments), name)
            against += [name]
    for sentence in untouched(model, [path.read_text() for path in paths]):
        print(f"{paths[0]}: {sentence}")
        good = False
    print(f"{paths[0]}: {'holds' if good else 'FAILS'}, against {', '.join(sorted(set(against)))}")
    return good


def main(arguments):
    if len(arguments) < 4:
        sys.exit(__doc__)
    resilint, stand_in, models, programs = (pathlib.Path(a).resolve() for a in arguments[:4])
    results = []
    with tempfile.TemporaryDirectory(prefix="resilint-models-") as folder:
        subprocess.run([stand_in, models, folder], check=True)
        for path in sorted(models.glob(f"{(arguments[4:] or ['*'])[0]}.yaml")):
            own = [p for p in (programs / f"{path.stem}.c", programs / f"{path.stem}.newer.c")
                   if p.exists()]
            if own:
                model = yaml.safe_load(path.read_text())
                results.append(check(resilint, folder, model, own))
            else:
                print(f"{path}: no program touches it")
                results.append(False)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
