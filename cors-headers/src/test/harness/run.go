package main

// Prints what the example makes of each event: the files' names are the arguments, the output is one JSON object by name.

import (
	"encoding/json"
	"fmt"
	"os"
)

// As events.APIGatewayProxyRequest of aws-lambda-go declares what is read here.
type proxyRequest struct {
	RequestContext struct {
		Authorizer map[string]any `json:"authorizer"`
	} `json:"requestContext"`
}

func main() {
	all := map[string]map[string]string{}
	for _, file := range os.Args[1:] {
		text, err := os.ReadFile(file)
		var request proxyRequest
		if err == nil {
			err = json.Unmarshal(text, &request)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		all[file] = corsHeaders(request.RequestContext.Authorizer)
	}
	text, _ := json.Marshal(all)
	fmt.Println(string(text))
}
