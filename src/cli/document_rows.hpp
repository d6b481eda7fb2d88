// The rows of a policy document, as the core takes them.
#pragma once

#include "core.hpp"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/document.hpp"
#include "model/policy_row.hpp"
#include "policy/error.hpp"
#include "policy/known_rules.hpp"

namespace mana_guard::cli {

// The members of a row as texts that live as long as the reader.
class RowReader {
  public:
    explicit RowReader(const Document& row) : row_(row) {}

    std::string_view text(const char* key, std::string_view otherwise = {}) {
        const auto found = row_.find(key);
        if (found == row_.end() || found->is_null()) return otherwise;
        return texts_.emplace_back(found->is_string() ? found->get<std::string>() : found->dump());
    }
    // As SQL writes an array of words.
    std::string_view array(const char* key, std::string_view otherwise) {
        const auto found = row_.find(key);
        if (found == row_.end() || !found->is_array()) return otherwise;
        std::string& text = texts_.emplace_back("{");
        for (const Document& one : *found)
            text += (text.size() == 1 ? "" : ",") + (one.is_string() ? one.get<std::string>() : one.dump());
        return text += "}";
    }
    std::string_view flag(const char* key) {
        const auto found = row_.find(key);
        return found == row_.end() || found->is_null() ? "" : *found == true ? "t" : "f";
    }

  private:
    const Document& row_;
    std::deque<std::string> texts_;
};

// The own rules that the document describes well.
class OwnRules {
  public:
    explicit OwnRules(const Document& document) {
        const auto list = document.find("own_rules");
        if (list == document.end() || !list->is_array()) return;
        for (const Document& json : *list) {
            try {
                if (json.is_object()) check(json);
            } catch (const PolicyError&) {
                // check_list() tells of it.
            }
        }
    }

    // Adds it. Throws PolicyError.
    void check(const Document& json) {
        RowReader& row = readers_.emplace_back(json);
        OwnRuleRow rule{.name = row.text("name"),
                        .code = row.text("code"),
                        .function_schema = row.text("function_schema"),
                        .function_name = row.text("function_name"),
                        .summary = row.text("summary"),
                        .why = row.text("why")};
        rule.severity = row.text("severity", rule.severity);
        rule.timing = row.text("timing", rule.timing);
        rule.applies_to = row.array("applies_to", rule.applies_to);
        KnownRules::check(rule);
        rows_.push_back(rule);
    }
    [[nodiscard]] std::span<const OwnRuleRow> rows() const { return rows_; }

  private:
    std::deque<RowReader> readers_;
    std::vector<OwnRuleRow> rows_;
};

}  // namespace mana_guard::cli
