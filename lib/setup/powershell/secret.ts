/** The part that adds a client secret, unless the app has one of this connection. */
export const SECRET_PART = `
$application = Send-GraphPatiently GET "applications/$object"
$existing = @($application['passwordCredentials'] | Where-Object { $_['displayName'] -ceq $Credential })
if ($existing.Count -gt 0 -and -not $Renew) {
  $ends = @($existing | ForEach-Object { $_['endDateTime'] } | Sort-Object)[-1]
  Write-Host "The app has a client secret for this connection until $ends. It was shown once; for a new one, add -Renew."
}
else {
  $made = Send-GraphPatiently POST "applications/$object/addPassword" @{
    passwordCredential = @{ displayName = $Credential; endDateTime = "$($Expires)T00:00:00Z" }
  }
  Write-Host "Added a client secret until $Expires"
  # Write-Host, because its text does not go into a file with the output of the script.
  Write-Host "Client secret, shown this once: $($made['secretText'])"
}
`;
