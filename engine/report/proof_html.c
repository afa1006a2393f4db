#include "report/proof_say.h"
int wz_proof_html(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    (void)out;
    (void)proof;
    (void)style;
    return WZ_ELIMIT;
}
int wz_proof_json(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    (void)out;
    (void)proof;
    (void)style;
    return WZ_ELIMIT;
}
int wz_proof_dot(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    (void)out;
    (void)proof;
    (void)style;
    return WZ_ELIMIT;
}
int wz_proof_svg(wz_buffer *out, const wz_proof *proof, const wz_proof_style *style)
{
    (void)out;
    (void)proof;
    (void)style;
    return WZ_ELIMIT;
}
