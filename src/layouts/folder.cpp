#include "layouts/folder.hpp"
#include "layouts/lines.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace mana_guard {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return name.starts_with('.') || name == "node_modules";
}

std::vector<std::string> listed(const fs::path& root) {
    std::vector<std::string> files;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
        if (entry->is_directory() && is_left_out(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            files.push_back(entry->path().lexically_relative(root).generic_string());
        } else if (!entry->is_directory() || entry->is_symlink()) {
            throw LayoutError(formatted("{} is neither a file nor a folder", entry->path().string()),
                              "A symbolic link to a folder is not followed: name its target instead.");
        }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

Folder::Folder(fs::path root, Settings settings) : root_(std::move(root)), settings_(std::move(settings)) {
    try {
        files_ = listed(root_);
    } catch (const fs::filesystem_error& error) {
        throw LayoutError(formatted("could not read the folder {}: {}", root_.string(), error.code().message()),
                          "Name the folder in which the migrations are.");
    }
}

bool Folder::has(std::string_view file) const {
    return std::ranges::binary_search(files_, file);
}

std::string Folder::read(std::string_view file) const {
    std::ifstream in(root_ / file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) {
        throw LayoutError(formatted("could not read {}", (root_ / file).string()),
                          "The migrations' list names a file that is not there or that may not be read.");
    }
    return text;
}

std::string Folder::read_if_present(std::string_view file) const {
    std::error_code error;
    return fs::is_regular_file(root_ / file, error) ? read(file) : std::string();
}

bool Folder::any_line(bool (*condition)(std::string_view line)) const {
    return std::ranges::any_of(files_, [&](const std::string& file) {
        if (!file.ends_with(".sql") || file.find('/') != std::string::npos) return false;
        const std::string text = read(file);
        return std::ranges::any_of(lines_of(text), [&](const TextLine& line) { return condition(line.text); });
    });
}

}  // namespace mana_guard
