// The commands of psql that a migration may have.
#pragma once

#include "core.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace mana_guard::cli {

using PsqlVariables = std::map<std::string, std::string, std::less<>>;

enum class PsqlEffect {
    Nothing,          // it was skipped, or has set a variable
    Include,          // the argument names a file, relative to the working folder
    IncludeRelative,  // the same, relative to the file
    NotRun,           // what it would have done isn't known
};

struct PsqlCommand {
    PsqlEffect effect = PsqlEffect::NotRun;
    std::string argument{};
};

// Does the command, such as "\set name value", as far as it is about variables.
PsqlCommand follow(std::string_view command, PsqlVariables& variables);

using Quote = std::function<std::string(std::string_view)>;

// The SQL with :name, :'name' and :"name" replaced where there is such a variable.
std::string interpolated(std::string_view sql, const PsqlVariables& variables, const Quote& literal, const Quote& name);

}  // namespace mana_guard::cli
