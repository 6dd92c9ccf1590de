#!/usr/bin/env python3
"""Starts the moto emulator on 127.0.0.1, with its CloudFormation put right in memory.

Prints what it put right, then `listening: URL`; later each type, attribute, update or deletion that
the emulator does not model. Ends on SIGTERM or SIGINT.
"""

import argparse
import logging
import os
import signal
import warnings

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from emulator import api, engine, report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    arguments = parser.parse_args()

    # At once: to take its half a gigabyte apart takes seconds.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")

    default_user_config["iam"]["load_aws_managed_policies"] = True
    report.say("put right", "IAM: AWS's own managed policies are missing unless asked for.")
    engine.install()
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", arguments.port, application, threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    api.use_endpoint(url)
    report.say("listening", url)
    server.serve_forever()


if __name__ == "__main__":
    main()
