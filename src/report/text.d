src/report/text.o: src/report/text.cpp src/report/text.hpp src/core.hpp \
 src/engine/findings.hpp src/model/severity.hpp src/model/table.hpp \
 src/policy/setting.hpp src/rules/parameter.hpp src/policy/glob.hpp \
 src/report/cure.hpp src/rules/rule.hpp src/rules/catalog.inc
src/report/text.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/policy/setting.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
src/report/cure.hpp:
src/rules/rule.hpp:
src/rules/catalog.inc:
