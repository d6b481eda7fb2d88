src/server/touched.o: src/server/touched.cpp src/server/touched.hpp \
 src/model/table.hpp src/server/frames.hpp src/server/prelude.hpp
src/server/touched.hpp:
src/model/table.hpp:
src/server/frames.hpp:
src/server/prelude.hpp:
