"""check in two steps: extract reads sources, link finds."""
import re
import unittest

from harness import BAD, SOURCE, CliTest

MAKE = """#include <curl/curl.h>
CURL *make(void)
{
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 2000L);
    return curl;
}
"""
USE = """#include <curl/curl.h>
CURL *make(void);
int use(void)
{
    CURL *curl = make();
    return curl_easy_perform(curl) == CURLE_OK;
}
"""


class Modules(CliTest):
    def test_link_finds_what_check_finds(self):
        self.write("make.c", MAKE)
        self.write("use.c", USE)
        self.write("bad.c", BAD)
        whole = self.expect(1, "check", "--format", "json")
        for name in ("make", "use", "bad"):
            self.expect(0, "extract", "-o", name + ".rir", name + ".c")
        self.assertEqual(self.expect(1, "link", "--format", "json", "make.rir", "use.rir",
                                     "bad.rir").out, whole.out)

    def test_modules_may_be_appended_to_each_other(self):
        self.write("make.c", MAKE)
        self.write("use.c", USE)
        both = b""
        for name in ("make", "use"):
            self.expect(0, "extract", "-o", name + ".rir", name + ".c")
            both += (self.root / (name + ".rir")).read_bytes()
        (self.root / "both.rir").write_bytes(both)
        facts = self.expect(0, "link", "--format", "jsonl", "both.rir").out
        self.assertIn('"timeout":"bounded","timeout_ms":2000', facts)
        facts = self.expect(0, "link", "--format", "jsonl", "use.rir").out
        self.assertIn('"timeout":"unknown"', facts)

    def test_files_that_are_no_modules(self):
        self.write("a.c", BAD)
        self.write("text.rir", "nothing of the kind\n" * 20)
        self.expect_mistake("link", says=["extract"])
        self.assertIn("nosuch.rir", self.expect(2, "link", "nosuch.rir").err)
        self.assertIn("text.rir", self.expect(2, "link", "text.rir").err)
        self.expect(0, "extract", "-o", "a.rir", "a.c")
        bytes_of_a = (self.root / "a.rir").read_bytes()
        for length in (1, 16, len(bytes_of_a) // 2, len(bytes_of_a) - 1):
            (self.root / "cut.rir").write_bytes(bytes_of_a[:length])
            self.assertIn("cut.rir", self.expect(2, "link", "cut.rir").err)

    def test_summaries_are_as_documented(self):
        page = (SOURCE / "docs/summaries.md").read_text()
        examples = re.findall(r"```c\n/\* (\S+) \*/\n(.*?)```\n\n```\n(.*?)```", page, re.S)
        self.assertEqual([name for name, _, _ in examples], ["wait.c", "lock.c", "pause.c"])
        for name, source, summary in examples:
            self.write(name, source)
            self.assertEqual(self.expect(0, "check", "--dump", "summary", name).out, summary)


if __name__ == "__main__":
    unittest.main()
