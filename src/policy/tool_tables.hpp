// Tables that extensions and tools create beside your team's own, and what profiles waive for them.
#pragma once

#include "core.hpp"

#include <array>
#include <span>
#include <string_view>

#include "model/policy_row.hpp"

namespace mana_guard {

struct ToolTable {
    std::string_view schema;
    std::string_view table;
    std::span<const std::string_view> columns;  // all columns; empty if they are copied from another table
    std::span<const std::string_view> waived;
    std::string_view reason;
};

// The table is a copy of its parent's columns, without keys.
constexpr std::string_view templates_shape[] = {"types", "columns", "names", "keys"};
constexpr std::string_view topologys_shape[] = {
    "bigint_key", "identity_over_serial", "require_timestamps",  "table_plural",    "fk_suffix",
    "index_name", "primary_key_name",     "require_primary_key", "primary_key_type"};
constexpr std::string_view join_tables_shape[] = {"columns", "names", "require_primary_key"};
constexpr std::string_view joined_columns[] = {"A", "B"};

// postgis_topology's CreateTopology().
constexpr std::string_view face_columns[] = {"face_id", "mbr"};
constexpr std::string_view node_columns[] = {"node_id", "containing_face", "geom"};
constexpr std::string_view edge_data_columns[] = {
    "edge_id",         "start_node",          "end_node",  "next_left_edge", "abs_next_left_edge",
    "next_right_edge", "abs_next_right_edge", "left_face", "right_face",     "geom"};
constexpr std::string_view relation_columns[] = {"topogeo_id", "layer_id", "element_id", "element_type"};
constexpr std::string_view topologys = "PostGIS creates it for a topology.";

constexpr ToolTable tool_tables[] = {
    {"partman", "template_*", {}, templates_shape, "pg_partman keeps it as a template for partitions."},
    {"*", "face", face_columns, topologys_shape, topologys},
    {"*", "node", node_columns, topologys_shape, topologys},
    {"*", "edge_data", edge_data_columns, topologys_shape, topologys},
    {"*", "relation", relation_columns, topologys_shape, topologys},
    {"*", "_*", joined_columns, join_tables_shape, "Prisma creates it to join two models."},
};

constexpr auto waived_for_tool_tables = [] {
    constexpr std::size_t count = [] {
        std::size_t sum = 0;
        for (const ToolTable& one : tool_tables) sum += one.waived.size();
        return sum;
    }();
    std::array<ExemptionRow, count> rows;
    auto* row = rows.begin();
    for (const ToolTable& one : tool_tables) {
        for (const std::string_view rule : one.waived) {
            *row++ = {.rule = rule,
                      .schema_pattern = one.schema,
                      .object_pattern = one.table,
                      .reason = one.reason,
                      .columns = one.columns};
        }
    }
    return rows;
}();

}  // namespace mana_guard
