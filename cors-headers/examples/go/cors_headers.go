package main

// corsHeaders takes request.RequestContext.Authorizer of an events.APIGatewayProxyRequest.
func corsHeaders(authorizer map[string]any) map[string]string {
	headers, origin := map[string]string{"Vary": "Origin"}, authorizer["corsAllowOrigin"]
	names := map[string]string{"Access-Control-Allow-Origin": "corsAllowOrigin", "Access-Control-Allow-Credentials": "corsAllowCredentials", "Access-Control-Expose-Headers": "corsExposeHeaders"}
	for name, key := range names {
		if value, _ := authorizer[key].(string); value != "" && origin != nil && origin != "" {
			headers[name] = value
		}
	}
	return headers
}
