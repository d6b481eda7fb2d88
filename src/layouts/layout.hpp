// How a migration tool lays out its files: by which marks it is recognised, in which order it runs them, and in which
// transactions.
#pragma once

#include "core.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layouts/folder.hpp"
#include "migrations/filled.hpp"
#include "migrations/splitter.hpp"
#include "model/dialect.hpp"

namespace mana_guard {

enum class Transaction {
    None,    // each chunk by itself; several statements in one are one implicit transaction
    Own,     // all chunks of the batch together
    Shared,  // together with the shared batches of the files before and after
};

// Bytes of what a migration runs that its tool sends to the server together.
struct Chunk {
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Batch {
    Transaction transaction = Transaction::None;
    std::vector<Chunk> chunks;
};

// What the tool would do with a part of the file and we don't; with MGF04, what it would refuse.
struct NotRun {
    std::size_t offset = 0;
    std::string message;
    std::string hint{};
    std::string code = "MGF03";
};

struct Migration {
    std::string path;     // relative to the folder
    std::string version;  // empty if the tool's order isn't by versions, which it keeps unique
    std::string text;     // the file's
    std::vector<Batch> batches;
    std::vector<NotRun> not_run{};
    std::optional<Filled> filled{};  // if its tool runs another text than the file's

    // What its tool runs. The offsets of batches and of not_run are in it.
    [[nodiscard]] const std::string& run_text() const { return filled ? filled->text : text; }
    [[nodiscard]] std::size_t offset_in_file(std::size_t offset) const {
        return filled ? filled->offset_in_file(offset) : offset;
    }
};

struct Layout {
    std::string_view name;
    // By what it is recognised, for messages: "a file atlas.sum".
    std::string_view marks;
    // How a file asks its tool to run it outside of a transaction; empty if it can't.
    std::string_view without_transaction;
    Additions additions;
    bool (*fits)(const Folder& folder);
    // The migrations in the order in which the tool runs them. Throws LayoutError.
    std::vector<Migration> (*read)(const Folder& folder);
    // In whose words the hints are given; nothing: as the policy has it.
    std::optional<Dialect> dialect = Dialect::None;
};

// All of them; the last one, plain, fits nowhere by itself and is used where no other fits.
std::span<const Layout* const> all_layouts();

// The layout of that name. Throws LayoutError, with the nearest name as its hint, if there is none.
const Layout& layout_named(std::string_view name);

// The layout that fits the folder, or plain. Throws LayoutError, which names both, if two fit.
const Layout& recognised_layout(const Folder& folder);

}  // namespace mana_guard
