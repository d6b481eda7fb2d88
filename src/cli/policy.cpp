// mana-guard policy and exempt: the policy's document, from a database, to it and against it.
#include "cli/collector.hpp"
#include "cli/commands.hpp"
#include "cli/document.hpp"
#include "cli/output.hpp"
#include "cli/prepare.hpp"
#include "policy/error.hpp"
#include "policy/object_name.hpp"
#include "policy/profile.hpp"
#include "text/formatted.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mana_guard::cli {
namespace {

std::string document_path(const Options& options) {
    if (!options.file.empty()) return options.file;
    return options.policy.empty() ? "mana-guard.json" : options.policy;
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) throw Failure(Exit::NotJudged, "could not write " + path);
}

std::string indented(const Document& document) {
    constexpr int indent = 4;
    return document.dump(indent) + "\n";
}

Document document_of(const Options& options, const char* function) {
    Database database(options.url);
    require_guard(database);
    return Document::parse(database.run(formatted("SELECT mana_guard.{}()", function)).value());
}

Document exported(const Options& options) {
    return document_of(options, "export_policy");
}

Exit write_out(const Options& options, const Document& document) {
    write_document(options.file, indented(document));
    return Exit::Clean;
}

Exit export_policy(const Options& options) {
    return write_out(options, exported(options));
}

Exit suggest_policy(const Options& options) {
    return write_out(options, document_of(options, "suggest_policy"));
}

Exit import_policy(const Options& options) {
    const Document document = checked_document(document_path(options));
    Database database(options.url);
    require_guard(database);
    database.run("SELECT mana_guard.import_policy($1::jsonb)", {for_server(document)});
    return Exit::Clean;
}

Exit check_policy_document(const Options& options) {
    checked_document(document_path(options));
    std::fputs(formatted("{} is valid\n", document_path(options)).c_str(), stdout);
    return Exit::Clean;
}

// As diff does: - is in the database only, + in the document only; exit 1 if they differ.
Exit diff_policy(const Options& options) {
    const std::vector<std::string> there = lines_of_document(exported(options));
    const std::vector<std::string> here = lines_of_document(checked_document(document_path(options)));
    std::vector<std::string> only;
    const auto print = [&only](char sign) {
        for (const std::string& line : only) std::fputs(formatted("{} {}\n", sign, line).c_str(), stdout);
        const bool is_any = !only.empty();
        only.clear();
        return is_any;
    };
    std::ranges::set_difference(there, here, std::back_inserter(only));
    const bool has_gone = print('-');
    std::ranges::set_difference(here, there, std::back_inserter(only));
    const bool has_come = print('+');
    return has_gone || has_come ? Exit::Findings : Exit::Clean;
}

// In the document if one was named or is there and no database was named, else in the database.
Exit use_profile(const Options& options) {
    try {
        static_cast<void>(profiles_named(options.target));
    } catch (const HintedError& error) {
        throw Failure(Exit::WrongUse, error.what(), error.hint());
    }
    const std::string path = document_path(options);
    const bool is_there = std::filesystem::exists(path);
    if (options.url.empty() && (is_there || !options.policy.empty())) {
        Document document = is_there ? read_document(path) : Document{{"mana_guard", 1}};
        document["profile"] = options.target;
        write_file(path, indented(document));
        return Exit::Clean;
    }
    Database database(options.url);
    require_guard(database);
    database.run("SELECT mana_guard.use_profile($1)", {options.target});
    return Exit::Clean;
}

Exit exempt(const Options& options) {
    std::error_code error;
    const std::string path = document_path(options);
    Document document = std::filesystem::exists(path, error) ? read_document(path) : Document{{"mana_guard", 1}};
    Document row = {{"rule", options.target}};
    try {
        const std::vector<std::string> parts = split_object_name(options.object);
        row["schema_pattern"] = parts.at(0);
        row["object_pattern"] = parts.size() > 1 ? parts[1] : "*";
        if (parts.size() > 2) row["column_pattern"] = parts[2];
    } catch (const HintedError& fault) {
        throw Failure(Exit::WrongUse, fault.what(), fault.hint());
    }
    row["reason"] = options.reason;
    if (!options.until.empty()) row["until"] = options.until;
    document["exemptions"].push_back(row);
    std::string text;
    for (const std::string& fault : faults_of(document)) text += "\n" + fault;
    if (!text.empty()) throw Failure(Exit::WrongUse, "the exemption would be refused:" + text);
    write_file(path, indented(document));
    return Exit::Clean;
}

using Function = Exit (*)(const Options& options);

CLI::App& add_part(CLI::App& policy, Options& options, Command& chosen, const std::string& name,
                   const std::string& help, Function run) {
    CLI::App& command = *policy.add_subcommand(name, help);
    add_common_options(command, options);
    command.add_option("--policy", options.policy, "The policy document, by default mana-guard.json")
        ->type_name("FILE");
    command.callback([&options, &chosen, run] { chosen = [&options, run] { return run(options); }; });
    add_examples(command, "  mana-guard policy " + name +
                              (name == "use"                           ? " strict"
                               : name == "export" || name == "suggest" ? " -o mana-guard.json"
                                                                       : " mana-guard.json") +
                              "\n");
    return command;
}

}  // namespace

void add_policy(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& policy = *app.add_subcommand("policy", "The policy as a document: from, to and against a database");
    policy.require_subcommand(1);
    add_examples(policy,
                 "  mana-guard policy export --url service=shop -o mana-guard.json\n"
                 "  mana-guard policy check mana-guard.json\n"
                 "  mana-guard policy diff mana-guard.json --url service=shop\n");
    CLI::App& from = add_part(policy, options, chosen, "export", "Write the policy of a database", export_policy);
    CLI::App& proposal = add_part(policy, options, chosen, "suggest",
                                  "Write a policy after the habits of a database, to review", suggest_policy);
    for (CLI::App* command : {&from, &proposal}) {
        command->add_option("-o", options.file, "Write it to this file, which is replaced if it is there")
            ->type_name("FILE");
    }
    CLI::App& to = add_part(policy, options, chosen, "import", "Put a document in force in a database", import_policy);
    CLI::App& check =
        add_part(policy, options, chosen, "check", "Check a document without a server", check_policy_document);
    CLI::App& against = add_part(policy, options, chosen, "diff",
                                 "Compare a document with a database; exit 1 if they differ", diff_policy);
    CLI::App& use =
        add_part(policy, options, chosen, "use",
                 "Choose the profile below the rows, or several separated by commas, in the document or in a database",
                 use_profile);
    use.add_option("NAME", options.target, "The profile, such as general or squawk")->required()->type_name("");
    for (CLI::App* command : {&to, &check, &against})
        command->add_option("FILE", options.file, "The document")->type_name("");
    for (CLI::App* command : {&from, &proposal, &to, &against, &use}) add_connection_options(*command, options);
}

void add_exempt(CLI::App& app, Options& options, Command& chosen) {
    CLI::App& command = *app.add_subcommand("exempt", "Waive a rule for an object, in the policy document");
    command.add_option("RULE", options.target, "The rule's name")->required()->type_name("");
    command.add_option("OBJECT", options.object, "schema.table, schema.table.column or schema.*")
        ->required()
        ->type_name("");
    command.add_option("--reason", options.reason, "Why it is tolerated")->required()->type_name("TEXT");
    command.add_option("--until", options.until, "When it ends")->type_name("DATE");
    command.add_option("--policy", options.policy, "The policy document, by default mana-guard.json")
        ->type_name("FILE");
    add_common_options(command, options);
    add_examples(
        command,
        "  mana-guard exempt user_id_text crm.customers.user_id --reason 'ids of the old shop' --until 2030-07-01\n");
    command.callback([&] { chosen = [&options] { return exempt(options); }; });
}

}  // namespace mana_guard::cli
