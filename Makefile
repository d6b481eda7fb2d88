# The extension, built by PGXS: make && make install. DEBUG=1 adds debug information, WERROR=1 makes warnings errors.
# Elsewhere than in the tree: make -f TREE/Makefile VPATH=TREE. The core alone and its unit tests: CMakeLists.txt.
EXTENSION = mana_guard
tree := $(if $(VPATH),$(VPATH),.)
EXTVERSION := $(shell sed -n "s/^default_version = '\(.*\)'/\1/p" $(tree)/mana_guard.control)
in_tree = $(patsubst $(tree)/%,%,$(sort $(wildcard $(addprefix $(tree)/,$(1)))))
DATA = $(call in_tree,src/extension/mana_guard--*.sql)
MODULE_big = mana_guard

# The rules of a category are compiled as one file.
RULES := $(filter-out $(if $(TEST_RULES),,src/rules/test/%),$(call in_tree,src/rules/*/*.cpp))
RULES_OBJS := $(patsubst %/,%/all.o,$(sort $(dir $(RULES))))
SERVER_OBJS := $(patsubst %.cpp,%.o,$(call in_tree,src/server/*.cpp src/server/*/*.cpp))
CORE_OBJS := $(patsubst %.cpp,%.o,$(filter-out src/server/%,$(call in_tree,src/*/*.cpp)))
OBJS = $(CORE_OBJS) $(RULES_OBJS) $(SERVER_OBJS)

REGRESS = $(basename $(notdir $(call in_tree,sql/*.sql)))
REGRESS_OPTS = --load-extension=pgtap --load-extension=mana_guard

PG_CONFIG ?= pg_config
PG_CPPFLAGS = -I$(tree)/src -isystem $(shell $(PG_CONFIG) --includedir-server) \
              -DMANA_GUARD_VERSION='"$(EXTVERSION)"' $(if $(TEST_RULES),-DMANA_GUARD_TEST_RULES)
PG_CXXFLAGS = -std=c++20 -fPIC -fvisibility=hidden -fvisibility-inlines-hidden $(if $(DEBUG),,-g0) \
              -Wall -Wextra -Wshadow -Wno-register -Wno-unused-parameter $(if $(WERROR),-Werror)
SHLIB_LINK = -lstdc++ -Wl,--version-script=$(tree)/src/server/exports.map -Wl,-z,relro,-z,now

# What all files of a side include takes most of their compilation: it is compiled once.
CORE_HEADER = src/rules/rule.hpp
SERVER_HEADER = src/server/prelude.hpp
MADE_BY_COMPILER = $(OBJS:.o=.d) $(CORE_HEADER).d $(SERVER_HEADER).d
EXTRA_CLEAN = $(MADE_BY_COMPILER) $(CORE_HEADER).gch $(SERVER_HEADER).gch

# JIT can gain nothing from an event trigger, and the bitcode would need clang.
override with_llvm := no
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

override CXXFLAGS += -MMD -MP
mana_guard.so: $(tree)/src/server/exports.map
$(shell mkdir -p $(sort $(dir $(OBJS))))

# Not the file that has fmt's functions, which the others only declare.
with_core_header = $(filter-out src/text/formatted.o,$(CORE_OBJS)) $(RULES_OBJS)
$(with_core_header): private override CPPFLAGS += -include $(CORE_HEADER)
$(with_core_header): $(CORE_HEADER).gch
$(SERVER_OBJS): private override CPPFLAGS += -include $(SERVER_HEADER)
$(SERVER_OBJS): $(SERVER_HEADER).gch
%.hpp.gch: %.hpp
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -w -MF $*.hpp.d -MT $@ -x c++-header -o $@ $<

$(foreach unit,$(RULES_OBJS),$(eval $(unit): $(filter $(dir $(unit))%,$(RULES))))
$(RULES_OBJS):
	printf '#include "%s"\n' $(filter %.cpp,$^) | $(CXX) $(CXXFLAGS) $(CPPFLAGS) -MF $(@:.o=.d) -MT $@ -c -o $@ -x c++ -
-include $(MADE_BY_COMPILER)
