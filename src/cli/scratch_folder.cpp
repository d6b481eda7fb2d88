#include "cli/scratch_folder.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/local_server.hpp"
#include "cli/progress.hpp"
#include "cli/scratch.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mana_guard::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* usual_parent = "/tmp";
constexpr std::string_view beginning = "mana-guard.";

// Whether everybody may look things up in the folder: for root, the server is run by somebody else.
bool is_open(fs::path folder) {
    for (std::error_code error; !error; folder = folder.parent_path()) {
        if ((fs::status(folder, error).permissions() & fs::perms::others_exec) == fs::perms::none) return false;
        if (folder == folder.root_path()) return true;
    }
    return false;
}

// TMPDIR, if it is short enough, for a socket's path has at most 107 bytes (unix(7)), and its server may be there.
fs::path parent_of_folders() {
    constexpr std::size_t longest = 60;
    const char* value = std::getenv("TMPDIR");
    if (value == nullptr || *value != '/' || std::string_view(value).size() > longest) return usual_parent;
    return server_user().is_other() && !is_open(value) ? fs::path(usual_parent) : fs::path(value);
}

fs::path cache_folder() {
    for (const auto& [variable, below] :
         {std::pair("XDG_CACHE_HOME", "mana-guard"), std::pair("HOME", ".cache/mana-guard")}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value == '/') return fs::path(value) / below;
    }
    return {};
}

// The lock of a folder, taken if nobody holds it; -1 if somebody does, or there is none.
int locked(const fs::path& folder, int flags) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): open(2) is
    const int file = open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    close(file);
    return -1;
}

// Stops a server that outlived its tool: the process that postmaster.pid names, if that folder is where it works.
void stop_left_behind(const fs::path& folder) {
    std::ifstream in(folder / "data/postmaster.pid");
    pid_t process = 0;
    if (!(in >> process) || process <= 1) return;
    std::error_code error;
    const fs::path works_in = fs::read_symlink(formatted("/proc/{}/cwd", process), error);
    if (!error && works_in == folder / "data") kill(process, SIGQUIT);
}

void give_to(const User& owner, const fs::path& path) {
    if (!owner.is_other()) return;
    std::error_code error;
    [[maybe_unused]] int failed = lchown(path.c_str(), owner.uid, owner.gid);
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
        failed = lchown(entry.path().c_str(), owner.uid, owner.gid);
    }
}

// cp clones the files where the file system can.
bool copied(const fs::path& from, const fs::path& to) {
    return run({.command = {"cp", "-R", "-p", "--reflink=auto", from.string(), to.string()}, .is_quiet = true}) == 0;
}

// Beside its place first, so that no other run sees half of it.
void keep(const fs::path& data, const fs::path& cached) {
    std::error_code error;
    fs::create_directories(cached.parent_path(), error);
    const fs::path half = formatted("{}.{}", cached.string(), getpid());
    if (copied(data, half)) fs::rename(half, cached, error);
    fs::remove_all(half, error);
}

void create(const ScratchFolder& folder, const Installation& installation, const User& owner) {
    const int status = run({.command = {installation.bindir + "/initdb", "-D", folder.data().string(), "-U", "postgres",
                                        "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8",
                                        "--locale=C.UTF-8", "--wal-segsize=1", "--no-sync"},
                            .user = owner,
                            .output = folder.log().string()});
    if (status != 0) throw Failure(Exit::NotJudged, "initdb failed: see " + folder.log().string());
    LocalServer server(installation.bindir, folder.path(), owner, {}, default_port);
    Database(server.conninfo("postgres")).run(formatted("CREATE DATABASE {}", scratch_database));
    Database(server.conninfo(scratch_database)).run("CREATE EXTENSION mana_guard");
    server.shut_down();
}

}  // namespace

ScratchFolder::ScratchFolder(const User& owner, bool is_kept) : is_kept_(is_kept) {
    const fs::path parent = parent_of_folders();
    std::string pattern = (parent / beginning).string() + "XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr)
        throw Failure(Exit::NotJudged, formatted("could not make a folder in {}", parent.string()));
    path_ = pattern;
    lock_ = locked(path_, O_CREAT);
    give_to(owner, path_);
}

ScratchFolder::~ScratchFolder() {
    std::error_code error;
    if (!is_kept_) fs::remove_all(path_, error);
    if (lock_ >= 0) close(lock_);
}

void make_data_folder(const ScratchFolder& folder, const Installation& installation, const User& owner) {
    const fs::path cache = cache_folder();
    const fs::path cached = cache / installation.key;
    std::error_code error;
    if (!cache.empty() && fs::exists(cached, error) && copied(cached, folder.data())) {
        give_to(owner, folder.path());
        return;
    }
    remark("creating the scratch server, which takes some seconds the first time");
    create(folder, installation, owner);
    if (!cache.empty()) keep(folder.data(), cached);
}

void reap_scratch_servers() {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(parent_of_folders(), error)) {
        const fs::path& folder = entry.path();
        struct stat status {};
        if (!folder.filename().string().starts_with(beginning) || lstat(folder.c_str(), &status) != 0 ||
            !S_ISDIR(status.st_mode))
            continue;
        const int lock = locked(folder, 0);
        if (lock < 0) continue;
        if (!fs::exists(folder / "kept", error)) {
            stop_left_behind(folder);
            fs::remove_all(folder, error);
        }
        close(lock);
    }
}

}  // namespace mana_guard::cli
