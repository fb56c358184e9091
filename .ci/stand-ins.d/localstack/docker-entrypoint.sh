#!/bin/sh
# By this name Testcontainers starts LocalStack.
exec python -m localstack.runtime.main
