src/rules/columns/timestamp_shape.o: \
 src/rules/columns/timestamp_shape.cpp src/rules/rule.hpp src/core.hpp \
 src/engine/findings.hpp src/model/severity.hpp src/model/table.hpp \
 src/rules/parameter.hpp src/policy/glob.hpp src/rules/catalog.inc \
 src/rules/types/type_names.hpp
src/rules/rule.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
src/rules/catalog.inc:
src/rules/types/type_names.hpp:
