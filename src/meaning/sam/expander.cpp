#include "meaning/sam/expander.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"
#include "schema/schema.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view connector = "AWS::Serverless::Connector";

// Which of two resources with one id SAM lets stand for both.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/
// sam-specification-generated-resources.html
bool may_share(std::string_view type) {
  static constexpr auto types = std::to_array<std::string_view>(
      {"AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2",
       "AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2", "AWS::SNS::Topic"});
  return std::ranges::find(types, type) != types.end();
}

bool is_pattern(std::string_view id) { return id.ends_with('#') || id.ends_with('*'); }

// Whether all conditions of a kind surely hold, or may.
bool all_may_hold(const Node* properties, const Node* conditions) {
  return conditions == nullptr ||
         std::ranges::all_of(conditions->members(), [properties](const Member& each) {
           return holds(properties, each) != Holds::no;
         });
}

// A call may give nothing, and then what is only made without it is there all the same.
bool surely_excluded(const Node* properties, const Node* conditions) {
  return conditions != nullptr &&
         std::ranges::any_of(conditions->members(), [properties](const Member& each) {
           const Node* value = value_at(properties, each.key());
           if (value != nullptr && value->calls(tmpl::Function::if_)) return false;
           return holds(properties, each) == Holds::yes;
         });
}

// Whether nothing that conditions look at is a call.
bool is_sure(const Node* properties, const Node* conditions) {
  return conditions == nullptr ||
         std::ranges::none_of(conditions->members(), [properties](const Member& each) {
           const Node* value = value_at(properties, each.key());
           return value != nullptr && value->is_call();
         });
}

}  // namespace

Expander::Expander(const tmpl::Index& source, Expansion& target, Policies policies)
    : source_(source),
      target_(target),
      policies_(policies),
      builder_(*target.template_, source.source().format(), tmpl::Repeated::kept),
      globals_(source, builder_) {}

Node Expander::ref(std::string_view id, std::uint32_t at) {
  const Member member = Builder::member("Ref", at, text(id, at));
  return builder_.map({&member, 1}, at, at);
}

Node Expander::get_att(std::string_view id, std::string_view attribute, std::uint32_t at) {
  const std::array<Node, 2> parts{text(id, at), text(attribute, at)};
  const Member member = Builder::member("Fn::GetAtt", at, builder_.list(parts, at, at));
  return builder_.map({&member, 1}, at, at);
}

Draft* Expander::added(std::string_view logical_id) {
  const auto found = draft_of_.find(logical_id);
  return found == draft_of_.end() ? nullptr : &drafts_[found->second];
}

void Expander::add(Draft draft, std::size_t source, bool is_sure) {
  const Made made{draft.logical_id, draft.type, source};
  const ResourceEntry* existing = source_.find_resource(draft.logical_id);
  if (existing != nullptr) {
    if (is_sure && (existing->type_name != draft.type || !may_share(draft.type))) {
      target_.repeated_.push_back(made);
    }
    return;
  }
  if (!draft_of_.try_emplace(draft.logical_id, drafts_.size()).second) return;
  target_.all_.push_back(made);
  draft.resource = source;
  drafts_.push_back(std::move(draft));
}

void Expander::add_made(const Node& facts, const Body& body, const Node* properties,
                        std::size_t source) {
  const Node* makes = facts.find("makes");
  if (makes == nullptr) return;
  for (const Node& each : makes->items()) {
    if (!all_may_hold(properties, each.find("when"))) continue;
    if (surely_excluded(properties, each.find("unless"))) continue;
    Draft draft{body.text(each.find("id")->text()), each.find("type")->text(), &body.place()};
    if (const Node* pattern = each.find("properties")) {
      if (const auto filled = body.filled(*pattern)) {
        draft.properties.assign(filled->members().begin(), filled->members().end());
      }
    }
    if (const Node* after = each.find("after")) {
      draft.depends_on.push_back(text(body.text(after->text()), draft.source->key_begin));
    }
    add(std::move(draft), source,
        is_sure(properties, each.find("when")) && is_sure(properties, each.find("unless")));
  }
}

void Expander::replace(std::size_t resource, Draft draft) {
  target_.all_.push_back({draft.logical_id, draft.type, resource});
  replaced_.emplace(resource, std::move(draft));
}

void Expander::extend(std::string_view resource, const Addition& addition) {
  Addition& all = additions_[resource];
  all.way = addition.way;
  all.depends_on.insert(all.depends_on.end(), addition.depends_on.begin(),
                        addition.depends_on.end());
  all.items.insert(all.items.end(), addition.items.begin(), addition.items.end());
  all.members.insert(all.members.end(), addition.members.begin(), addition.members.end());
}

std::string_view Expander::type_made_of(std::string_view logical_id) const {
  const ResourceEntry* entry = source_.find_resource(logical_id);
  if (entry == nullptr) return {};
  if (!has_name_of_sam(entry->type_name)) return entry->type_name;
  const auto found = std::ranges::find_if(
      replaced_, [logical_id](const auto& each) { return each.second.logical_id == logical_id; });
  return found == replaced_.end() ? std::string_view() : found->second.type;
}

std::string_view Expander::role_of(std::string_view logical_id) const {
  for (const auto& [resource, draft] : replaced_) {
    if (draft.logical_id == logical_id) return role_in(draft.properties);
  }
  // What is no resource of SAM names its role itself.
  const ResourceEntry* entry = source_.find_resource(logical_id);
  const bool is_told = entry != nullptr && entry->properties != nullptr;
  return is_told ? role_in(entry->properties->members()) : std::string_view();
}

std::string_view Expander::role_in(std::span<const Member> properties) const {
  for (const Member& each : properties) {
    if (each.key() != "Role" && each.key() != "RoleArn") continue;
    if (!each.value.calls(tmpl::Function::get_att)) return named_resource(each.value);
    const auto parts = each.value.argument().items();
    if (!parts.empty()) return parts.front().text();
    const std::string_view text = each.value.argument().text();
    return text.substr(0, text.find('.'));
  }
  return {};
}

void Expander::read_properties() {
  for (const ResourceEntry& each : source_.resources()) {
    const bool is_sam = has_name_of_sam(each.type_name) && !may_be_rewritten(each);
    target_.properties_.push_back(is_sam ? globals_.properties_of(each) : nullptr);
  }
}

void Expander::expand(std::size_t resource) {
  const ResourceEntry& entry = source_.resources()[resource];
  const Node* properties = target_.properties_[resource];
  if (properties == nullptr || entry.type_name == connector) return;
  if (entry.type_name == "AWS::Serverless::Function" ||
      entry.type_name == "AWS::Serverless::StateMachine") {
    expand_owner(*this, resource, *properties);
  } else if (entry.type_name == "AWS::Serverless::Api" ||
             entry.type_name == "AWS::Serverless::HttpApi") {
    replace(resource, expand_api(*this, entry.logical_id, entry.type_name, *properties,
                                 *entry.member, resource));
  } else if (facts_of_type(entry.type_name) != nullptr) {
    expand_simple(*this, resource, *properties);
  }
}

void Expander::expand_implicit() {
  for (const auto& [id, implicit] : implicit_) {
    const bool is_rest = id == "ServerlessRestApi";
    const std::uint32_t at = implicit.place->key_begin;
    const Member stage = Builder::member("StageName", at, text("Prod", at));
    const Node own = is_rest ? builder_.map({&stage, 1}, at, at) : builder_.map({}, at, at);
    const std::string_view type = is_rest ? "AWS::Serverless::Api" : "AWS::Serverless::HttpApi";
    Draft draft =
        expand_api(*this, id, type, *globals_.joined(type, own), *implicit.place, implicit.source);
    // A resource of its name in the template gives way to it.
    add(std::move(draft), implicit.source, false);
  }
}

void Expander::expand_connectors() {
  for (std::size_t i = 0; i < source_.resources().size(); ++i) {
    const ResourceEntry& entry = source_.resources()[i];
    if (entry.type_name == connector && target_.properties_[i] != nullptr) {
      const Node* source = target_.properties_[i]->find("Source");
      if (source != nullptr) {
        expand_connector(*this, entry.logical_id, *source, *target_.properties_[i], *entry.member,
                         i);
      }
    }
    const Node* embedded = entry.member->value.find("Connectors");
    if (embedded == nullptr || embedded->is_call()) continue;
    for (const Member& each : embedded->members()) {
      const Node* properties = each.value.find("Properties");
      if (properties == nullptr) continue;
      const std::string name = std::string(entry.logical_id) + std::string(each.key());
      const Member id =
          Builder::member("Id", each.key_begin, text(entry.logical_id, each.key_begin));
      expand_connector(*this, builder_.keep(name),
                       builder_.map({&id, 1}, each.key_begin, each.key_begin), *properties, each,
                       i);
    }
  }
}

Node Expander::written(const Draft& draft, const Member& owner) {
  const std::uint32_t at = draft.source->key_begin;
  std::vector<Member> members;
  members.push_back(Builder::member("Type", at, text(draft.type, at)));
  members.push_back(Builder::member("Properties", at, builder_.map(draft.properties, at, at)));
  if (!draft.depends_on.empty()) {
    members.push_back(Builder::member("DependsOn", at, builder_.list(draft.depends_on, at, at)));
  }
  for (const Member& each : owner.value.members()) {
    if (each.key() == "Condition" || (each.key() == "DependsOn" && draft.depends_on.empty() &&
                                      draft.logical_id == owner.key())) {
      members.push_back(each);
    }
  }
  return builder_.map(members, at, draft.source->value.end);
}

Node Expander::extended(const Node& resource, const Addition& addition, std::uint32_t at) {
  // From the inside out: the list or the map at the end of the way, and what is around it.
  const Node* properties = resource.find("Properties");
  const auto inner = [&](const Node* old) {
    if (!addition.items.empty()) {
      std::vector<Node> items = addition.items;
      if (old == nullptr) return builder_.list(items, at, at);
      const auto has = [old](const Node& item) {
        return std::ranges::any_of(old->items(),
                                   [&item](const Node& each) { return surely_same(each, item); });
      };
      std::erase_if(items, has);
      items.insert(items.begin(), old->items().begin(), old->items().end());
      return builder_.list(items, at, at);
    }
    std::vector<Member> members = addition.members;
    if (old != nullptr)
      members.insert(members.begin(), old->members().begin(), old->members().end());
    return builder_.map(members, at, at);
  };
  const auto with = [&](const Node* map, std::string_view key, const Node& value) {
    std::vector<Member> members;
    if (map != nullptr) members.assign(map->members().begin(), map->members().end());
    std::erase_if(members, [key](const Member& each) { return each.key() == key; });
    members.push_back(Builder::member(key, at, value));
    return builder_.map(members, map == nullptr ? at : map->begin, map == nullptr ? at : map->end);
  };
  std::vector<const Node*> around{properties};
  for (const std::string_view step : addition.way) {
    around.push_back(around.back() == nullptr ? nullptr : around.back()->find(step));
  }
  Node value = inner(around.back());
  for (std::size_t i = addition.way.size(); i-- > 0;) {
    if (around[i] != nullptr && around[i]->is_call()) return resource;
    value = with(around[i], addition.way[i], value);
  }
  const Node changed = with(&resource, "Properties", value);
  if (addition.depends_on.empty()) return changed;
  std::vector<Node> before = addition.depends_on;
  if (const Node* own = resource.find("DependsOn")) {
    if (own->is(Kind::string)) before.push_back(*own);
    before.insert(before.end(), own->items().begin(), own->items().end());
  }
  return with(&changed, "DependsOn", builder_.list(before, at, at));
}

void Expander::write() {
  std::vector<Member> resources;
  for (std::size_t i = 0; i < source_.resources().size(); ++i) {
    const ResourceEntry& entry = source_.resources()[i];
    Member member = *entry.member;
    if (const auto found = replaced_.find(i); found != replaced_.end()) {
      member.value = written(found->second, *entry.member);
    } else if (const auto more = additions_.find(entry.logical_id); more != additions_.end()) {
      member.value = extended(entry.member->value, more->second, member.key_begin);
    } else if (entry.type_name == connector) {
      continue;
    }
    resources.push_back(member);
  }
  for (const Draft& each : drafts_) {
    const Member& owner = *source_.resources()[each.resource].member;
    resources.push_back(
        Builder::member(each.logical_id, each.source->key_begin, written(each, owner)));
  }
  std::vector<Member> sections;
  for (const Member& each : source_.source().root().members()) {
    if (each.key() == "Globals") continue;
    sections.push_back(each);
    if (each.key() == "Resources") {
      sections.back().value = builder_.map(resources, each.value.begin, each.value.end);
    }
  }
  builder_.set_root(builder_.map(sections, 0, source_.source().root().end));
}

void Expander::run() {
  read_properties();
  for (const bool is_api : {false, true}) {
    for (std::size_t i = 0; i < source_.resources().size(); ++i) {
      if (source_.resources()[i].type_name.ends_with("Api") == is_api) expand(i);
    }
  }
  expand_implicit();
  expand_connectors();
  write();
}

Draft draft_of(std::string_view logical_id, const Node& made, const Body& body,
               const Node& properties, const Member& place) {
  Draft draft{logical_id, made.find("becomes")->text(), &place};
  const Node* patterns = made.find("properties");
  if (patterns != nullptr) {
    if (const auto filled = body.filled(*patterns)) {
      draft.properties.assign(filled->members().begin(), filled->members().end());
    }
  }
  if (made.find("copies") == nullptr) return draft;
  const auto type = schema::find_type(draft.type);
  for (const Member& each : properties.members()) {
    if (!type || !type->shape().find(each.key())) continue;
    if (patterns != nullptr && patterns->find(each.key()) != nullptr) continue;
    if (each.value.is(Kind::null)) continue;
    draft.properties.push_back(each);
  }
  return draft;
}

Node listed_tags(Expander& expander, const Node& tags, std::uint32_t at) {
  std::vector<Node> items;
  for (const Member& each : tags.members()) {
    const std::array<Member, 2> tag{
        Builder::member("Key", each.key_begin,
                        Builder::scalar(Kind::string, each.key(), each.key_begin, each.key_begin)),
        Builder::member("Value", each.key_begin, each.value)};
    items.push_back(expander.builder().map(tag, each.key_begin, each.key_begin));
  }
  return expander.builder().list(items, at, at);
}

Expansion::Expansion(const tmpl::Index& index, Policies policies)
    : template_(std::make_unique<tmpl::Template>(index.source().file(), std::string())),
      source_(index) {
  Expander(index, *this, policies).run();
  index_ = std::make_unique<tmpl::Index>(*template_);
}

const Made* Expansion::find(std::string_view name) const {
  constexpr std::size_t hash_size = 10;
  const auto is_named = [name](const Made& each) {
    const std::string_view id = each.logical_id;
    if (!is_pattern(id)) return id == name;
    const std::string_view begin = id.substr(0, id.size() - 1);
    if (!name.starts_with(begin)) return false;
    if (id.ends_with('*')) return true;
    const std::string_view hash = name.substr(begin.size());
    return hash.size() == hash_size &&
           hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  };
  const auto found = std::ranges::find_if(all_, is_named);
  return found == all_.end() ? nullptr : &*found;
}

Expansion::Property Expansion::property_of_implicit(std::string_view api,
                                                    std::string_view name) const {
  const Node* facts = api == "ServerlessRestApi"   ? facts_of_type("AWS::Serverless::Api")
                      : api == "ServerlessHttpApi" ? facts_of_type("AWS::Serverless::HttpApi")
                                                   : nullptr;
  const Node* type =
      facts == nullptr ? nullptr : facts->find("names")->find(name.substr(0, name.find('.')));
  if (type == nullptr) return Property::none;
  const bool is_made =
      std::ranges::any_of(all_, [type](const Made& each) { return each.type == type->text(); });
  return is_made ? Property::made : Property::not_made;
}

Expansion::Property Expansion::property(std::string_view resource, std::string_view name) const {
  const ResourceEntry* entry = source_.find_resource(resource);
  if (entry == nullptr) {
    return find(resource) == nullptr ? Property::none : property_of_implicit(resource, name);
  }
  const Node* facts = facts_of_type(entry->type_name);
  const Node* names = facts == nullptr ? nullptr : facts->find("names");
  const Node* type = names == nullptr ? nullptr : names->find(name.substr(0, name.find('.')));
  if (type == nullptr) return Property::none;
  const auto place = static_cast<std::size_t>(entry - source_.resources().data());
  const bool is_made =
      properties_[place] == nullptr || std::ranges::any_of(all_, [&](const Made& each) {
        return each.source == place &&
               (each.type == type->text() || each.logical_id.ends_with('*'));
      });
  return is_made ? Property::made : Property::not_made;
}

}  // namespace omnitrack::meaning::sam
