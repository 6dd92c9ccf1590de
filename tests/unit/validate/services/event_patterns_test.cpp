#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string in_pattern(std::string_view pattern) {
  return found_by(check_services, std::string("Resources:\n  It:\n    Type: AWS::Events::Rule\n"
                                              "    Properties: {EventPattern: ")
                                      .append(pattern)
                                      .append("}\n"));
}

std::string on_detail(std::string_view field) {
  return in_pattern(std::string("{source: [a], detail: {").append(field).append("}}"));
}

TEST(EventPatterns, SayNothingWhereTheyMatch) {
  for (const std::string_view field :
       {"a: [b, 1, true, null]", "a: [{prefix: b}, {suffix: {equals-ignore-case: c}}]",
        "a: [{numeric: ['>', 0, '<=', 5.5]}]", "a: [{exists: true}]", "a: {b: {c: [d]}}",
        "a: [{anything-but: [b, c]}, {anything-but: {prefix: d}}, {anything-but: e}]",
        "a: [{cidr: 10.0.0.0/8}, {cidr: 'fd00::/8'}]", "a: [{wildcard: 'b*c*'}]",
        "$or: [{a: [b]}, {c: [{exists: false}]}]", "a: [!Ref B]", "a: !Ref B",
        "a: !If [C, [b], [c]]"}) {
    EXPECT_THAT(on_detail(field), IsEmpty()) << field;
  }
  EXPECT_THAT(in_pattern(R"('{"source": ["a"]}')"), IsEmpty());
}

TEST(EventPatterns, TellWhatTheServiceRefuses) {
  EXPECT_THAT(on_detail("a: b"),
              HasSubstr("OT4691 4:58 Resources/It/Properties/EventPattern/detail/a"));
  EXPECT_THAT(on_detail("a: []"), HasSubstr("needs a value"));
  EXPECT_THAT(on_detail("a: {}"), HasSubstr("no empty maps"));
  EXPECT_THAT(on_detail("a: [[b]]"), HasSubstr("no lists in it"));
  EXPECT_THAT(on_detail("a: {b: {c: [{prefx: d}]}}"),
              HasSubstr("no operator 'prefx' here (did you mean 'prefix'?)"));
  EXPECT_THAT(on_detail("a: [{exists: true, prefix: b}]"), HasSubstr("stands alone"));
  EXPECT_THAT(on_detail("a: [{anything-but: {prefx: b}}]"), HasSubstr("no operator 'prefx'"));
  EXPECT_THAT(on_detail("a: [{anything-but: []}]"), HasSubstr("'anything-but' needs a value"));
  EXPECT_THAT(on_detail("a: [{numeric: ['=>', 5]}]"), HasSubstr("not by '=>'"));
  EXPECT_THAT(on_detail("a: [{numeric: ['>', 5, '<']}]"), HasSubstr("one comparison or two"));
  EXPECT_THAT(on_detail("a: [{numeric: ['>', b]}]"), HasSubstr("compared with a number"));
  EXPECT_THAT(on_detail("a: [{exists: often}]"), HasSubstr("true or false"));
  EXPECT_THAT(on_detail("a: [{cidr: 10.0.0.0/33}]"), HasSubstr("a block of addresses"));
  EXPECT_THAT(on_detail("a: [{prefix: [b]}]"), HasSubstr("'prefix' takes a text"));
  EXPECT_THAT(on_detail("a: [{wildcard: 'a**b'}]"), HasSubstr("beside another"));
  EXPECT_THAT(on_detail("$or: [{a: [b]}]"), HasSubstr("two patterns or more"));
  EXPECT_THAT(in_pattern("{source: a}"), HasSubstr("unlike 'source'"));
}

TEST(EventPatterns, AreReadInTexts) {
  EXPECT_THAT(in_pattern(R"('{"source": ["a"],}')"), HasSubstr("the pattern is not JSON"));
  EXPECT_THAT(in_pattern(R"('{"source": [{"begins": "a"}]}')"),
              HasSubstr("no operator 'begins' here (at 'source/0/begins' of the text)"));
}

TEST(EventPatterns, FilterTooWithTheSameOperators) {
  EXPECT_THAT(found_by(check_services, R"(
Resources:
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FilterCriteria: {Filters: [{Pattern: '{"body": {"a": [{"prefx": "b"}]}}'}]}}
  Pipe:
    Type: AWS::Pipes::Pipe
    Properties: {SourceParameters: {FilterCriteria: {Filters: [{Pattern: '{"body": [{"sufix": "b"}]}'}]}}}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: {FilterPolicy: {a: [{exist: true}]}}
)"),
              testing::AllOf(HasSubstr("'prefx'"), HasSubstr("'sufix'"), HasSubstr("'exist'")));
}

}  // namespace
}  // namespace omnitrack::validate
