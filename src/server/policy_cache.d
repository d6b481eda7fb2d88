src/server/policy_cache.o: src/server/policy_cache.cpp \
 src/server/policy_cache.hpp src/engine/judge.hpp \
 src/model/policy_row.hpp src/model/severity.hpp src/model/table.hpp \
 src/server/prelude.hpp src/server/speak.hpp
src/server/policy_cache.hpp:
src/engine/judge.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/server/prelude.hpp:
src/server/speak.hpp:
