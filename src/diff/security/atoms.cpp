#include "diff/security/atoms.hpp"

#include "meaning/known.hpp"

namespace omnitrack::diff {

using meaning::first_atom;

char32_t Atoms::add(std::string key, Atom atom) {
  const auto symbol = static_cast<char32_t>(first_atom + atoms_.size());
  const auto [at, is_new] = symbols_.emplace(std::move(key), symbol);
  if (is_new) atoms_.push_back(std::move(atom));
  return at->second;
}

std::string_view Atoms::lasting_literal(std::string_view logical_id,
                                        std::string_view property) const {
  std::optional<std::string_view> literal;
  for (const tmpl::Index* index : {before_, after_}) {
    const tmpl::ResourceEntry* entry =
        index == nullptr ? nullptr : index->find_resource(logical_id);
    if (entry == nullptr) continue;
    const auto text = meaning::known_text(meaning::find_value(entry->properties, property));
    if (!text || (literal && *literal != *text)) return {};
    literal = text;
  }
  return literal.value_or(std::string_view());
}

}  // namespace omnitrack::diff
