src/report/cure.o: src/report/cure.cpp src/report/cure.hpp src/core.hpp \
 src/engine/findings.hpp src/model/severity.hpp src/model/table.hpp \
 src/rules/rule.hpp src/rules/parameter.hpp src/policy/glob.hpp \
 src/rules/catalog.inc
src/report/cure.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/rules/rule.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
src/rules/catalog.inc:
