/* One walk over the expression's tree. Attributes, values and rules speak by their labels; what has no label keeps its
 * name. Invariant: an operand is put in brackets exactly where reading it without them would group it otherwise. */
#include "explain/words.h"

#include "feel/ast.h"
#include "feel/number.h"
#include "feel/parser.h"

#include <string.h>

enum { MOST_VARIABLES = 8 };

/* A variable of a quantifier or `for`, and the kind of entity that it runs over. */
typedef struct {
    feel_name name;
    wz_entity_kind kind;
} variable;

typedef struct {
    wz_buffer *out;
    variable variables[MOST_VARIABLES];
    size_t variable_count;
    const wz_network *net;
    const wz_vocabulary *vocabulary;
    wz_lang lang;
    const wz_enumeration *enumeration; /* how the literals at hand are to be read; NULL = as they stand */
    bool whose;                        /* attributes say whose they are: two stand beside each other */
    bool modality;                     /* the literals at hand are what provisions do */
    const feel_part *part;             /* the comparison whose values are told; NULL = none */
} speaker;

static void say(speaker *s, const feel_ast *ast);

static void put(speaker *s, const char *zh, const char *en)
{
    wz_buffer_puts(s->out, s->lang == WZ_EN ? en : zh);
}

static bool is_name(const feel_ast *ast, const char *name)
{
    return ast->kind == AST_NAME && strlen(name) == ast->name.length &&
           memcmp(ast->name.text, name, ast->name.length) == 0;
}

static bool named(feel_name name, const char *text)
{
    return strlen(text) == name.length && memcmp(name.text, text, name.length) == 0;
}

static const wz_attribute *attribute_in(const wz_entity *entity, feel_name name)
{
    for (size_t i = 0; i < entity->count; i++)
        if (named(name, entity->attributes[i].id))
            return &entity->attributes[i];
    return NULL;
}

/* The kind of entity that a name stands for: by its own name, or as a variable. */
static wz_entity_kind kind_of(const speaker *s, const feel_ast *name)
{
    for (size_t i = s->variable_count; name->kind == AST_NAME && i-- > 0;)
        if (s->variables[i].name.length == name->name.length &&
            memcmp(s->variables[i].name.text, name->name.text, name->name.length) == 0)
            return s->variables[i].kind;
    for (int e = 0; e < WZ_ENTITIES; e++)
        if (is_name(name, wz_entity_name((wz_entity_kind)e)))
            return (wz_entity_kind)e;
    return WZ_NO_ENTITY;
}

/* The kind of entity in a list: `posts`, or such a list filtered. */
static wz_entity_kind listed_kind(const feel_ast *list)
{
    static const char *const lists[WZ_ENTITIES] = {"incidents", NULL, "posts", "sanctions", "duty_records"};
    while (list->kind == AST_FILTER)
        list = list->items[0];
    for (int e = 0; e < WZ_ENTITIES; e++)
        if (lists[e] && is_name(list, lists[e]))
            return (wz_entity_kind)e;
    return WZ_NO_ENTITY;
}

static const wz_attribute *attribute_of(const speaker *s, const feel_ast *ast)
{
    wz_entity_kind kind = ast->kind == AST_PATH ? kind_of(s, ast->items[0]) : WZ_NO_ENTITY;
    return kind == WZ_NO_ENTITY ? NULL : attribute_in(&s->vocabulary->entities[kind], ast->name);
}

static void say_name(speaker *s, feel_name name)
{
    wz_buffer_add(s->out, name.text, name.length);
}

/* What a provision does: the word that stands in its text for it. */
static bool say_modality(speaker *s, const char *name)
{
    static const struct {
        const char *name, *zh, *en;
    } words[] = {{"must", "“应当”", "“must”"},
                 {"may", "“可以”", "“may”"},
                 {"must_not", "“不得”", "“must not”"},
                 {"by_reference", "“参照”", "“by reference”"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].name, name) == 0) {
            put(s, words[i].zh, words[i].en);
            return true;
        }
    return false;
}

static void say_literal(speaker *s, feel_value value)
{
    const wz_value_label *label = NULL;
    if (value.tag == FEEL_STRING && s->enumeration)
        label = wz_enumeration_value(s->enumeration, feel_str(value)->text);
    if (label) {
        put(s, "“", "“");
        wz_buffer_puts(s->out, wz_text_in(label->label, s->lang));
        put(s, "”", "”");
    } else if (value.tag == FEEL_NULL) {
        put(s, "空", "nothing");
    } else if (value.tag == FEEL_BOOLEAN) {
        value.as.integer ? put(s, "是", "true") : put(s, "否", "false");
    } else if (value.tag == FEEL_STRING && s->modality && say_modality(s, feel_str(value)->text)) {
        return;
    } else if (value.tag == FEEL_STRING && feel_str(value)->length == 0) {
        put(s, "空白", "blank");
    } else {
        feel_print(s->out, value);
    }
}

static void say_attribute(speaker *s, const wz_attribute *attribute)
{
    const char *label = wz_text_in(attribute->label, s->lang);
    if (*label)
        wz_buffer_puts(s->out, label);
    else
        put(s, "编号", "id");
}

/* findings[rule = "x"] and findings[kind = "x"]: the literal, or NULL. */
static const char *finding_literal(const feel_ast *ast, bool *by_rule)
{
    if (ast->kind != AST_FILTER || !is_name(ast->items[0], "findings") || ast->items[1]->kind != AST_COMPARE)
        return NULL;
    const feel_ast *test = ast->items[1];
    if (test->items[0]->kind != AST_NAME || test->items[1]->kind != AST_LITERAL ||
        test->items[1]->value.tag != FEEL_STRING)
        return NULL;
    *by_rule = is_name(test->items[0], "rule");
    return feel_str(test->items[1]->value)->text;
}

static void say_findings(speaker *s, const char *literal, bool by_rule)
{
    const wz_rule *rule = by_rule ? wz_rule_find(s->net->book, literal) : NULL;
    const wz_kind *kind = by_rule ? NULL : wz_kind_find(s->net->law->frame, literal);
    if (rule)
        wz_buffer_printf(s->out, s->lang == WZ_EN ? "“%s” (%s)" : "“%s”（%s）", wz_text_in(rule->label, s->lang),
                         rule->id);
    else if (kind)
        wz_buffer_puts(s->out, wz_text_in(kind->label, s->lang));
    else
        wz_buffer_puts(s->out, literal);
}

/* Whose an attribute is: that of the entity bound, or of the one a variable runs over. */
static void say_owner(speaker *s, const feel_ast *owner)
{
    const wz_entity *entity = &s->vocabulary->entities[kind_of(s, owner)];
    bool bound = is_name(owner, wz_entity_name(kind_of(s, owner)));
    if (!bound && s->variable_count > 1) {
        wz_buffer_add(s->out, owner->name.text, owner->name.length);
        put(s, "的", "’s ");
    } else if (!bound)
        put(s, "其", "its ");
    else
        wz_buffer_printf(s->out, s->lang == WZ_EN ? "this %s’s " : "本%s的", wz_text_in(entity->label, s->lang));
}

static void say_path(speaker *s, const feel_ast *ast)
{
    bool by_rule = false;
    const wz_attribute *attribute = attribute_of(s, ast);
    const char *literal = finding_literal(ast->items[0], &by_rule);
    bool variable = !literal && ast->items[0]->kind == AST_NAME;
    if (attribute) {
        bool several = s->variable_count > 1 && !is_name(ast->items[0], wz_entity_name(kind_of(s, ast->items[0])));
        if (s->whose || several)
            say_owner(s, ast->items[0]);
        say_attribute(s, attribute);
        return;
    }
    if (literal)
        say_findings(s, literal, by_rule);
    else if (!variable)
        say(s, ast->items[0]);
    if (named(ast->name, "holds"))
        put(s, "成立", variable ? "it holds" : " holds");
    else if (named(ast->name, "condition"))
        variable ? put(s, "其条件成立", "its condition is met") : put(s, "的条件成立", "’s condition is met");
    else {
        variable ? put(s, "其", "its ") : put(s, "的", "’s ");
        named(ast->name, "modality") ? put(s, "效力", "force") : say_name(s, ast->name);
    }
}

/* Whether an operand must stand in brackets below `and` (or `or`). */
static bool needs_brackets(const feel_ast *ast, feel_ast_kind below)
{
    return (ast->kind == AST_OR && below != AST_OR) || (ast->kind == AST_AND && below != AST_AND) ||
           ast->kind == AST_IF || ast->kind == AST_SOME || ast->kind == AST_EVERY;
}

