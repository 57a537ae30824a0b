/** The part that lets the app accept the tokens that AWS signs for the stack's role. Letters and their case count. */
export const FEDERATED_PART = `
$name = "aws-$($Subject.Split(':')[4])-$($Subject.Split('/')[1])"
$answer = Send-GraphPatiently GET "applications/$object/federatedIdentityCredentials"
$credentials = @($answer['value'])
$same = @($credentials | Where-Object { $_['issuer'] -ceq $Issuer -and $_['subject'] -ceq $Subject })
if ($same.Count -gt 0) {
  if ($same[0]['audiences'] -cnotcontains $TokenAudience) {
    throw "A federated credential for this role has another audience than $TokenAudience. Correct it in the portal."
  }
  Write-Host 'The federated credential exists'
}
elseif (@($credentials | Where-Object { $_['name'] -eq $name }).Count -gt 0) {
  throw "The federated credential $name has another issuer or subject. Correct or remove it in the portal, and run this again."
}
else {
  $null = Send-GraphPatiently POST "applications/$object/federatedIdentityCredentials" @{
    name = $name
    issuer = $Issuer
    subject = $Subject
    audiences = @($TokenAudience)
  }
  Write-Host 'Added the federated credential. It takes some minutes to work'
}
`;
