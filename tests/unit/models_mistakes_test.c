/* Every kind of mistake in a model file gets its message, with line and column. */
#include "base/diag.h"
#include "models/model.h"
#include "scratch_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static struct scratch_tree tree;
static FILE *messages;
static int saved_stderr;

static int begin_capture(void **state)
{
    (void)state;
    scratch_tree_init(&tree);
    messages = tmpfile();
    saved_stderr = dup(STDERR_FILENO);
    dup2(fileno(messages), STDERR_FILENO);
    return 0;
}

static int end_capture(void **state)
{
    (void)state;
    dup2(saved_stderr, STDERR_FILENO);
    close(saved_stderr);
    fclose(messages);
    scratch_tree_finish(&tree);
    return 0;
}

/* What was said since the last call. */
static const char *said(void)
{
    static char text[16384];
    fflush(stderr);
    rewind(messages);
    text[fread(text, 1, sizeof text - 1, messages)] = '\0';
    if (ftruncate(fileno(messages), 0) != 0) {
        abort();
    }
    rewind(messages);
    return text;
}

static void refuses(const char *yaml, const char *message)
{
    struct model_set models = {0};
    uint32_t before = diag_count(DIAG_ERROR);
    scratch_write(&tree, "m.yaml", yaml);
    models_load_file(&models, scratch_path(&tree, "m.yaml"));
    models_finish(&models);
    const char *text = said();
    if (diag_count(DIAG_ERROR) == before || strstr(text, message) == NULL) {
        printf("for the model\n%s\nexpected '%s', got '%s'\n", yaml, message, text);
        fail();
    }
}

/* One handle kind `line` and a function `f` with the given entry, which begins at 9:6. */
static void refuses_function(const char *entry, const char *message)
{
    char yaml[2048];
    snprintf(yaml, sizeof yaml,
             "library: test\n"
             "constants: {LIMIT: 7, LEVEL: 2}\n"
             "handles:\n"
             "  line:\n"
             "    settings: {limit: {unit: ms}, quick: {}}\n"
             "    bounds: {total: {any: [{limit: positive}]}}\n"
             "  plain: {}\n"
             "functions:\n"
             "  f: %s\n",
             entry);
    refuses(yaml, message);
}

static void files_must_be_models(void **state)
{
    (void)state;
    refuses("[1, 2]\n", "m.yaml:1:1: a model must begin with 'library: NAME'");
    refuses("title: x\n", "m.yaml:1:1: a model must begin with 'library: NAME'");
    refuses("", "m.yaml:1:1: a model must begin with 'library: NAME'");
    refuses("library: x\nfuntions: {}\n", "m.yaml:2:1: unknown key 'funtions', did you mean "
                                          "'functions'?");
    refuses("library: [x]\n", "m.yaml:1:10: found a list for 'library', expected a text");
    refuses("library: x\nheaders: a.h\n", "m.yaml:2:10: 'headers' must be a list");
    refuses("library: x\nconstants: [A]\n", "m.yaml:2:12: 'constants' must be a map");
    refuses("library: x\nconstants: {A: b}\n", "m.yaml:2:16: found 'b' for 'A', expected a whole");
    refuses("library: x\nhandles: 3\n", "m.yaml:2:10: 'handles' must be a map");
    refuses("library: x\nfunctions: [f]\n", "m.yaml:2:12: 'functions' must be a map");

    struct model_set models = {0};
    models_load_file(&models, "/nowhere/m.yaml");
    models_load_folder(&models, "/nowhere");
    models_finish(&models);
    const char *text = said();
    assert_non_null(strstr(text, "/nowhere/m.yaml: the file cannot be read"));
    assert_non_null(strstr(text, "/nowhere: the folder of models cannot be read"));
}

static void handles_are_checked(void **state)
{
    (void)state;
    refuses("library: x\nhandles:\n  a: {setings: {}}\n",
            "m.yaml:3:7: unknown key 'setings', did you mean 'settings'?");
    refuses("library: x\nhandles:\n  a: {settings: {t: {unit: sec}}}\n",
            "m.yaml:3:28: unknown unit 'sec'");
    refuses("library: x\nhandles:\n  a: {settings: [t]}\n", "'settings' must be a map");
    refuses("library: x\nhandles:\n  a: {options: {OPT: {}}}\n",
            "m.yaml:3:17: 'OPT' is neither a whole number nor one of the constants");
    refuses("library: x\nconstants: {OPT_A: 1}\nhandles:\n  a: {options: {OTP_A: {}}}\n",
            "m.yaml:4:17: unknown constant 'OTP_A', did you mean 'OPT_A'?");
    refuses(
        "library: x\nconstants: {OPT: 1}\nhandles:\n  a: {settings: {OPT: {}}, options: {OPT: {}}}"
        "\n",
        "the setting 'OPT' stands twice");
    refuses("library: x\nconstants: {OPT: 1}\nhandles:\n  a: {options: {OPT: {clears: [OPTT]}}}\n",
            "m.yaml:4:32: 'a' has no setting 'OPTT', did you mean 'OPT'?");
    refuses("library: x\nhandles:\n  a: {idempotency_key: H}\n", "'a' has no setting 'H'");
}

static void bounds_are_checked(void **state)
{
    (void)state;
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, bounds: {b: {any: [{s: positive}]}}}\n",
            "m.yaml:3:46: 'a' has no setting 's'");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, bounds: {b: {any: {t: positive}}}}\n",
            "m.yaml:3:44: 'any' must be a list of conditions");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, bounds: {b: {any: [t]}}}\n",
            "m.yaml:3:45: a condition is a map of one setting");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, bounds: {b: {any: [{t: postive}]}}}\n",
            "m.yaml:3:49: unknown t 'postive', did you mean 'positive'?");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, bounds: {b: {any: [{t: {gtt: 0}}]}}}\n",
            "unknown key 'gtt', did you mean 'gt'?");
    refuses("library: x\nhandles:\n  a: {bounds: {b: {}}}\n",
            "m.yaml:3:16: the bound 'b' needs 'any', 'all', 'always' or a 'default'");
    refuses("library: x\nhandles:\n  a: {bounds: {b: {always: yes, all: []}}}\n",
            "m.yaml:3:16: a bound has one of 'any', 'all' and 'always'");
    refuses("library: x\nhandles:\n  a: {bounds: {b: {default: 300}}}\n",
            "m.yaml:3:29: found '300', expected a length of time with its unit");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, methods: {t: {when: nonzero}}}\n",
            "m.yaml:3:46: expected one range of values");
    refuses("library: x\nhandles:\n  a: {settings: {t: {}}, methods: {u: {}}}\n",
            "m.yaml:3:36: 'a' has no setting 'u'");
}

static void functions_are_checked(void **state)
{
    (void)state;
    refuses_function("{}", "m.yaml:9:3: 'f' has no 'source'");
    refuses_function("{source: f(3), doess: send}", "m.yaml:9:21: unknown key 'doess'");
    refuses_function("{source: f(3), does: sned}", "m.yaml:9:27: unknown does 'sned', did you mean "
                                                   "'send'?");
    refuses_function("{source: f(3), on: 16, kind: line}", "m.yaml:9:25: expected the number of an "
                                                           "argument, 0 to 15");
    refuses_function("{source: f(3), on: 0}", "m.yaml:9:21: 'on' needs 'kind'");
    refuses_function("{source: f(3), on: 0, kind: lien}",
                     "m.yaml:9:34: unknown kind of handle 'lien', did you mean 'line'?");
    refuses_function("{source: f(3), on: 0, kind: line, needs: total}",
                     "m.yaml:9:47: 'needs' must be a list");
    refuses_function("{source: f(3), on: 0, kind: line, needs: [totl]}",
                     "m.yaml:9:48: 'line' has no bound 'totl', did you mean 'total'?");
    refuses_function("{source: f(3), needs: [total]}", "m.yaml:9:21: 'needs' names bounds of a "
                                                       "handle");
    refuses_function("{source: f(3), blocks: yes, needs: []}", "m.yaml:9:3: 'f' blocks but 'does'");
    refuses_function("{source: f(3), does: send, blocks: yes}",
                     "m.yaml:9:3: 'f' blocks but nothing says for how long");
    refuses_function("{source: f(3), blocks: maybe}", "found 'maybe' for 'blocks', expected yes");
    refuses_function("{source: f(3), idempotent: sometimes}", "unknown idempotent 'sometimes'");
    refuses_function("{source: f(3), creates: {in: returned}}",
                     "m.yaml:9:21: 'creates' needs 'in'");
    refuses_function("{source: f(3), creates: {in: back, kind: line}}",
                     "m.yaml:9:35: expected the number of an argument, counted from 0, or 'ret");
    refuses_function("{source: f(3), copies: 0}", "'copies' and 'inherits' say where");
    refuses_function("{source: f(3), appends: {to: 0}}", "m.yaml:9:21: 'appends' needs 'text'");
    refuses_function("{source: f(3), attaches: {to: 0}}", "m.yaml:9:21: 'attaches' needs 'handle'");
    refuses_function("{source: f(3), calls: {data: 0}}", "m.yaml:9:21: 'calls' needs 'function'");
    refuses_function("{source: f(3), text: {arg: 0}}", "m.yaml:9:21: 'text' needs 'arg' and 'lang");
    refuses_function("{source: f(3), clock: {arg: 0}}", "m.yaml:9:21: 'clock' needs 'unit'");
    refuses_function("{source: f(3), prompt: {arg: 0}}", "m.yaml:9:21: 'prompt' needs 'arg' and");
    refuses_function("{source: f(3), tells: {into: 0}}", "m.yaml:9:21: 'tells' needs 'into', and");
    refuses_function("{source: f(3), target: {seting: x}}", "unknown key 'seting'");
    refuses("library: x\nfunctions:\n  f: send\n",
            "m.yaml:3:6: found 'send' for 'f', expected a map");
}

static void values_are_checked(void **state)
{
    (void)state;
    refuses_function("{source: f(3), sleeps: {arg: 0}}",
                     "m.yaml:9:21: a time given as a number needs its 'unit'");
    refuses_function("{source: f(3), sleeps: {arg: 0, as: timespec, unit: s}}",
                     "m.yaml:9:21: a timeval or timespec has no 'unit'");
    refuses_function("{source: f(3), sleeps: {unit: s}}", "m.yaml:9:21: a time needs 'arg'");
    refuses_function("{source: f(3), sleeps: {arg: 0, unit: s, infinite: never}}",
                     "unknown infinite 'never', expected one of: negative, zero, null, greatest");
    refuses_function("{source: f(3), sleeps: {arg: 0, as: record, unit: s}}",
                     "m.yaml:9:21: a time in a record needs its 'member'");
    refuses_function("{source: f(3), sleeps: {arg: 0, as: record, member: at}}",
                     "m.yaml:9:21: a time given as a number needs its 'unit'");
    refuses_function("{source: f(3), sleeps: {fixed: 5 days}}",
                     "found '5 days', expected a length");
    refuses_function("{source: f(3), fails: {errno: [LIMIT]}}", "m.yaml:9:21: 'fails' needs 'ret");
    refuses_function("{source: f(3), fails: {return: 0, errno: LIMIT}}", "'errno' must be a list");
    refuses_function("{source: f(3), fails: {return: LIMTI}}",
                     "m.yaml:9:37: unknown constant 'LIMTI', did you mean 'LIMIT'?");
    refuses_function("{source: f(3), fails: {return: {not: [LIMIT, LEVL]}}}",
                     "unknown constant 'LEVL', did you mean 'LEVEL'?");
    refuses_function("{source: f(3), fails: {return: 'x'}}",
                     "unknown return 'x', expected one of: negative");
}

static void attempts_are_checked(void **state)
{
    (void)state;
    refuses_function("{source: f(3), delay: {growing: yes}}", "m.yaml:9:21: 'delay' needs 'in'");
    refuses_function("{source: f(3), delay: {in: sleeps}}",
                     "m.yaml:9:33: expected the number of an argument, counted from 0, or 'ret");
    refuses_function("{source: f(3), delay: {in: returned, growin: yes}}",
                     "m.yaml:9:43: unknown key 'growin', did you mean 'growing'?");
    refuses_function("{source: f(3), sleeps: {fixed: 5 s}, delay: {in: slept}}",
                     "m.yaml:9:55: 'sleeps' says already how long it sleeps");
    refuses_function("{source: f(3), refuses: {guard: breaker}}",
                     "m.yaml:9:21: 'refuses' needs 'return'");
    refuses_function("{source: f(3), refuses: {return: LIMTI}}",
                     "m.yaml:9:39: unknown constant 'LIMTI', did you mean 'LIMIT'?");
    refuses_function("{source: f(3), refuses: {return: 0, after: {arg: 1}}}",
                     "m.yaml:9:42: 'after' needs 'arg'");
    refuses_function("{source: f(3), on: 0, kind: line, refuses: {return: 0, over: quik}}",
                     "m.yaml:9:67: 'line' has no setting 'quik', did you mean 'quick'?");
    refuses_function("{source: f(3), refuses: {return: 0, over: quick}}",
                     "m.yaml:9:48: the setting 'quick' belongs to no handle here");
    refuses_function("{source: f(3), kind: line, refuses: {return: 0, over: quick}}",
                     "m.yaml:9:54: 'over' is a setting of the handle 'on'");
    refuses_function("{source: f(3), retries: yes}",
                     "m.yaml:9:30: found 'yes' for 'retries', expected a map");
    refuses_function("{source: f(3), retries: {}}", "m.yaml:9:21: 'retries' needs 'bounded'");
    refuses_function("{source: f(3), cases: {arg: 0}}", "m.yaml:9:28: 'cases' must be a list");
    refuses_function("{source: f(3), cases: [{arg: 0, is: 1}]}", "m.yaml:9:29: a case needs 'arg'");
    refuses_function("{source: f(3), does: send, key_in: {member: key}}",
                     "m.yaml:9:33: 'key_in' needs 'arg'");
    refuses_function("{source: f(3), key_in: {arg: 1}}",
                     "m.yaml:9:21: 'key_in' is about a request; say with 'does' which it is");
}

static void effects_are_checked(void **state)
{
    (void)state;
    refuses_function("{source: f(3), on: 0, kind: line, configures: {set: limit}}",
                     "m.yaml:9:52: 'configures' must be a list of effects");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{set: limit}]}",
                     "m.yaml:9:53: an effect needs 'on'");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limt, to: 1}]}",
                     "m.yaml:9:66: 'line' has no setting 'limt', did you mean 'limit'?");
    refuses_function("{source: f(3), configures: [{on: 0, set: limit, to: 1}]}",
                     "the setting 'limit' belongs to no handle here; say its 'kind'");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit}]}",
                     "a setting is set either 'to' a number or 'from' an argument");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit, from: 1, "
                     "as: bit}]}",
                     "'as: bit' and 'bits' belong together");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit, to: 1, "
                     "in_time: yes}]}",
                     "'in_time' speaks of the call's own 'timeout'");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit, to: 1, "
                     "members: {}}]}",
                     "'members' names one field and its bits");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit, to: 1, "
                     "when: {a: LIMIT}}]}",
                     "expected the number of an argument");
    refuses_function("{source: f(3), on: 0, kind: line, configures: [{on: 0, set: limit, to: 1, "
                     "when: {}}]}",
                     "'when' must be a map of one or two arguments");
    refuses_function("{source: f(3), on: 0, kind: plain, options: {on: 0, key: 1, value: 2}}",
                     "m.yaml:9:41: the handle's kind has no options");
    refuses_function("{source: f(3), on: 0, kind: line, options: {on: 0, key: 1}}",
                     "'options' needs 'on', 'key' and 'value'");
    refuses_function("{source: f(3), through: call}",
                     "m.yaml:9:21: 'through' needs a record and its field: \"struct ops.call\"");
}

static void names_must_be_unambiguous(void **state)
{
    (void)state;
    struct model_set models = {0};
    scratch_write(&tree, "two/a.yaml",
                  "library: a\nhandles: {link: {}}\n"
                  "functions: {open_link: {source: a}}\n");
    scratch_write(&tree, "two/b.yaml",
                  "library: b\nhandles: {link: {}}\n"
                  "functions: {open_link: {source: b}}\n");
    scratch_write(&tree, "two/c.yaml",
                  "library: c\nfunctions:\n  f: {source: c, on: 0, kind: link}\n"
                  "  g: {source: c, on: 0, kind: b.link}\n");
    scratch_write(&tree, "two/notes.txt", "no model");
    models_load_folder(&models, scratch_path(&tree, "two"));
    const char *text = said();
    assert_non_null(strstr(text, "b.yaml:3:13: 'open_link' is already described in"));
    assert_non_null(strstr(text, "c.yaml:3:31: both a and b have a kind of handle 'link'"));
    uint32_t kind = models_find(&models, "g")->handle_kind;
    assert_string_equal(models.handle_kinds.items[kind].library->name, "b");
    assert_null(strstr(text, "'on' needs 'kind'"));
    models_finish(&models);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_must_be_models), cmocka_unit_test(handles_are_checked),
        cmocka_unit_test(bounds_are_checked),   cmocka_unit_test(functions_are_checked),
        cmocka_unit_test(values_are_checked),   cmocka_unit_test(attempts_are_checked),
        cmocka_unit_test(effects_are_checked),  cmocka_unit_test(names_must_be_unambiguous),
    };
    return cmocka_run_group_tests(tests, begin_capture, end_capture);
}
