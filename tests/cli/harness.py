"""Runs resilint in a temporary tree, as a user would."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RESILINT = pathlib.Path(os.environ["RESILINT"])
SANITIZED = os.environ.get("SANITIZED", "0") not in ("0", "OFF", "")

# A request that nothing bounds, and the same with a bound.
BAD = """#include <curl/curl.h>
int fetch(const char *url)
{
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return code == CURLE_OK;
}
"""
GOOD = BAD.replace("url);\n    CURLcode", "url);\n    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 5L);"
                   "\n    CURLcode")

# Sources that the parser does not get over: it runs for ever, out of stack, out of memory.
HANG = "#include <sys/socket.h>\nint f(void) { return connect(0, 0, 0); }\n#define A0 1 +\n" + "".join(
    f"#define A{i} A{i - 1} A{i - 1}\n" for i in range(1, 40)) + "#if A39 0\n#endif\n"
DEEP = ("#include <sys/socket.h>\nint f(void) { return connect(0, 0, 0) + " + "(" * 400000 + "1"
        + ")" * 400000 + "; }\n")
DEEP_ARGUMENTS = ["-fbracket-depth=1000000"]
HUGE = "#include <sys/socket.h>\nint f(void) { return connect(0, 0, 0); }\nint a[] = {\n" + (
    "1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,\n" * 400000) + "};\n"


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="resilint-cli-"))
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def database(self, *entries, name="compile_commands.json"):
        """Entries: (file, arguments)."""
        self.write(name, json.dumps([
            {"directory": str(self.root), "file": file, "arguments": ["cc", *args, "-c", file]}
            for file, args in entries]))

    def run_resilint(self, *args, cwd=None, env=None, program=None, **options):
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        environment.update(env or {})
        return Result(subprocess.run([str(program or RESILINT), *args], cwd=cwd or self.root,
                                     env=environment, capture_output=True, text=True,
                                     timeout=300, check=False, **options))

    def expect(self, status, *args, **options):
        result = self.run_resilint(*args, **options)
        self.assertEqual(result.status, status, result.out[:2000] + result.err)
        self.assertNotIn("Sanitizer", result.err)
        return result

    def expect_mistake(self, *args, says, **options):
        """Exit status 2 and one clear message."""
        result = self.expect(2, *args, **options)
        errors = [line for line in result.err.splitlines() if "error:" in line]
        self.assertEqual(len(errors), 1, result.err)
        for text in says:
            self.assertIn(text, errors[0])
        return result

    def rules_found(self, *args, status=1, **options):
        """(file, line, rule) of each finding."""
        result = self.expect(status, "check", "--format", "sarif", *args, **options)
        found = []
        for item in json.loads(result.out)["runs"][0]["results"]:
            place = item["locations"][0]["physicalLocation"]
            found.append((place["artifactLocation"]["uri"], place["region"]["startLine"],
                          item["ruleId"]))
        return found
