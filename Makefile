# The extension, built by PGXS: make && make install. DEBUG=1 adds debug information, WERROR=1 makes warnings errors.
# Elsewhere than in the tree: make -f TREE/Makefile VPATH=TREE. The core alone and its unit tests: CMakeLists.txt.
# make dist: what is committed, as PGXN takes it, in build.
EXTENSION = mana_guard
tree := $(if $(VPATH),$(VPATH),.)
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(tree)/mana_guard.control)
in_tree = $(patsubst $(tree)/%,%,$(sort $(wildcard $(addprefix $(tree)/,$(1)))))
DATA = $(call in_tree,src/extension/mana_guard--*.sql)
MODULE_big = mana_guard

# The files of a folder are compiled as one, all.cc, which is made below; not the one that has fmt's functions, which the
# others only declare.
FMT_SOURCE = src/text/formatted.cpp
# The command-line tool's folders, which CMakeLists.txt builds.
TOOL_FOLDERS = src/migrations/% src/layouts/% src/formats/% src/cli/%
SOURCES := $(filter-out $(FMT_SOURCE) $(TOOL_FOLDERS) $(if $(TEST_RULES),,src/rules/test/%),\
                        $(call in_tree,src/*/*.cpp src/*/*/*.cpp))
FOLDERS := $(patsubst %/,%/all.cc,$(sort $(dir $(SOURCES))))
OBJS = $(FOLDERS:.cc=.o) $(FMT_SOURCE:.cpp=.o)

REGRESS = $(basename $(notdir $(call in_tree,sql/*.sql)))
REGRESS_OPTS = --load-extension=pgtap --load-extension=mana_guard

PG_CONFIG ?= pg_config
PG_CPPFLAGS = -I$(tree)/src -isystem $(shell $(PG_CONFIG) --includedir-server) \
              -DMANA_GUARD_VERSION='"$(EXTVERSION)"' $(if $(TEST_RULES),-DMANA_GUARD_TEST_RULES)
PG_CXXFLAGS = -std=c++20 -fPIC -fvisibility=hidden -fvisibility-inlines-hidden $(if $(DEBUG),,-g0) \
              -Wall -Wextra -Wshadow -Wno-register -Wno-unused-parameter $(if $(WERROR),-Werror)
SHLIB_LINK = -lstdc++ -Wl,--version-script=$(tree)/src/server/exports.map -Wl,-z,relro,-z,now
EXTRA_CLEAN = $(FOLDERS) $(OBJS:.o=.d)

# JIT can gain nothing from an event trigger, and the bitcode would need clang.
override with_llvm := no
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
# Some tests' output has its name.
CONTRIB_TESTDB = mana_guard_regression

override CXXFLAGS += -MMD -MP
mana_guard.so: $(tree)/src/server/exports.map
$(shell mkdir -p $(sort $(dir $(OBJS))))
# Written anew when a file comes or goes.
sources_in = $(foreach source,$(SOURCES),$(if $(filter $(1),$(dir $(source))),$(source)))
$(FOLDERS): FORCE
	@printf '#include "%s"\n' $(call sources_in,$(dir $@)) | cmp -s - $@ || \
	 printf '#include "%s"\n' $(call sources_in,$(dir $@)) >$@
.PHONY: FORCE dist
dist: archive = build/$(EXTENSION)-$(EXTVERSION).zip
dist:
	mkdir -p $(dir $(archive))
	git archive --format zip --prefix=$(EXTENSION)-$(EXTVERSION)/ -o $(archive) HEAD
	@! grep -q '@mana-guard[.]example' META.json || echo 'META.json has a placeholder for the maintainer'\''s address: docs/packages.md'
-include $(OBJS:.o=.d)
