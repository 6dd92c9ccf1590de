#pragma once

#include <omnitrack/optional.hpp>
#include <omnitrack/stepfunctions/state.hpp>

namespace omnitrack {

class Bucket;
class ParallelState;

/// States that a `ParallelState` runs beside its other branches.
class StateBranch final : public Construct, public StateScope {
 public:
  StateBranch(Attach at, const struct StateBranchProps& props);

 private:
  [[nodiscard]] Construct& scope_construct() override { return *this; }
  [[nodiscard]] StateMachine* scope_machine() override;
  [[nodiscard]] bool runs_express() const override;
  ParallelState& parallel_;
};

/// Properties of a state that does several things at once.
struct ParallelStateProps {
  using Makes = ParallelState;
  Id id;
  /// What each branch begins with, in JSONata; the input where it is left out.
  Value<Json> arguments = {};
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What is handed on, in JSONata; the list of the branches' results where it is left out.
  Value<Json> output = {};
  /// Which part of the result is handed on, in JSONPath.
  StatePath output_path = {};
  /// What each branch begins with, in JSONPath.
  Value<Json> parameters = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
  /// Where the result is put in the input, in JSONPath.
  StatePath result_path = {};
  /// What the result is made into, in JSONPath.
  Value<Json> result_selector = {};
  /// How it is tried again.
  Items<StateRetry> retry = {};
};

/// A state that runs branches at the same time, and goes on when all have ended.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
class ParallelState final : public FallibleState {
 public:
  ParallelState(Attach at, const ParallelStateProps& props);

  /// Adds a branch, to which its states are added: `parallel.branch().add(…)`.
  StateBranch& branch();

 private:
  friend class StateBranch;
  void write(Json& body) const override;
  void add_scopes(std::vector<StateScope*>& scopes) override;
  void write_scopes(Json& body, const std::vector<Json>& scopes) const override;
  std::vector<StateBranch*> branches_;
};

/// What the items of a distributed map are read from.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
class ItemReader {
 public:
  /// The objects of a bucket, with keys that begin with a prefix where one is given.
  static ItemReader objects(Bucket& bucket, const Value<std::string>& prefix = {});
  /// The rows of a CSV file; the first one has the names where none are given.
  static ItemReader csv(Bucket& bucket, const Value<std::string>& key,
                        const List<std::string>& columns = {});
  /// The items of a JSON array.
  static ItemReader json(Bucket& bucket, const Value<std::string>& key);
  /// The lines of a file of JSON values.
  static ItemReader json_lines(Bucket& bucket, const Value<std::string>& key);
  /// The rows of a Parquet file.
  static ItemReader parquet(Bucket& bucket, const Value<std::string>& key);

  /// The same, reading so many items at most; also `number_at("$.max")`.
  [[nodiscard]] ItemReader up_to(const Value<std::int64_t>& items) const;

 private:
  friend class MapState;
  ItemReader(Bucket& bucket, std::string_view input_type, const Value<std::string>& key)
      : bucket_(&bucket), input_type_(input_type), key_(key) {}
  Bucket* bucket_;
  std::string_view input_type_;  // empty for the objects of a bucket
  Value<std::string> key_;       // the prefix of objects
  List<std::string> columns_;
  Value<std::int64_t> max_items_;
};

/// How the items of a distributed map are put together; by the number, by the size, or by both.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
struct ItemBatcher {
  /// What each batch begins with, beside its items.
  Value<Json> batch_input = {};
  /// The size of a batch in bytes, 262,144 at most; also `number_at(…)`.
  Value<std::int64_t> max_bytes = {};
  /// How many items are in a batch at most; also `number_at(…)`.
  Value<std::int64_t> max_items = {};
};

/// Where a distributed map writes its results.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
struct ResultWriter {
  /// The bucket.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// What the keys begin with.
  Value<std::string> prefix = {};
};

/// What a map takes that runs its items as executions of their own.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
struct DistributedMap {
  /// How items are put together; each for itself where it is left out.
  Optional<ItemBatcher> batcher = {};
  /// Whether the executions are of the type Express; else they are Standard.
  Bool express = false;
  /// What the items are read from; `items` where it is left out.
  Optional<ItemReader> item_reader = {};
  /// What the executions are named by, 40 characters at most; made up where it is left out.
  Text label = {};
  /// Where the results are written; into the state's result where it is left out.
  Optional<ResultWriter> result_writer = {};
  /// How many items may fail; also `number_at(…)`.
  Value<std::int64_t> tolerated_failure_count = {};
  /// How many percent of the items may fail, 0 to 100; also `number_at(…)`.
  Value<double> tolerated_failure_percentage = {};
};

class MapState;

/// Properties of a state that does the same for each item of a list.
struct MapStateProps {
  using Makes = MapState;
  Id id;
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// Runs each item, or batch of items, as an execution of its own; up to 40 at a time are a part
  /// of this execution where it is left out.
  Optional<DistributedMap> distributed = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What each item is made into.
  Value<Json> item_selector = {};
  /// The list: `value_at("$.items")`, or in JSONata an expression or a list. The whole input where
  /// it is left out.
  Value<Json> items = {};
  /// How many items are worked on at once, 0 as many as can be; also `number_at(…)`.
  Value<std::int64_t> max_concurrency = {};
  /// What is handed on, in JSONata; the list of the results where it is left out.
  Value<Json> output = {};
  /// Which part of the result is handed on, in JSONPath.
  StatePath output_path = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
  /// Where the result is put in the input, in JSONPath.
  StatePath result_path = {};
  /// What the result is made into, in JSONPath.
  Value<Json> result_selector = {};
  /// How it is tried again.
  Items<StateRetry> retry = {};
};

/// A state that runs the states that are added to it for each item of a list.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
class MapState final : public FallibleState, public StateScope {
 public:
  MapState(Attach at, const MapStateProps& props);

 private:
  [[nodiscard]] Construct& scope_construct() override { return *this; }
  [[nodiscard]] StateMachine* scope_machine() override { return machine(); }
  [[nodiscard]] bool runs_express() const override {
    return distributed_.has_value() ? bool(distributed_->express) : is_express();
  }
  void write(Json& body) const override;
  void write_distributed(Json& body, const DistributedMap& map) const;
  void add_scopes(std::vector<StateScope*>& scopes) override { scopes.push_back(this); }
  void write_scopes(Json& body, const std::vector<Json>& scopes) const override;
  void check(const MapStateProps& props);
  void distribute(const DistributedMap& map);
  [[nodiscard]] Json reader_json(const ItemReader& reader) const;

  Optional<DistributedMap> distributed_;
  Value<Json> item_selector_;
  Value<Json> items_;
  Value<std::int64_t> max_concurrency_;
};

}  // namespace omnitrack
