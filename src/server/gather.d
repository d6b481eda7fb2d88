src/server/gather.o: src/server/gather.cpp src/server/gather.hpp \
 src/model/table.hpp src/server/frames.hpp src/server/prelude.hpp \
 src/server/touched.hpp src/server/types.hpp
src/server/gather.hpp:
src/model/table.hpp:
src/server/frames.hpp:
src/server/prelude.hpp:
src/server/touched.hpp:
src/server/types.hpp:
