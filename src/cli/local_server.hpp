// A postmaster that the tool starts and stops.
#pragma once

#include "core.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "cli/process.hpp"

namespace mana_guard::cli {

constexpr const char* scratch_database = "scratch";
constexpr unsigned default_port = 5432;

class LocalServer {
  public:
    // Starts it on a unix socket beside the data folder, and waits until it takes connections. Throws Failure
    // (NotJudged) with the end of its log.
    LocalServer(const std::string& bindir, const std::filesystem::path& folder, const User& user,
                const std::vector<std::string>& settings, unsigned port);
    // Stops it at once, without a checkpoint.
    ~LocalServer();
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;

    // Stops it in order, so that its data folder can be copied.
    void shut_down();
    [[nodiscard]] std::string conninfo(const std::string& database) const;

  private:
    void stop(int signal);
    void wait_until_ready(const std::filesystem::path& log);

    std::filesystem::path folder_;
    unsigned port_;
    pid_t process_ = -1;
};

}  // namespace mana_guard::cli
