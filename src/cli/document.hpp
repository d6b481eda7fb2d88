// The policy as a document.
#pragma once

#include "core.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mana_guard::cli {

using Document = nlohmann::ordered_json;

// The document in the file. Throws Failure (WrongUse) if it is none.
Document read_document(const std::string& path);

// The same. Throws Failure (WrongUse) with all faults if the server would refuse it.
Document checked_document(const std::string& path);

// As the server takes it: without the address of a schema, which is for editors.
std::string for_server(Document document);

// What is wrong with it, each as "policy[2]: message hint"; empty if the server would take it. Needs no server.
std::vector<std::string> faults_of(const Document& document);

// Its rows, each as one line "policy {...}", sorted: what differs between two documents are lines.
std::vector<std::string> lines_of_document(const Document& document);

}  // namespace mana_guard::cli
