// A server that is thrown away: a data folder copied from a cached one, on a unix socket, gone when the tool ends.
#pragma once

#include "core.hpp"

#include <memory>
#include <string>
#include <vector>

namespace mana_guard::cli {

struct ScratchOptions {
    unsigned major = 0;                   // of PostgreSQL; 0: the newest with the guard
    std::string image{};                  // of a container, instead of a server of this machine
    bool has_tcp = false;                 // listens on 127.0.0.1 as well, with a password
    bool is_kept = false;                 // not removed at the end
    std::vector<std::string> settings{};  // "name=value"
};

class ScratchServer {
  public:
    virtual ~ScratchServer() = default;
    ScratchServer(const ScratchServer&) = delete;
    ScratchServer& operator=(const ScratchServer&) = delete;

    // For libpq: its database with the guard, as its superuser.
    [[nodiscard]] virtual std::string conninfo() const = 0;
    // For a program of the user's: PGHOST, PGPORT, PGUSER and PGDATABASE; with TCP, variables_of_tools().
    [[nodiscard]] virtual std::vector<std::string> environment() const = 0;
    // What the server has logged.
    [[nodiscard]] virtual std::string log() const = 0;

  protected:
    ScratchServer() = default;
};

// Starts one. Throws Failure (NotJudged), which names both ways to have one, if there is no server with the guard.
std::unique_ptr<ScratchServer> start_scratch(const ScratchOptions& options);

// Stops and removes what earlier runs left behind that were killed.
void reap_scratch_servers();

// The variables by which migration tools find a server on 127.0.0.1.
std::vector<std::string> variables_of_tools(const std::string& port, const std::string& database,
                                            const std::string& password);

}  // namespace mana_guard::cli
