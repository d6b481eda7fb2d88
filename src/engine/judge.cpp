// Nothing passes this file but an Outcome: here everything is caught.
#include "engine/judge.hpp"

#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <string_view>

#include "engine/inspect.hpp"
#include "policy/params_reader.hpp"
#include "policy/policy.hpp"
#include "policy/profile.hpp"
#include "policy/utf8.hpp"
#include "report/text.hpp"
#include "rules/rule.hpp"

namespace mana_guard {
namespace {

template <std::size_t size>
void copy_text(char (&target)[size], std::string_view text) noexcept {
    std::size_t length = std::min(text.size(), size - 1);
    // Not in the middle of a UTF-8 character.
    while (length < text.size() && length > 0 && continues_character(text[length])) --length;
    std::memcpy(target, text.data(), length);
    target[length] = '\0';
}

// The catch-all: runs the body and turns whatever it throws into an Outcome.
template <typename Body>
Outcome guarded(Failure* failure, const Body& body) noexcept {
    try {
        body();
        return Outcome::Done;
    } catch (const std::bad_alloc&) {
        copy_text(failure->message, "out of memory");
        return Outcome::OutOfMemory;
    } catch (const PolicyError& error) {
        copy_text(failure->message, error.what());
        copy_text(failure->hint, error.hint());
        return Outcome::Refused;
    } catch (const RuleError& error) {
        copy_text(failure->message, error.what());
        copy_text(failure->hint, error.hint());
        return Outcome::Failed;
    } catch (const std::exception& error) {
        copy_text(failure->message, error.what());
        return Outcome::Failed;
    } catch (...) {
        copy_text(failure->message, "unknown exception");
        return Outcome::Failed;
    }
}

void* allocate(Allocator allocator, std::size_t bytes) {
    void* memory = allocator.allocate(allocator.context, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

// The text as a C string of the caller's; null where it is empty.
const char* copied(Allocator allocator, std::string_view text) {
    if (text.empty()) return nullptr;
    char* copy = static_cast<char*>(allocate(allocator, text.size() + 1));
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

std::string describe(const Parameter& parameter) {
    std::string names;
    for (const std::string_view name : parameter.default_names()) {
        names += (names.empty() ? "" : ", ") + json_string(name);
    }
    const std::string origin = parameter.same_as.empty()
                                   ? fmt::format("\"default\": [{}]", names)
                                   : fmt::format("\"same_as\": {}", json_string(parameter.same_as));
    return fmt::format(R"({}: {{"type": "names", {}, "help": {}}})", json_string(parameter.name), origin,
                       json_string(parameter.help));
}

std::string describe(std::span<const Parameter> parameters) {
    std::string members;
    for (const Parameter& parameter : parameters) members += (members.empty() ? "" : ", ") + describe(parameter);
    return "{" + members + "}";
}

}  // namespace

Outcome compile(std::span<const PolicyRow> rows, Policy** policy, Failure* failure) noexcept {
    return guarded(failure, [&] { *policy = std::make_unique<Policy>(rows).release(); });
}

void release(Policy* policy) noexcept {
    const std::unique_ptr<Policy> owned(policy);
}

const char* profile_name() noexcept {
    return default_profile.data();
}

Facts facts_read(const Policy* policy) noexcept {
    return policy->facts_read();
}

Outcome judge(const Change& change, const Policy* policy, Allocator allocator, Verdict* verdict,
              Failure* failure) noexcept {
    return guarded(failure, [&] {
        const std::vector<Finding> findings = inspect(change, *policy);
        if (findings.empty()) return;
        const Finding& first = findings.front();
        const Message message = tell(findings);
        verdict->code = copied(allocator, first.rule->code);
        verdict->rule = copied(allocator, first.rule->name);
        verdict->message = copied(allocator, message.primary);
        verdict->detail = copied(allocator, message.detail);
        verdict->hint = copied(allocator, message.hint);
        verdict->schema_name = copied(allocator, first.table->schema);
        verdict->table_name = copied(allocator, first.table->name);
        verdict->column_name = copied(allocator, first.column == nullptr ? std::string_view() : first.column->name);
        verdict->severity = first.setting->severity;
    });
}

Outcome check(const PolicyRow& row, Allocator allocator, const char** rule, Failure* failure) noexcept {
    return guarded(failure, [&] { *rule = copied(allocator, parse_row(row).rule); });
}

Outcome list_rules(const Policy* policy, Allocator allocator, std::span<const CatalogEntry>* entries,
                   Failure* failure) noexcept {
    return guarded(failure, [&] {
        const auto rules = catalog();
        const Policy profile({});
        auto* list = static_cast<CatalogEntry*>(allocate(allocator, rules.size() * sizeof(CatalogEntry)));
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const Rule& rule = *rules[i];
            list[i] = {copied(allocator, rule.code),
                       copied(allocator, rule.name),
                       copied(allocator, name_of(rule.category)),
                       copied(allocator, name_of(profile.general_severity(i))),
                       copied(allocator, name_of(policy->general_severity(i))),
                       copied(allocator, name_of(rule.timing)),
                       copied(allocator, rule.summary),
                       copied(allocator, describe(rule.parameters)),
                       copied(allocator, fmt::format("docs/rules/{}.md", rule.name))};
        }
        *entries = {list, rules.size()};
    });
}

}  // namespace mana_guard
