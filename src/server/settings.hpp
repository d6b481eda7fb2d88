// The settings (GUCs) of the extension.
#pragma once

#include "model/severity.hpp"

namespace mana_guard::server {

enum class Announce { Off, Warning };

enum class Collect { Off, On, Log };

struct Settings {
    bool enabled = true;                                   // mana_guard.enabled
    bool restore_detection = true;                         // mana_guard.restore_detection
    char* restore_clients = nullptr;                       // mana_guard.restore_clients
    int announce = 0;                                      // mana_guard.announce, an Announce
    int max_severity = static_cast<int>(Severity::Error);  // mana_guard.max_severity, a Severity
    char* override_reason = nullptr;                       // mana_guard.override_reason
    bool assume_in_use = false;                            // mana_guard.assume_in_use
    int collect = 0;                                       // mana_guard.collect, a Collect
};

// The values in force.
const Settings& settings();

// The reason why errors are reported as warnings; empty if they aren't. A blank reason counts as none, as everywhere in
// the policy.
inline std::string_view override_reason() {
    if (settings().override_reason == nullptr) return {};
    const std::string_view reason = settings().override_reason;
    return reason.find_first_not_of(" \t\r\n") == std::string_view::npos ? std::string_view() : reason;
}

// Whether findings are collected, and nothing is reported or refused.
inline bool is_collecting() {
    return settings().collect != static_cast<int>(Collect::Off);
}

// Whether no finding is reported as an error.
inline bool refuses_nothing() {
    return is_collecting() || settings().max_severity < static_cast<int>(Severity::Error) || !override_reason().empty();
}

// Whether the library was loaded before the session's first command.
bool is_preloaded();

// Defines them; called once, when the library is loaded.
void define_settings();

}  // namespace mana_guard::server
