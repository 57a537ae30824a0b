import { bashQuoted } from '../quoted.ts';

/** Returns the part that lets the app accept the tokens that AWS signs for the stack's role. */
export function federatedPart(): string {
  return String.raw`
credentials=$(patiently graph GET "applications/$object/federatedIdentityCredentials" \
  --query 'value[].[issuer, subject, audiences[0], name]')
IFS=: read -r _ _ _ _ account _ <<<"$SUBJECT"
IFS=/ read -r _ named _ <<<"$SUBJECT"
name="aws-$account-$named"
case $'\n'"$credentials"$'\n' in
  *$'\n'"$ISSUER"$'\t'"$SUBJECT"$'\t'"$TOKEN_AUDIENCE"$'\t'*)
    say 'The federated credential exists' ;;
  *$'\n'"$ISSUER"$'\t'"$SUBJECT"$'\t'*)
    stop "A federated credential for this role has another audience than $TOKEN_AUDIENCE. Correct it in the portal." ;;
  *$'\t'"$name"$'\n'*)
    stop "The federated credential $name has another issuer or subject. Correct or remove it in the portal, and run this again." ;;
  *)
    patiently graph POST "applications/$object/federatedIdentityCredentials" \
      --body "{\"name\":\"$name\",\"issuer\":\"$ISSUER\",\"subject\":\"$SUBJECT\",\"audiences\":[\"$TOKEN_AUDIENCE\"]}" >/dev/null
    say 'Added the federated credential. It takes some minutes to work' ;;
esac
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
