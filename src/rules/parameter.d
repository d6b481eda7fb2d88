src/rules/parameter.o: src/rules/parameter.cpp src/rules/parameter.hpp \
 src/core.hpp src/policy/glob.hpp
src/rules/parameter.hpp:
src/core.hpp:
src/policy/glob.hpp:
