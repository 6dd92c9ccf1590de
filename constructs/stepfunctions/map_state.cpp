#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t most_bytes_of_batch = 262144;
constexpr std::size_t longest_label = 40;

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunListItem.html
bool is_map_label(std::string_view label) {
  return label.size() <= longest_label && detail::has_only_letters_digits_and("_-", label);
}

Json s3_integration(const Stack& stack, std::string_view action) {
  return Value<Json>(as<Json>(concat("arn:", stack.partition(), ":states:::s3:", action)));
}

std::string_view arguments_key(QueryLanguage language) {
  return language == QueryLanguage::jsonata ? "Arguments" : "Parameters";
}

// The part of a key that is known before anything runs.
std::string_view known_start(const Value<std::string>& key) {
  const std::string_view text = key.literal_text();
  return text.starts_with("{%") ? std::string_view{} : text;
}

}  // namespace

MapState::MapState(Attach at, const MapStateProps& props)
    : FallibleState(std::move(at), detail::fields_of(props), props.retry),
      distributed_(props.distributed),
      item_selector_(props.item_selector),
      items_(props.items),
      max_concurrency_(props.max_concurrency) {
  check(props);
  if (distributed_.has_value() && machine() != nullptr) distribute(*distributed_);
}

void MapState::check(const MapStateProps& props) {
  check_number("max_concurrency", props.max_concurrency.node(), 0, 99999999);
  if (!distributed_.has_value()) return;
  const DistributedMap& map = *distributed_;
  if (!is_map_label(map.label)) {
    error(codes::OT3209, "'" + std::string(map.label.text()) + "' is not a label for a map",
          "use up to 40 letters, digits, '-' and '_'");
  }
  check_number("tolerated_failure_count", map.tolerated_failure_count.node(), 0, 99999999);
  const Node& percentage = map.tolerated_failure_percentage.node();
  if (percentage.kind == NodeKind::number &&
      !(percentage.number >= 0 && percentage.number <= 100)) {
    error(codes::OT3204, "tolerated_failure_percentage is out of bounds", "it is 0 to 100");
  }
  if (!map.batcher.has_value()) return;
  check_number("max_items", map.batcher->max_items.node(), 1, 99999999);
  check_number("max_bytes", map.batcher->max_bytes.node(), 1, most_bytes_of_batch);
  if (!map.batcher->max_items.is_set() && !map.batcher->max_bytes.is_set()) {
    error(codes::OT3210, "a batcher does not say how large a batch is",
          "set `max_items`, `max_bytes` or both");
  }
}

void MapState::distribute(const DistributedMap& map) {
  StateMachine& runs = *machine();
  refuse_in_express("a distributed map");
  runs.has_distributed_map_ = true;
  if (map.item_reader.has_value()) {
    map.item_reader->bucket_->grant_read(runs, known_start(map.item_reader->key_));
  }
  if (map.result_writer.has_value()) {
    // Results that were written are read again when they are put together.
    const std::string_view prefix = known_start(map.result_writer->prefix);
    map.result_writer->bucket->grant_put(runs, prefix);
    map.result_writer->bucket->grant_read(runs, prefix);
  }
}

Json MapState::reader_json(const ItemReader& reader) const {
  const bool lists = reader.input_type_.empty();
  Json arguments = Json::object({{"Bucket", reader.bucket_->name()}});
  arguments.set(lists ? "Prefix" : "Key", reader.key_);
  Json settings = Json::object({});
  if (!lists) settings.set("InputType", reader.input_type_);
  if (reader.input_type_ == "CSV") {
    settings.set("CSVHeaderLocation", reader.columns_.is_set() ? "GIVEN" : "FIRST_ROW");
    settings.set("CSVHeaders", reader.columns_);
  }
  stepfunctions::put_or_path(settings, "MaxItems", reader.max_items_.node());
  Json json =
      Json::object({{"Resource", s3_integration(stack(), lists ? "listObjectsV2" : "getObject")}});
  if (settings.node().size > 0) json.set("ReaderConfig", settings);
  json.set(arguments_key(language()), arguments);
  return json;
}

void MapState::write(Json& body) const {
  body.set("Type", "Map");
  if (stepfunctions::is_path_value(items_.node())) {
    body.set("ItemsPath", stepfunctions::path_of_value(items_.node()));
  } else if (items_.is_set()) {
    body.set("Items", items_);
    if (language() == QueryLanguage::json_path) {
      error(codes::OT3206, "`items` is no path, and the state's language is JSONPath",
            "name where the list is: value_at(\"$.items\")");
    }
  }
  body.set("ItemSelector", item_selector_);
  stepfunctions::put_or_path(body, "MaxConcurrency", max_concurrency_.node());
  if (distributed_.has_value()) write_distributed(body, *distributed_);
}

void MapState::write_distributed(Json& body, const DistributedMap& map) const {
  if (!map.label.empty()) body.set("Label", map.label);
  if (map.item_reader.has_value()) body.set("ItemReader", reader_json(*map.item_reader));
  if (map.batcher.has_value()) {
    Json batcher = Json::object({});
    stepfunctions::put_or_path(batcher, "MaxItemsPerBatch", map.batcher->max_items.node());
    stepfunctions::put_or_path(batcher, "MaxInputBytesPerBatch", map.batcher->max_bytes.node());
    batcher.set("BatchInput", map.batcher->batch_input);
    body.set("ItemBatcher", batcher);
  }
  if (map.result_writer.has_value()) {
    Json arguments = Json::object(
        {{"Bucket", map.result_writer->bucket->name()}, {"Prefix", map.result_writer->prefix}});
    Json writer = Json::object({{"Resource", s3_integration(stack(), "putObject")}});
    writer.set(arguments_key(language()), arguments);
    body.set("ResultWriter", writer);
  }
  stepfunctions::put_or_path(body, "ToleratedFailureCount", map.tolerated_failure_count.node());
  stepfunctions::put_or_path(body, "ToleratedFailurePercentage",
                             map.tolerated_failure_percentage.node());
}

void MapState::write_scopes(Json& body, const std::vector<Json>& scopes) const {
  Json settings = Json::object({{"Mode", distributed_.has_value() ? "DISTRIBUTED" : "INLINE"}});
  if (distributed_.has_value()) {
    settings.set("ExecutionType", distributed_->express ? "EXPRESS" : "STANDARD");
  }
  Json processor = Json::object({{"ProcessorConfig", settings}});
  processor.set_all(scopes.front());
  body.set("ItemProcessor", processor);
  write_rules(body);
}

}  // namespace omnitrack
