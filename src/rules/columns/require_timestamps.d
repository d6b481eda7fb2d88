src/rules/columns/require_timestamps.o: \
 src/rules/columns/require_timestamps.cpp src/rules/rule.hpp src/core.hpp \
 src/engine/findings.hpp src/model/severity.hpp src/model/table.hpp \
 src/rules/parameter.hpp src/policy/glob.hpp src/rules/catalog.inc
src/rules/rule.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
src/rules/catalog.inc:
