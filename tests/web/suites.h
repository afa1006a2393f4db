/* The suites of the web page's tests, one a file. */
#ifndef WZ_TEST_WEB_SUITES_H
#define WZ_TEST_WEB_SUITES_H

#include <CUnit/CUnit.h>

CU_pSuite pieces_suite(void);
CU_pSuite routes_suite(void);
CU_pSuite signin_suite(void);
CU_pSuite cases_suite(void);
CU_pSuite filling_suite(void);
CU_pSuite keeping_suite(void);
CU_pSuite answers_suite(void);
CU_pSuite attacks_suite(void);
CU_pSuite tls_suite(void);
CU_pSuite browser_suite(void);
CU_pSuite browser_fill_suite(void);
CU_pSuite browser_desk_suite(void);
CU_pSuite browser_office_suite(void);
CU_pSuite browser_admin_suite(void);

#endif
