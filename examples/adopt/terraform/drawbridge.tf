# Drawbridge's authorizer, of another stack in this account and region, before an API of yours. Written for the AWS provider 5 or 6.
# gateway-responses.json, preflight.vtl and not-found.vtl stand beside this folder.

variable "authorizer_function_arn" {
  description = "The output AuthorizerFunctionArn of the stack that has the authorizer."
  type        = string
}

variable "rest_api_id" {
  description = "Your aws_api_gateway_rest_api's id. It must not have a body: importing one removes what stands here."
  type        = string
}

variable "root_resource_id" {
  description = "Its root_resource_id."
  type        = string
}

variable "resource_ids" {
  description = "Every resource of yours that pages call, by a name of your choice; each gets its preflight here."
  type        = map(string)
}

data "aws_region" "here" {}
data "aws_caller_identity" "here" {}
data "aws_partition" "here" {}

locals {
  # "id" holds the region's name in every version of the provider.
  region    = data.aws_region.here.id
  partition = data.aws_partition.here.partition
  responses = jsondecode(file("${path.module}/../gateway-responses.json"))
  preflight = file("${path.module}/../preflight.vtl")
  not_found = file("${path.module}/../not-found.vtl")
  catch_all = { root = var.root_resource_id, proxy = aws_api_gateway_resource.proxy.id }
  options   = merge(var.resource_ids, local.catch_all)
}

# No identity sources and no cache: with a source, API Gateway would answer what lacks it by itself.
resource "aws_api_gateway_authorizer" "drawbridge" {
  name                             = "Drawbridge"
  rest_api_id                      = var.rest_api_id
  type                             = "REQUEST"
  authorizer_uri                   = "arn:${local.partition}:apigateway:${local.region}:lambda:path/2015-03-31/functions/${var.authorizer_function_arn}/invocations"
  authorizer_result_ttl_in_seconds = 0
  # The provider's default is the Authorization header, which would answer every preflight 401.
  identity_source = ""
}

resource "aws_lambda_permission" "drawbridge" {
  action        = "lambda:InvokeFunction"
  function_name = var.authorizer_function_arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:${local.partition}:execute-api:${local.region}:${data.aws_caller_identity.here.account_id}:${var.rest_api_id}/authorizers/*"
}

resource "aws_api_gateway_gateway_response" "drawbridge" {
  for_each            = local.responses
  rest_api_id         = var.rest_api_id
  response_type       = each.key
  response_parameters = each.value.responseParameters
  response_templates  = each.value.responseTemplates
}

resource "aws_api_gateway_resource" "proxy" {
  rest_api_id = var.rest_api_id
  parent_id   = var.root_resource_id
  path_part   = "{proxy+}"
}

# Preflights, answered from the authorizer's context.
resource "aws_api_gateway_method" "options" {
  for_each      = local.options
  rest_api_id   = var.rest_api_id
  resource_id   = each.value
  http_method   = "OPTIONS"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.drawbridge.id
}

resource "aws_api_gateway_integration" "options" {
  for_each             = local.options
  rest_api_id          = var.rest_api_id
  resource_id          = each.value
  http_method          = aws_api_gateway_method.options[each.key].http_method
  type                 = "MOCK"
  passthrough_behavior = "NEVER"
  request_templates    = { "application/json" = "{\"statusCode\": 204}" }
}

resource "aws_api_gateway_method_response" "options" {
  for_each            = local.options
  rest_api_id         = var.rest_api_id
  resource_id         = each.value
  http_method         = aws_api_gateway_method.options[each.key].http_method
  status_code         = "204"
  response_parameters = { "method.response.header.Vary" = true }
}

resource "aws_api_gateway_integration_response" "options" {
  for_each            = local.options
  rest_api_id         = var.rest_api_id
  resource_id         = each.value
  http_method         = aws_api_gateway_integration.options[each.key].http_method
  status_code         = aws_api_gateway_method_response.options[each.key].status_code
  response_parameters = { "method.response.header.Vary" = "'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'" }
  response_templates  = { "application/json" = local.preflight }
}

# Unknown routes get a 404 that pages can read.
resource "aws_api_gateway_method" "not_found" {
  for_each      = local.catch_all
  rest_api_id   = var.rest_api_id
  resource_id   = each.value
  http_method   = "ANY"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.drawbridge.id
}

resource "aws_api_gateway_integration" "not_found" {
  for_each             = local.catch_all
  rest_api_id          = var.rest_api_id
  resource_id          = each.value
  http_method          = aws_api_gateway_method.not_found[each.key].http_method
  type                 = "MOCK"
  passthrough_behavior = "NEVER"
  request_templates = { for type in ["application/json", "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"] :
  type => "{\"statusCode\": 404}" }
}

resource "aws_api_gateway_method_response" "not_found" {
  for_each            = local.catch_all
  rest_api_id         = var.rest_api_id
  resource_id         = each.value
  http_method         = aws_api_gateway_method.not_found[each.key].http_method
  status_code         = "404"
  response_parameters = { "method.response.header.Vary" = true, "method.response.header.Cache-Control" = true }
}

resource "aws_api_gateway_integration_response" "not_found" {
  for_each            = local.catch_all
  rest_api_id         = var.rest_api_id
  resource_id         = each.value
  http_method         = aws_api_gateway_integration.not_found[each.key].http_method
  status_code         = aws_api_gateway_method_response.not_found[each.key].status_code
  response_parameters = { "method.response.header.Vary" = "'Origin'", "method.response.header.Cache-Control" = "'no-store'" }
  response_templates  = { "application/json" = local.not_found }
}

output "authorizer_id" {
  description = "For authorizer_id of each method of yours, with authorization = \"CUSTOM\"."
  value       = aws_api_gateway_authorizer.drawbridge.id
}

output "redeploy" {
  description = "For the triggers of your aws_api_gateway_deployment: gateway responses count from the next deployment on. Name the module in its depends_on."
  value       = sha1(jsonencode([local.responses, local.preflight, local.not_found, keys(local.options)]))
}
