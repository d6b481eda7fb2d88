src/engine/inspect.o: src/engine/inspect.cpp src/engine/inspect.hpp \
 src/core.hpp src/engine/findings.hpp src/model/severity.hpp \
 src/model/table.hpp src/policy/policy.hpp src/policy/row.hpp \
 src/model/policy_row.hpp src/policy/glob.hpp src/rules/rule.hpp \
 src/rules/parameter.hpp src/rules/catalog.inc src/policy/setting.hpp
src/engine/inspect.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/policy/policy.hpp:
src/policy/row.hpp:
src/model/policy_row.hpp:
src/policy/glob.hpp:
src/rules/rule.hpp:
src/rules/parameter.hpp:
src/rules/catalog.inc:
src/policy/setting.hpp:
