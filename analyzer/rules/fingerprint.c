#include "rules/fingerprint.h"

#include "base/map.h"
#include "base/text.h"
#include "rules/rules.h"

#include <ctype.h>
#include <stdio.h>
#include <xxhash.h>

static void put_word(struct text *out, const char *text)
{
    text_put(out, text, strlen(text) + 1);
}

static void put_site(struct text *out, const struct source_lines *source, uint32_t line)
{
    size_t length = 0;
    const char *bytes = source_lines_get(source, line, &length);
    for (size_t i = 0; i < length; i++) {
        if (!isspace((unsigned char)bytes[i])) {
            text_put(out, &bytes[i], 1);
        }
    }
}

void fingerprints_set(struct finding *findings, uint32_t count, const struct source_lines *source)
{
    struct map seen = {0};
    struct text key = {0};
    for (uint32_t i = 0; i < count; i++) {
        struct finding *finding = &findings[i];
        text_clear(&key);
        put_word(&key, finding->rule->id);
        put_word(&key, finding->file);
        put_word(&key, finding->fact == NULL ? "" : fact_text(finding->fact, FIELD_function));
        put_site(&key, source, finding->line);
        uint32_t *ordinal = map_put(&seen, XXH3_64bits(key.bytes, key.length), 0);
        text_printf(&key, "\n%u", (*ordinal)++);
        XXH128_hash_t hash = XXH3_128bits(key.bytes, key.length);
        snprintf(finding->fingerprint, sizeof finding->fingerprint, "%016llx%016llx",
                 (unsigned long long)hash.high64, (unsigned long long)hash.low64);
    }
    text_finish(&key);
    map_finish(&seen);
}
