#include "cli/container.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/process.hpp"
#include "cli/signals.hpp"
#include "text/formatted.hpp"

#include <chrono>
#include <random>
#include <thread>

#include <libpq-fe.h>

namespace mana_guard::cli {
namespace {

constexpr std::chrono::milliseconds between_checks(100);

std::string engine() {
    for (const char* name : {"docker", "podman"}) {
        if (!program(name).empty()) return name;
    }
    throw Failure(Exit::NotJudged, "--image needs docker or podman, and neither is here");
}

class Container : public ScratchServer {
  public:
    explicit Container(const ScratchOptions& options) : engine_(engine()) {
        std::random_device device;
        password_ = formatted("{:08x}{:08x}", device(), device());
        std::vector<std::string> command = {engine_,       "run",
                                            "--rm",        "--detach",
                                            "--publish",   "127.0.0.1::5432",
                                            "--env",       "POSTGRES_PASSWORD=" + password_,
                                            options.image, "postgres",
                                            "-c",          "fsync=off",
                                            "-c",          "session_preload_libraries=mana_guard"};
        for (const std::string& setting : options.settings) {
            command.emplace_back("-c");
            command.push_back(setting);
        }
        id_ = first_line(output_of(command));
        if (id_.empty())
            throw Failure(Exit::NotJudged, formatted("{} could not run the image {}", engine_, options.image));
        try {
            wait_until_ready();
            Database(conninfo()).run("CREATE EXTENSION IF NOT EXISTS mana_guard");
        } catch (...) {
            remove();
            throw;
        }
    }
    ~Container() override { remove(); }
    Container(const Container&) = delete;
    Container& operator=(const Container&) = delete;

    [[nodiscard]] std::string conninfo() const override {
        return formatted("host=127.0.0.1 port={} user=postgres dbname=postgres password={}", port_, password_);
    }
    [[nodiscard]] std::vector<std::string> environment() const override {
        return variables_of_tools(port_, "postgres", password_);
    }
    [[nodiscard]] std::string log() const override {
        return output_of({"sh", "-c", R"("$0" logs "$1" 2>&1)", engine_, id_});
    }

  private:
    void remove() const { run({.command = {engine_, "rm", "--force", id_}, .is_quiet = true}); }

    void wait_until_ready() {
        const std::string address = first_line(output_of({engine_, "port", id_, "5432/tcp"}));
        port_ = address.substr(address.rfind(':') + 1);
        const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (PQping(conninfo().c_str()) != PQPING_OK) {
            throw_if_interrupted();
            if (std::chrono::steady_clock::now() > limit) {
                throw Failure(Exit::NotJudged, "the server in the container takes no connections");
            }
            std::this_thread::sleep_for(between_checks);
        }
    }

    std::string engine_;
    std::string password_;
    std::string id_;
    std::string port_;
};

}  // namespace

std::unique_ptr<ScratchServer> start_container(const ScratchOptions& options) {
    return std::make_unique<Container>(options);
}

}  // namespace mana_guard::cli
