// Included first by every core header but the model's and the wall's: the core can't see the server.
#ifdef POSTGRES_H
#error "core headers must not be included after postgres.h: go through engine/judge.hpp"
#endif
