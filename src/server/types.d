src/server/types.o: src/server/types.cpp src/server/types.hpp \
 src/model/table.hpp src/server/prelude.hpp
src/server/types.hpp:
src/model/table.hpp:
src/server/prelude.hpp:
