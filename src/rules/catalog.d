src/rules/catalog.o: src/rules/catalog.cpp src/rules/rule.hpp \
 src/core.hpp src/engine/findings.hpp src/model/severity.hpp \
 src/model/table.hpp src/rules/parameter.hpp src/policy/glob.hpp \
 src/rules/catalog.inc
src/rules/rule.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
src/rules/catalog.inc:
