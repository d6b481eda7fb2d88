src/policy/row.o: src/policy/row.cpp src/policy/row.hpp src/core.hpp \
 src/model/policy_row.hpp src/model/severity.hpp src/policy/glob.hpp \
 src/rules/rule.hpp src/engine/findings.hpp src/model/table.hpp \
 src/rules/parameter.hpp src/rules/catalog.inc src/policy/nearest.hpp
src/policy/row.hpp:
src/core.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/policy/glob.hpp:
src/rules/rule.hpp:
src/engine/findings.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/rules/catalog.inc:
src/policy/nearest.hpp:
