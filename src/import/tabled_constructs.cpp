#include "import/tabled_constructs.hpp"

#include <algorithm>
#include <optional>

#include "import/construct_props.hpp"
#include "import/literals.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

constexpr std::string_view fifo_suffix = ".fifo";
constexpr std::int64_t most_receives = 1000;
constexpr std::string_view usual_receives = "3";

bool is_fifo(const tmpl::Node* properties) {
  return properties != nullptr &&
         (is_true(properties->find("FifoQueue")) || is_true(properties->find("FifoTopic")));
}

bool is_choice(const tmpl::Node& value, std::string_view choices) {
  if (!integer_literal(value)) return false;
  while (!choices.empty()) {
    const std::string_view each = choices.substr(0, choices.find(' '));
    if (each == value.text()) return true;
    choices.remove_prefix(std::min(each.size() + 1, choices.size()));
  }
  return false;
}

bool is_name(const tmpl::Node& value, const PropRow& row, std::string_view suffix) {
  if (!value.is(Kind::string) || !value.text().ends_with(suffix)) return false;
  const std::string_view text = value.text().substr(0, value.text().size() - suffix.size());
  return text.size() >= static_cast<std::size_t>(row.least) &&
         value.text().size() <= static_cast<std::size_t>(row.most) &&
         detail::has_only_letters_digits_and(row.allowed, text);
}

// The queue that a redrive policy names by its ARN, where the policy is as the construct writes it.
std::string_view dead_letters_of(const tmpl::Node* policy) {
  if (policy == nullptr || !has_only(*policy, {"deadLetterTargetArn", "maxReceiveCount"}))
    return {};
  const tmpl::Node* target = policy->find("deadLetterTargetArn");
  const tmpl::Node* count = policy->find("maxReceiveCount");
  const bool is_plain = target != nullptr && count != nullptr && count->is(Kind::number) &&
                        is_number(*count, 1, most_receives);
  return is_plain ? owner_of_attribute(*target, "Arn") : std::string_view();
}

// The name in a list of one reference.
std::string_view sole_reference(const tmpl::Node& value) {
  const auto items = value.items();
  const bool is_one = value.is(Kind::list) && items.size() == 1 && items[0].calls(Function::ref);
  return is_one ? items[0].argument().text() : std::string_view();
}

bool is_link(const PropRow& row) {
  return row.take == Take::dead_letters || row.take == Take::role;
}

// What a prop takes of another resource: its construct.
struct TakenLink {
  std::string_view class_name;
  std::string_view id;
};

std::optional<TakenLink> link_of(const ConstructRow& row, const tmpl::Node* properties) {
  const auto prop = std::ranges::find_if(row.props, is_link);
  const tmpl::Node* value =
      prop == row.props.end() || properties == nullptr ? nullptr : properties->find(prop->property);
  if (value == nullptr) return std::nullopt;
  if (prop->take == Take::role) return TakenLink{"Role", sole_reference(*value)};
  return TakenLink{"Queue", dead_letters_of(value)};
}

bool takes(const PropRow& row, const tmpl::Node& value, const tmpl::Node& properties) {
  switch (row.take) {
    case Take::key:
      return value.is(Kind::string) || is_later(value);
    case Take::text:
      return is_later(value) || is_name(value, row, {});
    case Take::fifo_name:
      return is_later(value) ||
             is_name(value, row, is_fifo(&properties) ? fifo_suffix : std::string_view());
    case Take::integer:
      return is_later(value) || is_number(value, row.least, row.most);
    case Take::choice:
      return is_later(value) || is_choice(value, row.allowed);
    case Take::flag:
      return value.is(Kind::boolean);
    case Take::switched_on:
      return is_true(&value);
    case Take::fixed:
      return is_text(&value, row.allowed);
    default:
      return true;
  }
}

bool is_needless(const PropRow& row, const tmpl::Node& properties) {
  return !row.unless.empty() && properties.find(row.unless) != nullptr;
}

bool has_row(const ConstructRow& row, std::string_view property) {
  return property == "Tags" ||
         std::ranges::find(row.props, property, &PropRow::property) != row.props.end();
}

bool fits(const ConstructRow& row, const tmpl::Node& properties) {
  if (!properties.is(Kind::map) || properties.is_call()) return false;
  return std::ranges::all_of(properties.members(),
                             [&](const tmpl::Member& each) { return has_row(row, each.key()); }) &&
         std::ranges::all_of(row.props, [&](const PropRow& each) {
           const tmpl::Node* value =
               each.property.empty() ? nullptr : properties.find(each.property);
           return value == nullptr ||
                  (takes(each, *value, properties) && !is_needless(each, properties));
         });
}

