#include "cli/process.hpp"
#include "cli/failure.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mana_guard::cli {
namespace {

constexpr int not_started = 127;

void redirect(const std::string& path, int flags) {
    const int file =
        open(path.c_str(), flags | O_CLOEXEC, 0600);  // NOLINT(cppcoreguidelines-pro-type-vararg): open(2) is
    if (file < 0) return;
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
}

// In the child, before the program. The signal must be set after the user, since that clears it (prctl(2)).
[[noreturn]] void become(const Start& what, pid_t parent) {
    if (what.is_quiet) redirect("/dev/null", O_WRONLY);
    if (!what.output.empty()) redirect(what.output, O_WRONLY | O_CREAT | O_APPEND);
    if (what.user.is_other() &&
        (setgroups(0, nullptr) != 0 || setgid(what.user.gid) != 0 || setuid(what.user.uid) != 0)) {
        _exit(not_started);
    }
    if (what.ends_with_us) {
        prctl(PR_SET_PDEATHSIG, SIGQUIT);  // NOLINT(cppcoreguidelines-pro-type-vararg): prctl(2) is
        if (getppid() != parent) _exit(not_started);
        // An interrupt at the terminal is for the tool, which then ends it.
        setpgid(0, 0);
    }
    if (!what.folder.empty() && chdir(what.folder.c_str()) != 0) _exit(not_started);
    for (const std::string& variable : what.environment) putenv(const_cast<char*>(variable.c_str()));  // NOLINT
    std::vector<char*> arguments;
    for (const std::string& argument : what.command)
        arguments.push_back(const_cast<char*>(argument.c_str()));  // NOLINT
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(not_started);
}

}  // namespace

User server_user() {
    if (geteuid() != 0) return {};
    for (const char* name : {"postgres", "nobody"}) {
        const passwd* entry = getpwnam(name);
        if (entry != nullptr) return {entry->pw_uid, entry->pw_gid};
    }
    throw Failure(Exit::NotJudged, "root may not run PostgreSQL, and there is no user postgres or nobody",
                  "Run mana-guard as another user.");
}

pid_t start(const Start& what) {
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) become(what, parent);
    if (child < 0) throw Failure(Exit::NotJudged, "could not start " + what.command[0]);
    return child;
}

int wait_for(pid_t process) {
    constexpr int signal_base = 128;
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) return not_started;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : signal_base + WTERMSIG(status);
}

int run(const Start& what) {
    return wait_for(start(what));
}

std::string output_of(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
    return output_unless_failed(command, environment).value_or("");
}

std::optional<std::string> output_unless_failed(const std::vector<std::string>& command,
                                                const std::vector<std::string>& environment) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg): open(2) is
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        become({.command = command, .environment = environment}, getppid());
    }
    close(ends[1]);
    close(null);
    std::string text;
    constexpr std::size_t at_once = 4096;
    std::array<char, at_once> buffer{};
    for (ssize_t got = 0; (got = read(ends[0], buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    return child > 0 && wait_for(child) == 0 ? std::optional(text) : std::nullopt;
}

std::string program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        std::string file = folder;
        file += "/";
        file += name;
        if (access(file.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(file)) return file;
    }
    return {};
}

}  // namespace mana_guard::cli
