src/engine/findings.o: src/engine/findings.cpp src/engine/findings.hpp \
 src/core.hpp src/model/severity.hpp src/model/table.hpp
src/engine/findings.hpp:
src/core.hpp:
src/model/severity.hpp:
src/model/table.hpp:
