import type { Setup } from '../setup.ts';
import { afterPipe } from './after-pipe.ts';

/** Returns the part that adds a client secret, unless the app has one of this connection. */
export function secretPart(setup: Setup): string {
  return String.raw`
ends=$(patiently graph GET "applications/$object" \
  --query "sort(passwordCredentials[?displayName=='$CREDENTIAL'].endDateTime)[-1]")
if [ -n "$ends" ] && [ "$renew" = no ]; then
  say "The app has a client secret for this connection until $ends. It was shown once; for a new one, add --renew."
  [ "$reader" = terminal ] || stop 'So there is nothing to pipe.'
else
  secret=$(graph POST "applications/$object/addPassword" --query secretText \
    --body "{\"passwordCredential\":{\"displayName\":\"$CREDENTIAL\",\"endDateTime\":\"$EXPIRES_AT\"}}")
  [ -n "$secret" ] || stop 'Entra made a client secret, and did not return it. Run the script with --renew.'
  say "Added a client secret until $EXPIRES"
  if [ "$reader" = pipe ]; then
    settle
    printf '{"tenantId":"%s","clientId":"%s","clientSecret":"%s","clientSecretExpires":"%s"}\n' \
      "$tenant" "$app" "$(printf '%s' "$secret" | sed 's/[\\"]/\\&/g')" "$EXPIRES"${afterPipe(setup, '    ')}
  else
    printf 'Client secret, shown this once: %s\n' "$secret"
  fi
fi
`;
}
