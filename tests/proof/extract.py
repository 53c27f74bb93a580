"""Writes the C example below a heading of a Markdown file: extract.py README.md Bad out.c"""
import re
import sys


def example(text, heading):
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    block = section and re.search(r"^```c\n(.*?)^```", section.group(1), re.S | re.M)
    return block and block.group(1)


def main(path, heading, out):
    with open(path, encoding="utf-8") as file:
        code = example(file.read(), heading)
    if not code:
        sys.exit(f"{path}: expected a C example below '## {heading}'")
    with open(out, "w", encoding="utf-8") as file:
        file.write(f'#line 1 "{heading} example of the README"\n{code}')


main(*sys.argv[1:])
