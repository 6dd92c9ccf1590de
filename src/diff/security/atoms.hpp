#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/pattern.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// A text that is known at deployment only.
struct Atom {
  std::string shown = {};  ///< how a person calls it
  std::string unknown =
      {};  ///< what it depends on, in words; empty for a thing of the template itself
};

/// The atoms of both templates of a stack: alike where they surely stand for the same.
class Atoms {
 public:
  Atoms(const tmpl::Index* before, const tmpl::Index* after) : before_(before), after_(after) {}

  /// The symbol of what a key names; the first words that were given for a key stay.
  char32_t add(std::string key, Atom atom);
  [[nodiscard]] const Atom& at(char32_t symbol) const {
    return atoms_[symbol - meaning::first_atom];
  }
  [[nodiscard]] bool is_unknown(char32_t symbol) const {
    return symbol >= meaning::first_atom && !at(symbol).unknown.empty();
  }
  /// The literal that a property has wherever the resource is; empty where it has none or changes.
  [[nodiscard]] std::string_view lasting_literal(std::string_view logical_id,
                                                 std::string_view property) const;

 private:
  const tmpl::Index* before_;
  const tmpl::Index* after_;
  std::map<std::string, char32_t, std::less<>> symbols_;
  std::vector<Atom> atoms_;
};

}  // namespace omnitrack::diff
