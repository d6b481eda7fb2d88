// Other programs: started, waited for, and ended together with the tool.
#pragma once

#include "core.hpp"

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace mana_guard::cli {

// The user as whom a program runs; -1: the tool's own.
struct User {
    uid_t uid = static_cast<uid_t>(-1);
    gid_t gid = static_cast<gid_t>(-1);

    [[nodiscard]] bool is_other() const { return uid != static_cast<uid_t>(-1); }
};

// Who runs the server: for root, which may not, postgres or nobody.
User server_user();

struct Start {
    std::vector<std::string> command;
    User user{};
    std::string folder{};                    // in which it works; empty: the tool's own
    std::string output{};                    // the file to which both outputs are appended; empty: the tool's own
    std::vector<std::string> environment{};  // NAME=value, besides the tool's own
    bool ends_with_us = false;               // gets SIGQUIT when the tool ends, however that is
    bool is_quiet = false;                   // its outputs are dropped
};

// Starts it and gives its process id. Throws Failure (NotJudged) if it can't be forked; a program that isn't there ends
// with 127.
pid_t start(const Start& what);

// Waits until it has ended, and gives its exit status as a shell has it.
int wait_for(pid_t process);
int run(const Start& what);

// What it writes to its standard output; nothing, or an empty text, if it fails.
std::optional<std::string> output_unless_failed(const std::vector<std::string>& command,
                                                const std::vector<std::string>& environment = {});
std::string output_of(const std::vector<std::string>& command, const std::vector<std::string>& environment = {});

// The path of the program among those of PATH; empty if there is none.
std::string program(const std::string& name);

}  // namespace mana_guard::cli
