// hostile_app adopt|lock ... --set shape=SHAPE --set size=N --set prefix=TEXT
// An app of N resources in a shape that is made to hurt, 400 in a stack, for hostile.py: what
// `adopt` matches with templates of the same shapes, and `lock` with the ids of another prefix.

#include <algorithm>

#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

constexpr std::int64_t per_stack = 400;

enum class Shape { like, chain, records };

struct Config {
  Shape shape = Shape::like;
  std::int64_t size = 100;
  std::string prefix = "R";

  void describe(ConfigSchema& schema) {
    schema.key("shape", shape, {"like", "chain", "records"},
               "what the resources are to each other");
    schema.key("size", size, 1, 1'000'000, "how many resources there are");
    schema.key("prefix", prefix, "how their ids begin");
  }
};

void fill(Stack& stack, const Config& config, std::int64_t first) {
  const cfn::sns::Topic* before = nullptr;
  for (std::int64_t i = first; i < std::min(first + per_stack, config.size); ++i) {
    const std::string number = std::to_string(i);
    const std::string id = config.prefix + number;
    if (config.shape == Shape::like) {
      stack.add(cfn::sqs::QueueProps{.id = id});
    } else if (config.shape == Shape::records) {
      stack.add(cfn::route53::RecordSetProps{.id = id,
                                             .name = "r" + number + ".example.com",
                                             .type = "A",
                                             .hosted_zone_id = "Z1",
                                             .resource_records = {"192.0.2.1"},
                                             .ttl = "60"});
    } else {
      cfn::sns::TopicProps props{.id = id};
      if (before != nullptr) props.display_name = before->ref();
      before = &stack.add(props);
    }
  }
}

void build(App& app, const Config& config) {
  for (std::int64_t first = 0; first < config.size; first += per_stack) {
    fill(app.add(StackProps{.id = "Grown" + std::to_string(first / per_stack)}), config, first);
  }
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
