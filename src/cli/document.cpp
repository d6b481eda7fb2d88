#include "cli/document.hpp"
#include "cli/document_rows.hpp"
#include "cli/failure.hpp"
#include "cli/prepare.hpp"
#include "policy/exemption.hpp"
#include "policy/profile.hpp"
#include "policy/registry.hpp"
#include "policy/row.hpp"
#include "text/formatted.hpp"
#include "text/nearest.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <sstream>

namespace mana_guard::cli {
namespace {

constexpr std::array<std::string_view, 8> members = {"$schema", "mana_guard",      "profile",    "own_rules",
                                                     "policy",  "service_schemas", "exemptions", "baseline"};

void check_policy(const Document& json, const KnownRules& known) {
    RowReader row(json);
    parse_row({.rule = row.text("rule"),
               .schema_pattern = row.text("schema_pattern", "*"),
               .object_pattern = row.text("object_pattern", "*"),
               .role_name = row.text("role_name"),
               .severity = row.text("severity"),
               .timing = row.text("timing"),
               .existing = row.text("existing"),
               .exemptions_follow = row.flag("exemptions_follow"),
               .params = row.text("params", "{}"),
               .advice = row.text("advice"),
               .docs_url = row.text("docs_url"),
               .dialect = row.text("dialect"),
               .reason = row.text("reason")},
              &known);
}

// What begins as a date is one of the calendar. PostgreSQL knows other words, such as infinity.
void check_until(std::string_view until) {
    std::istringstream text{std::string(until)};
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    char first = '\0';
    char second = '\0';
    if (!(text >> year >> first >> month >> second >> day) || first != '-' || second != '-') return;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) throw PolicyError(formatted("there is no day {}", until), "Write the date as in 2030-07-01.");
}

void check_exemption(const Document& json, const KnownRules& known) {
    RowReader row(json);
    check_until(row.text("until"));
    parse_exemption({.rule = row.text("rule"),
                     .schema_pattern = row.text("schema_pattern", "*"),
                     .object_pattern = row.text("object_pattern", "*"),
                     .column_pattern = row.text("column_pattern"),
                     .value = row.text("value"),
                     .reason = row.text("reason")},
                    &known);
}

void check_schema(const Document& json) {
    RowReader row(json);
    check_registration({.service = row.text("service"),
                        .schema_name = row.text("schema_name"),
                        .owner_role = row.text("owner_role"),
                        .removed = row.flag("removed") == "t"});
}

template <typename Check>
void check_list(const Document& document, const char* name, const Check& check, std::vector<std::string>& faults) {
    const auto list = document.find(name);
    if (list == document.end()) return;
    if (!list->is_array()) return faults.push_back(formatted("{}: must be a list", name));
    std::size_t number = 0;
    for (const Document& row : *list) {
        try {
            if (!row.is_object()) throw PolicyError("must be an object", "");
            check(row);
        } catch (const HintedError& error) {
            faults.push_back(formatted("{}[{}]: {}. {}", name, number, error.what(), error.hint()));
        }
        ++number;
    }
}

}  // namespace

Document read_document(const std::string& path) {
    try {
        return Document::parse(text_of_file(path));
    } catch (const Document::exception& error) {
        throw Failure(Exit::WrongUse, formatted("{} is not JSON: {}", path, error.what()));
    }
}

std::string for_server(Document document) {
    if (document.is_object()) document.erase("$schema");
    return document.dump();
}

std::vector<std::string> faults_of(const Document& document) {
    if (!document.is_object()) return {"the document must be an object"};
    std::vector<std::string> faults;
    for (const auto& [key, value] : document.items()) {
        if (std::ranges::find(members, key) != members.end()) continue;
        faults.push_back(formatted("there is no member {}. {}", key,
                                   nearest_hint(key, {members.begin(), members.end()},
                                                formatted("The members are {}.", joined(members, ", ")))));
    }
    const Document version = document.value("mana_guard", Document());
    if (version != 1) faults.emplace_back("mana_guard: must be 1, the version of the format");
    try {
        const Document profile = document.value("profile", Document(std::string(default_profile)));
        const std::string names = profile.is_string() ? profile.get<std::string>() : profile.dump();
        static_cast<void>(profiles_named(names));
    } catch (const HintedError& error) {
        faults.push_back(formatted("profile: {}. {}", error.what(), error.hint()));
    }
    check_list(
        document, "own_rules", [](const Document& row) { OwnRules({}).check(row); }, faults);
    const OwnRules own(document);
    const KnownRules known(own.rows());
    check_list(
        document, "policy", [&](const Document& row) { check_policy(row, known); }, faults);
    check_list(
        document, "exemptions", [&](const Document& row) { check_exemption(row, known); }, faults);
    check_list(document, "service_schemas", check_schema, faults);
    return faults;
}

Document checked_document(const std::string& path) {
    Document document = read_document(path);
    std::string text;
    for (const std::string& fault : faults_of(document)) text += formatted("\n{}: {}", path, fault);
    if (!text.empty()) throw Failure(Exit::WrongUse, "the policy document would be refused:" + text);
    return document;
}

std::vector<std::string> lines_of_document(const Document& document) {
    std::vector<std::string> lines = {"profile " + document.value("profile", std::string("guidelines"))};
    for (const char* name : {"own_rules", "policy", "exemptions", "service_schemas", "baseline"}) {
        const auto list = document.find(name);
        if (list == document.end() || !list->is_array()) continue;
        // With sorted members, so that their order is no difference.
        for (const Document& row : *list) lines.push_back(formatted("{} {}", name, nlohmann::json(row).dump()));
    }
    std::ranges::sort(lines);
    return lines;
}

}  // namespace mana_guard::cli
