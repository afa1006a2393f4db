/* The pages, by file. Each function serves one line of the table in routes.c. */
#ifndef WZ_WEB_PAGES_H
#define WZ_WEB_PAGES_H

#include "web/exchange.h"

/* page_signin.c */
void wz_page_signin(wz_exchange *x);
void wz_do_signin(wz_exchange *x);
void wz_page_link(wz_exchange *x);
void wz_do_link(wz_exchange *x);
void wz_do_signout(wz_exchange *x);
/* page_home.c */
void wz_page_home(wz_exchange *x);
void wz_page_account(wz_exchange *x);
void wz_do_password(wz_exchange *x);
void wz_page_alive(wz_exchange *x);
/* page_training.c */
void wz_page_training(wz_exchange *x);
void wz_page_walk(wz_exchange *x);
void wz_do_walk_go(wz_exchange *x);
void wz_do_walk_answer(wz_exchange *x);
void wz_do_walk_restart(wz_exchange *x);
/* page_class.c */
void wz_page_class(wz_exchange *x);
void wz_page_class_walk(wz_exchange *x);
/* page_law.c */
void wz_page_law(wz_exchange *x);
void wz_page_regulation(wz_exchange *x);
void wz_page_law_rule(wz_exchange *x);
/* page_law_cases.c: the part of a rule's page that lists the cases which fire it */
void wz_page_law_rule_cases(wz_exchange *x, const char *rule);
/* page_cases.c */
void wz_page_cases(wz_exchange *x);
void wz_page_case_new(wz_exchange *x);
void wz_do_case_new(wz_exchange *x);
/* page_case.c */
void wz_page_case(wz_exchange *x);
void wz_page_case_xml(wz_exchange *x);
void wz_page_case_file(wz_exchange *x);
void wz_do_case_xml(wz_exchange *x);
/* page_form.c: params case, entity */
void wz_page_form(wz_exchange *x);
void wz_do_form(wz_exchange *x);
void wz_do_form_draft(wz_exchange *x);
void wz_do_form_drop(wz_exchange *x);
/* page_add.c */
void wz_page_add(wz_exchange *x);
void wz_do_add(wz_exchange *x);
/* page_heading.c, page_declarations.c */
void wz_page_heading(wz_exchange *x);
void wz_do_heading(wz_exchange *x);
void wz_page_declarations(wz_exchange *x);
void wz_do_declarations(wz_exchange *x);
/* page_fact.c: params case, entity, attribute */
void wz_page_fact(wz_exchange *x);
void wz_do_fact(wz_exchange *x);
/* page_remove.c: params case, id */
void wz_page_remove(wz_exchange *x);
void wz_do_remove(wz_exchange *x);
/* page_leave.c */
void wz_do_export(wz_exchange *x);
void wz_page_delete(wz_exchange *x);
void wz_do_delete(wz_exchange *x);
/* page_assess.c */
void wz_page_assessment(wz_exchange *x);
void wz_do_assess(wz_exchange *x);
/* page_review.c */
void wz_page_reviews(wz_exchange *x);
void wz_page_history(wz_exchange *x);
void wz_page_kept(wz_exchange *x);
void wz_do_review(wz_exchange *x);
void wz_do_final(wz_exchange *x);
/* page_admin.c */
void wz_page_accounts(wz_exchange *x);
void wz_do_account_add(wz_exchange *x);
void wz_page_one_account(wz_exchange *x);
void wz_do_account_roles(wz_exchange *x);
void wz_do_account_person(wz_exchange *x);
void wz_do_account_close(wz_exchange *x);
void wz_do_account_open(wz_exchange *x);
void wz_do_account_link(wz_exchange *x);
void wz_page_sharing(wz_exchange *x);
void wz_do_sharing(wz_exchange *x);
/* page_system.c */
void wz_page_audit(wz_exchange *x);
void wz_do_verify(wz_exchange *x);
void wz_page_system(wz_exchange *x);
void wz_do_backup(wz_exchange *x);
void wz_page_approvals(wz_exchange *x);
void wz_do_approvals(wz_exchange *x);
/* page_eligible.c */
void wz_page_eligible(wz_exchange *x);
/* page_register.c */
void wz_page_register(wz_exchange *x);
void wz_do_register_import(wz_exchange *x);
void wz_do_register_person(wz_exchange *x);
void wz_do_register_declare(wz_exchange *x);
void wz_page_register_export(wz_exchange *x);
/* page_record.c: param person */
void wz_page_record(wz_exchange *x);
void wz_do_record_add(wz_exchange *x);
void wz_do_record_amend(wz_exchange *x);
void wz_do_record_rescind(wz_exchange *x);
void wz_do_record_withdraw(wz_exchange *x);
void wz_do_record_declare(wz_exchange *x);
/* page_screen.c: param roster */
void wz_page_screen(wz_exchange *x);
void wz_do_screen(wz_exchange *x);
void wz_page_roster(wz_exchange *x);
void wz_page_roster_file(wz_exchange *x);
/* page_report.c, page_duties.c, page_what_if.c: param case */
void wz_page_report(wz_exchange *x);
void wz_page_report_file(wz_exchange *x);
void wz_page_duties(wz_exchange *x);
void wz_page_what_if(wz_exchange *x);
/* page_questions.c, page_why.c: param case */
void wz_page_questions(wz_exchange *x);
void wz_do_question(wz_exchange *x);
void wz_page_why(wz_exchange *x);
void wz_page_why_picture(wz_exchange *x);
void wz_page_compare(wz_exchange *x);

#endif
