#pragma once

#include <optional>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// Whether a queue hands the messages that fail to another one, and that takes them; nothing where
/// it names another dead-letter queue, or none.
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
std::optional<Answer> redriven(const Scene& scene, const tmpl::ResourceEntry& from,
                               const tmpl::ResourceEntry& to);

}  // namespace omnitrack::graph
