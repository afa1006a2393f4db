/* The table behind words.h, in which each word stands once, beside its translation. */
#include "report/words.h"

const char *wz_word_in(wz_word word, wz_lang lang)
{
    static const wz_text words[] = {
#define X(name, zh, en) {{zh, en}},
        WZ_WORDS(X)
#undef X
    };
    return words[word].in[lang];
}
