package io.drawbridge.authorizer.token;

/** What came of reading a token's form. */
public sealed interface ParsedToken {

    /** The form is right; nothing in it is verified. */
    record WellFormed(UnverifiedToken token) implements ParsedToken {}

    /** The form breaks a rule. */
    record Malformed(TokenRefusal refusal) implements ParsedToken {}
}
