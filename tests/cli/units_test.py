"""Which sources are analysed, and how often they are reported."""
import json
import unittest

from harness import BAD, GOOD, CliTest

CONDITIONAL = BAD.replace("    CURLcode", "#ifdef BOUNDED\n    curl_easy_setopt(curl, "
                          "CURLOPT_TIMEOUT, 5L);\n#endif\n    CURLcode")


class Units(CliTest):
    def test_no_database_at_all(self):
        self.write("src/a.c", '#include "api.h"\n' + BAD)
        self.write("include/api.h", "int fetch(const char *url);\n")
        self.assertEqual(self.rules_found(), [("src/a.c", 7, "missing-timeout")])
        self.assertEqual(self.rules_found("src"), [("src/a.c", 7, "missing-timeout")])
        self.assertEqual(self.rules_found("src/a.c"), [("src/a.c", 7, "missing-timeout")])

    def test_the_same_file_under_two_commands_is_reported_once(self):
        self.write("a.c", BAD)
        self.database(("a.c", []), ("a.c", ["-DX"]))
        self.assertEqual(self.rules_found(), [("a.c", 6, "missing-timeout")])

    def test_both_commands_of_a_file_are_analysed(self):
        self.write("a.c", CONDITIONAL)
        self.database(("a.c", ["-DBOUNDED"]))
        self.assertEqual(self.rules_found(status=0), [])
        self.database(("a.c", ["-DBOUNDED"]), ("a.c", []))
        self.assertEqual(self.rules_found(), [("a.c", 9, "missing-timeout")])

    def test_database_folder(self):
        self.write("a.c", CONDITIONAL)
        self.database(("a.c", ["-DBOUNDED"]), name="out/compile_commands.json")
        self.assertEqual(len(self.rules_found()), 1)
        self.assertEqual(self.rules_found("-p", "out", status=0), [])

    def test_arguments_after_two_dashes(self):
        self.write("a.c", CONDITIONAL)
        self.assertEqual(len(self.rules_found("a.c")), 1)
        self.assertEqual(self.rules_found("a.c", "--", "-DBOUNDED", status=0), [])

    def test_a_file_that_the_database_does_not_name(self):
        self.write("a.c", "int unrelated;\n")
        self.write("b.c", CONDITIONAL)
        self.database(("a.c", ["-DBOUNDED"]))
        self.assertEqual(self.rules_found("b.c", status=0), [])

    def test_a_database_that_names_missing_files(self):
        self.write("a.c", BAD)
        self.database(("a.c", []), ("gone.c", []))
        result = self.expect(1, "check")
        self.assertIn("warning: compile_commands.json: names gone.c, which does not exist",
                      result.err)

    def test_hostile_arguments_do_nothing(self):
        self.write("a.c", BAD)
        self.database(("a.c", ["-fplugin=./evil.so", "-Xclang", "-load", "-Xclang", "./evil.so",
                               "-MD", "-MF", "written.d", "-save-temps", "-o", "written.o",
                               "@args.rsp", "--config", "evil.cfg", "-wrapper", "touch,written"]))
        before = sorted(path.name for path in self.root.iterdir())
        self.assertEqual(self.rules_found(), [("a.c", 6, "missing-timeout")])
        self.assertEqual(sorted(path.name for path in self.root.iterdir()), before)

    def test_excluded_files(self):
        self.write("a.c", GOOD)
        self.write("vendor/b.c", BAD)
        self.write(".resilint.yaml", "exclude: [vendor/**]\n")
        self.assertEqual(self.rules_found(status=0), [])

    def test_from_a_folder_below(self):
        self.write("src/a.c", BAD)
        self.database(("src/a.c", []), name="build/compile_commands.json")
        self.assertEqual(self.rules_found(cwd=self.root / "src"), [("a.c", 6, "missing-timeout")])


class Rounds(CliTest):
    """A call's bound may be set, and its loop may stand, in another unit."""

    def test_a_helper_in_another_unit_sets_the_bound(self):
        self.write("bound.c", "#include <curl/curl.h>\nvoid set_bound(CURL *curl)\n{\n"
                   "    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 3L);\n}\n")
        self.write("a.c", BAD.replace("    CURLcode", "    set_bound(curl);\n    CURLcode")
                   .replace("int fetch", "void set_bound(CURL *curl);\nint fetch"))
        self.assertEqual(self.rules_found(status=0), [])

    def test_a_helper_that_is_not_read_may_set_the_bound(self):
        self.write("a.c", BAD.replace("    CURLcode", "    set_bound(curl);\n    CURLcode")
                   .replace("int fetch", "void set_bound(CURL *curl);\nint fetch"))
        self.assertEqual(self.rules_found(status=0), [])
        self.write("left_out.c", "#include <curl/curl.h>\n#ifdef WITH_BOUND\n"
                   "void set_bound(CURL *curl)\n{\n"
                   "    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 3L);\n}\n#endif\n")
        self.assertEqual(self.rules_found(status=0), [])

    def test_a_helper_that_need_not_be_read_sets_nothing(self):
        self.write("names.c", "#include <curl/curl.h>\nstatic int count;\n"
                   "void count_handle(CURL *curl)\n{\n    count += curl != NULL;\n}\n")
        self.write("a.c", BAD.replace("    CURLcode", "    count_handle(curl);\n    CURLcode")
                   .replace("int fetch", "void count_handle(CURL *curl);\nint fetch"))
        self.assertEqual(self.expect(0, "check", "--dump", "prefilter").out, "a.c\n")
        self.assertEqual(self.rules_found(), [("a.c", 8, "missing-timeout")])
        self.assertEqual(self.rules_found("a.c", status=0), [])

    def test_a_caller_in_another_unit_retries(self):
        self.write("a.c", GOOD)
        self.write("b.c", "int fetch(const char *url);\nint fetch_twice(const char *url)\n{\n"
                   "    for (int i = 0; i < 2; i++) {\n        if (fetch(url)) {\n"
                   "            return 1;\n        }\n    }\n    return 0;\n}\n")
        self.assertEqual(self.rules_found("--select", "retry-without-backoff"),
                         [("b.c", 4, "retry-without-backoff")])

    def test_levels_limit_how_far_callers_are_followed(self):
        self.write("a.c", GOOD)
        self.write("b.c", "int fetch(const char *url);\nint b(void) { return fetch(\"x\"); }\n")
        self.write("c.c", "int b(void);\nint c(void) { return b(); }\n")
        chosen = ["check", "--dump", "prefilter"]
        self.assertEqual(self.expect(0, *chosen).out, "a.c\nb.c\nc.c\n")
        self.assertEqual(self.expect(0, *chosen, "--levels", "1").out, "a.c\nb.c\n")
        self.assertEqual(self.expect(0, *chosen, "--levels", "0").out, "a.c\n")


class SameBytes(CliTest):
    def test_workers_do_not_change_the_output(self):
        for i in range(12):
            self.write(f"src/u{i}.c", (BAD if i % 2 else GOOD).replace("fetch", f"fetch{i}"))
        for command, status in (("check", 1), ("review", 1), ("inventory", 0)):
            formats = ["jsonl"] if command == "inventory" else ["text", "json", "sarif", "markdown"]
            for form in formats:
                one = self.expect(status, command, "--format", form, "-j1")
                eight = self.expect(status, command, "--format", form, "-j8")
                self.assertEqual(one.out, eight.out)
                self.assertEqual(one.err, eight.err)
                self.assertEqual(one.out, self.expect(status, command, "--format", form).out)

    def test_inventory_is_one_object_a_line(self):
        self.write("a.c", BAD)
        facts = [json.loads(line) for line in self.expect(0, "inventory").out.splitlines()]
        self.assertEqual([fact["api"] for fact in facts], ["curl_easy_perform"])
        self.assertEqual(facts[0]["timeout"], "none")


if __name__ == "__main__":
    unittest.main()
