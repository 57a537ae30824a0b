/** Returns the part that finds the permissions' ids by name, because they differ between national clouds. */
export function rolesPart(): string {
  return String.raw`
offered=$(graph GET "servicePrincipals(appId='$GRAPH_APP')" --query 'appRoles[].[value, id]')
roles=''
access=''
for permission in $PERMISSIONS; do
  role=''
  while IFS=$'\t' read -r value id; do
    if [ "$value" = "$permission" ]; then role=$id; break; fi
  done <<<"$offered"
  if [ -z "$role" ]; then
    say "Left out: Microsoft Graph offers no permission $permission in this tenant."
    continue
  fi
  [ -z "$access" ] || access="$access,"
  access="$access{\"id\":\"$role\",\"type\":\"Role\"}"
  roles="$roles $role"
done
[ -n "$roles" ] || stop 'Microsoft Graph offers no permission that is needed.'
`;
}
