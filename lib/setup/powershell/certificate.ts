/** The part that makes a key and a certificate in a private file, and registers the certificate. */
export const CERTIFICATE_PART = `
function ConvertTo-Pem([string]$Label, [byte[]]$Bytes) {
  $text = [Convert]::ToBase64String($Bytes, [Base64FormattingOptions]::InsertLineBreaks)
  "-----BEGIN $Label-----", $text, "-----END $Label-----"
}

$folder = Join-Path $HOME '.m365-evidence-setup'
$file = Join-Path $folder "$Connection-$app.pem"
$application = Send-GraphPatiently GET "applications/$object"
$existing = @($application['keyCredentials'] | Where-Object { $_['displayName'] -clike "$Credential *" })
if ($existing.Count -gt 0 -and -not $Renew) {
  $ends = @($existing | ForEach-Object { $_['endDateTime'] } | Sort-Object)[-1]
  if (-not (Test-Path $file)) {
    throw "The app has a certificate for this connection until $ends, and its key is not in $folder. For a new one, add -Renew."
  }
  Write-Host "The app has a certificate for this connection until $ends. For a new one, add -Renew."
}
else {
  $null = New-Item -ItemType Directory -Force $folder
  if (-not $IsWindows) { chmod 700 $folder }
  $key = [Security.Cryptography.RSA]::Create(3072)
  $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Credential", $key,
    [Security.Cryptography.HashAlgorithmName]::SHA256, [Security.Cryptography.RSASignaturePadding]::Pkcs1)
  $now = [DateTimeOffset]::UtcNow
  $certificate = $request.CreateSelfSigned($now, $now.AddDays(365))
  $print = $certificate.GetCertHashString([Security.Cryptography.HashAlgorithmName]::SHA256).Substring(0, 16)
  if (Test-Path $file) {
    $kept = "$file.$($now.ToUnixTimeSeconds())"
    Move-Item $file $kept
    Write-Host "Kept the earlier private key in $kept. Delete it when the new one works."
  }
  $lines = @(ConvertTo-Pem 'PRIVATE KEY' $key.ExportPkcs8PrivateKey()) + @(ConvertTo-Pem 'CERTIFICATE' $certificate.RawData)
  $null = New-Item -ItemType File $file
  if (-not $IsWindows) { chmod 600 $file }
  Set-Content $file $lines
  Write-Host "Made a private key and a certificate in $file"
  $added = @{
    type = 'AsymmetricX509Cert'
    usage = 'Verify'
    displayName = "$Credential $print"
    key = [Convert]::ToBase64String($certificate.RawData)
  }
  # The list is written as one, so that it keeps what is in it.
  $null = Send-GraphPatiently PATCH "applications/$object" @{
    keyCredentials = @($application['keyCredentials']) + @($added)
  }
  Write-Host 'Registered the certificate'
}
`;
