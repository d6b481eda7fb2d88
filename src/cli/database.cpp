#include "cli/database.hpp"
#include "cli/failure.hpp"

#include <algorithm>
#include <cstdlib>

namespace mana_guard::cli {
namespace {

void receive_notice(void* context, const PGresult* notice) {
    const auto& call = *static_cast<Database::OnNotice*>(context);
    const char* state = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
    if (call && state != nullptr) call(state);
}

}  // namespace

std::string first_line(std::string_view text) {
    return std::string(text.substr(0, text.find('\n')));
}

unsigned long number_in(const std::string& text) {
    constexpr int decimal = 10;
    return std::strtoul(text.c_str(), nullptr, decimal);
}

std::string Result::value(int row, const char* column) const {
    const int number = PQfnumber(result_.get(), column);
    if (number < 0) return {};
    return {PQgetvalue(result_.get(), row, number), static_cast<std::size_t>(PQgetlength(result_.get(), row, number))};
}

std::string Result::value() const {
    return rows() > 0 ? PQgetvalue(result_.get(), 0, 0) : std::string();
}

bool Result::failed() const {
    const ExecStatusType status = PQresultStatus(result_.get());
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

std::string Result::field(int code) const {
    const char* found = PQresultErrorField(result_.get(), code);
    return found != nullptr ? found : "";
}

Database::Database(const std::string& conninfo)
    : connection_(nullptr, PQfinish), on_notice_(std::make_unique<OnNotice>()) {
    constexpr const char* keywords[] = {"dbname", "fallback_application_name", "client_encoding", nullptr};
    const char* const values[] = {conninfo.c_str(), "mana-guard", "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(keywords, values, 1));
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        throw Failure(Exit::NotJudged, "could not connect: " + first_line(PQerrorMessage(connection_.get())),
                      "Name the database with --url or with PGHOST, PGDATABASE and the like.");
    }
    PQsetNoticeReceiver(connection_.get(), receive_notice, on_notice_.get());
}

Result Database::last_result(bool was_sent) {
    PGresult* last = nullptr;
    while (was_sent) {
        PGresult* next = PQgetResult(connection_.get());
        if (next == nullptr) break;
        PQclear(last);
        last = next;
        if (PQresultStatus(last) == PGRES_COPY_IN) break;
        if (PQresultStatus(last) == PGRES_COPY_OUT) {
            char* row = nullptr;
            while (PQgetCopyData(connection_.get(), &row, 0) > 0) PQfreemem(row);
        }
    }
    Result result(last);
    if (last == nullptr || PQstatus(connection_.get()) != CONNECTION_OK) {
        throw Failure(Exit::NotJudged, "the connection was lost: " + first_line(PQerrorMessage(connection_.get())));
    }
    return result;
}

Result Database::try_run(const std::string& sql) {
    return last_result(PQsendQuery(connection_.get(), sql.c_str()) == 1);
}

Result Database::try_run(const std::string& sql, std::initializer_list<std::string_view> parameters) {
    std::vector<std::string> texts(parameters.begin(), parameters.end());
    std::vector<const char*> values;
    values.reserve(texts.size());
    for (const std::string& text : texts) values.push_back(text.c_str());
    return last_result(PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                                         values.data(), nullptr, nullptr, 0) == 1);
}

Result Database::run(const std::string& sql) {
    return run(sql, {});
}

Result Database::run(const std::string& sql, std::initializer_list<std::string_view> parameters) {
    Result result = parameters.size() == 0 ? try_run(sql) : try_run(sql, parameters);
    if (result.failed()) {
        const std::string detail = result.field(PG_DIAG_MESSAGE_DETAIL);
        throw Failure(Exit::NotJudged, result.field(PG_DIAG_MESSAGE_PRIMARY) + (detail.empty() ? "" : "\n" + detail),
                      result.field(PG_DIAG_MESSAGE_HINT));
    }
    return result;
}

Result Database::copy(std::string_view rows) {
    constexpr std::size_t at_once = 1U << 20U;
    bool was_sent = true;
    for (; was_sent && !rows.empty(); rows.remove_prefix(std::min(at_once, rows.size()))) {
        const auto size = static_cast<int>(std::min(at_once, rows.size()));
        was_sent = PQputCopyData(connection_.get(), rows.data(), size) == 1;
    }
    return last_result(was_sent && PQputCopyEnd(connection_.get(), nullptr) == 1);
}

std::string Database::server_version() const {
    const std::string version = PQparameterStatus(connection_.get(), "server_version");
    return version.substr(0, version.find(' '));
}

std::string Database::literal(std::string_view text) const {
    char* const quoted = PQescapeLiteral(connection_.get(), text.data(), text.size());
    std::string result = quoted != nullptr ? quoted : "";
    PQfreemem(quoted);
    return result;
}

std::string Database::name(std::string_view text) const {
    char* const quoted = PQescapeIdentifier(connection_.get(), text.data(), text.size());
    std::string result = quoted != nullptr ? quoted : "";
    PQfreemem(quoted);
    return result;
}

}  // namespace mana_guard::cli
