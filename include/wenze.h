/**
 * @file
 * All of wenze's public interface. Each part can also be included alone.
 */
#ifndef WENZE_H
#define WENZE_H

#include "wenze/accounts.h"
#include "wenze/ask.h"
#include "wenze/assess.h"
#include "wenze/base.h"
#include "wenze/case_store.h"
#include "wenze/check.h"
#include "wenze/compare.h"
#include "wenze/duties.h"
#include "wenze/edit.h"
#include "wenze/eligible.h"
#include "wenze/explain.h"
#include "wenze/feel.h"
#include "wenze/law.h"
#include "wenze/law_view.h"
#include "wenze/register.h"
#include "wenze/report.h"
#include "wenze/screen.h"
#include "wenze/store.h"
#include "wenze/test.h"
#include "wenze/version.h"
#include "wenze/vocabulary.h"
#include "wenze/walk.h"
#include "wenze/what_if.h"

#endif
