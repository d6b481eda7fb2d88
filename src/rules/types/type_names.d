src/rules/types/type_names.o: src/rules/types/type_names.cpp \
 src/rules/types/type_names.hpp src/core.hpp src/engine/findings.hpp \
 src/model/severity.hpp src/model/table.hpp src/rules/parameter.hpp \
 src/policy/glob.hpp
src/rules/types/type_names.hpp:
src/core.hpp:
src/engine/findings.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/rules/parameter.hpp:
src/policy/glob.hpp:
