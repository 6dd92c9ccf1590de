#include "omnitrack/stepfunctions/container_states.hpp"

#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

/// What a branch is made of.
struct StateBranchProps {
  using Makes = StateBranch;
  Id id;
  ParallelState& parallel;
};

StateBranch::StateBranch(Attach at, const StateBranchProps& props)
    : Construct(std::move(at)), parallel_(props.parallel) {}

StateMachine* StateBranch::scope_machine() { return parallel_.machine(); }
bool StateBranch::runs_express() const { return parallel_.is_express(); }

ParallelState::ParallelState(Attach at, const ParallelStateProps& props)
    : FallibleState(std::move(at), detail::fields_of(props), props.retry) {}

StateBranch& ParallelState::branch() {
  StateBranch& made = add(StateBranchProps{
      .id = child("Branch" + std::to_string(branches_.size() + 1)), .parallel = *this});
  branches_.push_back(&made);
  return made;
}

void ParallelState::add_scopes(std::vector<StateScope*>& scopes) {
  scopes.insert(scopes.end(), branches_.begin(), branches_.end());
}

void ParallelState::write(Json& body) const {
  body.set("Type", "Parallel");
  if (branches_.empty()) {
    error(codes::OT3208, "the parallel state '" + std::string(name()) + "' has no branch",
          "add states to `branch()`");
  }
}

void ParallelState::write_scopes(Json& body, const std::vector<Json>& scopes) const {
  Json branches = Json::array({});
  for (const Json& each : scopes) branches.add(each);
  body.set("Branches", branches);
  write_rules(body);
}

ItemReader ItemReader::objects(Bucket& bucket, const Value<std::string>& prefix) {
  return {bucket, {}, prefix};
}

ItemReader ItemReader::csv(Bucket& bucket, const Value<std::string>& key,
                           const List<std::string>& columns) {
  ItemReader reader(bucket, "CSV", key);
  reader.columns_ = columns;
  return reader;
}

ItemReader ItemReader::json(Bucket& bucket, const Value<std::string>& key) {
  return {bucket, "JSON", key};
}

ItemReader ItemReader::json_lines(Bucket& bucket, const Value<std::string>& key) {
  return {bucket, "JSONL", key};
}

ItemReader ItemReader::parquet(Bucket& bucket, const Value<std::string>& key) {
  return {bucket, "PARQUET", key};
}

ItemReader ItemReader::up_to(const Value<std::int64_t>& items) const {
  ItemReader reader = *this;
  reader.max_items_ = items;
  return reader;
}

}  // namespace omnitrack
