#include "meaning/permission_facts.hpp"

#include <string>

#include "schema/permissions.hpp"
#include "template/parse.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

namespace {

// The facts, read when they are first asked for.
class Facts : public tmpl::Template {
 public:
  Facts() : Template({}, std::string(schema::permission_facts())) { tmpl::parse_json(*this); }
};

}  // namespace

const Node* permission_fact(std::string_view part, std::string_view name) {
  static const Facts facts;
  const Node* found = facts.root().find(part);
  return found == nullptr ? nullptr : found->find(name);
}

std::string_view fact_text(const Node* facts, std::string_view name) {
  const Node* found = facts == nullptr ? nullptr : facts->find(name);
  return found == nullptr ? std::string_view() : found->text();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    words.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

}  // namespace omnitrack::meaning
