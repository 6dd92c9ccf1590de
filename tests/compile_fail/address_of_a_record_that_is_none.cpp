// says: an_a_record_has_addresses_of_four_numbers
#include <omnitrack/route53/record_data.hpp>

omnitrack::RecordData data() {
#ifdef MISTAKE
  return omnitrack::RecordData::a({"192.0.2.256"});
#else
  return omnitrack::RecordData::a({"192.0.2.1", "192.0.2.2"});
#endif
}
