// The pages of the folder `site` behind CloudFront. Once the stack is there:
//   aws s3 sync site "s3://BUCKET", by the name that `outputs` tells.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "@NAME@"});
  auto& site = stack.add(StaticSiteProps{
      .id = "Site",
      .content_security_policy = "default-src 'self'",
      .error_page = "/404.html",
  });
  stack.add(OutputProps{.id = "Bucket", .value = site.bucket().name()});
  stack.add(OutputProps{.id = "Url", .value = site.url()});
}

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
