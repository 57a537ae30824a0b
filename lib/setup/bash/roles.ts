/** Returns the part that finds the permissions' ids by name, because they differ between national clouds. */
export function rolesPart(): string {
  return String.raw`
offered=$(graph GET "servicePrincipals(appId='$GRAPH_APP')" --query 'appRoles[].[value, id]')
roles=''
access=''
for permission in $PERMISSIONS; do
  role=$(awk -F '\t' -v name="$permission" '$1 == name { print $2; exit }' <<<"$offered")
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
