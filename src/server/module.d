src/server/module.o: src/server/module.cpp src/server/frames.hpp \
 src/server/prelude.hpp src/server/policy_cache.hpp src/engine/judge.hpp \
 src/model/policy_row.hpp src/model/severity.hpp src/model/table.hpp \
 src/server/settings.hpp
src/server/frames.hpp:
src/server/prelude.hpp:
src/server/policy_cache.hpp:
src/engine/judge.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/server/settings.hpp:
