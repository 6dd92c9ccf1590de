#pragma once

#include <random>
#include <string>
#include <vector>

#include <omnitrack/omnitrack.hpp>

namespace random_apps {

using namespace omnitrack;

/// What an app is made with beside its seed.
struct Extra {
  bool unrelated = false;  ///< one more bucket in the first stack, which nothing refers to
};

/// Builds stacks of constructs of many services, in groups, which use each other by grants,
/// subscriptions, targets, texts and overrides, across stacks too. The same seed makes the same
/// app.
class RandomApp {
 public:
  RandomApp(App& app, unsigned seed, Extra extra = {});

 private:
  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  bool one_in(int count) { return below(count) == 0; }
  std::string next_id(std::string_view kind);

  void fill(Construct& scope, int depth);
  void add_one(Construct& scope);

  Function& add_function(Construct& scope, std::string_view kind);
  void add_bucket(Construct& scope);
  void add_table(Construct& scope);
  void add_queue(Construct& scope);
  void add_topic(Construct& scope);
  void add_rule(Construct& scope);
  void add_alarm(Construct& scope);
  void add_network(Construct& scope);
  void add_api(Construct& scope);
  void give(Function& caller);

  template <class T>
  T* any_of(const std::vector<T*>& all) {
    if (all.empty()) return nullptr;
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

  std::mt19937 random_;
  int made_ = 0;
  // Workers are called by what sends events, callers call what is there: one function that is both
  // could be in a circle.
  std::vector<Function*> workers_;
  std::vector<Function*> callers_;
  std::vector<Bucket*> buckets_;
  std::vector<Table*> tables_;
  std::vector<Queue*> queues_;
  std::vector<Topic*> topics_;
  std::vector<Key*> keys_;
  std::vector<Secret*> secrets_;
  std::vector<Parameter*> parameters_;
  // Of the stack that is filled now.
  std::vector<Queue*> own_queues_;
};

}  // namespace random_apps
