# Prints what the example makes of each event: the files' names are the arguments, the output is one JSON object by name.
import importlib.util
import json
import sys

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("example", sys.argv[1])
example = importlib.util.module_from_spec(spec)
spec.loader.exec_module(example)


def headers(file):
    with open(file, encoding="utf-8") as event:
        return example.cors_headers(json.load(event))


print(json.dumps({file: headers(file) for file in sys.argv[2:]}))
