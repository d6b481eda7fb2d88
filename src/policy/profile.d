src/policy/profile.o: src/policy/profile.cpp src/policy/profile.hpp \
 src/core.hpp src/model/policy_row.hpp
src/policy/profile.hpp:
src/core.hpp:
src/model/policy_row.hpp:
