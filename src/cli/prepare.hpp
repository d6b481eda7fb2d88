// A scratch server made ready to judge: state before the migrations, and the policy.
#pragma once

#include "core.hpp"

#include "cli/database.hpp"
#include "cli/options.hpp"
#include "cli/scratch.hpp"
#include "model/dialect.hpp"

namespace mana_guard::cli {

ScratchOptions scratch_options(const Options& options);

// Runs the baseline and the files of scratch.before with the guard switched off, then puts the policy and the profile
// in force. Throws Failure (WrongUse) for a file that can't be read or run, or a document that is refused.
void prepare(Database& database, const Options& options);

// Gives the hints in these words, unless the policy says in whose.
void speak(Database& database, Dialect dialect);

// The text of a file. Throws Failure (WrongUse).
std::string text_of_file(const std::string& path);

// The rules that depend on what a scratch server doesn't have, as sentences for Report::not_judged.
std::vector<std::string> not_judged_on_scratch();

}  // namespace mana_guard::cli
