#include "diff/effects/other_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "meaning/allowed_values.hpp"
#include "meaning/known.hpp"
#include "meaning/named_thing.hpp"
#include "meaning/open_values.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Whether a text is what CloudFormation gives back of another one.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
bool is_given_back(std::string_view deployed, std::string_view text) {
  std::string shown;
  for (const char each : text) {
    if (is_ascii(each)) {
      shown += each;
    } else if ((static_cast<unsigned char>(each) & 0xC0U) != 0x80U) {
      shown += '?';
    }
  }
  return shown != text && shown == deployed;
}

/// A map of texts that the specification calls any JSON.
struct TextMap {
  std::string_view type_name;
  std::string_view path;
};

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Parameter.html
// https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html
// https://docs.aws.amazon.com/glue/latest/webapi/API_Job.html
constexpr std::array<TextMap, 8> text_maps{{
    {"AWS::DocDB::DBClusterParameterGroup", "/Properties/Parameters/"},
    {"AWS::Glue::Connection", "/Properties/ConnectionInput/ConnectionProperties/"},
    {"AWS::Glue::Job", "/Properties/DefaultArguments/"},
    {"AWS::Glue::Table", "/Properties/TableInput/Parameters/"},
    {"AWS::Neptune::DBClusterParameterGroup", "/Properties/Parameters/"},
    {"AWS::Neptune::DBParameterGroup", "/Properties/Parameters/"},
    {"AWS::RDS::DBClusterParameterGroup", "/Properties/Parameters/"},
    {"AWS::RDS::DBParameterGroup", "/Properties/Parameters/"},
}};

/// Whether a service takes a value as a text, so that a number is the text of its digits.
bool is_taken_as_text(const ResourceEntry& resource, std::string_view path) {
  return std::ranges::any_of(text_maps, [&](const TextMap& each) {
    return each.type_name == resource.type_name && path.starts_with(each.path);
  });
}

/// Whether two names of a record differ in nothing that DNS looks at.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
bool is_one_record(const ResourceEntry& resource, std::string_view path, std::string_view before,
                   std::string_view after) {
  if (!resource.type_name.starts_with("AWS::Route53::RecordSet")) return false;
  if (!path.ends_with("/Name") && !path.ends_with("/DNSName")) return false;
  if (before.ends_with('.')) before.remove_suffix(1);
  if (after.ends_with('.')) after.remove_suffix(1);
  return support::same_but_for_case(before, after);
}

/// Whether two names of a protocol in a rule of a security group are one for EC2. A rule of its own
/// is made anew all the same.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
bool is_one_protocol(const ResourceEntry& resource, std::string_view path, std::string_view before,
                     std::string_view after) {
  if (resource.type_name != "AWS::EC2::SecurityGroup" || !path.ends_with("/IpProtocol")) {
    return false;
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> protocols{
      {{"icmp", "1"}, {"icmpv6", "58"}, {"tcp", "6"}, {"udp", "17"}}};
  return std::ranges::any_of(protocols, [&](const auto& each) {
    const auto& [name, number] = each;
    return (before == name && after == number) || (before == number && after == name);
  });
}

/// What takes the zones of a region by their places.
bool takes_zones(const Node& value) {
  if (value.calls(Function::get_azs)) return true;
  if (!value.calls(Function::select)) return false;
  const auto items = value.argument().items();
  return items.size() == 2 && items[1].calls(Function::get_azs);
}

bool is_zone(const Node& value) {
  if (value.is(Kind::list)) return value.count != 0 && std::ranges::all_of(value.items(), is_zone);
  const auto text = meaning::known_text(&value);
  return text && !meaning::region_of_zone(*text).empty();
}

/// Whether a zone is surely of another region than the stack's.
bool is_elsewhere(const Node& zone, const meaning::Surroundings& surroundings) {
  if (zone.is(Kind::list)) return is_elsewhere(zone.items().front(), surroundings);
  const auto text = meaning::known_text(&zone);
  return surroundings.region.is_known() &&
         meaning::region_of_zone(*text) != surroundings.region.text;
}

bool may_be_one_zone(const Node& before, const Node& after,
                     const meaning::Surroundings& surroundings) {
  if (takes_zones(before) && is_zone(after)) return !is_elsewhere(after, surroundings);
  return takes_zones(after) && is_zone(before) && !is_elsewhere(before, surroundings);
}

/// Whether one side takes a port from a resource that may have the one that the other side names.
bool may_be_one_port(const Node& before, const Node& after) {
  const auto takes_port = [](const Node& value) {
    if (!value.calls(Function::get_att)) return false;
    const Node& argument = value.argument();
    const std::string_view attribute = argument.is(Kind::list) && argument.count != 0
                                           ? argument.items().back().text()
                                           : argument.text();
    return attribute.ends_with("Port");
  };
  return (takes_port(before) && meaning::known_integer(&after)) ||
         (takes_port(after) && meaning::known_integer(&before));
}

/// Whether the texts of both sides are known, by whatever other templates they go.
bool are_both_known(const Node& before, const Node& after, const Sides& sides) {
  if (meaning::is_dynamic(before) || meaning::is_dynamic(after)) return false;
  return is_literal(sides.texts.before.of(sides.stack, before)) &&
         is_literal(sides.texts.after.of(sides.stack, after));
}

void weaken(Change& change, std::string reason) {
  change.effect = std::min(change.effect, Effect::may_replace);
  change.reason = std::move(reason);
}

}  // namespace

void settle_other_words(const ResourceEntry& before, const ResourceEntry& after, const Sides& sides,
                        Change& change) {
  constexpr std::string_view properties = "/Properties/";
  const std::string_view path = change.path;
  if (change.before == nullptr || change.after == nullptr || !path.starts_with(properties)) return;
  const auto old_text = meaning::known_text(change.before);
  const auto new_text = meaning::known_text(change.after);
  if (old_text && new_text && is_given_back(*old_text, *new_text)) {
    change.effect = Effect::none;
    change.reason = "CloudFormation gives back '?' for what is not ASCII";
    return;
  }
  if (old_text && old_text == new_text && is_taken_as_text(after, path)) {
    change.effect = Effect::none;
    change.reason = "the service takes both for one text";
    return;
  }
  if (old_text && new_text && is_one_record(after, path, *old_text, *new_text)) {
    change.effect = Effect::none;
    change.reason = "DNS takes both names for one";
    return;
  }
  if (old_text && new_text && is_one_protocol(after, path, *old_text, *new_text)) {
    change.effect = Effect::none;
    change.reason = "EC2 takes both for one protocol";
    return;
  }
  if (may_be_one_zone(*change.before, *change.after, sides.surroundings)) {
    weaken(change,
           "it may be the same zone, as only the account knows the order of its zones; write its "
           "name to be sure");
    return;
  }
  if (may_be_one_port(*change.before, *change.after)) {
    weaken(change, "the port may be the same, as the resource has it");
    return;
  }
  const meaning::Sameness sameness = meaning::sameness_by_parameters(
      sides.before->index(), *change.before, sides.after->index(), *change.after);
  if (sameness == meaning::Sameness::sometimes) {
    weaken(change, "some of " +
                       std::string(meaning::tried_in_words(sides.before->index(), *change.before,
                                                           sides.after->index(), *change.after)) +
                       " give the same");
    return;
  }
  if (sameness == meaning::Sameness::by_default) {
    weaken(change, "it is the same where the parameters have their defaults");
    return;
  }
  if (sameness == meaning::Sameness::unknown && change.effect == Effect::replaces &&
      !are_both_known(*change.before, *change.after, sides)) {
    const std::string undecided = meaning::undecided_part(sides.before->index(), *change.before,
                                                          sides.after->index(), *change.after);
    if (!undecided.empty()) {
      weaken(change, "it may be the same: " + undecided + " is known at deployment only");
      return;
    }
  }
  const std::string_view property = path.substr(properties.size());
  const auto was = meaning::named_thing(sides.before->index(), before, property, *change.before);
  const auto is = meaning::named_thing(sides.after->index(), after, property, *change.after);
  if (was && was == is) {
    weaken(change, "both name the same " + std::string(meaning::type_of_thing(after, property)));
  }
}

}  // namespace omnitrack::diff
