#include "meaning/sam/facts.hpp"

#include <string>

#include "schema/sam.hpp"
#include "template/parse.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Node;

namespace {

// The facts, read when they are first asked for.
class Facts : public tmpl::Template {
 public:
  Facts() : Template({}, std::string(schema::sam_facts())) { tmpl::parse_json(*this); }
};

const Node& part(std::string_view name) {
  static const Facts facts;
  return *facts.root().find(name);
}

const Node* below(const Node& part, std::string_view outer, std::string_view inner) {
  const Node* found = part.find(outer);
  return found == nullptr ? nullptr : found->find(inner);
}

}  // namespace

const Node& all_types() {
  static const Node& types = part("types");
  return types;
}

const Node* facts_of_type(std::string_view type) { return all_types().find(type); }

const Node* all_events(std::string_view owner) { return part("events").find(owner); }

const Node* facts_of_event(std::string_view owner, std::string_view event) {
  return below(part("events"), owner, event);
}

const Node& all_policies() {
  static const Node& policies = part("policies");
  return policies;
}

const Node* parameters_of_policy(std::string_view name) { return all_policies().find(name); }

const Node* facts_of_connector(std::string_view source, std::string_view destination) {
  return below(part("connectors"), source, destination);
}

}  // namespace omnitrack::meaning::sam
