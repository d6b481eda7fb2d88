src/policy/policy.o: src/policy/policy.cpp src/policy/policy.hpp \
 src/core.hpp src/policy/row.hpp src/model/policy_row.hpp \
 src/model/severity.hpp src/policy/glob.hpp src/rules/rule.hpp \
 src/engine/findings.hpp src/model/table.hpp src/rules/parameter.hpp \
 src/rules/catalog.inc src/policy/setting.hpp src/policy/profile.hpp
src/policy/policy.hpp:
src/core.hpp:
src/policy/row.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/policy/glob.hpp:
src/rules/rule.hpp:
src/engine/findings.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/rules/catalog.inc:
src/policy/setting.hpp:
src/policy/profile.hpp:
