// What the rules about types share: whether a list of types names a column's, and how a column's type is changed.
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

// Gives the finding the SQL that changes the column's type to `right`, which is none where PostgreSQL would refuse it
// on this relation: a column that a parent passes on, one that a foreign key compares with its target, one that is
// computed from others, or one of a partition key.
void fix_type(Findings::Builder& finding, const Table& table, const Column& column, std::string_view right);

// A type in place of a column's; of an array's elements where `right` is to stand for these.
struct RightType {
    std::string_view right;
    std::string_view through{};  // a type that values pass through, where they become the right one by way of it
};

// The text of a fix for Findings::Builder::fix(), empty where there is none: as with fix_type(), and for a domain,
// whose default and checks would go. Its values become the right ones by assignment, or by the conversion, in which
// {column} is the column.
std::string type_change(const Table& table, const Column& column, std::string_view right,
                        std::string_view conversion = {});

// The same of a column whose type, or whose elements' type, is to be replaced; and says so of the definition.
void replace_type(Findings::Builder& finding, const Table& table, const Column& column, const RightType& by);

// The type, as an array where the column's is one.
std::string type_like(const Column& column, std::string_view element);

}  // namespace mana_guard::rules
