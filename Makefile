# wenze: build, tests and installation. `make help` lists the targets.
#
# Everything made lies under build/. A variant (VARIANT=asan, tsan, cov, fuzz) is a whole build of its own in
# build/VARIANT. Nothing outside make, sh and coreutils is asked for while this file is read, so that `make check` can
# install the compiler first: pkg-config runs when the first recipe needs its answer.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

# ---- What may be set on the command line ------------------------------------------------------------------------------

ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin AR),default)
AR := ar
endif
CXX ?= g++
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
bindir ?= $(PREFIX)/bin
libdir ?= $(PREFIX)/lib
includedir ?= $(PREFIX)/include
datadir ?= $(PREFIX)/share
FUZZ_SECONDS ?= 60
# The case that `make demo` assesses.
DEMO_CASE ?= cases/bj2019/several-people/case.xml
# Where `make demo-web` listens.
DEMO_LISTEN ?= 127.0.0.1:8443
# Warnings are errors when WERROR=1, as on the build server (CI=true).
WERROR ?= $(if $(filter true 1,$(CI)),1,)

# ---- Libraries and Debian packages: the only lists --------------------------------------------------------------------

# Libraries that pkg-config knows, and those that it does not.
PKGS := libxml-2.0 libxslt libexslt jansson libpcre2-8 icu-uc libsodium sqlite3 libzip xlsxwriter libmicrohttpd libgvc \
    libcgraph libedit
PLAIN_LIBS := -lbidgcc000 -lcsv -lm

# What `make check` and `make demo` need on a bare Debian 12; they install what is missing.
PACKAGES := gcc libc6-dev pkgconf libxml2-dev libjansson-dev libpcre2-dev libicu-dev libsodium-dev \
    libintelrdfpmath-dev libsqlite3-dev libxslt1-dev libcsv-dev libzip-dev libxlsxwriter-dev libmicrohttpd-dev \
    libgraphviz-dev libedit-dev libgnutls28-dev libcunit1-dev tzdata
PACKAGES_LONG := $(PACKAGES) clang libunistring-dev libreoffice-writer-nogui poppler-utils fonts-noto-cjk chromium chromium-driver \
    curl
PACKAGES_LINT := $(PACKAGES) g++ clang clang-format clang-tidy cppcheck shellcheck
PACKAGES_FUZZ := $(PACKAGES) clang libclang-rt-14-dev
PACKAGES_BENCH := $(PACKAGES) libclips-dev wrk curl
PACKAGES_COVERAGE := $(PACKAGES) gcovr

# ---- Flags ------------------------------------------------------------------------------------------------------------

VARIANT ?=
BUILD := $(if $(VARIANT),build/$(VARIANT),build)

