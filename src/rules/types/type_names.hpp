// Shared by the rules about types: whether a list of types names a column's type, and how a column's type is changed.
#pragma once

#include "core.hpp"

#include <string>
#include <string_view>

#include "model/table.hpp"
#include "rules/findings.hpp"
#include "rules/parameter.hpp"

namespace mana_guard::rules {

// Whether `types` names this type, or the type of its elements, by SQL's name or by pg_type's.
bool names_type(const Names& types, const Type& type);

// Whether a foreign key of the table uses this column.
bool in_foreign_key(const Table& table, const Column& column);

// Whether the type, or that of its elements, is a domain over one of pg_catalog's types.
bool is_domain(const Type& type);

// Gives the finding the SQL that changes the column's type to `right`, or none if PostgreSQL would refuse it: for an
// inherited column, a column of a foreign key, a generated column, or a column of a partition key.
void fix_type(Findings::Builder& finding, const Table& table, const Column& column, std::string_view right);

// A replacement for a column's type; for an array, `right` replaces the element type.
struct RightType {
    std::string_view right;
    std::string_view through{};  // an intermediate type, if values are converted by way of it
};

// The text of a fix for Findings::Builder::fix(), empty if there is none: as with fix_type(), and for a domain, whose
// default and checks would be lost. Values are converted by assignment, or by `conversion`, in which {column} is the
// column.
std::string type_change(const Table& table, const Column& column, std::string_view right,
                        std::string_view conversion = {});

// The same for a column whose type, or whose element type, is to be replaced; also records it for the definition.
void replace_type(Findings::Builder& finding, const Table& table, const Column& column, const RightType& by);

// The type, as an array if the column is one.
std::string type_like(const Column& column, std::string_view element);

}  // namespace mana_guard::rules
