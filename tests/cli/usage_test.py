"""What the command line says to wrong and to right usage."""
import json
import re
import unittest

from harness import BAD, GOOD, SOURCE, CliTest

COMMANDS = ["check", "review", "inventory", "explain", "rules", "models", "checklists", "dump-ir",
            "extract", "link"]


class Usage(CliTest):
    def test_unknown_words_name_the_nearest_known_one(self):
        self.expect_mistake("chek", says=["'chek'", "did you mean check"])
        self.expect_mistake("check", "--formt", "json", says=["--formt", "did you mean --format"])
        self.expect_mistake("explain", "missing-timout", says=["did you mean missing-timeout"])
        self.expect_mistake("check", "--select", "missing-timout",
                            says=["missing-timout", "missing-timeout"])
        self.expect_mistake("check", "--ignore", "mising-timeout",
                            says=["mising-timeout", "missing-timeout"])

    def test_wrong_values_name_what_was_expected(self):
        self.expect_mistake("check", "--format", "xml", says=["'xml'", "sarif"])
        self.expect_mistake("check", "-j", "none", says=["'none'", "a number from 1"])
        self.expect_mistake("check", "--memory-limit", "much", says=["'much'", "bytes"])
        self.expect_mistake(says=["a command is missing"])
        self.expect_mistake("explain", says=["resilint rules"])

    def test_help_of_each_command(self):
        everything = self.expect(0, "--help").out
        for command in COMMANDS:
            self.assertIn(command, everything)
            self.assertIn("Usage: resilint " + command, self.expect(0, command, "--help").out)

    def test_manual_page_names_every_command_and_option(self):
        manual = (SOURCE / "docs/resilint.1").read_text().replace("\\-", "-")
        for command in COMMANDS:
            self.assertIn(command, manual)
            for option in re.findall(r"--[a-z-]+", self.expect(0, command, "--help").out):
                self.assertIn(option, manual)

    def test_version_names_libclang(self):
        self.assertRegex(self.expect(0, "--version").out,
                         r"^resilint \d+\.\d+\.\d+ \(libclang \d+\.\d+")

    def test_lists(self):
        self.assertIn("missing-timeout", self.expect(0, "rules").out)
        self.assertIn("libcurl", self.expect(0, "models").out)
        self.assertIn("eight-fallacies", self.expect(0, "checklists").out)

    def test_every_rule_is_explained(self):
        for line in self.expect(0, "rules").out.splitlines():
            rule = line.split()[0]
            self.assertIn(rule, self.expect(0, "explain", rule).out)

    def test_data_folder_that_is_not_there(self):
        result = self.run_resilint("rules", env={"RESILINT_DATA": str(self.root / "nowhere")})
        self.assertEqual(result.status, 2)
        self.assertIn("RESILINT_DATA", result.err)

    def test_data_folder_of_the_environment(self):
        result = self.expect(0, "rules", env={"RESILINT_DATA": str(SOURCE)})
        self.assertIn("missing-timeout", result.out)


class Output(CliTest):
    def setUp(self):
        super().setUp()
        self.write("a.c", BAD)

    def test_output_file(self):
        result = self.expect(1, "check", "-o", "report.txt")
        self.assertEqual(result.out, "")
        self.assertIn("missing-timeout", (self.root / "report.txt").read_text())

    def test_output_file_that_cannot_be_written(self):
        self.expect_mistake("check", "-o", "no/such/folder/x", says=["no/such/folder/x"])
        self.expect_mistake("check", "-o", "/dev/full", says=["/dev/full"])

    def test_every_format(self):
        json.loads(self.expect(1, "check", "--format", "json").out)
        json.loads(self.expect(1, "review", "--format", "json").out)
        self.assertEqual(json.loads(self.expect(1, "check", "--format", "sarif").out)["version"],
                         "2.1.0")
        self.assertTrue(self.expect(1, "review", "--format", "markdown").out.startswith("# "))
        for line in self.expect(0, "inventory").out.splitlines():
            self.assertIn("fact", json.loads(line))

    def test_colour(self):
        escape = "\033["
        self.assertNotIn(escape, self.expect(1, "check").out)
        self.assertNotIn(escape, self.expect(1, "review").out)
        self.assertIn(escape, self.expect(1, "check", "--color", "always").out)
        self.assertNotIn(escape, self.expect(1, "check", "--color", "never").out)
        self.assertIn(escape, self.expect(1, "check", "--color=always", env={"NO_COLOR": "1"}).out)

    def test_quiet_and_stats(self):
        self.assertEqual(self.expect(1, "check", "--quiet").err, "")
        result = self.expect(1, "check", "--stats")
        self.assertIn("slowest source", result.err)
        self.assertNotIn("slowest source", result.out)

    def test_dumps(self):
        self.assertIn("a.c", self.expect(0, "check", "--dump", "units").out)
        self.assertEqual(self.expect(0, "check", "--dump", "prefilter").out, "a.c\n")
        self.assertIn("fetch", self.expect(0, "check", "--dump", "ir").out)
        self.assertIn("curl_easy_perform", self.expect(0, "check", "--dump", "program").out)
        self.assertIn('"network_call"', self.expect(0, "check", "--dump", "facts").out)
        self.assertEqual(self.expect(0, "dump-ir", "a.c").out,
                         self.expect(0, "check", "--dump", "ir").out)


class ExitStatus(CliTest):
    def test_nothing_found(self):
        self.write("a.c", GOOD)
        self.expect(0, "check")
        self.expect(0, "inventory")

    def test_findings(self):
        self.write("a.c", BAD)
        self.expect(1, "check")
        self.expect(1, "check", "--fail-on", "note")
        self.expect(1, "check", "--fail-on", "error")
        self.expect(0, "check", "--fail-on", "never")
        self.expect(0, "check", "--ignore", "missing-timeout", "--fail-on", "error")
        self.expect(0, "inventory")

    def test_the_configuration_sets_the_gate(self):
        self.write("a.c", BAD)
        self.write(".resilint.yaml", "fail_on: never\n")
        self.expect(0, "check")
        self.expect(1, "check", "--fail-on", "error")

    def test_select_and_ignore(self):
        self.write("a.c", BAD)
        self.assertEqual(self.rules_found("--select", "missing-timeout"),
                         [("a.c", 6, "missing-timeout")])
        self.assertEqual(self.rules_found("--ignore", "missing-timeout", status=0), [])

    def test_suppression(self):
        self.write("a.c", BAD.replace("perform(curl);", "perform(curl); "
                                      "// resilint: allow(missing-timeout): a test server"))
        self.expect(0, "check")


if __name__ == "__main__":
    unittest.main()