VARIANT_FLAGS_ := $(if $(filter -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2) -fstack-protector-strong \
    -fstack-clash-protection
VARIANT_FLAGS_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer \
    -DWZ_ARENA_EACH $(if $(findstring clang,$(CC)),,-Wno-maybe-uninitialized)
VARIANT_FLAGS_tsan := -O1 -fsanitize=thread -fno-omit-frame-pointer
# Tests with threads count atomically: a lost update shows as a negative count, which gcovr refuses.
VARIANT_FLAGS_cov := -O0 --coverage -fprofile-update=atomic
VARIANT_FLAGS_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
    -fno-omit-frame-pointer -DWZ_ARENA_EACH
ifndef VARIANT_FLAGS_$(VARIANT)
$(error VARIANT is asan, tsan, cov, fuzz or empty, not '$(VARIANT)')
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wformat-security -Wvla -Wwrite-strings -Wstrict-prototypes $(if $(WERROR),-Werror)
INCLUDES := -Iinclude -Iengine
# One set of objects serves the program, the tests and both libraries, hence -fPIC everywhere; without semantic
# interposition that costs the program nothing measurable. The shared library's exports are named by a version script.
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE $(INCLUDES) $(WARNINGS) -fPIC -fno-semantic-interposition \
    -ffile-prefix-map=$(CURDIR)=. $(CFLAGS) $(VARIANT_FLAGS_$(VARIANT)) $(CPPFLAGS)
ALL_LDFLAGS = $(CFLAGS) $(filter -fsanitize=% --coverage,$(VARIANT_FLAGS_$(VARIANT))) -Wl,-z,relro,-z,now \
    -Wl,--as-needed $(LDFLAGS)

# Each is worked out once, when a recipe first expands it. Warnings in the libraries' own headers are not ours.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PKGS))))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) $(PLAIN_LIBS))$(PKG_LIBS)
CUNIT_LIBS = $(eval CUNIT_LIBS := $$(shell pkg-config --libs cunit))$(CUNIT_LIBS)

# ---- Files ------------------------------------------------------------------------------------------------------------

SOURCES := $(sort $(wildcard engine/*/*.c engine/*/*/*.c))
PROGRAM_SOURCES := $(filter engine/cli/% engine/web/%,$(SOURCES))
LIB_SOURCES := $(filter-out $(PROGRAM_SOURCES),$(SOURCES))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*.c))
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/*_fuzzer.c))
BENCH_SOURCES := $(sort $(wildcard tests/bench/*.c))
PUBLIC_HEADERS := include/wenze.h $(sort $(wildcard include/wenze/*.h))
PRIVATE_HEADERS := $(sort $(wildcard engine/*/*.h engine/*/*/*.h tests/*/*.h))
SCRIPTS := $(sort .ci/run $(wildcard tests/*/*.sh))
# What pages load beside themselves; compiled into the program.
ASSETS := $(sort $(wildcard engine/web/static/*))
STORE_SOURCES := $(sort $(wildcard tests/store/*.c))
WEB_TEST_SOURCES := $(sort $(wildcard tests/web/*.c))
C_FILES := $(SOURCES) $(UNIT_SOURCES) $(BENCH_SOURCES) $(STORE_SOURCES) $(WEB_TEST_SOURCES) $(sort $(wildcard tests/fuzz/*.c tests/tools/*.c))

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJECTS := $(call objects,$(LIB_SOURCES))
PROGRAM_OBJECTS := $(call objects,$(PROGRAM_SOURCES))
UNIT_OBJECTS := $(call objects,$(UNIT_SOURCES))
FUZZ_NAMES := $(patsubst tests/fuzz/%_fuzzer.c,%,$(FUZZ_SOURCES))
REPLAYS := $(FUZZ_NAMES:%=$(BUILD)/replay/%)
STORE_PROGRAMS := $(STORE_SOURCES:tests/store/%.c=$(BUILD)/store-%)
FUZZERS := $(FUZZ_NAMES:%=$(BUILD)/%_fuzzer)
ALL_OBJECTS := $(LIB_OBJECTS) $(PROGRAM_OBJECTS) $(UNIT_OBJECTS) \
    $(call objects,$(FUZZ_SOURCES) tests/fuzz/replay.c $(BENCH_SOURCES) $(STORE_SOURCES) $(WEB_TEST_SOURCES))

# The version stands in one header.
VERSION := $(shell sed -n 's/^.define WZ_VERSION "\(.*\)"/\1/p' include/wenze/version.h)
SONAME := libwenze.so.$(firstword $(subst ., ,$(VERSION)))

# V=1 shows whole commands; otherwise each step is one line.
SAY = $(if $(V),,@echo "  $(1) $@";)

# Recursive calls use every processor unless the user said otherwise.
AGAIN = +@$(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
INSTALL_PACKAGES := @sh tests/tools/install-packages.sh

# ---- Targets for people -----------------------------------------------------------------------------------------------

.PHONY: all lib demo demo-web check check-long sanitize fuzz bench coverage lint format format-check install clean help FORCE

all: $(BUILD)/wenze ## the program, build/wenze (the default)

lib: $(BUILD)/libwenze.a $(BUILD)/libwenze.so $(BUILD)/$(SONAME) $(BUILD)/wenze.pc ## libwenze.a, libwenze.so and wenze.pc

demo: ## install what is missing, build, assess one case and print the recommendation
	$(INSTALL_PACKAGES) $(PACKAGES)
	$(AGAIN) all
	@$(BUILD)/wenze assess $(DEMO_CASE)

demo-web: ## the same with the web page: sample cases, an account for each role, one-time sign-in links
	$(INSTALL_PACKAGES) $(PACKAGES)
	$(AGAIN) all
	@sh tests/tools/demo-web.sh $(BUILD)/wenze $(BUILD)/demo.db $(DEMO_LISTEN)

check: ## install what is missing, build, run all tests (under three minutes)
	$(INSTALL_PACKAGES) $(PACKAGES)
	$(AGAIN) run-parts

check-long: ## the same with more seeds, and all tests that take longer
	$(INSTALL_PACKAGES) $(PACKAGES_LONG)
	$(AGAIN) run-parts WZ_LONG=1

sanitize: ## all tests under AddressSanitizer and UBSan, tests of threads under ThreadSanitizer
	$(INSTALL_PACKAGES) $(PACKAGES) $(if $(findstring clang,$(CC)),$(PACKAGES_FUZZ))
	$(AGAIN) VARIANT=tsan build/tsan/unit-tests
	$(AGAIN) VARIANT=asan run-parts THREAD_TESTS=build/tsan/unit-tests

fuzz: ## run each libFuzzer target for FUZZ_SECONDS (60)
	$(INSTALL_PACKAGES) $(PACKAGES_FUZZ)
	$(AGAIN) VARIANT=fuzz CC=clang run-fuzzers

bench: ## measure against CLIPS and hand-written C
	$(INSTALL_PACKAGES) $(PACKAGES_BENCH)
	$(AGAIN) run-bench

coverage: ## line and branch coverage of the tests, build/cov/report.html
	$(INSTALL_PACKAGES) $(PACKAGES_COVERAGE)
	$(AGAIN) VARIANT=cov run-parts
	@gcovr --root . --object-directory build/cov --filter engine/ --exclude-throw-branches --print-summary \
	    --html-details build/cov/report.html --txt build/cov/report.txt build/cov
	@echo 'build/cov/report.html'

lint: ## clang-tidy, cppcheck, module direction, headers alone, shell scripts, format
	$(INSTALL_PACKAGES) $(PACKAGES_LINT)
	$(AGAIN) --keep-going run-lint

# Headers are laid out by hand: their columns of comments say more than a tool would keep.
format: ## rewrite all .c files in the project's style
	clang-format -i $(C_FILES)

format-check: ## say which files `make format` would change
	@status=0; for file in $(C_FILES); do clang-format $$file | cmp -s - $$file || \
	    { echo "$$file: not in the project's style; run make format"; status=1; }; done; exit $$status

clean: ## remove build/
	rm -rf build

help: ## this list
	@echo 'make [TARGET] [CC=clang] [CFLAGS=…] [WERROR=1] [V=1] [PREFIX=/usr/local] [DESTDIR=…] [-j N]'; echo
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# ---- Compiling and linking --------------------------------------------------------------------------------------------

# flags, sources, datadir and gen/suites.inc are rewritten, and so newer, only when their text changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D); echo '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(PKGS) $(PLAIN_LIBS)' > $@.new; \
	    if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/sources: FORCE
	@mkdir -p $(@D); echo '$(SOURCES) $(UNIT_SOURCES)' > $@.new; \
	    if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# Two files know where the installed rules and stylesheets lie; another PREFIX compiles them again and no other.
$(BUILD)/datadir: FORCE
	@mkdir -p $(@D); echo '$(datadir)' > $@.new; if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

INSTALLED_OBJECTS := $(BUILD)/obj/engine/app/law.o $(BUILD)/obj/engine/app/report.o
$(INSTALLED_OBJECTS): $(BUILD)/datadir
$(INSTALLED_OBJECTS): private CPPFLAGS += -DWZ_DATADIR='"$(datadir)"'

$(BUILD)/gen/web/assets.inc: $(ASSETS) tests/tools/embed.sh
	@mkdir -p $(@D); sh tests/tools/embed.sh $(ASSETS) > $@

$(BUILD)/obj/engine/web/assets.o: $(BUILD)/gen/web/assets.inc
$(BUILD)/obj/engine/web/assets.o: private CPPFLAGS += -I$(BUILD)/gen

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call SAY,compile)$(CC) $(ALL_CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

# A function that other files use stands in a header.
$(LIB_OBJECTS) $(PROGRAM_OBJECTS): private WARNINGS += -Wmissing-prototypes

$(BUILD)/libwenze.a: $(LIB_OBJECTS) $(BUILD)/sources
	@rm -f $@
	$(call SAY,archive)$(AR) rcsD $@ $(LIB_OBJECTS)

$(BUILD)/wenze: $(PROGRAM_OBJECTS) $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ $(PKG_LIBS)

# The shared library exports the functions that the public headers declare and nothing else.
$(BUILD)/libwenze.map: $(PUBLIC_HEADERS) tests/tools/version-script.sh
	@mkdir -p $(@D)
	@CC='$(CC)' sh tests/tools/version-script.sh WENZE_$(firstword $(subst ., ,$(VERSION))) > $@

$(BUILD)/libwenze.so: $(LIB_OBJECTS) $(BUILD)/libwenze.map $(BUILD)/sources
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(BUILD)/libwenze.map -Wl,-z,defs \
	    -o $@ $(LIB_OBJECTS) $(PKG_LIBS)

$(BUILD)/$(SONAME): $(BUILD)/libwenze.so
	@ln -sf libwenze.so $@

$(BUILD)/wenze.pc: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(libdir)' 'includedir=$(includedir)' '' 'Name: wenze' \
	    'Description: Assessment of accountability under work-safety regulations' 'Version: $(VERSION)' \
	    'Requires.private: $(PKGS)' 'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lwenze' \
	    'Libs.private: $(PLAIN_LIBS)' > $@

# ---- Tests ------------------------------------------------------------------------------------------------------------

# The suites that tests/unit/main.c runs: one for each file.
$(BUILD)/gen/suites.inc: FORCE
	@mkdir -p $(@D); printf '%s\n' $(patsubst tests/unit/%.c,'SUITE(%)',$(filter-out %/main.c,$(UNIT_SOURCES))) > $@.new; \
	    if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/obj/tests/unit/main.o: $(BUILD)/gen/suites.inc
$(BUILD)/obj/tests/unit/main.o: private CPPFLAGS += -I$(BUILD)/gen

$(BUILD)/unit-tests: $(UNIT_OBJECTS) $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ $(CUNIT_LIBS) $(PKG_LIBS)

$(REPLAYS): $(BUILD)/replay/%: $(BUILD)/obj/tests/fuzz/%_fuzzer.o $(BUILD)/obj/tests/fuzz/replay.o $(BUILD)/libwenze.a
	@mkdir -p $(@D)
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ $(PKG_LIBS)

# The tests of the web page know its table of routes, and reach the store behind it.
$(BUILD)/web-tests: $(call objects,$(WEB_TEST_SOURCES) $(filter engine/web/%,$(SOURCES))) $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ $(CUNIT_LIBS) $(PKG_LIBS) -lgnutls

$(STORE_PROGRAMS): $(BUILD)/store-%: $(BUILD)/obj/tests/store/%.o $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ $(PKG_LIBS)

$(FUZZERS): $(BUILD)/%_fuzzer: $(BUILD)/obj/tests/fuzz/%_fuzzer.o $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(filter-out -fsanitize=%,$(ALL_LDFLAGS)) -fsanitize=fuzzer,address,undefined -o $@ $^ $(PKG_LIBS)

$(BUILD)/bench: $(call objects,$(BENCH_SOURCES)) $(BUILD)/libwenze.a
	$(call SAY,link)$(CC) $(ALL_LDFLAGS) -pie -o $@ $^ -lclips $(PKG_LIBS)

.PHONY: run-parts run-fuzzers run-bench run-lint lint-tidy lint-cppcheck lint-modules lint-headers lint-scripts

run-parts: $(BUILD)/wenze $(BUILD)/unit-tests $(REPLAYS) $(STORE_PROGRAMS) $(BUILD)/web-tests $(if $(WZ_LONG),lib)
	@BUILD=$(BUILD) CC='$(CC)' MAKE='$(MAKE)' WZ_LONG='$(WZ_LONG)' THREAD_TESTS='$(THREAD_TESTS)' \
	    sh tests/tools/run-parts.sh

run-fuzzers: $(FUZZERS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/tools/run-fuzzers.sh $(BUILD) $(FUZZ_NAMES)

run-bench: $(if $(BENCH_SOURCES),$(BUILD)/bench $(BUILD)/wenze)
	@$(if $(BENCH_SOURCES),$(BUILD)/bench,echo 'make: nothing to measure: no file in tests/bench'; exit 1)
	@sh tests/bench/web.sh $(BUILD)/wenze

# ---- Lint: one stamp a file, so that a second run looks only at what changed -----------------------------------------

TIDIED := $(C_FILES:%=build/lint/%.tidy)
HEADERS_ALONE := $(PUBLIC_HEADERS:%=build/lint/%.public) $(filter-out tests/%,$(PRIVATE_HEADERS:%=build/lint/%.private))

run-lint: format-check lint-modules lint-headers lint-scripts lint-cppcheck lint-tidy

lint-modules:
	@sh tests/tools/check-modules.sh .

lint-scripts:
	@shellcheck --shell=sh --severity=style $(filter %.sh,$(SCRIPTS))
	@shellcheck --severity=style .ci/run

lint-cppcheck:
	@mkdir -p build/lint/cppcheck
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
	    --suppressions-list=tests/tools/cppcheck-suppressions.txt --cppcheck-build-dir=build/lint/cppcheck \
	    --library=posix,gnu -D__GNUC__ $(INCLUDES) $(SOURCES)

lint-headers: $(HEADERS_ALONE)

build/lint/%.public: % $(PUBLIC_HEADERS)
	@mkdir -p $(@D)
	@for compiler in gcc clang; do $$compiler -x c -std=c11 -Iinclude -Wall -Wextra -Wpedantic -Werror \
	    -fsyntax-only $<; done
	@for compiler in g++ clang++; do $$compiler -x c++ -std=c++17 -Iinclude -Wall -Wextra -Wpedantic -Werror \
	    -fsyntax-only $<; done
	@touch $@

build/lint/%.private: % $(PUBLIC_HEADERS) $(PRIVATE_HEADERS)
	@mkdir -p $(@D)
	@$(CC) -x c -std=c11 -D_GNU_SOURCE $(INCLUDES) $(PKG_CFLAGS) -Wall -Wextra -Werror -Wno-unused-function \
	    -fsyntax-only $<
	@touch $@

lint-tidy: $(TIDIED)

build/lint/%.tidy: % .clang-tidy $(PUBLIC_HEADERS) $(PRIVATE_HEADERS)
	@mkdir -p $(@D)
	@echo "clang-tidy $<"
	@clang-tidy --quiet --warnings-as-errors='*' $< -- -std=c11 -D_GNU_SOURCE $(INCLUDES) $(PKG_CFLAGS) 2> $@.err \
	    || { cat $@.err; exit 1; }
	@touch $@

build/lint/tests/unit/main.c.tidy: build/gen/suites.inc
build/lint/tests/unit/main.c.tidy: private INCLUDES += -Ibuild/gen
build/lint/engine/web/assets.c.tidy: build/gen/web/assets.inc
build/lint/engine/web/assets.c.tidy: private INCLUDES += -Ibuild/gen

# ---- Installation -----------------------------------------------------------------------------------------------------

install: all lib ## program, libraries, headers, rules, manual and completion, under DESTDIR and PREFIX
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(libdir)/pkgconfig $(DESTDIR)$(includedir)/wenze \
	    $(DESTDIR)$(datadir)/man/man1 $(DESTDIR)$(datadir)/man/zh_CN/man1 \
	    $(DESTDIR)$(datadir)/bash-completion/completions
	install -m 755 $(BUILD)/wenze $(DESTDIR)$(bindir)/wenze
	install -m 644 $(BUILD)/libwenze.a $(DESTDIR)$(libdir)/libwenze.a
	install -m 644 $(BUILD)/libwenze.so $(DESTDIR)$(libdir)/libwenze.so.$(VERSION)
	ln -sf libwenze.so.$(VERSION) $(DESTDIR)$(libdir)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(libdir)/libwenze.so
	install -m 644 $(BUILD)/wenze.pc $(DESTDIR)$(libdir)/pkgconfig/wenze.pc
	install -m 644 include/wenze.h $(DESTDIR)$(includedir)/wenze.h
	install -m 644 $(filter include/wenze/%,$(PUBLIC_HEADERS)) $(DESTDIR)$(includedir)/wenze
	cd rules && find . -type f -exec install -D -m 644 {} $(abspath $(DESTDIR)$(datadir))/wenze/rules/{} \;
	install -d $(DESTDIR)$(datadir)/wenze/xsl
	install -m 644 engine/report/xsl/*.xsl $(DESTDIR)$(datadir)/wenze/xsl
	cd cases && find . -name '*.xml' -exec install -D -m 644 {} $(abspath $(DESTDIR)$(datadir))/wenze/cases/{} \;
	install -m 644 docs/wenze.1 $(DESTDIR)$(datadir)/man/man1/wenze.1
	install -m 644 docs/wenze.zh_CN.1 $(DESTDIR)$(datadir)/man/zh_CN/man1/wenze.1
	install -m 644 docs/wenze.service $(DESTDIR)$(datadir)/wenze/wenze.service
	install -m 644 engine/cli/wenze.bash-completion $(DESTDIR)$(datadir)/bash-completion/completions/wenze

-include $(ALL_OBJECTS:.o=.d)
