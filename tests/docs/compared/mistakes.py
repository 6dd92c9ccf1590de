"""Says what troposphere says of four mistakes, one after the other."""

from troposphere import Template, dynamodb, sqs

MISTAKES = {
    "a required property is left out": lambda: dynamodb.Table("Orders"),
    "a text where a number belongs": lambda: sqs.Queue("Jobs", DelaySeconds="soon"),
    "an unknown property": lambda: sqs.Queue("Jobs", QueuName="jobs"),
    "a number beyond the maximum": lambda: sqs.Queue("Jobs", DelaySeconds=1000),
}

for mistake, make in MISTAKES.items():
    try:
        template = Template()
        template.add_resource(make())
        template.to_json()
        said = "nothing"
    except (AttributeError, TypeError, ValueError) as error:
        said = error
    print(f"{mistake}: {said}")
