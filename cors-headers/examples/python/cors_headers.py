def cors_headers(event):
    cors = event["requestContext"].get("authorizer") or {}
    names = {"Access-Control-Allow-Origin": "corsAllowOrigin", "Access-Control-Allow-Credentials": "corsAllowCredentials", "Access-Control-Expose-Headers": "corsExposeHeaders"}
    return {"Vary": "Origin", **{name: cors[key] for name, key in names.items() if cors.get("corsAllowOrigin") and cors.get(key)}}
