/* What SARIF says of rules, and how it words messages. */
#include "reports/escape.h"
#include "reports/grouping.h"
#include "reports/sarif.h"

static bool is_set(const char *text)
{
    return text != NULL && *text != '\0';
}

/* Text for a message: what looks like a link of SARIF in foreign text is no link. */
static const char *message_text(struct arena *arena, const char *text)
{
    struct text out = {0};
    bool links = strstr(text, "](") != NULL;
    for (const char *p = text; *p != '\0'; p++) {
        text_puts(&out, links && (*p == '[' || *p == ']') ? "\\" : "");
        text_put(&out, p, 1);
    }
    const char *copy = arena_copy(arena, text_string(&out), out.length);
    text_finish(&out);
    return copy;
}

json_t *sarif_message(struct sarif *sarif, const char *text)
{
    const char *clean = message_text(&sarif->arena, text);
    size_t length = strlen(clean);
    bool ends = length != 0 && strchr(".!?", clean[length - 1]) != NULL;
    json_t *json = json_object();
    json_object_set_new(json, "text",
                        json_from_text(ends ? clean : arena_format(&sarif->arena, "%s.", clean)));
    return json;
}

static void put_advice(struct text *help, const struct rule *rule, bool markdown)
{
    for (uint32_t i = 0; i < rule->advice_count; i++) {
        const struct rule_advice *advice = &rule->advice[i];
        const char *library = advice->library == NULL ? "Otherwise" : advice->library;
        text_puts(help, markdown ? "- **" : "- ");
        markdown ? escape_markdown(help, library) : text_puts(help, library);
        text_puts(help, markdown ? ":** " : ": ");
        markdown ? escape_markdown(help, advice->text) : text_puts(help, advice->text);
        text_puts(help, "\n");
    }
}

static const char *help_text(struct sarif *sarif, const struct rule *rule, bool markdown)
{
    struct text help = {0};
    const char *why = is_set(rule->why) ? rule->why : rule->title;
    const char *remedy = report_remedy(rule, &sarif->arena);
    markdown ? escape_markdown(&help, why) : text_puts(&help, why);
    text_puts(&help, "\n\n");
    put_advice(&help, rule, markdown);
    if (remedy != NULL) {
        text_puts(&help, rule->advice_count == 0 ? "Use " : "\nUse ");
        markdown ? escape_markdown(&help, remedy) : text_puts(&help, remedy);
        text_puts(&help, ".\n");
    }
    const char *text = arena_copy(&sarif->arena, help.bytes, help.length);
    text_finish(&help);
    return text;
}

/* "MissingTimeout" of "missing-timeout": the readable name that viewers show. */
static const char *pascal_name(struct arena *arena, const char *id)
{
    char *name = arena_copy(arena, id, strlen(id));
    size_t length = 0;
    bool start = true;
    for (const char *p = id; *p != '\0'; p++) {
        if (*p == '-') {
            start = true;
            continue;
        }
        bool raise = start && *p >= 'a' && *p <= 'z';
        name[length++] = raise ? (char)(*p - 'a' + 'A') : *p;
        start = false;
    }
    name[length] = '\0';
    return name;
}

json_t *sarif_rule(struct sarif *sarif, const struct rule *rule)
{
    json_t *json = json_object();
    json_object_set_new(json, "id", json_from_text(rule->id));
    json_object_set_new(json, "name", json_from_text(pascal_name(&sarif->arena, rule->id)));
    json_object_set_new(json, "shortDescription", sarif_message(sarif, rule->title));
    json_object_set_new(json, "fullDescription",
                        sarif_message(sarif, is_set(rule->why) ? rule->why : rule->title));
    json_object_set_new(json, "help",
                        json_pack("{s:o, s:o}", "text",
                                  json_from_text(help_text(sarif, rule, false)), "markdown",
                                  json_from_text(help_text(sarif, rule, true))));
    const char *documentation = sarif->input->documentation;
    if (documentation != NULL && strncmp(documentation, "https://", 8) == 0) {
        json_object_set_new(json, "helpUri",
                            json_from_text(arena_format(&sarif->arena, "%s/rules/%s/README.md",
                                                        documentation, rule->id)));
    }
    json_object_set_new(json, "defaultConfiguration",
                        json_pack("{s:s}", "level", severity_name(rule->severity)));
    if (is_set(rule->fallacy)) {
        json_object_set_new(json, "properties",
                            json_pack("{s:[o]}", "tags", json_from_text(rule->fallacy)));
    }
    return json;
}
