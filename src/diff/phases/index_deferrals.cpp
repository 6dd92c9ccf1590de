#include <algorithm>
#include <set>

#include "diff/changes/table_indexes.hpp"
#include "diff/phases/deferral.hpp"
#include "meaning/known.hpp"
#include "meaning/value_spec.hpp"

namespace omnitrack::diff {

namespace {

using meaning::item_spec;
using meaning::spec_of;
using meaning::ValueSpec;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ResourceEntry;

constexpr std::string_view indexes_key = "GlobalSecondaryIndexes";
constexpr std::string_view attributes_key = "AttributeDefinitions";

/// One creation or deletion of an index.
struct Operation {
  std::string name;
  const Node* created = nullptr;  ///< null where it is deleted
};

std::span<const Node> items_of(const ResourceEntry& table, std::string_view key) {
  const Node* list = meaning::find_value(table.properties, key);
  return list == nullptr ? std::span<const Node>() : list->items();
}

/// Whether all of a list's items are seen, with a name each.
bool is_seen_list(const ResourceEntry& table, std::string_view key, std::string_view name_key) {
  const Node* list = meaning::find_value(table.properties, key);
  if (list == nullptr) return true;
  return list->is(Kind::list) && std::ranges::all_of(list->items(), [&](const Node& each) {
           return meaning::known_text(each.find(name_key)).has_value();
         });
}

const Node* find_named(std::span<const Node> items, std::string_view name_key,
                       std::string_view name) {
  const auto found = std::ranges::find_if(
      items, [&](const Node& each) { return meaning::known_text(each.find(name_key)) == name; });
  return found == items.end() ? nullptr : &*found;
}

std::string_view name_of(const Node& index) { return index.find("IndexName")->text(); }

/// Deletions come first, since a table has room for 20 indexes.
std::vector<Operation> operations(const ResourceEntry& before, const ResourceEntry& after) {
  const ValueSpec index = item_spec(spec_of(after, indexes_key));
  std::vector<Operation> result;
  for (const Node& each : items_of(before, indexes_key)) {
    const Node* other = find_named(items_of(after, indexes_key), "IndexName", name_of(each));
    if (other == nullptr || !is_same_index(each, *other, index)) {
      result.push_back({std::string(name_of(each))});
    }
  }
  for (const Node& each : items_of(after, indexes_key)) {
    const Node* other = find_named(items_of(before, indexes_key), "IndexName", name_of(each));
    if (other == nullptr || !is_same_index(*other, each, index)) {
      result.push_back({std::string(name_of(each)), &each});
    }
  }
  return result;
}

void add_key_attributes(const Node* keyed, std::set<std::string_view>& names) {
  const Node* keys = keyed == nullptr ? nullptr : keyed->find("KeySchema");
  if (keys == nullptr) return;
  for (const Node& each : keys->items()) {
    const Node* name = each.find("AttributeName");
    if (name != nullptr) names.insert(name->text());
  }
}

class IndexDeferral final : public Deferral {
 public:
  IndexDeferral(std::size_t stack, const StackDiff& diff, std::string_view table,
                std::vector<Operation> operations)
      : stack_(stack),
        before_(*diff.written_before()->find_resource(table)),
        after_(*diff.written_after()->find_resource(table)),
        operations_(std::move(operations)) {}

  [[nodiscard]] std::size_t stack() const override { return stack_; }
  [[nodiscard]] std::size_t length() const override { return operations_.size() - 1; }

  void apply(std::size_t step, Editor& editor, Node& root) const override {
    const std::vector<Node> indexes = indexes_after(step + 1);
    Node properties = *after_.properties;
    if (!indexes.empty() || properties.find(indexes_key) != nullptr) {
      properties = editor.with(properties, indexes_key, editor.list(indexes));
    }
    properties = editor.with(properties, attributes_key, editor.list(attributes_for(indexes)));
    const Node table =
        editor.with(*root.find("Resources")->find(after_.logical_id), "Properties", properties);
    const Node resources = editor.with(*root.find("Resources"), after_.logical_id, table);
    root = editor.with(root, "Resources", resources);
  }

  [[nodiscard]] std::string words(std::size_t step) const override {
    const Operation& operation = operations_[step];
    return (operation.created == nullptr ? "deletes" : "creates") + std::string(" index '") +
           operation.name + "' of " + std::string(after_.logical_id);
  }

 private:
  [[nodiscard]] std::vector<Node> indexes_after(std::size_t done) const {
    std::vector<Node> indexes;
    for (const Node& each : items_of(before_, indexes_key)) {
      const auto operation = std::ranges::find(operations_, name_of(each), &Operation::name);
      if (operation == operations_.end()) {
        indexes.push_back(*find_named(items_of(after_, indexes_key), "IndexName", name_of(each)));
      } else if (static_cast<std::size_t>(operation - operations_.begin()) >= done) {
        indexes.push_back(each);
      }
    }
    for (std::size_t i = 0; i < done; ++i) {
      if (operations_[i].created != nullptr) indexes.push_back(*operations_[i].created);
    }
    return indexes;
  }

  // A table refuses definitions that none of its keys uses.
  [[nodiscard]] std::vector<Node> attributes_for(std::span<const Node> indexes) const {
    std::set<std::string_view> names;
    add_key_attributes(after_.properties, names);
    for (const Node& each : items_of(after_, "LocalSecondaryIndexes")) {
      add_key_attributes(&each, names);
    }
    for (const Node& each : indexes) add_key_attributes(&each, names);
    std::vector<Node> attributes;
    for (const std::string_view name : names) {
      const Node* found = find_named(items_of(after_, attributes_key), "AttributeName", name);
      if (found == nullptr) {
        found = find_named(items_of(before_, attributes_key), "AttributeName", name);
      }
      if (found != nullptr) attributes.push_back(*found);
    }
    return attributes;
  }

  std::size_t stack_;
  const ResourceEntry& before_;
  const ResourceEntry& after_;
  std::vector<Operation> operations_;
};

bool is_table(const ResourceChange& change) {
  return change.type_name == "AWS::DynamoDB::Table" ||
         change.type_name == "AWS::DynamoDB::GlobalTable";
}

bool is_seen(const ResourceEntry& table) {
  return meaning::all_properties(table) != nullptr &&
         is_seen_list(table, indexes_key, "IndexName") &&
         is_seen_list(table, attributes_key, "AttributeName");
}

}  // namespace

void add_index_deferrals(std::span<const StackDiff> diffs, Deferrals& deferrals) {
  for (std::size_t i = 0; i < diffs.size(); ++i) {
    for (const ResourceChange& each : diffs[i].resources) {
      const bool is_updated = each.before != nullptr && each.after != nullptr;
      if (!is_updated || !is_table(each) || each.action == Action::replace) continue;
      if (!is_seen(*each.before) || !is_seen(*each.after)) continue;
      std::vector<Operation> steps = operations(*each.before, *each.after);
      if (steps.size() < 2) continue;
      deferrals.push_back(
          std::make_unique<IndexDeferral>(i, diffs[i], each.logical_id, std::move(steps)));
    }
  }
}

}  // namespace omnitrack::diff