static void say_operand(speaker *s, const feel_ast *ast, feel_ast_kind below)
{
    bool brackets = needs_brackets(ast, below);
    if (brackets)
        put(s, "（", "(");
    say(s, ast);
    if (brackets)
        put(s, "）", ")");
}

static void say_joined(speaker *s, const feel_ast *ast, const char *zh, const char *en)
{
    for (size_t i = 0; i < ast->count; i++) {
        if (i)
            put(s, zh, en);
        say_operand(s, ast->items[i], (feel_ast_kind)ast->kind);
    }
}

static const char *const compare_zh[] = {
    [OP_LT] = "小于", [OP_LE] = "不超过", [OP_GT] = "大于", [OP_GE] = "不少于", [OP_EQ] = "为", [OP_NE] = "不为"};
static const char *const compare_en[] = {[OP_LT] = " is below ",    [OP_LE] = " is at most ", [OP_GT] = " is above ",
                                         [OP_GE] = " is at least ", [OP_EQ] = " is ",         [OP_NE] = " is not "};

static const char *const day_zh[] = {
    [OP_LT] = "早于", [OP_LE] = "不晚于", [OP_GT] = "晚于", [OP_GE] = "不早于", [OP_EQ] = "为", [OP_NE] = "不为"};
static const char *const day_en[] = {
    [OP_LT] = " is before ", [OP_LE] = " is on or before ", [OP_GT] = " is after ", [OP_GE] = " is on or after ",
    [OP_EQ] = " is ",        [OP_NE] = " is not "};

/* Whether an operand is plainly a day: an attribute of that type, or one of the days that every expression can read. */
static bool is_day(const speaker *s, const feel_ast *ast)
{
    const wz_attribute *attribute = attribute_of(s, ast);
    return attribute ? attribute->type->kind == FEEL_T_DATE
                     : is_name(ast, "as_of") || is_name(ast, "conduct_from") || is_name(ast, "conduct_to");
}

/* Literals beside an attribute are read as values of its enumeration. */
static const wz_enumeration *enumeration_for(const speaker *s, const feel_ast *ast)
{
    const wz_attribute *attribute = attribute_of(s, ast);
    return attribute && attribute->enumeration ? wz_enumeration_find(s->vocabulary, attribute->enumeration) : NULL;
}

/* Behind an operand of the comparison that is told with its values: its value, where the words themselves do not say it. A
 * number stands in the sentence, anything else in brackets. */
static void say_known(speaker *s, const feel_ast *ast, int side)
{
    const feel_ast *operand = ast->items[side];
    if (!s->part || ast->number != s->part->syntax || operand->kind == AST_LITERAL)
        return;
    /* with one value only it is the one that is not written out, on whichever side */
    bool one = !s->part->has_operand[1];
    bool turned = one && ast->kind == AST_COMPARE && !attribute_of(s, ast->items[0]) && attribute_of(s, ast->items[1]);
    if (one ? side != (int)turned || !s->part->has_operand[0] : !s->part->has_operand[side])
        return;
    feel_value value = s->part->operand[one ? 0 : side];
    const wz_attribute *attribute = attribute_of(s, operand);
    if (!attribute)
        attribute = attribute_of(s, ast->items[1 - side]);
    bool number = value.tag == FEEL_NUMBER && side == 0 && s->lang == WZ_ZH;
    put(s, number ? " " : "（", " (");
    wz_words_value(s->out, s->vocabulary, attribute, value, s->lang);
    put(s, number ? "，" : "）", ")");
}

static void say_compare(speaker *s, const feel_ast *ast)
{
    const wz_enumeration *before = s->enumeration;
    bool whose = s->whose;
    const feel_ast *left = ast->items[0];
    s->modality = left->kind == AST_PATH && !attribute_of(s, left) && named(left->name, "modality");
    s->whose = attribute_of(s, ast->items[0]) && attribute_of(s, ast->items[1]);
    s->enumeration = enumeration_for(s, ast->items[0]);
    if (!s->enumeration)
        s->enumeration = enumeration_for(s, ast->items[1]);
    say_operand(s, ast->items[0], AST_NOT);
    say_known(s, ast, 0);
    bool days = is_day(s, ast->items[0]) || is_day(s, ast->items[1]);
    put(s, (days ? day_zh : compare_zh)[ast->op], (days ? day_en : compare_en)[ast->op]);
    say_operand(s, ast->items[1], AST_NOT);
    say_known(s, ast, 1);
    s->modality = false;
    s->enumeration = before;
    s->whose = whose;
}

