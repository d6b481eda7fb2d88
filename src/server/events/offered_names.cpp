#include "server/events/offered_names.hpp"

namespace mana_guard::server {
namespace {

// An index is known by what the command says of it, so that it is offered the same name when it is tried again.
struct Offer {
    Oid relation;
    bool is_unique;
    std::uint32_t definition;
    NameData name;
};

// The last ones: a migration has few indexes on the same columns of a table, and these follow each other.
constexpr std::size_t most_offers = 32;
Offer offers[most_offers];
std::size_t offer_count = 0;

Offer offer_of(const Command& command, const char* name) {
    const auto* definition = reinterpret_cast<const unsigned char*>(command.definition.data());
    Offer offer{};
    offer.relation = command.table->oid;
    offer.is_unique = command.is_unique;
    offer.definition = hash_bytes(definition, static_cast<int>(command.definition.size()));
    namestrcpy(&offer.name, name);
    return offer;
}

bool have_one_name(const Offer& one, const Offer& other) {
    return one.relation == other.relation && strcmp(NameStr(one.name), NameStr(other.name)) == 0;
}

bool are_of_one_index(const Offer& one, const Offer& other) {
    return one.is_unique == other.is_unique && one.definition == other.definition;
}

}  // namespace

bool is_offered_to_another(const Command& command, const char* name) {
    if (command.kind != CommandKind::CreateIndex) return false;
    const Offer offer = offer_of(command, name);
    for (std::size_t i = 0; i < Min(offer_count, most_offers); ++i) {
        if (have_one_name(offers[i], offer) && !are_of_one_index(offers[i], offer)) return true;
    }
    return false;
}

void remember_offered(const Command& command, const char* name) {
    if (command.kind != CommandKind::CreateIndex) return;
    const Offer offer = offer_of(command, name);
    for (std::size_t i = 0; i < Min(offer_count, most_offers); ++i) {
        if (have_one_name(offers[i], offer) && are_of_one_index(offers[i], offer)) return;
    }
    offers[offer_count++ % most_offers] = offer;
}

}  // namespace mana_guard::server
