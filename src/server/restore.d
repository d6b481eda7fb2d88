src/server/restore.o: src/server/restore.cpp src/server/restore.hpp \
 src/server/prelude.hpp src/server/settings.hpp
src/server/restore.hpp:
src/server/prelude.hpp:
src/server/settings.hpp:
