#!/usr/bin/env python3
"""Validates JSON files (also one object a line: .jsonl) against a JSON schema.

usage: validate.py SCHEMA FILE...

Exit status: 0 all valid, 1 not, 77 when the schema or the jsonschema module is not there."""
import json
import os
import sys

SKIPPED = 77


def documents(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith(".jsonl"):
            return [json.loads(line) for line in file]
        return [json.load(file)]


def main(schema_path, *paths):
    if not os.path.exists(schema_path):
        print(f"skipped: no {schema_path}")
        return SKIPPED
    try:
        import jsonschema
    except ImportError:
        print("skipped: the Python module jsonschema is not installed")
        return SKIPPED
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
    failures = 0
    for path in paths:
        for document in documents(path):
            for error in validator.iter_errors(document):
                print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
                failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
