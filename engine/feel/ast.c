/* Making tree nodes. Invariant: a node's depth is one more than its deepest item's. */
#include "feel/ast.h"

#include <string.h>

feel_ast *feel_ast_new(wz_arena *arena, feel_ast_kind kind, size_t offset)
{
    feel_ast *ast = wz_arena_alloc(arena, sizeof *ast);
    if (ast) {
        ast->kind = (uint8_t)kind;
        ast->offset = offset;
        ast->depth = 1;
    }
    return ast;
}

feel_ast *feel_ast_of(wz_arena *arena, feel_ast_kind kind, size_t offset, feel_ast *a, feel_ast *b, feel_ast *c)
{
    feel_ast *given[] = {a, b, c};
    size_t count = c ? 3 : b ? 2 : 1;
    feel_ast *ast = feel_ast_new(arena, kind, offset);
    feel_ast **items = wz_arena_array(arena, count, sizeof(feel_ast *));
    if (!ast || !items || !a)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        items[i] = given[i];
        if (given[i]->depth >= ast->depth)
            ast->depth = given[i]->depth + 1;
    }
    ast->items = items;
    ast->count = count;
    return ast;
}

bool feel_ast_add(wz_arena *arena, feel_ast *ast, size_t *capacity, feel_ast *item)
{
    feel_ast **grown = item ? wz_arena_grow(arena, ast->items, ast->count, capacity, sizeof(feel_ast *)) : NULL;
    if (!grown)
        return false;
    ast->items = grown;
    ast->items[ast->count++] = item;
    if (item->depth >= ast->depth)
        ast->depth = item->depth + 1;
    return true;
}

uint32_t feel_ast_number(feel_ast *ast, uint32_t last)
{
    ast->number = ++last;
    for (size_t i = 0; i < ast->count; i++)
        last = feel_ast_number(ast->items[i], last);
    return last;
}

bool feel_ast_mentions(const feel_ast *ast, const char *name)
{
    size_t length = strlen(name);
    if (ast->kind == AST_NAME)
        return ast->name.length == length && memcmp(ast->name.text, name, length) == 0;
    for (size_t i = 0; i < ast->count; i++) {
        if (feel_ast_mentions(ast->items[i], name))
            return true;
    }
    return false;
}
