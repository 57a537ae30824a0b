import { bashQuoted } from '../quoted.ts';

/** Returns the part that lets the app accept the tokens that AWS signs for the stack's role. */
export function federatedPart(): string {
  return String.raw`
credentials=$(patiently graph GET "applications/$object/federatedIdentityCredentials" \
  --query 'value[].[issuer, subject, audiences[0], name]')
name="aws-$(cut -d : -f 5 <<<"$SUBJECT")-$(cut -d / -f 2 <<<"$SUBJECT")"
if cut -f 1-3 <<<"$credentials" | grep -xF "$ISSUER"$'\t'"$SUBJECT"$'\t'"$TOKEN_AUDIENCE" >/dev/null; then
  say 'The federated credential exists'
elif cut -f 1-2 <<<"$credentials" | grep -xF "$ISSUER"$'\t'"$SUBJECT" >/dev/null; then
  stop "A federated credential for this role has another audience than $TOKEN_AUDIENCE. Correct it in the portal."
elif cut -f 4 <<<"$credentials" | grep -xF "$name" >/dev/null; then
  stop "The federated credential $name has another issuer or subject. Correct or remove it in the portal, and run this again."
else
  patiently graph POST "applications/$object/federatedIdentityCredentials" \
    --body "{\"name\":\"$name\",\"issuer\":\"$ISSUER\",\"subject\":\"$SUBJECT\",\"audiences\":[\"$TOKEN_AUDIENCE\"]}" >/dev/null
  say 'Added the federated credential. It takes some minutes to work'
fi
`;
}

const REPLACE = `Replace the text in angle brackets at the top of this script. These commands print it: aws iam get-outbound-web-identity-federation-info; aws sts get-caller-identity. The region is the region of the stack.`;

/** Returns the check that a person has replaced what is missing: it also keeps the values fit for JSON. */
export function replacedPart(): string {
  return `
case "$ISSUER$SUBJECT" in
  *[!A-Za-z0-9:/._-]*) stop ${bashQuoted(REPLACE)} ;;
esac
`;
}
