"""Bad input: one clear message each, the right exit status, and the others still analysed."""
import os
import pty
import subprocess
import unittest

from harness import (BAD, DEEP, DEEP_ARGUMENTS, GOOD, HANG, HUGE, RESILINT, SANITIZED, SOURCE,
                     CliTest)


class Sources(CliTest):
    def test_no_such_file(self):
        self.write("a.c", BAD)
        result = self.expect_mistake("check", "a.c", "nosuch.c", says=["nosuch.c", "no such file"])
        self.assertIn("missing-timeout", result.out)

    def test_what_is_no_c_source(self):
        self.write("notes.txt", "")
        self.expect_mistake("check", "notes.txt", says=["notes.txt", ".c or .h"])

    def test_unreadable_source(self):
        """As another user where root runs the tests, since root may read everything; from a place
        where that user may look."""
        self.write("a.c", BAD)
        self.write("secret.c", BAD).chmod(0)
        self.root.chmod(0o755)
        prefix = self.root / "prefix"
        subprocess.run(["cmake", "--install", os.environ["BUILD_DIR"], "--prefix", str(prefix),
                        "--component", "resilint"], check=True, capture_output=True)
        user = {"user": "nobody"} if os.getuid() == 0 else {}
        result = self.run_resilint("check", "a.c", "secret.c", program=prefix / "bin/resilint",
                                   **user)
        self.assertEqual(result.status, 3, result.err)
        self.assertRegex(result.err, r"error: secret\.c: .*read")
        self.assertIn("a.c:6", result.out)

    def test_mistake_in_a_header_is_said_once(self):
        self.write("odd.h", "#ifndef CHOICE\n#error choose something\n#endif\n")
        for name in ("a.c", "b.c"):
            self.write(name, '#include "odd.h"\n' + BAD.replace("fetch", "fetch_" + name[0]))
        result = self.expect(1, "check")
        self.assertEqual(result.err.count("choose something"), 1, result.err)
        self.assertIn("2 sources with errors", result.out)

    def test_missing_header_is_said_once(self):
        for name in ("a.c", "b.c"):
            self.write(name, '#include "nosuch.h"\n' + BAD.replace("fetch", "fetch_" + name[0]))
        result = self.expect(1, "check")
        self.assertEqual(result.err.count("nosuch.h"), 1, result.err)
        self.assertIn("a.c:7", result.out)
        self.assertIn("b.c:7", result.out)

    def test_source_with_errors(self):
        self.write("a.c", BAD + "int broken( {\n")
        self.write("b.c", "\0\1\2 connect } ) #\n")
        result = self.expect(1, "check")
        self.assertIn("a.c:6", result.out)

    def test_code_behind_a_statement_that_cannot_be_parsed(self):
        """The descriptor is not known to be still -1."""
        self.write("a.c", """#include <sys/socket.h>
int open_it(const struct sockaddr *to, socklen_t length)
{
    int fd = -1;
    fd = socket(NOT_CONFIGURED, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return connect(fd, to, length);
}
""")
        result = self.expect(0, "inventory", "--format", "jsonl")
        self.assertIn('"api":"connect"', result.out)

    def test_names_with_terminal_escapes(self):
        self.write("a\033[31m.c", BAD)
        for form in ("text", "json", "sarif", "markdown"):
            result = self.run_resilint("check", "--format", form)
            self.assertNotIn("\033", result.out + result.err)


class Limits(CliTest):
    def expect_lost(self, says, *args, **options):
        """The unit named bad.c is lost, the other one analysed."""
        self.write("z.c", BAD)
        result = self.expect(3, "check", *args, **options)
        self.assertRegex(result.err, r"error: bad\.c: ")
        self.assertEqual(result.err.count("error:"), 1, result.err)
        self.assertRegex(result.err, says)
        self.assertIn("z.c:6", result.out)

    def test_a_unit_that_hangs(self):
        self.write("bad.c", HANG)
        self.expect_lost("1 s", "--time-limit", "1")

    def test_a_unit_that_crashes_the_parser(self):
        self.write("bad.c", DEEP)
        self.database(("bad.c", DEEP_ARGUMENTS), ("z.c", []))
        # A sanitizer would catch the crash and report it at length.
        self.expect_lost("ended by", env={"ASAN_OPTIONS": "handle_segv=0"})

    @unittest.skipIf(SANITIZED, "sanitizers need the address space that the limit takes away")
    def test_a_unit_that_eats_memory(self):
        self.write("bad.c", HUGE)
        self.expect_lost("memory", "--memory-limit", "400M")

    def test_progress_on_a_terminal_only(self):
        self.write("bad.c", HANG)
        self.write("z.c", GOOD)
        command = [str(RESILINT), "check", "--time-limit", "3", "-j1"]
        try:
            main, terminal = pty.openpty()
        except OSError as error:
            self.skipTest(str(error))
        with subprocess.Popen(command, cwd=self.root, stdout=subprocess.PIPE,
                              stderr=terminal) as process:
            out = process.stdout.read()
        os.close(terminal)
        shown = b""
        try:
            while chunk := os.read(main, 4096):
                shown += chunk
        except OSError:
            pass
        os.close(main)
        self.assertIn(b"sources read", shown)
        self.assertNotIn(b"sources read", out)
        piped = self.expect(3, *command[1:])
        self.assertNotIn("sources read", piped.err + piped.out)


class Databases(CliTest):
    def test_not_json(self):
        self.write("a.c", BAD)
        self.write("compile_commands.json", '[{"file": "a.c",}]')
        self.expect_mistake("check", says=["compile_commands.json:1:", "not JSON"])

    def test_wrong_shape(self):
        self.write("a.c", BAD)
        self.write("compile_commands.json", '{"file": "a.c"}')
        self.expect_mistake("check", says=["compile_commands.json", "expected a JSON array"])
        self.write("compile_commands.json", '[{"file": 3}]')
        self.expect_mistake("check", says=["compile_commands.json", "`directory`"])

    def test_no_database_in_the_folder_named(self):
        self.write("a.c", BAD)
        self.expect_mistake("check", "-p", "nowhere", says=["nowhere", "compile_commands.json"])


class Yaml(CliTest):
    """Every mistake names file, line, column, what was expected, and the nearest known key."""

    def test_configuration(self):
        self.write("a.c", BAD)
        for text, place, says in (
                ("exclud: [x]\n", ":1:1:", "exclude"),
                ("exclude: 3\nfail_on: sometimes\n", ":2:", "warning"),
                ("rules:\n  missing-timout: off\n", ":2:3:", "missing-timeout"),
                ("rules:\n  missing-timeout: loud\n", ":2:", "error"),
                ("a: [\n", ":", "yaml")):
            self.write(".resilint.yaml", text)
            result = self.expect(2, "check")
            self.assertIn(".resilint.yaml" + place, result.err)
            self.assertIn(says, result.err)

    def test_configuration_that_is_not_there(self):
        self.expect_mistake("check", "--config", "nosuch.yaml", says=["nosuch.yaml"])

    def test_house_model(self):
        self.write("a.c", BAD)
        self.write(".resilint.yaml", "models: [house.yaml]\n")
        self.write("house.yaml", "library: house\ntitle: House\nfunctions:\n"
                   "  house_get: {doze: request, source: house manual}\n")
        self.expect_mistake("check", says=["house.yaml:4:15", "doze"])

    def test_house_rule(self):
        self.write("a.c", BAD)
        self.write(".resilint.yaml", "extra_rules: [house]\n")
        good = (SOURCE / "rules/missing-timeout/rule.yaml").read_text()
        good = good.replace("id: missing-timeout", "id: house-rule")
        self.write("house/house-rule/rule.yaml", good.replace("timeout:", "timeuot:"))
        result = self.expect(2, "check")
        self.assertRegex(result.err, r"house/house-rule/rule\.yaml:\d+:\d+: .*timeuot")
        self.write("house/house-rule/rule.yaml",
                   good.replace("when:", 'when: {target: {matches: "(unclosed"}}\nwhere:'))
        result = self.expect(2, "check")
        self.assertRegex(result.err, r"house/house-rule/rule\.yaml:\d+:\d+: ")

    def test_checklist(self):
        self.write("a.c", GOOD)
        text = (SOURCE / "checklists/eight-fallacies.yaml").read_text()
        self.write("list.yaml", text.replace("items:", "itmes:", 1))
        self.write(".resilint.yaml", "checklist: list.yaml\n")
        result = self.expect(2, "review")
        self.assertRegex(result.err, r"list\.yaml:\d+:\d+: .*itmes")

    def test_attestations(self):
        self.write("a.c", GOOD)
        self.write("answers.yaml", "- 3\n")
        result = self.expect(2, "review", "--attestations", "answers.yaml")
        self.assertIn("answers.yaml:1:", result.err)
        self.expect(2, "review", "--attestations", "nosuch.yaml")


if __name__ == "__main__":
    unittest.main()
