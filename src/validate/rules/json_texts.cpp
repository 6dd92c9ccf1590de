#include "validate/rules/json_texts.hpp"

#include "template/parse.hpp"
#include "validate/rules/gapped_text.hpp"

namespace omnitrack::validate {

const tmpl::Node* JsonTexts::root_of(const tmpl::Node& value) {
  auto& parsed = parsed_[&value];
  if (parsed == nullptr) {
    auto made = std::make_unique<tmpl::Template>("text", json_with_gaps(value));
    tmpl::parse_json(*made);
    parsed = std::move(made);
  }
  const tmpl::Node& root = parsed->root();
  return root.is(tmpl::Kind::null) ? nullptr : &root;
}

}  // namespace omnitrack::validate
