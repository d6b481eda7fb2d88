// A connection to a server, through libpq.
#pragma once

#include "core.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

namespace mana_guard::cli {

// The text before its first line feed: libpq's messages have several lines.
std::string first_line(std::string_view text);

// The number with which the text begins; 0 if it doesn't begin with one.
unsigned long number_in(const std::string& text);

class Result {
  public:
    explicit Result(PGresult* result) : result_(result, PQclear) {}

    [[nodiscard]] int rows() const { return PQntuples(result_.get()); }
    [[nodiscard]] bool has(const char* column) const { return PQfnumber(result_.get(), column) >= 0; }
    // Empty for NULL, and for a column that there isn't.
    [[nodiscard]] std::string value(int row, const char* column) const;
    // The first column of the first row; empty if there is none.
    [[nodiscard]] std::string value() const;
    [[nodiscard]] bool failed() const;
    [[nodiscard]] bool awaits_copy_data() const { return PQresultStatus(result_.get()) == PGRES_COPY_IN; }
    // A field of the error, such as PG_DIAG_SQLSTATE; empty if it has none.
    [[nodiscard]] std::string field(int code) const;

  private:
    std::unique_ptr<PGresult, void (*)(PGresult*)> result_;
};

class Database {
  public:
    using OnNotice = std::function<void(std::string_view sqlstate)>;

    // Connects; `conninfo` is anything that libpq takes. Throws Failure (NotJudged), without a password in its text.
    explicit Database(const std::string& conninfo);

    // Runs it and gives the last result, failed or not. Throws Failure (NotJudged) only if the connection is lost.
    Result try_run(const std::string& sql);
    Result try_run(const std::string& sql, std::initializer_list<std::string_view> parameters);
    // The same; throws Failure (NotJudged) with the server's message if it fails.
    Result run(const std::string& sql);
    Result run(const std::string& sql, std::initializer_list<std::string_view> parameters);
    // Ends a COPY FROM STDIN with these rows.
    Result copy(std::string_view rows);

    // Called with each notice; without it they are dropped.
    void on_notice(OnNotice call) { *on_notice_ = std::move(call); }
    [[nodiscard]] PGTransactionStatusType transaction() const { return PQtransactionStatus(connection_.get()); }
    [[nodiscard]] std::string server_version() const;
    [[nodiscard]] std::string literal(std::string_view text) const;
    [[nodiscard]] std::string name(std::string_view text) const;

  private:
    [[nodiscard]] Result last_result(bool was_sent);
    std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
    std::unique_ptr<OnNotice> on_notice_;
};

}  // namespace mana_guard::cli
