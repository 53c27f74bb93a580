"""Code that takes the advice is clean: examples/orders-resilient and libresil's own sources."""
import json
import shutil
import unittest

from harness import SOURCE, CliTest

# libresil's tests misbehave on purpose.
OWN_SOURCES = ["include", "src", "adapters/include", "adapters/src", "sim", "bench"]


TODAY = "1795000000"  # when the answers in the example are fresh
AUTOMATIC = 17  # items that code, files and figures answer; the others need a person

FILLS = """#include <resil/curl.h>
#include <resil/pg.h>
#include <resil/redis.h>
#include <resil/socket.h>
void after_curl(CURL *e, struct resil_retry_policy *p, struct resil_deadline d)
{
    struct resil_curl_result r = {0};
    if (resil_curl_perform(e, p, d, NULL, &r) == RESIL_OK && r.http == 200)
        PQexec(PQconnectdb(""), "SELECT 1");
}
void after_send(int fd, struct resil_deadline d)
{
    size_t sent = 0;
    if (resil_socket_send(fd, "x", 1, d, &sent) != RESIL_OK && sent > 0)
        PQexec(PQconnectdb(""), "SELECT 1");
}
void after_query(struct resil_pg *pg, struct resil_deadline d)
{
    PGresult *result = NULL;
    if (resil_pg_query(pg, d, "SELECT 1", 0, NULL, &result) == RESIL_OK && result)
        PQexec(PQconnectdb(""), "SELECT 1");
}
void after_command(struct resil_redis *redis, struct resil_deadline d, const char **words)
{
    redisReply *reply = NULL;
    if (resil_redis_command(redis, d, 2, words, NULL, &reply) == RESIL_OK && reply)
        PQexec(PQconnectdb(""), "SELECT 1");
}
"""


class Resilient(CliTest):
    def clean(self, *operands):
        run = self.expect(0, "check", "--format", "json", "--fail-on", "note", *operands)
        report = json.loads(run.out)
        self.assertEqual([finding for finding in report["findings"]
                          if finding["state"] != "suppressed"], [])
        self.assertGreater(len(report["calls"]), 0)
        return run

    def test_the_example_is_clean(self):
        shutil.copytree(SOURCE / "examples/orders-resilient", self.root, dirs_exist_ok=True)
        run = self.clean()
        self.assertEqual(run.err, "")

    def test_what_libresil_fills_is_unknown_afterwards(self):
        self.write("fills.c", FILLS)
        report = json.loads(self.expect(1, "check", "--format", "json").out)
        self.assertEqual({finding["line"] for finding in report["findings"]
                          if finding["rule"] in ("missing-timeout", "partial-timeout")},
                         {number for number, line in enumerate(FILLS.splitlines(), 1)
                          if "PQexec" in line})

    def test_nothing_is_open_in_the_review_of_the_example(self):
        shutil.copytree(SOURCE / "examples/orders-resilient", self.root, dirs_exist_ok=True)
        run = self.expect(0, "review", "--format", "json", "--fail-on", "note",
                          env={"SOURCE_DATE_EPOCH": TODAY})
        checklist = json.loads(run.out)["checklist"]
        self.assertEqual(checklist["unchecked"], 0)
        self.assertEqual([item["id"] for item in checklist["items"]
                          if item["state"] not in ("pass", "not-applicable")], [])
        asked_of_people = [item for item in checklist["items"] if not item["automatic"]]
        self.assertTrue(all(item["by"] for item in asked_of_people))
        self.assertGreaterEqual(checklist["automatic"], AUTOMATIC)

    def test_libresil_is_clean(self):
        for folder in OWN_SOURCES:
            shutil.copytree(SOURCE / "resilience" / folder, self.root / folder)
        self.clean()


if __name__ == "__main__":
    unittest.main()
