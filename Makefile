# The extension, built by PGXS: make && make install. The core alone and its unit tests: CMakeLists.txt.
EXTENSION = mana_guard
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" mana_guard.control)
DATA = $(wildcard src/extension/mana_guard--*.sql)
MODULE_big = mana_guard

SOURCES := $(sort $(wildcard src/policy/*.cpp src/engine/*.cpp src/report/*.cpp src/server/*.cpp src/rules/*.cpp)) \
           $(filter-out $(if $(TEST_RULES),,src/rules/test/%),$(sort $(wildcard src/rules/*/*.cpp)))
OBJS = $(SOURCES:.cpp=.o)

REGRESS = $(basename $(notdir $(sort $(wildcard sql/*.sql))))
REGRESS_OPTS = --load-extension=pgtap --load-extension=mana_guard

PG_CONFIG ?= pg_config
PG_CPPFLAGS = -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server) -DFMT_HEADER_ONLY \
              -DMANA_GUARD_VERSION='"$(EXTVERSION)"' $(if $(TEST_RULES),-DMANA_GUARD_TEST_RULES)
PG_CXXFLAGS = -std=c++20 -fPIC -fvisibility=hidden -fvisibility-inlines-hidden \
              -Wall -Wextra -Wshadow -Wno-register -Wno-unused-parameter -Werror
SHLIB_LINK = -lstdc++ -Wl,--version-script=src/server/exports.map -Wl,-z,relro,-z,now
EXTRA_CLEAN = $(SOURCES:.cpp=.d) src/rules/rule.hpp.gch src/rules/rule.hpp.d

# JIT can gain nothing from an event trigger, and the bitcode would need clang.
override with_llvm := no
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

override CXXFLAGS += -MMD -MP
mana_guard.so: src/server/exports.map

# What all files of the core include takes most of their compilation: it is compiled once.
CORE_OBJS := $(filter-out src/server/%,$(OBJS))
$(CORE_OBJS): private override CPPFLAGS += -include rules/rule.hpp
$(CORE_OBJS): src/rules/rule.hpp.gch
src/rules/rule.hpp.gch: src/rules/rule.hpp
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -w -MF src/rules/rule.hpp.d -MT $@ -x c++-header -o $@ $<
-include src/rules/rule.hpp.d
-include $(SOURCES:.cpp=.d)