static void say_list(speaker *s, const feel_ast *ast, size_t from, const char *zh, const char *en)
{
    for (size_t i = from; i < ast->count; i++) {
        if (i > from)
            put(s, zh, en);
        say(s, ast->items[i]);
    }
}

static void say_in(speaker *s, const feel_ast *ast)
{
    const wz_enumeration *before = s->enumeration;
    s->enumeration = enumeration_for(s, ast->items[0]);
    say(s, ast->items[0]);
    say_known(s, ast, 0);
    put(s, "为下列之一：", " is one of: ");
    say_list(s, ast, 1, "、", ", ");
    s->enumeration = before;
}

static void say_test(speaker *s, const feel_ast *ast)
{
    put(s, compare_zh[ast->op], compare_en[ast->op] + 1);
    say(s, ast->items[0]);
}

static void say_range(speaker *s, const feel_ast *ast)
{
    say(s, ast->items[0]);
    ast->low_closed ? put(s, "（含）至", " (included) to ") : put(s, "（不含）至", " (not included) to ");
    say(s, ast->items[1]);
    ast->high_closed ? put(s, "（含）", " (included)") : put(s, "（不含）", " (not included)");
}

static void say_source(speaker *s, const feel_ast *source)
{
    static const struct {
        const char *name, *zh, *en;
    } lists[] = {
        {"incidents", "所列事故", "the incidents listed"},
        {"posts", "该人员的任职", "the person’s posts"},
        {"sanctions", "该人员所受的处理", "the person’s sanctions"},
        {"duty_records", "该人员的履职记录", "the person’s duty records"},
    };
    bool by_rule = false;
    const char *literal = finding_literal(source, &by_rule);
    if (literal) {
        say_findings(s, literal, by_rule);
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (is_name(source, lists[i].name)) {
            put(s, lists[i].zh, lists[i].en);
            return;
        }
    say(s, source);
}

/* From here on the i-th variable of a quantifier or `for` is known by what it runs over. */
static void enter_variable(speaker *s, const feel_ast *ast, size_t i)
{
    if (ast->names && s->variable_count < MOST_VARIABLES)
        s->variables[s->variable_count++] = (variable){ast->names[i], listed_kind(ast->items[i])};
}

/* some g in findings[kind = "x"] satisfies g.holds: it is the findings themselves that hold. */
static bool say_findings_hold(speaker *s, const feel_ast *ast)
{
    bool by_rule = false, some = ast->kind == AST_SOME;
    const char *literal = ast->count == 2 && ast->names ? finding_literal(ast->items[0], &by_rule) : NULL;
    const feel_ast *body = ast->items[ast->count - 1];
    bool plain = literal && (some || !by_rule) && body->kind == AST_PATH && body->items[0]->kind == AST_NAME;
    bool holds = plain && named(body->name, "holds"), condition = plain && named(body->name, "condition");
    if (!holds && !condition)
        return false;
    if (!by_rule) /* of one rule there is mostly one finding */
        some ? put(s, "有一项", "some of ") : put(s, "每一项", "each of ");
    say_findings(s, literal, by_rule);
    holds ? put(s, "成立", " holds") : put(s, "的条件成立", "’s condition is met");
    return true;
}

static void say_quantifier(speaker *s, const feel_ast *ast)
{
    if (say_findings_hold(s, ast))
        return;
    bool some = ast->kind == AST_SOME;
    size_t outside = s->variable_count;
    for (size_t i = 0; i + 1 < ast->count; i++) {
        some ? put(s, "有一项", "for some of ") : put(s, "每一项", "for each of ");
        say_source(s, ast->items[i]);
        enter_variable(s, ast, i);
        if (listed_kind(ast->items[i]) != WZ_NO_ENTITY && ast->names)
            wz_buffer_printf(s->out, s->lang == WZ_EN ? " (%.*s)" : "（%.*s）", (int)ast->names[i].length,
                             ast->names[i].text);
        put(s, "：", ": ");
    }
    say(s, ast->items[ast->count - 1]);
    s->variable_count = outside;
}

static void say_call(speaker *s, const feel_ast *ast)
{
    const feel_ast *function = ast->items[0];
    const wz_enumeration *before = s->enumeration;
    if (is_name(function, "list contains") && ast->count == 3) {
        s->enumeration = enumeration_for(s, ast->items[1]);
        say(s, ast->items[1]);
        put(s, "包括", " includes ");
        say(s, ast->items[2]);
        s->enumeration = before;
        return;
    }
    if (is_name(function, "contains") && ast->count == 3) {
        say(s, ast->items[1]);
        put(s, "含有", " contains ");
        say(s, ast->items[2]);
        return;
    }
    if (is_name(function, "count") && ast->count == 2) {
        put(s, "", "the number of ");
        say_source(s, ast->items[1]);
        put(s, "的项数", "");
        return;
    }
    say(s, function);
    put(s, "（", "(");
    say_list(s, ast, 1, "，", ", ");
    put(s, "）", ")");
}

static void say_known_name(speaker *s, feel_name name)
{
    static const struct {
        const char *name, *zh, *en;
    } known[] = {
        {"as_of", "所问之日", "the day asked about"},
        {"conduct_from", "行为开始之日", "the first day of the conduct"},
        {"conduct_to", "行为结束之日", "the last day of the conduct"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (named(name, known[i].name)) {
            put(s, known[i].zh, known[i].en);
            return;
        }
    for (size_t i = 0; i < s->net->book->parameter_count; i++)
        if (named(name, s->net->book->parameters[i].id)) {
            const wz_parameter *p = &s->net->book->parameters[i];
            wz_buffer_printf(s->out, s->lang == WZ_EN ? "%s (%s)" : "%s（%s）", wz_text_in(p->label, s->lang),
                             p->value);
            return;
        }
    say_name(s, name);
}

static void say_operator(speaker *s, const feel_ast *ast)
{
    static const char *const signs[] = {
        [OP_ADD] = " + ", [OP_SUBTRACT] = " − ", [OP_MULTIPLY] = " × ", [OP_DIVIDE] = " ÷ ", [OP_POWER] = " ^ "};
    say(s, ast->items[0]);
    wz_buffer_puts(s->out, signs[ast->op]);
    say(s, ast->items[1]);
}

static void say_filter(speaker *s, const feel_ast *ast)
{
    bool by_rule = false;
    const char *literal = finding_literal(ast, &by_rule);
    if (literal) {
        say_findings(s, literal, by_rule);
        return;
    }
    say_source(s, ast->items[0]);
    put(s, "中符合下列条件的（", " that meet: (");
    say(s, ast->items[1]);
    put(s, "）", ")");
}

static bool is_literal(const feel_ast *ast, feel_tag tag)
{
    return ast->kind == AST_LITERAL && ast->value.tag == tag;
}

/* One way of an if. Beside a yes or no, or a condition, null is neither. */
static void say_way(speaker *s, const feel_ast *ast, const feel_ast *other)
{
    bool condition = !is_literal(other, FEEL_STRING) && !is_literal(other, FEEL_NUMBER);
    if (is_literal(ast, FEEL_NULL) && condition)
        put(s, "不能确定", "it is not known");
    else if (is_literal(ast, FEEL_BOOLEAN))
        feel_is_true(ast->value) ? put(s, "是", "yes") : put(s, "否", "no");
    else
        say(s, ast);
}

static void say_if(speaker *s, const feel_ast *ast)
{
    put(s, "如果", "if ");
    say(s, ast->items[0]);
    put(s, "，则", ", then ");
    say_way(s, ast->items[1], ast->items[2]);
    put(s, "，否则", ", else ");
    say_way(s, ast->items[2], ast->items[1]);
}

static void say_for(speaker *s, const feel_ast *ast)
{
    size_t outside = s->variable_count;
    for (size_t i = 0; i + 1 < ast->count; i++) {
        put(s, "就", "for ");
        say_source(s, ast->items[i]);
        put(s, "的每一项，", " one by one: ");
        enter_variable(s, ast, i);
    }
    say(s, ast->items[ast->count - 1]);
    s->variable_count = outside;
}

static void say_between(speaker *s, const feel_ast *ast)
{
    say(s, ast->items[0]);
    say_known(s, ast, 0);
    put(s, "在", " is between ");
    say(s, ast->items[1]);
    put(s, "至", " and ");
    say(s, ast->items[2]);
    put(s, "之间（含）", " (included)");
}

static void say_negation(speaker *s, const feel_ast *ast)
{
    put(s, "并非（", "not (");
    say(s, ast->items[0]);
    put(s, "）", ")");
}

static void say(speaker *s, const feel_ast *ast)
{
    switch ((feel_ast_kind)ast->kind) {
    case AST_LITERAL: say_literal(s, ast->value); break;
    case AST_NAME: say_known_name(s, ast->name); break;
    case AST_PATH: say_path(s, ast); break;
    case AST_FILTER: say_filter(s, ast); break;
    case AST_CALL: say_call(s, ast); break;
    case AST_NEGATE:
        wz_buffer_puts(s->out, "−");
        say(s, ast->items[0]);
        break;
    case AST_ARITHMETIC: say_operator(s, ast); break;
    case AST_COMPARE: say_compare(s, ast); break;
    case AST_BETWEEN: say_between(s, ast); break;
    case AST_IN: say_in(s, ast); break;
    case AST_TEST: say_test(s, ast); break;
    case AST_DOTS:
    case AST_RANGE: say_range(s, ast); break;
    case AST_IF: say_if(s, ast); break;
    case AST_FOR: say_for(s, ast); break;
    case AST_SOME:
    case AST_EVERY: say_quantifier(s, ast); break;
    case AST_AND: say_joined(s, ast, "，且", ", and "); break;
    case AST_OR: say_joined(s, ast, "，或者", ", or "); break;
    case AST_NOT: say_negation(s, ast); break;
    case AST_UNARY_TESTS:
    case AST_LIST: say_list(s, ast, 0, "、", ", "); break;
    case AST_ANY_TEST: put(s, "任何值", "anything"); break;
    case AST_CONTEXT:
    case AST_INSTANCE:
    case AST_FUNCTION: say_list(s, ast, 0, "，", ", "); break;
    }
}

int wz_words_open(wz_spoken *out, wz_arena *arena, const wz_network *net, const char *expression)
{
    feel_compile_options options = {.mode = FEEL_STRICT};
    feel_fault fault;
    int status = WZ_OK;
    *out = (wz_spoken){.net = net, .text = expression};
    out->ast = feel_parse(arena, expression, strlen(expression), &net->scope, &options, &fault, &status);
    return status == WZ_ENOMEM || wz_arena_failed(arena) ? WZ_ENOMEM : WZ_OK;
}

static bool says_variables(const feel_ast *ast)
{
    return ast->kind == AST_SOME || ast->kind == AST_EVERY || ast->kind == AST_FOR;
}

/* The item with this number, the variables around it being entered on the way. Items are numbered in reading order, so
 * that each stands below the last one whose number is not above its own. */
static const feel_ast *find(speaker *s, const feel_ast *ast, uint32_t number)
{
    while (ast && ast->number != number) {
        size_t i = ast->count;
        while (i > 0 && ast->items[i - 1]->number > number)
            i--;
        if (i == 0)
            return NULL;
        for (size_t v = 0; says_variables(ast) && v + 1 < i; v++)
            enter_variable(s, ast, v);
        ast = ast->items[i - 1];
    }
    return ast;
}

void wz_words_part(wz_buffer *out, const wz_spoken *spoken, const feel_part *part, wz_lang lang)
{
    const wz_network *net = spoken->net;
    speaker s = {.out = out, .net = net, .vocabulary = net->law->vocabulary, .lang = lang, .part = part};
    const feel_ast *ast = spoken->ast ? find(&s, spoken->ast, part->syntax) : NULL;
    if (ast)
        say(&s, ast);
    else
        wz_buffer_puts(out, spoken->text);
}

int wz_words_of(wz_buffer *out, const wz_network *net, const char *expression, wz_lang lang)
{
    wz_arena *arena = wz_arena_new();
    wz_spoken spoken;
    if (!arena)
        return WZ_ENOMEM;
    int code = wz_words_open(&spoken, arena, net, expression);
    speaker s = {.out = out, .net = net, .vocabulary = net->law->vocabulary, .lang = lang};
    if (spoken.ast)
        say(&s, spoken.ast);
    else
        wz_buffer_puts(out, expression);
    wz_arena_free(arena);
    return out->failed ? WZ_ENOMEM : code;
}
