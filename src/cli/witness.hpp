// What stands by in a scratch database and sees whether the guard judged each schema change.
#pragma once

#include "core.hpp"

#include <string>

#include "cli/database.hpp"

namespace mana_guard::cli {

class Witness {
  public:
    // Installs it, by the database's superuser and outside of a transaction. `collect` is the value of
    // mana_guard.collect with which every schema change must be made from now on.
    Witness(Database& database, const std::string& collect);

    // What has been done to the guard since then, or since the last call that found something; empty if nothing was.
    // Throws Failure (NotJudged) if the extension is no longer there. Not in a failed transaction.
    std::string complaint();

  private:
    struct State {
        std::string unjudged;  // schema changes that were not judged
        std::string policy;
        std::string triggers;
        bool operator==(const State&) const = default;
    };
    State state();

    Database& database_;
    State known_;
};

}  // namespace mana_guard::cli
