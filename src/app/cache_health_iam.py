from botocore import auth, awsrequest, session
from cache_health import LIMIT_S, Redis, connect, os, require, time

reach = connect


def connect():
    """As a user, by a URL that the role's keys sign."""
    given = os.environ
    cache, user = given["REDIS_IAM_CACHE"], given["REDIS_USERNAME"]
    token = awsrequest.AWSRequest("GET", f"http://{cache}/?Action=connect&User={user}")
    keys = session.Session().get_credentials()
    auth.SigV4QueryAuth(keys, "elasticache", given["AWS_REGION"], 900).add_auth(token)
    plain = reach()
    plain.sendall(f"AUTH {user} {token.url[7:]}\r\n".encode())
    answer = Redis(plain).line(time.monotonic() + LIMIT_S)
    require(answer == "+OK", f"AUTH refused: {answer[1:]}")
    return plain
