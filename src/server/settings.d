src/server/settings.o: src/server/settings.cpp src/server/settings.hpp \
 src/server/prelude.hpp
src/server/settings.hpp:
src/server/prelude.hpp:
