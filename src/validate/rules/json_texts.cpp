#include "validate/rules/json_texts.hpp"

#include "template/parse.hpp"

namespace omnitrack::validate {

const tmpl::Node* JsonTexts::root_of(std::string_view text) {
  auto& parsed = parsed_[text.data()];
  if (parsed == nullptr) {
    auto made = std::make_unique<tmpl::Template>("text", std::string(text));
    tmpl::parse_json(*made);
    parsed = std::move(made);
  }
  const tmpl::Node& root = parsed->root();
  return root.is(tmpl::Kind::null) ? nullptr : &root;
}

}  // namespace omnitrack::validate
