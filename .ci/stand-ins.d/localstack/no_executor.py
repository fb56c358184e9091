"""Lets functions be created where LocalStack cannot download what it runs them with. None of them can be invoked."""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class NoExecutorPlugin(RuntimeExecutorPlugin):
    name = "none"

    def load(self, *args, **kwargs):
        from localstack.services.lambda_.invocation.docker_runtime_executor import DockerRuntimeExecutor

        class NoExecutor(DockerRuntimeExecutor):
            @classmethod
            def prepare_version(cls, function_version):
                function_version.config.code.prepare_for_execution()

            def start(self, env_vars):
                raise RuntimeError("The stand-in for LocalStack runs no functions.")

        return NoExecutor
