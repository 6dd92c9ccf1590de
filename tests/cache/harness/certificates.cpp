#include "certificates.hpp"

#include <fstream>
#include <vector>

#include "child_process.hpp"

namespace omnitrack::cache_test {
namespace {

std::vector<std::string> request(const std::string& name, const std::string& key) {
  return {"openssl", "req",   "-newkey",     "ec",      "-pkeyopt", "ec_paramgen_curve:P-256",
          "-nodes",  "-subj", "/CN=" + name, "-keyout", key};
}

void run_with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  run(words);
}

}  // namespace

Certificates::Certificates(const std::string& subject_name) {
  const std::string extensions = folder_.file("server.ext");
  std::ofstream(extensions) << "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n"
                               "extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName="
                            << subject_name << "\n";
  const std::string authority_key = folder_.file("ca.key");
  const std::string asked = folder_.file("server.csr");
  run_with(request("Test CA", authority_key), {"-x509", "-out", authority(), "-days", "2",
                                               "-addext", "keyUsage=critical,keyCertSign"});
  run_with(request("server", key()), {"-out", asked});
  run({"openssl", "x509", "-req", "-in", asked, "-CA", authority(), "-CAkey", authority_key,
       "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", certificate()});
}

}  // namespace omnitrack::cache_test
