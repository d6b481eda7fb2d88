src/policy/glob.o: src/policy/glob.cpp src/policy/glob.hpp src/core.hpp
src/policy/glob.hpp:
src/core.hpp:
