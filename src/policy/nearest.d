src/policy/nearest.o: src/policy/nearest.cpp src/policy/nearest.hpp \
 src/core.hpp
src/policy/nearest.hpp:
src/core.hpp:
