src/server/triggers.o: src/server/triggers.cpp src/engine/judge.hpp \
 src/model/policy_row.hpp src/model/severity.hpp src/model/table.hpp \
 src/server/frames.hpp src/server/prelude.hpp src/server/gather.hpp \
 src/server/touched.hpp src/server/policy_cache.hpp \
 src/server/restore.hpp src/server/settings.hpp src/server/speak.hpp
src/engine/judge.hpp:
src/model/policy_row.hpp:
src/model/severity.hpp:
src/model/table.hpp:
src/server/frames.hpp:
src/server/prelude.hpp:
src/server/gather.hpp:
src/server/touched.hpp:
src/server/policy_cache.hpp:
src/server/restore.hpp:
src/server/settings.hpp:
src/server/speak.hpp:
