src/server/speak.o: src/server/speak.cpp src/server/speak.hpp \
 src/engine/judge.hpp src/model/policy_row.hpp src/model/severity.hpp \
 src/model/table.hpp src/server/prelude.hpp src/server/settings.hpp
src/server/speak.hpp:
src/engine/judge.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/server/prelude.hpp:
src/server/settings.hpp:
