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
  EXPECT_THAT(on_detail("$or: [{a: [b]}, c]"), HasSubstr("chooses between patterns"));
  EXPECT_THAT(in_pattern("{source: a}"), HasSubstr("unlike 'source'"));
}

TEST(EventPatterns, NegateTextsOrNumbers) {
  EXPECT_THAT(on_detail("a: [{anything-but: {prefix: [b, c]}}, {anything-but: {wildcard: 'b*'}}]"),
              IsEmpty());
  EXPECT_THAT(on_detail("a: [{anything-but: [!Ref B, 1]}, {anything-but: !Ref B}]"), IsEmpty());
  EXPECT_THAT(on_detail("a: [{anything-but: [{prefix: b}]}]"), HasSubstr("texts or of numbers"));
  EXPECT_THAT(on_detail("a: [{anything-but: true}]"), HasSubstr("takes texts or numbers"));
  EXPECT_THAT(on_detail("a: [{anything-but: {prefix: ''}}]"), HasSubstr("is not empty"));
  EXPECT_THAT(on_detail("a: [{anything-but: {suffix: {prefix: b}}}]"),
              HasSubstr("takes a text, or a list of texts"));
  EXPECT_THAT(on_detail("a: [{prefix: {equals-ignore-case: [b]}}]"),
              HasSubstr("'equals-ignore-case' takes a text"));
}

TEST(EventPatterns, CompareWithinARange) {
  EXPECT_THAT(on_detail("a: [{numeric: ['>=', -5, '<', !Ref B]}, {numeric: ['<', 5]}]"), IsEmpty());
  EXPECT_THAT(on_detail("a: [{numeric: ['<', 5, '>', 1]}]"), HasSubstr("begins with > or >="));
  EXPECT_THAT(on_detail("a: [{numeric: ['=', 5, '<', 9]}]"), HasSubstr("begins with > or >="));
  EXPECT_THAT(on_detail("a: [{numeric: ['>', 9, '<', 5]}]"), HasSubstr("has nothing in it"));
  EXPECT_THAT(on_detail("a: [{numeric: ['>', 5000000001]}]"), HasSubstr("to 5000000000"));
}

TEST(EventPatterns, HaveBackslashesBeforeWildcardsOnly) {
  EXPECT_THAT(on_detail(R"(a: [{wildcard: 'b\*c*\\d'}])"), IsEmpty());
  EXPECT_THAT(on_detail(R"(a: [{wildcard: 'b\d*'}])"), HasSubstr("double the backslash"));
}

TEST(EventPatterns, AreReadInTexts) {
  EXPECT_THAT(in_pattern(R"('{"source": ["a"],}')"), HasSubstr("the pattern is not JSON"));
  EXPECT_THAT(in_pattern(R"('{"source": [{"begins": "a"}]}')"),
              HasSubstr("no operator 'begins' here (at 'source/0/begins' of the text)"));
}

TEST(EventPatterns, AreReadInTextsThatArePutTogether) {
  EXPECT_THAT(in_pattern(R"(!Sub '{"source": ["${B}"], "detail": {"a": [${C}], "${D}": ["e"]}}')"),
              IsEmpty());
  EXPECT_THAT(in_pattern(R"(!Join ['', ['{"source": ["', !GetAtt B.Arn, '"]}']])"), IsEmpty());
  EXPECT_THAT(in_pattern(R"(!Sub '{"source": "${B}"}')"), HasSubstr("unlike 'source'"));
  EXPECT_THAT(in_pattern(R"(!Join ['', ['{"source": [{"prefx": "', !Ref B, '"}]}']])"),
              HasSubstr("no operator 'prefx' here"));
  EXPECT_THAT(in_pattern(R"(!Sub '{"source": ["${B}"], }')"), HasSubstr("is not JSON"));
  EXPECT_THAT(in_pattern(R"(!Sub '{"source": ["${B}"]')"), HasSubstr("is not JSON"));
  EXPECT_THAT(in_pattern("'{{resolve:ssm:pattern}}'"), IsEmpty());
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

TEST(EventPatterns, OfASubscriptionAreJson) {
  EXPECT_THAT(found_by(check_services, R"(
Resources:
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: {FilterPolicy: '{"a": ["b"'}
)"),
              HasSubstr("the filter is not JSON"));
}

}  // namespace
}  // namespace omnitrack::validate
