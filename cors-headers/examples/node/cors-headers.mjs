export function corsHeaders(event) {
  const { corsAllowOrigin: origin, corsAllowCredentials: credentials, corsExposeHeaders: expose } = event.requestContext.authorizer ?? {};
  return { Vary: "Origin", ...(origin && { "Access-Control-Allow-Origin": origin }),
    ...(origin && credentials && { "Access-Control-Allow-Credentials": credentials }), ...(origin && expose && { "Access-Control-Expose-Headers": expose }) };
}
