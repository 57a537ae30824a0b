import { ELSEWHERE } from '../consent-elsewhere.ts';
import { bashQuoted } from '../quoted.ts';
import type { Setup } from '../setup.ts';

/**
 * Returns the part that grants admin consent in the tenant of the administrator. A multi-tenant app gets it there only if a
 * connection reads this tenant.
 */
export function consentPart({ customers }: Setup): string {
  if (!customers) return `${GRANT}\ngrant`;
  const own = customers.map(({ tenantId }) => bashQuoted(tenantId));
  if (own.length === 0) return "say 'Consent is granted with the link below, in each tenant that is read.'";
  return [
    GRANT,
    'case "$tenant" in',
    `  ${own.join(' | ')}) grant ;;`,
    `  *) say ${bashQuoted(ELSEWHERE)} ;;`,
    'esac',
  ].join('\n');
}

const GRANT = String.raw`
grant() {
  local service principal granted role
  service=$(graph GET "servicePrincipals(appId='$GRAPH_APP')" --query id)
  principal=$(graph GET servicePrincipals --uri-parameters "\$filter=appId eq '$app'" --query 'value[0].id')
  [ -n "$principal" ] || principal=$(patiently graph POST servicePrincipals --body "{\"appId\":\"$app\"}" --query id)
  granted=$(patiently graph GET "servicePrincipals/$principal/appRoleAssignments" \
    --query "value[?resourceId=='$service'].appRoleId")
  for role in $roles; do
    if has_line "$granted" "$role"; then continue; fi
    patiently graph POST "servicePrincipals/$service/appRoleAssignedTo" \
      --body "{\"principalId\":\"$principal\",\"resourceId\":\"$service\",\"appRoleId\":\"$role\"}" >/dev/null ||
      stop 'Consent was not granted. It needs the role Privileged Role Administrator or Global Administrator.'
    say "Granted admin consent for the permission $role"
  done
  say 'Admin consent is granted'
}
`.trim();
