import type { Setup } from '../setup.ts';
import { CONSENTED, namesakePart } from './namesake.ts';

/** Returns the part that finds or makes the app registration, with the permissions that it asks for. */
export function appPart(setup: Setup): string {
  const parts = [setup.customers ? '' : CONSENTED, FIND, namesakePart(setup), PERMISSIONS];
  return parts.map((part) => part.trim()).join('\n\n');
}

const FIND = String.raw`
if [ -n "$APP_ID" ]; then filter="appId eq '$APP_ID'"; else filter="displayName eq '$APP_NAME'"; fi
found=$(graph GET applications --uri-parameters "\$filter=$filter" --query 'value[].[id, appId, signInAudience]')
made=no
if [ -z "$found" ]; then
  [ -z "$APP_ID" ] || stop "cdk.json names the app $APP_ID, and this tenant has no app of that id. Sign in to its own tenant: az login --tenant"
  found=$(graph POST applications --query '[[id, appId, signInAudience]]' \
    --body "{\"displayName\":\"$APP_NAME\",\"signInAudience\":\"$AUDIENCE\",\"requiredResourceAccess\":[{\"resourceAppId\":\"$GRAPH_APP\",\"resourceAccess\":[$access]}]}")
  made=yes
  say "Made the app registration $APP_NAME"
else
  [[ "$found" != *$'\n'* ]] || stop "Several app registrations have the name $APP_NAME. Rename those that are not meant."
  say "The app registration exists"
fi
IFS=$'\t' read -r object app audience <<<"$found"
`;

const PERMISSIONS = String.raw`
if [ "$AUDIENCE" = AzureADMultipleOrgs ] && [ "$audience" = AzureADMyOrg ]; then
  graph PATCH "applications/$object" --body '{"signInAudience":"AzureADMultipleOrgs"}' >/dev/null
  say 'Made the app multi-tenant'
fi

# One call for all: each call writes the complete list.
listed=$(patiently graph GET "applications/$object" \
  --query "requiredResourceAccess[?resourceAppId=='$GRAPH_APP'].resourceAccess[].[id, type]")
set --
for role in $roles; do
  has_line "$listed" "$role"$'\t''Role' || set -- "$@" "$role=Role"
done
if [ "$#" -gt 0 ]; then
  azure ad app permission add --id "$app" --api "$GRAPH_APP" --api-permissions "$@" --output none
  say "Added $# permissions to the app"
fi
`;
