// Atlas, https://atlasgo.io: versioned migrations with a checksum file.
#include "layouts/all.hpp"
#include "layouts/lines.hpp"

#include <algorithm>

namespace mana_guard::layouts {
namespace atlas_files {

bool fits(const Folder& folder) {
    return folder.has("atlas.sum");
}

std::string version(std::string_view path) {
    const std::string_view name = file_name(path);
    return name == path && name.ends_with(".sql") ? std::string(name.substr(0, name.find_first_of("_.")))
                                                  : std::string();
}

// The value of a directive of the file, such as "none" of "-- atlas:txmode none"; nothing without the directive.
std::optional<std::string_view> setting(std::string_view text, std::string_view name) {
    for (const TextLine& line : lines_of(text)) {
        const auto value = after_directive(line.text, name);
        if (value) return value;
    }
    return std::nullopt;
}

// The delimiter as the directive writes it: "\n\n" for an empty line.
std::string delimiter(std::string_view written) {
    std::string plain;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const bool is_escape = written[i] == '\\' && i + 1 < written.size();
        plain += is_escape && written[i + 1] == 'n' ? '\n' : written[i];
        if (is_escape && written[i + 1] == 'n') ++i;
    }
    return plain;
}

Batch between(std::string_view text, const std::string& separator) {
    Batch batch;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        batch.chunks.push_back({begin, end});
        begin = end + separator.size();
    }
    return batch;
}

std::vector<Batch> batches(std::string_view text) {
    const auto separator = setting(text, "atlas:delimiter");
    std::vector<Batch> found;
    if (separator && !separator->empty()) {
        found.push_back(between(text, delimiter(*separator)));
    } else {
        found = each_statement(text, layouts::atlas.additions);
    }
    const std::string_view mode = setting(text, "atlas:txmode").value_or("file");
    found[0].transaction = mode == "none" ? Transaction::None : mode == "all" ? Transaction::Shared : Transaction::Own;
    return found;
}

// A checkpoint holds all that was before it.
std::vector<Migration> read(const Folder& folder) {
    std::vector<Migration> found = read_versions(folder, version, batches, Order::Text);
    for (std::size_t i = found.size(); i-- > 0;) {
        if (!setting(found[i].text, "atlas:checkpoint")) continue;
        found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(i));
        break;
    }
    return found;
}

}  // namespace atlas_files

// ariga/atlas, sql/migrate/dir.go
constinit const Layout atlas{"atlas", "a file atlas.sum", "-- atlas:txmode none",
                             {},      atlas_files::fits,  atlas_files::read};

}  // namespace mana_guard::layouts
