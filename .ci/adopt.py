"""Makes the pieces of examples/adopt that repeat template.yaml, and holds what is there to it; .ci/adopt runs it.

`--write` writes them. Needs PyYAML, which comes with the SAM CLI.
"""
import json
import os
import re
import sys

import yaml

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
FOLDER = 'examples/adopt/'


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as what follows them."""


Loader.add_multi_constructor('!', lambda loader, suffix, node: {suffix: getattr(node, 'value', None)} if isinstance(node, yaml.ScalarNode)
                             else loader.construct_sequence(node))

with open('template.yaml', encoding='utf-8') as file:
    TEXT = file.read()
API = yaml.load(TEXT, Loader)['Resources']['Api']['Properties']
PATHS = API['DefinitionBody']['paths']


def block(key, indent):
    """The lines of template.yaml from a key on, up to the next one at its depth or above."""
    lines = TEXT[TEXT.index('\n' + ' ' * indent + key + ':\n') + 1:].split('\n')
    taken = [lines[0]]
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        taken.append(line)
    return '\n'.join(taken).rstrip() + '\n'


def responses():
    made = {}
    for kind, response in API['GatewayResponses'].items():
        headers = response['ResponseParameters']['Headers']
        made[kind] = {'responseParameters': {'gatewayresponse.header.' + name: value for name, value in headers.items()},
                      'responseTemplates': response['ResponseTemplates']}
    return made


def template_of(method):
    return method['x-amazon-apigateway-integration']['responses']['default']['responseTemplates']['application/json']


def options_block():
    orders = block('/orders', 10)
    return orders[orders.index('            options:\n'):]


def sam():
    with open(FOLDER + 'sam/template.in.yaml', encoding='utf-8') as source:
        text = source.read()
    # What stands at the end of a file needs no empty line after it.
    return (text.replace('      # <gateway responses>\n', block('GatewayResponses', 6)).replace('            # <preflight>\n', options_block())
            .replace('          # <catch-all>\n', block('/{proxy+}', 10) + block('/', 10)))


def openapi():
    guarded = [{'drawbridge': []}]
    options, everything, root = PATHS['/orders']['options'], PATHS['/{proxy+}'], PATHS['/']
    backend = {'responses': {}, 'x-amazon-apigateway-integration': {'type': 'aws_proxy', 'httpMethod': 'POST', 'uri': 'BACKEND_URI'}}
    paths = {'/things': {'get': dict(backend), 'options': options}, '/{proxy+}': everything, '/': root}
    for path in paths.values():
        for name, method in path.items():
            if name != 'parameters':
                method['security'] = guarded
    return {
        'openapi': '3.0.1',
        'info': {'title': 'things', 'version': '1.0'},
        'paths': paths,
        'components': {'securitySchemes': {'drawbridge': {
            'type': 'apiKey', 'name': 'Unused', 'in': 'header', 'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': {'type': 'request', 'authorizerUri': 'AUTHORIZER_URI', 'authorizerResultTtlInSeconds': 0}}}},
        'x-amazon-apigateway-gateway-responses': responses(),
    }


def as_json(value):
    return json.dumps(value, indent=2, ensure_ascii=False) + '\n'


def check_cdk(path):
    """What `cdk synth` made: the same gateway responses, and every method behind the authorizer."""
    with open(path, encoding='utf-8') as file:
        resources = json.load(file)['Resources']
    of_type = {kind: {name: r['Properties'] for name, r in resources.items() if r['Type'] == 'AWS::ApiGateway::' + kind}
               for kind in ('GatewayResponse', 'Method', 'Authorizer')}
    made = {r['ResponseType']: {'responseParameters': r['ResponseParameters'], 'responseTemplates': r['ResponseTemplates']}
            for r in of_type['GatewayResponse'].values()}
    wrong = []
    if made != responses():
        wrong.append('The gateway responses of the CDK example are not those of template.yaml.')
    (authorizer, properties), = of_type['Authorizer'].items()
    if properties.get('AuthorizerResultTtlInSeconds') != 0 or 'IdentitySource' in properties or properties['Type'] != 'REQUEST':
        wrong.append('The authorizer of the CDK example has a cache or identity sources.')
    verbs = sorted(m['HttpMethod'] for m in of_type['Method'].values())
    if verbs != ['ANY', 'ANY', 'GET', 'OPTIONS', 'OPTIONS', 'OPTIONS']:
        wrong.append(f'The CDK example has other methods than it should: {verbs}.')
    wrong += [f'The method {name} of the CDK example is not behind the authorizer.' for name, m in of_type['Method'].items()
              if m.get('AuthorizationType') != 'CUSTOM' or m.get('AuthorizerId') != {'Ref': authorizer}]
    templates = [r['ResponseTemplates']['application/json'] for m in of_type['Method'].values() if m['Integration']['Type'] == 'MOCK'
                 for r in m['Integration']['IntegrationResponses']]
    if set(templates) != {template_of(PATHS['/orders']['options']), template_of(PATHS['/{proxy+}']['x-amazon-apigateway-any-method'])}:
        wrong.append('The templates of the CDK example are not those of template.yaml.')
    deployment, = (r for r in resources.values() if r['Type'] == 'AWS::ApiGateway::Deployment')
    if not set(of_type['GatewayResponse']) <= set(deployment['DependsOn']):
        wrong.append('The deployment of the CDK example does not wait for its gateway responses.')
    if wrong:
        sys.exit('\n'.join(wrong))
    print(f'CDK: {len(made)} gateway responses and {len(verbs)} methods are as in template.yaml.')


def main():
    if sys.argv[1:2] == ['--cdk']:
        return check_cdk(sys.argv[2])
    files = {
        'gateway-responses.json': as_json(responses()),
        'preflight.vtl': template_of(PATHS['/orders']['options']),
        'not-found.vtl': template_of(PATHS['/{proxy+}']['x-amazon-apigateway-any-method']),
        'sam/template.yaml': sam(),
        'openapi/api.json': as_json(openapi()),
    }
    stale = []
    for name, text in files.items():
        path = FOLDER + name
        if sys.argv[1:] == ['--write']:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
        elif not os.path.exists(path) or open(path, encoding='utf-8').read() != text:
            stale.append(f'{path} is not what template.yaml makes it: run .ci/adopt --write, read the difference and commit it.')
    if stale:
        sys.exit('\n'.join(stale))


main()
