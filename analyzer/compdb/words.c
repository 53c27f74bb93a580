#include "compdb/words.h"

#include "base/text.h"

/* Appends what stands in double quotes; a backslash there keeps its meaning before few characters
 * only. Returns the closing quote or the end. */
static const char *put_double_quoted(struct text *word, const char *p)
{
    for (; *p != '\0' && *p != '"'; p++) {
        if (*p == '\\' && p[1] != '\0' && strchr("\"\\$`\n", p[1]) != NULL) {
            p++;
        }
        text_put(word, p, 1);
    }
    return p;
}

static const char *put_single_quoted(struct text *word, const char *p)
{
    size_t length = strcspn(p, "'");
    text_put(word, p, length);
    return p + length;
}

/* Appends one word and returns where it ended. */
static const char *put_word(struct text *word, const char *p)
{
    for (; *p != '\0' && strchr(" \t\r\n", *p) == NULL; p++) {
        if (*p == '"') {
            p = put_double_quoted(word, p + 1);
        } else if (*p == '\'') {
            p = put_single_quoted(word, p + 1);
        } else {
            if (*p == '\\' && p[1] != '\0') {
                p++;
            }
            text_put(word, p, 1);
        }
        if (*p == '\0') {
            break;
        }
    }
    return p;
}

void words_split(struct word_list *list, struct arena *arena, const char *command)
{
    struct text word = {0};
    const char *p = command + strspn(command, " \t\r\n");
    while (*p != '\0') {
        text_clear(&word);
        p = put_word(&word, p);
        vec_push(&list->words, arena_copy(arena, text_string(&word), word.length));
        p += strspn(p, " \t\r\n");
    }
    text_finish(&word);
}
