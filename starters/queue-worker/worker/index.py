import json


def handler(event, context):
    for record in event["Records"]:
        print("working on", json.loads(record["body"]))
