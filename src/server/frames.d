src/server/frames.o: src/server/frames.cpp src/server/frames.hpp \
 src/server/prelude.hpp
src/server/frames.hpp:
src/server/prelude.hpp:
