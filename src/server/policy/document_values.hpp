// The values in a policy's document: what a field may be, and how it is read.
#pragma once

#include "server/prelude.hpp"

namespace mana_guard::server {

enum class Kind : std::uint8_t { Text, Number, Flag, Object, Time, Texts };

// What a value of that kind is called, with its article.
const char* name_of(Kind kind);

bool is_of_kind(const JsonbValue& value, Kind kind);

// Of a string.
const char* text_of(const JsonbValue& value);

// A moment as timestamptz takes it; false where it doesn't.
bool read_time(const char* text, TimestampTz* time);

// The texts of an array as one of SQL's is written; null where one of them is no text.
const char* joined_texts(JsonbContainer* array);

bool is_named(const JsonbValue& key, const char* name);

// Calls with each member's key and value.
template <typename Each>
void each_member(JsonbContainer* object, const Each& call) {
    JsonbIterator* iterator = JsonbIteratorInit(object);
    JsonbValue key;
    JsonbValue value;
    JsonbIteratorToken token = JsonbIteratorNext(&iterator, &key, true);
    for (token = JsonbIteratorNext(&iterator, &key, true); token == WJB_KEY;
         token = JsonbIteratorNext(&iterator, &key, true)) {
        JsonbIteratorNext(&iterator, &value, true);
        call(key, value);
    }
}

}  // namespace mana_guard::server
