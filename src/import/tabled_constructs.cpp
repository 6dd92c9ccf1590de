#include "import/tabled_constructs.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "import/construct_props.hpp"
#include "import/event_patterns.hpp"
#include "import/literals.hpp"
#include "import/statements.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

constexpr std::string_view fifo_suffix = ".fifo";
constexpr std::int64_t most_receives = 1000;
constexpr std::string_view usual_receives = "3";
constexpr std::string_view rule_type = "AWS::Events::Rule";

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

// The name in a reference, or in a list of one.
std::string_view reference_to_role(const tmpl::Node& value) {
  return value.calls(Function::ref) ? value.argument().text() : sole_reference(value);
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
  if (prop->take == Take::role) return TakenLink{"Role", reference_to_role(*value)};
  const std::string_view queue = dead_letters_of(value);
  if (queue.empty() && row.sets_others) return std::nullopt;
  return TakenLink{"Queue", queue};
}

bool takes(const PropRow& row, const tmpl::Node& value, const tmpl::Node& properties) {
  switch (row.take) {
    case Take::key:
      return value.is(Kind::string) || is_later(value);
    case Take::text:
      if (row.fits != nullptr && value.is(Kind::string)) return row.fits(value.text());
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
    case Take::never:
      return false;
    case Take::word:
      return std::ranges::find(row.words, value.is(Kind::string) ? value.text() : "",
                               &Words::first) != row.words.end();
    case Take::document:
      return is_policy_document(&value);
    case Take::pattern:
      return is_event_pattern(value);
    case Take::template_url:
      return is_later(value) || is_some_text(&value);
    case Take::vpc:
      return is_id_or_later(value, "vpc-");
    case Take::judge:
      return has_only(value, {"Owner", "SourceIdentifier"}) &&
             is_text(value.find("Owner"), "AWS") && is_some_text(value.find("SourceIdentifier"));
    case Take::texts:
      return value.is(Kind::map) && !value.is_call() && value.count > 0;
    case Take::dead_letters:
      return !dead_letters_of(&value).empty();
    default:
      return true;
  }
}

bool is_needless(const PropRow& row, const tmpl::Node& properties) {
  return !row.unless.empty() && properties.find(row.unless) != nullptr;
}

// What a construct writes by itself, and nobody says.
std::vector<const PropRow*> cleared(const ConstructRow& row, const tmpl::Node* properties) {
  std::vector<const PropRow*> all;
  for (const PropRow& each : row.props) {
    const bool is_said = properties != nullptr && (properties->find(each.property) != nullptr ||
                                                   is_needless(each, *properties));
    if (each.is_cleared && !is_said) all.push_back(&each);
  }
  return all;
}

// Whether a prop takes a property as it is.
bool is_taken(const PropRow& row, const tmpl::Node& value, const tmpl::Node& properties) {
  return takes(row, value, properties) && !is_needless(row, properties);
}

// Whether what a prop cannot take is set on the resource; anything else it would be a mistake to
// say.
bool sets_otherwise(Take take) {
  constexpr std::array ways{Take::never,   Take::word,         Take::switched_on,
                            Take::pattern, Take::dead_letters, Take::texts};
  return std::ranges::find(ways, take) != ways.end();
}

bool fits(const ConstructRow& row, const tmpl::Node& properties) {
  if (!properties.is(Kind::map) || properties.is_call()) return false;
  std::size_t taken = 0;
  std::size_t beside = 0;
  for (const tmpl::Member& each : properties.members()) {
    if (each.key() == "Tags") continue;
    const auto prop = std::ranges::find(row.props, each.key(), &PropRow::property);
    const bool has_prop = prop != row.props.end();
    if (has_prop && is_taken(*prop, each.value, properties)) {
      ++taken;
      continue;
    }
    if (!row.sets_others || (has_prop && !sets_otherwise(prop->take))) return false;
    ++beside;
  }
  // A construct of which most is set beside its props reads worse than the resource.
  beside += cleared(row, &properties).size();
  return beside <= taken + 1;
}

// Whether a property is there, and a prop takes it.
bool has_property(const ConstructRow& row, const tmpl::Node& properties,
                  std::string_view property) {
  const tmpl::Node* value = properties.find(property);
  const auto prop = std::ranges::find(row.props, property, &PropRow::property);
  return value != nullptr && is_taken(*prop, *value, properties);
}

bool has_name_tag(const tmpl::Node& properties) {
  const tmpl::Node* tags = properties.find("Tags");
  return tags != nullptr && tags->is(Kind::list) &&
         std::ranges::any_of(tags->items(), [](const tmpl::Node& each) {
           return each.is(Kind::map) && is_text(each.find("Key"), "Name");
         });
}

// What no single property tells: the construct refuses it, or writes another template.
bool is_sound(const ConstructRow& row, const tmpl::Node& properties) {
  if (row.tags_name && !has_name_tag(properties)) return false;
  if (row.type == rule_type) {
    return has_property(row, properties, "EventPattern") ||
           has_property(row, properties, "ScheduleExpression");
  }
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
      : element_(element),
        plan_(plan),
        values_(values),
        comments_(comments),
        props_(element, values, comments) {}

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
    if (value != nullptr && is_taken(row, *value, *properties)) {
      if (row.take == Take::word && word_for(value, row.words).empty()) return;
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
        return token(plan_.name(*plan_.use(meaning::Name::Of::entry, reference_to_role(value))));
      case Take::vpc:
        return vpc_with_id(element_, value, plan_, values_);
      case Take::judge:
        return call("ConfigRuleSource::managed",
                    {text_literal(value.find("SourceIdentifier")->text())});
      case Take::texts:
        return braces({}, texts(value));
      case Take::word:
        return token(std::string(word_for(&value, row.words)));
      case Take::document:
        return braces("PolicyDocument", policy_statements(value, values_, comments_));
      case Take::pattern:
        return event_pattern(value, values_);
      case Take::template_url: {
        const bool is_file =
            value.is(Kind::string) && value.text().find("://") == std::string_view::npos;
        return call(is_file ? "NestedTemplate::local" : "NestedTemplate::url",
                    {values_.text(value)});
      }
      case Take::key: {
        MemberNames key = names;
        key.type = {Container::value, ElementKind::identifier, "cfn::kms::KeyArn"};
        return values_.forced_property(value, key);
      }
      default:
        return values_.forced_property(value, names);
    }
  }

  std::vector<Code> texts(const tmpl::Node& map) {
    std::vector<Code> entries;
    for (const tmpl::Member& each : map.members()) {
      std::vector<std::string> above = comments_.take(each.key_begin);
      entries.push_back(braces({}, {text_literal(each.key()), values_.text(each.value)}));
      entries.back().comments = std::move(above);
    }
    return entries;
  }

  const Element& element_;
  Plan& plan_;
  Values& values_;
  Comments& comments_;
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
  const bool has_required =
      row->required.empty() ||
      (properties != nullptr && has_property(*row, *properties, row->required));
  const bool is_plain =
      has_required &&
      (properties == nullptr ? row->type != rule_type && cleared(*row, nullptr).size() <= 1
                             : fits(*row, *properties) && is_sound(*row, *properties));
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

std::vector<std::string_view> late_of_row(const ConstructRow& row, const tmpl::Node& properties) {
  std::vector<std::string_view> late;
  for (const tmpl::Member& each : properties.members()) {
    const bool is_said = std::ranges::any_of(row.props, [&](const PropRow& prop) {
      return prop.property == each.key() && is_taken(prop, each.value, properties);
    });
    if (!is_said) late.push_back(each.key());
  }
  return late;
}

std::vector<Code> tabled_calls(const ConstructRow& row, const Element& element) {
  std::vector<Code> calls;
  for (const PropRow* each : cleared(row, element.resource->properties)) {
    const MemberNames& names = *element.type->props.find(each->property);
    calls.push_back(token("resource().props." + std::string(names.name) + " = {}"));
  }
  return calls;
}

Code tabled_props(const ConstructRow& row, const Element& element, Plan& plan, Values& values,
                  Comments& comments) {
  return PropsWriter(element, plan, values, comments).write(row);
}

}  // namespace omnitrack::importing
