import type { Setup } from '../setup.ts';

/**
 * Returns the check of an app that was found by its name alone. In many tenants each user may register an app of this name, add
 * a secret, make an administrator its owner, and leave. So the app gets consent only if no other person can use it.
 */
export function namesakePart({ customers, credential: { kind } }: Setup): string {
  const unlessConsented = customers ? '' : ' && ! consented';
  const own = kind === 'federated' ? ` | grep -vxF "$ISSUER"$'\\t'"$SUBJECT" || true` : '';
  return String.raw`
if [ "$made" = no ] && [ -z "$APP_ID" ]${unlessConsented}; then
  me=$(graph GET me --query id 2>/dev/null || true)
  owners=$(graph GET "applications/$object/owners" --query 'value[].[id]')
  keys=$(graph GET "applications/$object" --query '[passwordCredentials, keyCredentials][].[displayName, endDateTime]')
  federated=$(graph GET "applications/$object/federatedIdentityCredentials" \
    --query 'value[].[issuer, subject, audiences[0], name]')
  look="Look at its owners and credentials in the portal. If you know all of them, write at the top of this script: APP_ID='$app'. Otherwise rename that app."
  if [ -n "$owners$keys$federated" ] && { [ -z "$me" ] || [ "$owners" != "$me" ]; }; then
    stop "The app registration $APP_NAME exists, and you are not its only owner. $look"
  fi
  federated=$(cut -f 1-2 <<<"$federated"${own})
  if [ -n "$keys$federated" ]; then
    say "The app registration $APP_NAME exists without consent, and has credentials:"
    printf '%s\n' "$keys" "$federated" | tr -c '[:print:]\n' ' ' | sed -e '/./!d' -e 's/^/  /' >&2
    stop "A person who added one of them could read what you consent to. $look"
  fi
fi
`.trim();
}

/** The function that finds out whether an administrator consented before: the script then adds no power to the app. */
export const CONSENTED = String.raw`
consented() {
  local service principal granted role
  service=$(graph GET "servicePrincipals(appId='$GRAPH_APP')" --query id)
  principal=$(graph GET servicePrincipals --uri-parameters "\$filter=appId eq '$app'" --query 'value[0].id')
  [ -n "$principal" ] || return 1
  granted=$(graph GET "servicePrincipals/$principal/appRoleAssignments" \
    --query "value[?resourceId=='$service'].appRoleId")
  for role in $roles; do
    has_line "$granted" "$role" || return 1
  done
}
`.trim();
