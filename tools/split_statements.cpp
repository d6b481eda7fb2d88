// For tests: splits files of SQL as psql would, and has a server count the statements of each piece by preparing it,
// which it refuses for more than one.
//   split_statements FILE...    the server is found by PGHOST and the like
#include "migrations/place.hpp"
#include "migrations/splitter.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include <libpq-fe.h>

namespace {

using Connection = std::unique_ptr<PGconn, void (*)(PGconn*)>;
using Answer = std::unique_ptr<PGresult, void (*)(PGresult*)>;

// What the server says of a piece that isn't one statement; empty for one that is, even if it means nothing, and for
// one that has a variable of psql.
std::string fault_of(PGconn* connection, const std::string& piece) {
    const Answer answer(PQprepare(connection, "", piece.c_str(), 0, nullptr), PQclear);
    const char* message = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    const std::string said = message != nullptr ? message : "";
    const bool is_fault = said.find("multiple commands") != std::string::npos ||
                          (said.starts_with("syntax error") && !said.ends_with("\":\"")) ||
                          said.starts_with("unterminated");
    return is_fault ? said : "";
}

// The number of pieces at fault, each of which is printed.
int check(PGconn* connection, const std::string& file, int& statements) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::string joined;
    int faults = 0;
    for (const auto& piece : mana_guard::split_statements(text, {.has_psql_commands = true, .has_copy_data = true})) {
        joined += piece.in(text);
        if (piece.kind != mana_guard::PieceKind::Statement) continue;
        ++statements;
        const std::string fault = fault_of(connection, std::string(piece.in(text)));
        if (fault.empty()) continue;
        std::cout << file << ":" << mana_guard::Lines(text).at(piece.body).line << ": " << fault << "\n";
        ++faults;
    }
    if (joined != text) std::cout << file << ": the pieces joined are not the text\n";
    return faults + (joined != text ? 1 : 0);
}

}  // namespace

int main(int count, char** arguments) {
    const Connection connection(PQconnectdb(""), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        std::cerr << PQerrorMessage(connection.get());
        return 2;
    }
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    int faults = 0;
    int statements = 0;
    for (int i = 1; i < count; ++i) faults += check(connection.get(), arguments[i], statements);
    std::cout << statements << " statements, " << faults << " faults\n";
    return faults == 0 && statements > 0 ? 0 : 1;
}
