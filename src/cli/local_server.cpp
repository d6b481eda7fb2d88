#include "cli/local_server.hpp"
#include "cli/failure.hpp"
#include "cli/signals.hpp"
#include "text/formatted.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include <libpq-fe.h>
#include <sys/wait.h>

namespace mana_guard::cli {
namespace {

constexpr std::string_view own_settings[] = {
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_wal_size=1GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "logging_collector=off",
    "log_destination=stderr",
    "log_min_messages=log",
    "session_preload_libraries=mana_guard",
    "log_line_prefix=",
};

constexpr std::chrono::milliseconds between_tries(10);
constexpr std::chrono::seconds longest_stop(3);
constexpr std::chrono::seconds longest_shutdown(60);

std::string end_of(const std::filesystem::path& log) {
    std::ifstream in(log);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    constexpr std::size_t most = 600;
    return text.size() > most ? text.substr(text.size() - most) : text;
}

}  // namespace

LocalServer::LocalServer(const std::string& bindir, const std::filesystem::path& folder, const User& user,
                         const std::vector<std::string>& settings, unsigned port)
    : folder_(folder), port_(port) {
    Start postmaster{.command = {bindir + "/postgres", "-D", (folder / "data").string(), "-k", folder.string(), "-p",
                                 std::to_string(port), "-c", "listen_addresses="},
                     .user = user,
                     .output = (folder / "log").string(),
                     .ends_with_us = true};
    const auto add = [&postmaster](std::string_view setting) {
        postmaster.command.emplace_back("-c");
        postmaster.command.emplace_back(setting);
    };
    for (const std::string_view setting : own_settings) add(setting);
    for (const std::string& setting : settings) add(setting);
    process_ = start(postmaster);
    stop_at_signal(process_);
    try {
        wait_until_ready(folder / "log");
    } catch (...) {
        stop(SIGQUIT);
        throw;
    }
}

void LocalServer::wait_until_ready(const std::filesystem::path& log) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    const std::string conninfo_of_any = conninfo("template1");
    while (PQping(conninfo_of_any.c_str()) != PQPING_OK) {
        throw_if_interrupted();
        if (waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = -1;
            throw Failure(Exit::NotJudged, "the scratch server does not start:\n" + end_of(log));
        }
        if (std::chrono::steady_clock::now() > limit) {
            throw Failure(Exit::NotJudged, "the scratch server takes no connections:\n" + end_of(log));
        }
        std::this_thread::sleep_for(between_tries);
    }
}

void LocalServer::stop(int signal) {
    if (process_ < 0) return;
    stop_at_signal(-1);
    kill(process_, signal);
    // A postmaster that is asked to stop while it starts may wait for ever. Its children end when it is killed.
    const auto limit = std::chrono::steady_clock::now() + (signal == SIGQUIT ? longest_stop : longest_shutdown);
    while (waitpid(process_, nullptr, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > limit) kill(process_, SIGKILL);
        std::this_thread::sleep_for(between_tries);
    }
    process_ = -1;
}

void LocalServer::shut_down() {
    stop(SIGINT);
}

LocalServer::~LocalServer() {
    stop(SIGQUIT);
}

std::string LocalServer::conninfo(const std::string& database) const {
    return formatted("host={} port={} user=postgres dbname={}", folder_.string(), port_, database);
}

}  // namespace mana_guard::cli