// What no single property tells: the construct refuses it, or writes another template.
bool is_sound(const tmpl::Node& properties) {
  return properties.find("ContentBasedDeduplication") == nullptr || is_fifo(&properties);
}

Code dead_letters(const tmpl::Node& policy, Plan& plan) {
  const Element* queue = plan.use(meaning::Name::Of::entry, dead_letters_of(&policy));
  const std::string_view count = policy.find("maxReceiveCount")->text();
  std::vector<Code> members{token(".queue = " + plan.name(*queue))};
  if (count != usual_receives) {
    members.push_back(token(".max_receive_count = " + std::string(count)));
  }
  return braces("DeadLetterQueue", std::move(members));
}

/// Writes the props of one construct.
class PropsWriter {
 public:
  PropsWriter(const Element& element, Plan& plan, Values& values, Comments& comments)
      : element_(element), plan_(plan), values_(values), props_(element, values, comments) {}

  Code write(const ConstructRow& row) {
    for (const PropRow& each : row.props) add(each);
    return props_.take(std::string(row.made.class_name) + "Props");
  }

 private:
  void add(const PropRow& row) {
    const std::string member = '.' + std::string(row.prop) + " = ";
    if (row.take == Take::fixed) return;
    if (row.take == Take::removal) return props_.removal_policy();
    const tmpl::Node* properties = element_.resource->properties;
    const tmpl::Node* value =
        properties == nullptr || row.property.empty() ? nullptr : properties->find(row.property);
    if (value != nullptr) {
      props_.take_comments(row.property);
      props_.add(member, code(row, *value));
    } else if (!row.otherwise.empty() &&
               (properties == nullptr || !is_needless(row, *properties))) {
      props_.add(member, token(std::string(row.otherwise)));
    }
  }

  Code code(const PropRow& row, const tmpl::Node& value) {
    const MemberNames names = *element_.type->props.find(row.property);
    switch (row.take) {
      case Take::dead_letters:
        return dead_letters(value, plan_);
      case Take::text:
      case Take::fifo_name:
        return props_.checked_text(value, names);
      case Take::role:
        return token(plan_.name(*plan_.use(meaning::Name::Of::entry, sole_reference(value))));
      case Take::key: {
        MemberNames key = names;
        key.type = {Container::value, ElementKind::identifier, "cfn::kms::KeyArn"};
        return values_.forced_property(value, key);
      }
      default:
        return values_.forced_property(value, names);
    }
  }

  const Element& element_;
  Plan& plan_;
  Values& values_;
  ConstructProps props_;
};

const ConstructRow* row_of(std::string_view type) {
  const auto rows = construct_rows();
  const auto found = std::ranges::find(rows, type, &ConstructRow::type);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

const ConstructRow* row_of(const MadeByConstruct& construct) {
  const auto rows = construct_rows();
  const auto found = std::ranges::find_if(
      rows, [&](const ConstructRow& each) { return &each.made == &construct; });
  return found == rows.end() ? nullptr : &*found;
}

bool takes_removal_policy(const ConstructRow& row) {
  return std::ranges::find(row.props, Take::removal, &PropRow::take) != row.props.end();
}

const ConstructRow* row_for(const tmpl::ResourceEntry& resource, const Element* linked) {
  const ConstructRow* row = row_of(resource.type_name);
  if (row == nullptr) return nullptr;
  const tmpl::Node* properties = resource.properties;
  const bool has_required = row->required.empty() ||
                            (properties != nullptr && properties->find(row->required) != nullptr);
  const bool is_plain =
      has_required && (properties == nullptr || (fits(*row, *properties) && is_sound(*properties)));
  if (!is_plain) return nullptr;
  const std::optional<TakenLink> link = link_of(*row, properties);
  if (!link) return row;
  const bool is_made = linked != nullptr && linked->construct != nullptr &&
                       linked->construct->class_name == link->class_name &&
                       is_fifo(linked->resource->properties) == is_fifo(properties);
  return is_made ? &*row : nullptr;
}

std::string_view tabled_link_of(const tmpl::ResourceEntry& resource) {
  const ConstructRow* row = row_of(resource.type_name);
  const std::optional<TakenLink> link =
      row == nullptr ? std::nullopt : link_of(*row, resource.properties);
  return link ? link->id : std::string_view();
}

Code tabled_props(const ConstructRow& row, const Element& element, Plan& plan, Values& values,
                  Comments& comments) {
  return PropsWriter(element, plan, values, comments).write(row);
}

}  // namespace omnitrack::importing
