/* What of a compiler's command may reach libclang. */
#include "base/text.h"
#include "compdb/unit.h"
#include "compdb/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

/* Splits as a shell would, filters, and joins with blanks. */
static void expect(const char *command, const char *kept)
{
    struct arena arena = {0};
    struct word_list list = {0};
    struct text text = {0};
    words_split(&list, &arena, command);
    const char **out = arena_alloc(&arena, list.words.count * sizeof *out);
    uint32_t count = arguments_allowed(list.words.items, list.words.count, out);
    assert_true(count <= list.words.count);
    for (uint32_t i = 0; i < count; i++) {
        text_printf(&text, "%s%s", i == 0 ? "" : " ", out[i]);
    }
    assert_string_equal(text_string(&text), kept);
    text_finish(&text);
    vec_finish(&list.words);
    arena_finish(&arena);
}

static void what_parsing_needs_is_kept(void **state)
{
    (void)state;
    expect("-Iinclude -I ../lib -DA=1 -D B -UC -U D", "-Iinclude -I ../lib -DA=1 -D B -UC -U D");
    expect("-isystem /x -isystem/y -iquote . -idirafter z", "-isystem /x -isystem/y -iquote . "
                                                            "-idirafter z");
    expect("-include config.h -imacros m.h", "-include config.h -imacros m.h");
    expect("-std=gnu99 -ansi --std=c11", "-std=gnu99 -ansi --std=c11");
    expect("-x c -xc", "-x c -xc");
    expect("-target x86_64-linux-gnu --target=arm-none-eabi", "-target x86_64-linux-gnu "
                                                              "--target=arm-none-eabi");
    expect("-funsigned-char -fshort-enums -fms-extensions -fno-builtin -fno-builtin-printf",
           "-funsigned-char -fshort-enums -fms-extensions -fno-builtin -fno-builtin-printf");
    expect("-m32 -pthread -nostdinc", "-m32 -pthread -nostdinc");
    expect("--sysroot=/s --sysroot /s -isysroot /s", "--sysroot=/s --sysroot /s -isysroot /s");
}

static void what_is_not_about_parsing_is_dropped(void **state)
{
    (void)state;
    expect("-c -O2 -g -Wall -Werror -fPIC -fno-strict-aliasing -pipe a.c b.o -lm", "-fPIC");
    expect("-MD -MMD -MP -MG -M -MM -S -E -save-temps -ftime-report", "");
    expect("-march=armv8-a -mcpu=x -mavx2 -mthumb -finput-charset=latin1 -std=c++17 -std=odd", "");
    expect("-fsanitize=address -fprofile-use=x -flto -fuse-ld=gold", "");
}

static void nothing_loads_code(void **state)
{
    (void)state;
    expect("-fplugin=evil.so -fplugin-arg-evil-x=1 -fpass-plugin=evil.so", "");
    expect("-Xclang -load -Xclang evil.so", "");
    expect("-Xclang -plugin -Xclang evil -DA", "-DA");
    expect("-load evil.so -plugin evil -add-plugin evil", "");
    expect("-mllvm -load=evil.so -mllvm=-load=evil.so", "");
    expect("-wrapper gdb,--args -B/evil -B /evil", "");
    expect("-specs=evil.specs -specs evil --specs=evil -no-integrated-cpp", "");
    expect("-fmodules -fmodules-cache-path=/x -fmodule-file=x.pcm -fmodule-map-file=m", "");
    expect("-fprebuilt-module-path=/x -fcxx-modules -fimplicit-module-maps", "");
    expect("-Xpreprocessor -include-pch -Xassembler x -Xlinker y", "");
    expect("-cc1 -cc1as --driver-mode=cl -ccc-gcc-name evil", "");
    expect("-gcc-toolchain /evil --gcc-toolchain=/evil", "");
    expect("-include-pch evil.pch -emit-pch -ivfsoverlay evil.yaml -ivfsoverlayevil.yaml", "");
    expect("-x ir -xassembler -x pcm -x objective-c++ -x c++", "");
}

static void nothing_writes_a_file(void **state)
{
    (void)state;
    expect("-o /etc/passwd -o/etc/passwd --output /x --output=/x", "");
    expect("-MF /x -MF/x -MT a -MQ b -MJ /x -MJ/x", "");
    expect("-Wp,-MD,/x -Wp,-MMD,/x -Wa,-o,/x -Wl,-o,/x", "");
    expect("-dependency-file /x -dependency-dot /x -serialize-diagnostics /x", "");
    expect("--serialize-diagnostics /x -fdump-tree-all -aux-info /x -dumpdir /x", "");
    expect("-ftime-trace=/x -fcrash-diagnostics-dir=/x -fdiagnostics-format=sarif -save-stats", "");
    expect("-index-store-path /x -gen-reproducer -fproc-stat-report=/x", "");
}

static void no_response_or_configuration_file_is_read(void **state)
{
    (void)state;
    expect("@args.rsp -DA @more", "-DA");
    expect("--config evil.cfg --config=evil.cfg --config-user-dir=/x --config-system-dir=/x", "");
    expect("-I @x -D @y -include @z", "");
}

static void a_value_is_never_an_option(void **state)
{
    (void)state;
    expect("-I -fplugin=evil.so -DA", "-DA");
    expect("-D -fplugin=evil.so", "");
    expect("-include -fplugin=evil.so", "");
    expect("-isystem -Xclang -load x", "");
    expect("-x -fplugin=evil.so", "");
    expect("-target -fplugin=evil.so", "");
    /* swallowed by the refused option before them, as the compiler would do */
    expect("-MF -DA -DB", "-DB");
    expect("-o -DA -DB", "-DB");
}

static void odd_shapes_are_harmless(void **state)
{
    (void)state;
    expect("", "");
    expect("- -- -DA", "");
    expect("-DA -- -DB evil.c", "-DA");
    expect("-I", "");
    expect("-D", "");
    expect("-o", "");
    expect("-Xclang", "");
    expect("-std= -I '' -D ''", "");
    expect("-stdlib=libc++ -std", "");
    expect("-include-prefix -isystem-after x -iquoteme", "-iquoteme");
    expect("-DX='a b' -D'Y(z)=\"q\"'", "-DX=a b -DY(z)=\"q\"");
}

static void words_are_split_like_a_shell_does(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "cc", "-DNAME=\"x y\"", "-DB=a\\b", "-DC=$HOME`id`", "-D'q'=\\n", "", "end"};
    struct arena arena = {0};
    struct word_list list = {0};
    words_split(&list, &arena,
                "  cc\t-DNAME=\\\"x\\ y\\\" \"-DB=a\\b\" '-DC=$HOME`id`'\n\"-D'q'=\\\\n\" '' end");
    assert_int_equal(list.words.count, sizeof expected / sizeof expected[0]);
    for (uint32_t i = 0; i < list.words.count; i++) {
        assert_string_equal(list.words.items[i], expected[i]);
    }
    vec_finish(&list.words);
    words_split(&list, &arena, "'unfinished \"quote\\");
    assert_int_equal(list.words.count, 1);
    assert_string_equal(list.words.items[0], "unfinished \"quote\\");
    vec_finish(&list.words);
    words_split(&list, &arena, "\"");
    words_split(&list, &arena, "a\\");
    words_split(&list, &arena, "\"a\\");
    vec_finish(&list.words);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_parsing_needs_is_kept),
        cmocka_unit_test(what_is_not_about_parsing_is_dropped),
        cmocka_unit_test(nothing_loads_code),
        cmocka_unit_test(nothing_writes_a_file),
        cmocka_unit_test(no_response_or_configuration_file_is_read),
        cmocka_unit_test(a_value_is_never_an_option),
        cmocka_unit_test(odd_shapes_are_harmless),
        cmocka_unit_test(words_are_split_like_a_shell_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
