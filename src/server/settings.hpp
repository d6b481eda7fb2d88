// The settings (GUCs) of the extension.
#pragma once

namespace mana_guard::server {

enum class Announce { Off, Warning };

struct Settings {
    bool enabled = true;            // mana_guard.enabled
    bool restore_detection = true;  // mana_guard.restore_detection
    int announce = 0;               // mana_guard.announce, an Announce
};

// The values in force.
const Settings& settings();

// Whether the library was loaded before the session's first command.
bool is_preloaded();

// Defines them; called once, when the library is loaded.
void define_settings();

}  // namespace mana_guard::server
