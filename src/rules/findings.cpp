#include "rules/findings.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace mana_guard {
namespace {

struct KindWords {
    std::string_view noun;
    std::string_view alter;
};

// In the order of ObjectKind.
constexpr std::array<KindWords, 16> kind_words = {{
    {"table", "ALTER TABLE"},
    {"table", "ALTER TABLE"},
    {"foreign table", "ALTER FOREIGN TABLE"},
    {"view", "ALTER VIEW"},
    {"materialized view", "ALTER MATERIALIZED VIEW"},
    {"sequence", "ALTER SEQUENCE"},
    {"schema", "ALTER SCHEMA"},
    {"type", "ALTER TYPE"},
    {"domain", "ALTER DOMAIN"},
    {"type", "ALTER TYPE"},
    {"type", "ALTER TYPE"},
    {"function", "ALTER FUNCTION"},
    {"procedure", "ALTER PROCEDURE"},
    {"extension", "ALTER EXTENSION"},
    {"object", "ALTER"},
    {"database", "ALTER DATABASE"},
}};

const KindWords& words_of(ObjectKind kind) {
    return kind_words.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view noun_of_statement(std::string_view words) {
    if (words.ends_with(" INDEX")) return "index";
    if (words.ends_with(" TRIGGER")) return "trigger";
    if (words.ends_with(" POLICY")) return "policy";
    if (words.ends_with(" ATTRIBUTE")) return "attribute";
    if (words.ends_with(" COLUMN")) return "column";
    return words.ends_with(" RULE") ? "rule" : "statistics object";
}

std::string_view noun_of(ObjectKind kind) {
    return words_of(kind).noun;
}

std::string_view Findings::Builder::kind() const {
    return noun_of(finding_.object->kind);
}
std::string_view Findings::Builder::alter() const {
    return words_of(finding_.object->kind).alter;
}

std::string_view Findings::Builder::identity(Names when) const {
    const Object& object = *finding_.object;
    return when == Names::Before && !object.identity_before.empty() ? object.identity_before : object.identity;
}

std::string_view Findings::Builder::column_name(Names when) const {
    if (finding_.column == nullptr) return {};
    const Column& column = *finding_.column;
    return when == Names::Before && !column.quoted_name_before.empty() ? column.quoted_name_before : column.quoted_name;
}

// The text for the placeholder of that name; nothing for an unknown name.
std::optional<std::string> Findings::Builder::text_for(std::string_view name, Names when) const {
    if (name == "object") return std::string(identity(when));
    if (name == "kind") return std::string(kind());
    if (name == "alter") return formatted("{} {}", alter(), identity(when));
    if (name == "column") return std::string(column_name(when));
    if (name == "part") return std::string(finding_.quoted_part);
    if (name == "own_schema") return std::string(own_schema_);
    return std::nullopt;
}

std::string Findings::Builder::filled(std::string_view text, Names when, fmt::format_args args) const {
    std::string format;
    while (!text.empty()) {
        const std::size_t end = text.starts_with('{') ? text.find('}') : std::string_view::npos;
        const auto known = end == std::string_view::npos ? std::nullopt : text_for(text.substr(1, end - 1), when);
        if (!known) {
            // Neither of two adjacent braces begins a placeholder.
            const std::size_t length = text.starts_with("{{") ? 2 : 1;
            format += text.substr(0, length);
            text.remove_prefix(length);
            continue;
        }
        // A name may contain braces.
        for (const char c : *known) format += (c == '{' || c == '}') ? std::string(2, c) : std::string(1, c);
        text.remove_prefix(end + 1);
    }
    return vformatted(format, args);
}

Findings::Builder Findings::add(const Column* column) {
    Finding& finding = all_.emplace_back();
    finding.rule = rule_;
    finding.setting = setting_;
    finding.object = object_;
    finding.table = table_;
    finding.column = column;
    return {finding, own_schema_};
}

namespace {

std::string_view part_type_of(const Command& command) {
    switch (command.kind) {
        case CommandKind::CreateIndex:
        case CommandKind::DropIndex:
        case CommandKind::Reindex:
        case CommandKind::SetTablespace:
        case CommandKind::PassOver:
            return "index";
        case CommandKind::DisableTrigger:
            return "trigger";
        case CommandKind::CutName:
            return command.words;
        case CommandKind::AutomaticName:
            return command.words == "index" ? command.words : "constraint";
        case CommandKind::Create:
        case CommandKind::Drop:
        case CommandKind::LossOfPart:
            return noun_of_statement(command.words);
        default:
            return "constraint";
    }
}

}  // namespace

Findings::Builder& Findings::Builder::repeats(const OwnFinding& own) {
    if (own.message.empty()) {
        says("{kind} {object} breaks the rule");
    } else {
        finding_.message = own.message;
    }
    finding_.detail = own.detail;
    finding_.hint = own.hint;
    finding_.fix = own.fix;
    finding_.cure = own.fix;
    finding_.value = own.value;
    return *this;
}

Findings::Builder Findings::at_named(std::string_view column_name, std::string_view part_name) {
    const auto columns = table_ == nullptr ? std::span<const Column>() : table_->columns;
    const auto column = std::ranges::find(columns, column_name, &Column::name);
    if (!column_name.empty() && column != columns.end()) return at(*column);
    Builder builder = at_object();
    const std::string_view part = part_name.empty() ? column_name : part_name;
    if (part.empty()) return builder;
    all_.back().part = part;
    all_.back().quoted_part = part;
    all_.back().part_type = part_name.empty() ? "column" : "part";
    return builder;
}

Findings::Builder Findings::at(const Command& command) {
    table_ = command.table;
    if (command.column != nullptr) return at(*command.column);
    if (command.name.empty()) return at_object();
    return at_part(part_type_of(command), command);
}

Findings::Builder Findings::at(const ForeignKey& key) {
    Builder builder = at_part("constraint", key);
    const bool has_column = !key.columns.empty() && key.columns.front() < table_->columns.size();
    if (has_column) all_.back().part_begins_with = &table_->columns[key.columns.front()];
    return builder;
}

}  // namespace mana_guard
