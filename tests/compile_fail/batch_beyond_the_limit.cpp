// says: a_batch_has_1_to_10000_records
#include <omnitrack/lambda/sqs_event_source.hpp>

void build(omnitrack::SqsEventSource& source) {
#ifdef MISTAKE
  source.batch_size = 10001;
#else
  source.batch_size = 10000;
#endif
}
