#include "cli/scratch.hpp"
#include "cli/container.hpp"
#include "cli/database.hpp"
#include "cli/failure.hpp"
#include "cli/local_server.hpp"
#include "cli/scratch_folder.hpp"
#include "text/formatted.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mana_guard::cli {
namespace {

// A port of 127.0.0.1 that is free now.
unsigned free_port() {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
    const bool is_bound = bind(listener, any, size) == 0 && getsockname(listener, any, &size) == 0;
    close(listener);
    if (!is_bound) throw Failure(Exit::NotJudged, "there is no free port on 127.0.0.1");
    return ntohs(address.sin_port);
}

std::string random_password() {
    std::random_device device;
    return formatted("{:08x}{:08x}{:08x}", device(), device(), device());
}

// What would take a connection elsewhere than to the scratch server, the command's too: libpq prefers a service, and an
// address, to PGHOST.
void forget_other_servers() {
    for (const char* variable :
         {"PGSERVICE", "PGSERVICEFILE", "PGHOSTADDR", "PGTARGETSESSIONATTRS", "PGREQUIREPEER", "PGSSLMODE",
          "PGREQUIRESSL", "PGCHANNELBINDING", "PGGSSENCMODE", "PGSSLNEGOTIATION", "PGREQUIREAUTH"}) {
        unsetenv(variable);
    }
}

class LocalScratch : public ScratchServer {
  public:
    LocalScratch(const ScratchOptions& options, const Installation& installation)
        : user_(server_user()),
          folder_(user_, options.is_kept),
          port_(options.has_tcp ? free_port() : default_port),
          server_(started(options, installation)) {
        if (options.is_kept) std::ofstream(folder_.path() / "kept") << "by --keep\n";
        if (!options.has_tcp) return;
        password_ = random_password();
        Database(conninfo()).run(formatted("ALTER ROLE postgres PASSWORD '{}'", password_));
    }

    [[nodiscard]] std::string conninfo() const override { return server_->conninfo(scratch_database); }

    [[nodiscard]] std::vector<std::string> environment() const override {
        if (!password_.empty()) return variables_of_tools(std::to_string(port_), scratch_database, password_);
        return {"PGHOST=" + folder_.path().string(), formatted("PGPORT={}", port_), "PGUSER=postgres",
                formatted("PGDATABASE={}", scratch_database)};
    }

    [[nodiscard]] std::string log() const override {
        std::ifstream in(folder_.log());
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

  private:
    std::unique_ptr<LocalServer> started(const ScratchOptions& options, const Installation& installation) {
        make_data_folder(folder_, installation, user_);
        std::vector<std::string> settings = options.settings;
        if (options.has_tcp) settings.emplace_back("listen_addresses=127.0.0.1");
        return std::make_unique<LocalServer>(installation.bindir, folder_.path(), user_, settings, port_);
    }

    User user_;
    ScratchFolder folder_;
    unsigned port_;
    std::string password_;
    std::unique_ptr<LocalServer> server_;
};

}  // namespace

// Those of libpq, of many tools, of Go's driver and goose, and of Java's: Flyway, Liquibase and Spring Boot.
std::vector<std::string> variables_of_tools(const std::string& port, const std::string& database,
                                            const std::string& password) {
    const std::string url = formatted("postgresql://postgres:{}@127.0.0.1:{}/{}", password, port, database);
    std::vector<std::string> variables = {"PGHOST=127.0.0.1",       "PGPORT=" + port,         "PGUSER=postgres",
                                          "PGDATABASE=" + database, "PGPASSWORD=" + password, "PGSSLMODE=disable",
                                          "DATABASE_URL=" + url,    "GOOSE_DRIVER=postgres",  "GOOSE_DBSTRING=" + url};
    for (const char* beginning : {"FLYWAY_", "LIQUIBASE_COMMAND_", "SPRING_DATASOURCE_"}) {
        const std::string user = std::string_view(beginning) == "FLYWAY_" ? "USER" : "USERNAME";
        variables.push_back(formatted("{}URL=jdbc:postgresql://127.0.0.1:{}/{}", beginning, port, database));
        variables.push_back(formatted("{}{}=postgres", beginning, user));
        variables.push_back(formatted("{}PASSWORD={}", beginning, password));
    }
    return variables;
}

std::unique_ptr<ScratchServer> start_scratch(const ScratchOptions& options) {
    reap_scratch_servers();
    forget_other_servers();
    if (!options.image.empty()) return start_container(options);
    const std::optional<Installation> installation = find_installation(options.major);
    if (!installation) {
        throw Failure(
            Exit::NotJudged,
            options.major != 0
                ? formatted("there is no PostgreSQL {} with the extension mana_guard on this machine", options.major)
                : "there is no PostgreSQL with the extension mana_guard on this machine",
            "Install the extension into a PostgreSQL of this machine (make && make install), or name an image that "
            "has both: --image NAME, which needs docker or podman.");
    }
    return std::make_unique<LocalScratch>(options, *installation);
}

}  // namespace mana_guard::cli
