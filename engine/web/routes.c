/* The table of routes. A page is one line here and a function in a page_*.c file; the navigation, the checks before it and the
 * tests of who may open it follow from the line. */
#include "web/assets.h"
#include "web/pages.h"
#include "web/route.h"

enum { PASTED_BYTES = 8 * 1024 * 1024, CASE_BYTES = 65 * 1024 * 1024, TABLE_BYTES = 64 * 1024 * 1024 };

static const wz_route routes[] = {
    {WZ_GET, "/", WZ_SIGNED_IN, wz_page_home, 0, 0},
    {WZ_GET, "/alive", WZ_ANYBODY, wz_page_alive, 0, WZ_NO_SESSION},
    {WZ_GET, "/static/:name", WZ_ANYBODY, wz_page_asset, 0, WZ_NO_SESSION},
    {WZ_GET, "/signin", WZ_ANYBODY, wz_page_signin, 0, 0},
    {WZ_POST, "/signin", WZ_ANYBODY, wz_do_signin, 8192, WZ_SLOW},
    {WZ_GET, "/link", WZ_ANYBODY, wz_page_link, 0, 0},
    {WZ_POST, "/link", WZ_ANYBODY, wz_do_link, 8192, 0},
    {WZ_POST, "/signout", WZ_SIGNED_IN, wz_do_signout, 8192, 0},
    {WZ_GET, "/account", WZ_SIGNED_IN, wz_page_account, 0, 0},
    {WZ_POST, "/account/password", WZ_SIGNED_IN, wz_do_password, 8192, WZ_SLOW},

    {WZ_GET, "/training", WZ_CLASS, wz_page_training, 0, 0},
    {WZ_GET, "/training/class", WZ_ACCOUNT_TRAINER, wz_page_class, 0, WZ_SLOW},
    {WZ_GET, "/training/class/:account/:scenario", WZ_ACCOUNT_TRAINER, wz_page_class_walk, 0, 0},
    {WZ_GET, "/training/:scenario", WZ_CLASS, wz_page_walk, 0, 0},
    {WZ_POST, "/training/:scenario/go", WZ_CLASS, wz_do_walk_go, 8192, 0},
    {WZ_POST, "/training/:scenario/answer", WZ_CLASS, wz_do_walk_answer, 16384, 0},
    {WZ_POST, "/training/:scenario/restart", WZ_CLASS, wz_do_walk_restart, 8192, 0},
    {WZ_GET, "/law", WZ_SIGNED_IN, wz_page_law, 0, 0},
    {WZ_GET, "/law/rule/:rule", WZ_SIGNED_IN, wz_page_law_rule, 0, 0},
    {WZ_GET, "/law/:regulation", WZ_SIGNED_IN, wz_page_regulation, 0, 0},
    {WZ_GET, "/approvals", WZ_ACCOUNT_MAINTAINER, wz_page_approvals, 0, 0},
    {WZ_POST, "/approvals", WZ_ACCOUNT_MAINTAINER, wz_do_approvals, 0, 0},

    {WZ_GET, "/cases", WZ_CASE_READERS, wz_page_cases, 0, 0},
    {WZ_GET, "/cases/new", WZ_ACCOUNT_INVESTIGATOR, wz_page_case_new, 0, 0},
    {WZ_POST, "/cases/new", WZ_ACCOUNT_INVESTIGATOR, wz_do_case_new, CASE_BYTES, WZ_UPLOADS},
    {WZ_GET, "/cases/:case", WZ_CASE_READERS, wz_page_case, 0, 0},
    {WZ_GET, "/cases/:case/xml", WZ_CASE_READERS, wz_page_case_xml, 0, 0},
    {WZ_POST, "/cases/:case/xml", WZ_ACCOUNT_INVESTIGATOR, wz_do_case_xml, PASTED_BYTES, 0},
    {WZ_GET, "/cases/:case/xml/file", WZ_CASE_READERS, wz_page_case_file, 0, 0},
    {WZ_GET, "/cases/:case/form", WZ_ACCOUNT_INVESTIGATOR, wz_page_form, 0, 0},
    {WZ_GET, "/cases/:case/form/:entity", WZ_ACCOUNT_INVESTIGATOR, wz_page_form, 0, 0},
    {WZ_POST, "/cases/:case/form/:entity", WZ_ACCOUNT_INVESTIGATOR, wz_do_form, 0, 0},
    {WZ_POST, "/cases/:case/form/:entity/draft", WZ_ACCOUNT_INVESTIGATOR, wz_do_form_draft, 0, 0},
    {WZ_POST, "/cases/:case/form/:entity/drop", WZ_ACCOUNT_INVESTIGATOR, wz_do_form_drop, 0, 0},
    {WZ_GET, "/cases/:case/add", WZ_ACCOUNT_INVESTIGATOR, wz_page_add, 0, 0},
    {WZ_POST, "/cases/:case/add", WZ_ACCOUNT_INVESTIGATOR, wz_do_add, 0, 0},
    {WZ_GET, "/cases/:case/assessment", WZ_CASE_READERS, wz_page_assessment, 0, 0},
    {WZ_POST, "/cases/:case/assessment", WZ_ACCOUNT_INVESTIGATOR, wz_do_assess, 0, 0},
    {WZ_GET, "/cases/:case/why", WZ_CASE_READERS, wz_page_why, 0, 0},
    {WZ_GET, "/cases/:case/why/picture", WZ_CASE_READERS, wz_page_why_picture, 0, WZ_SLOW},
    {WZ_GET, "/cases/:case/questions", WZ_CASE_READERS, wz_page_questions, 0, 0},
    {WZ_POST, "/cases/:case/questions", WZ_ACCOUNT_INVESTIGATOR, wz_do_question, 0, 0},
    {WZ_GET, "/cases/:case/compare", WZ_CASE_READERS, wz_page_compare, 0, 0},
    {WZ_GET, "/cases/:case/what-if", WZ_CASE_READERS, wz_page_what_if, 0, 0},
    {WZ_GET, "/cases/:case/duties", WZ_CASE_READERS, wz_page_duties, 0, 0},
    {WZ_GET, "/cases/:case/report", WZ_CASE_READERS, wz_page_report, 0, 0},
    {WZ_GET, "/cases/:case/report/file", WZ_CASE_READERS, wz_page_report_file, 0, WZ_SLOW},
    {WZ_GET, "/cases/:case/history", WZ_CASE_READERS, wz_page_history, 0, 0},
    {WZ_GET, "/cases/:case/assessments/:number", WZ_CASE_READERS, wz_page_kept, 0, 0},
    {WZ_POST, "/cases/:case/assessments/:number/pass", WZ_ACCOUNT_INVESTIGATOR, wz_do_review, 0, 0},
    {WZ_POST, "/cases/:case/assessments/:number/finish", WZ_ACCOUNT_INVESTIGATOR, wz_do_final, 0, 0},
    {WZ_GET, "/reviews", WZ_ACCOUNT_INVESTIGATOR, wz_page_reviews, 0, 0},

    {WZ_GET, "/eligible", WZ_ACCOUNT_ORGANISATION, wz_page_eligible, 0, 0},
    {WZ_GET, "/screen", WZ_ACCOUNT_ORGANISATION, wz_page_screen, 0, 0},
    {WZ_POST, "/screen", WZ_ACCOUNT_ORGANISATION, wz_do_screen, TABLE_BYTES, WZ_UPLOADS},
    {WZ_GET, "/screen/:roster", WZ_ACCOUNT_ORGANISATION, wz_page_roster, 0, WZ_SLOW},
    {WZ_GET, "/screen/:roster/file", WZ_ACCOUNT_ORGANISATION, wz_page_roster_file, 0, WZ_SLOW},
    {WZ_GET, "/register", WZ_ACCOUNT_ORGANISATION, wz_page_register, 0, 0},
    {WZ_POST, "/register/import", WZ_ACCOUNT_ORGANISATION, wz_do_register_import, TABLE_BYTES, WZ_UPLOADS | WZ_SLOW},
    {WZ_POST, "/register/declare", WZ_ACCOUNT_ORGANISATION, wz_do_register_declare, 0, 0},
    {WZ_GET, "/register/export", WZ_ACCOUNT_ORGANISATION, wz_page_register_export, 0, WZ_SLOW},
    {WZ_GET, "/register/:person", WZ_ACCOUNT_ORGANISATION, wz_page_record, 0, 0},
    {WZ_POST, "/register/:person/add", WZ_ACCOUNT_ORGANISATION, wz_do_record_add, 0, 0},
    {WZ_POST, "/register/:person/amend", WZ_ACCOUNT_ORGANISATION, wz_do_record_amend, 0, 0},
    {WZ_POST, "/register/:person/rescind", WZ_ACCOUNT_ORGANISATION, wz_do_record_rescind, 0, 0},
    {WZ_POST, "/register/:person/withdraw", WZ_ACCOUNT_ORGANISATION, wz_do_record_withdraw, 0, 0},
    {WZ_POST, "/register/:person/declare", WZ_ACCOUNT_ORGANISATION, wz_do_record_declare, 0, 0},

    {WZ_GET, "/admin/accounts", WZ_ACCOUNT_SECADMIN, wz_page_accounts, 0, 0},
    {WZ_POST, "/admin/accounts", WZ_ACCOUNT_SECADMIN, wz_do_account_add, 0, 0},
    {WZ_GET, "/admin/accounts/:account", WZ_ACCOUNT_SECADMIN, wz_page_one_account, 0, 0},
    {WZ_POST, "/admin/accounts/:account/roles", WZ_ACCOUNT_SECADMIN, wz_do_account_roles, 0, 0},
    {WZ_POST, "/admin/accounts/:account/person", WZ_ACCOUNT_SECADMIN, wz_do_account_person, 0, 0},
    {WZ_POST, "/admin/accounts/:account/close", WZ_ACCOUNT_SECADMIN, wz_do_account_close, 0, 0},
    {WZ_POST, "/admin/accounts/:account/open", WZ_ACCOUNT_SECADMIN, wz_do_account_open, 0, 0},
    {WZ_POST, "/admin/accounts/:account/link", WZ_ACCOUNT_SECADMIN, wz_do_account_link, 0, 0},
    {WZ_GET, "/admin/sharing", WZ_ACCOUNT_SECADMIN, wz_page_sharing, 0, 0},
    {WZ_POST, "/admin/sharing", WZ_ACCOUNT_SECADMIN, wz_do_sharing, 0, 0},
    {WZ_GET, "/admin/audit", WZ_ACCOUNT_AUDITOR, wz_page_audit, 0, 0},
    {WZ_POST, "/admin/audit/verify", WZ_ACCOUNT_AUDITOR, wz_do_verify, 0, WZ_SLOW},
    {WZ_GET, "/admin/system", WZ_ACCOUNT_SYSADMIN, wz_page_system, 0, 0},
    {WZ_POST, "/admin/backup", WZ_ACCOUNT_SYSADMIN, wz_do_backup, 0, WZ_SLOW},
};

const wz_route *wz_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
