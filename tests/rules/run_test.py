#!/usr/bin/env python3
"""The comparison itself, without resilint."""
import unittest

from expectations import compare, functions, readme_blocks

CODE = """\
int plain_bad(int fd)
{
    return call(fd);
}

static int marked_bad(int fd,
                      int other)
{
    // want: some-rule
    call(fd);
    call(other); // want: some-rule
    return 0;
}

int fine_ok(int fd) {
    return call(fd); // ok: some-rule
}

struct point
{
    int x;
};
"""


class Comparison(unittest.TestCase):
    def problems(self, found, code=CODE):
        return [line for line, _ in compare(code, "some-rule", found).problems]

    def test_functions(self):
        self.assertEqual([(f.name, f.first, f.last) for f in functions(CODE.splitlines())],
                         [("plain_bad", 1, 4), ("marked_bad", 6, 13), ("fine_ok", 15, 17)])

    def test_all_as_wanted(self):
        self.assertEqual(self.problems([3, 10, 11]), [])

    def test_missed(self):
        self.assertEqual(self.problems([3, 10]), [11])
        self.assertEqual(self.problems([10, 11]), [1])

    def test_false_alarms(self):
        self.assertEqual(self.problems([3, 10, 11, 16]), [16])
        self.assertEqual(self.problems([3, 10, 11, 12]), [12])
        self.assertEqual(self.problems([3, 10, 11, 21]), [21])

    def test_todo_marks_neither_fail_nor_hide(self):
        code = CODE.replace("// ok:", "// todo-ok:").replace("); // want:", "); // todo-want:")
        self.assertEqual(self.problems([3, 10, 16], code), [])
        self.assertEqual(self.problems([3, 10], code), [])
        verdict = compare(code, "some-rule", [3, 10, 11])
        self.assertEqual([line for line, _ in verdict.notes], [11, 16])
        self.assertEqual(verdict.todo, 2)

    def test_mark_of_another_rule(self):
        self.assertEqual(self.problems([3, 10, 11], CODE.replace("ok: some", "ok: other")), [16])

    def test_ok_function_that_wants(self):
        code = CODE.replace("// ok:", "// want:")
        self.assertEqual(self.problems([3, 10, 11, 16], code), [15])

    def test_readme_blocks(self):
        text = "# x\n\n```c\nint a;\n```\n```sh\nls\n```\n\n```c\nint b;\nint c;\n```\n"
        self.assertEqual(readme_blocks(text), [(4, "int a;\n"), (11, "int b;\nint c;\n")])


if __name__ == "__main__":
    unittest.main()
