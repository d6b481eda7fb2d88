src/engine/judge.o: src/engine/judge.cpp src/engine/judge.hpp \
 src/model/policy_row.hpp src/model/severity.hpp src/model/table.hpp \
 src/engine/inspect.hpp src/core.hpp src/engine/findings.hpp \
 src/policy/policy.hpp src/policy/row.hpp src/policy/glob.hpp \
 src/rules/rule.hpp src/rules/parameter.hpp src/rules/catalog.inc \
 src/policy/setting.hpp src/policy/profile.hpp src/report/text.hpp
src/engine/judge.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/engine/inspect.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/policy/policy.hpp:
src/policy/row.hpp:
src/policy/glob.hpp:
src/rules/rule.hpp:
src/rules/parameter.hpp:
src/rules/catalog.inc:
src/policy/setting.hpp:
src/policy/profile.hpp:
src/report/text.hpp:
