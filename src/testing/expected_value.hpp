#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "omnitrack/testing/expected.hpp"
#include "testing/evaluator.hpp"
#include "testing/expected_node.hpp"

namespace omnitrack::assertions {

/// What a value of a construct is in a template.
Expected expected_of_value(const Evaluator& evaluator, const Node& value);

/// What is as a value of a template is.
Expected expected_of_datum(const Datum& value);

/// The JSON of what is expected where nothing in it is more than JSON.
std::optional<std::string> plain_json(const Expected& expected);

/// What JSON, with its functions, is in a template; nothing where it is none.
std::optional<Datum> evaluate_json(const Evaluator& evaluator, std::string_view json);

/// Whether an open text may become what is expected once what the test did not say is known. What a
/// service makes up, such as an ARN, is nothing that a test expects.
bool may_become(const Evaluator& evaluator, std::string_view open_text,
                const ExpectedNode& expected);

}  // namespace omnitrack::assertions
