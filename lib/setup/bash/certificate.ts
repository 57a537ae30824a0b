import type { Setup } from '../setup.ts';
import { afterPipe } from './after-pipe.ts';

/** Returns the part that makes a key and a certificate in a private file, and registers the certificate. */
export function certificatePart(setup: Setup): string {
  return String.raw`
umask 077
folder="$HOME/.m365-evidence-setup"
file="$folder/$CONNECTION-$app.pem"
mkdir -p "$folder"
registered=$(patiently graph GET "applications/$object" --query 'keyCredentials[].[displayName, endDateTime]')
if [ ! -e "$file" ] && [ "$renew" = no ]; then
  ends=$(awk -F '\t' -v name="$CREDENTIAL " 'index($1, name) == 1 { print $2 }' <<<"$registered" | sort | tail -n 1)
  [ -z "$ends" ] ||
    stop "The app has a certificate for this connection until $ends, and its key is not in $folder. For a new one, add --renew."
fi
if [ -e "$file" ] && { [ "$renew" = yes ] || ! openssl x509 -in "$file" -noout -checkend 0 >/dev/null; }; then
  kept="$file.$(date +%s)"
  mv "$file" "$kept"
  say "Kept the earlier private key in $kept. Delete it when the new one works."
fi
if [ ! -e "$file" ]; then
  openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days 365 -subj "/CN=$CREDENTIAL" \
    -keyout "$file.new" -out "$file.certificate" 2>/dev/null || stop 'openssl did not make a certificate.'
  cat "$file.certificate" >>"$file.new"
  mv "$file.new" "$file"
  say "Made a private key and a certificate in $file"
fi
openssl x509 -in "$file" -out "$file.certificate"
print=$(openssl x509 -in "$file" -noout -fingerprint -sha256 | cut -d = -f 2 | tr -d : | cut -c 1-16)
if cut -f 1 <<<"$registered" | grep -xF "$CREDENTIAL $print" >/dev/null; then
  say 'The certificate is registered'
else
  azure ad app credential reset --id "$app" --append --cert "@$file.certificate" \
    --display-name "$CREDENTIAL $print" --output none
  say 'Registered the certificate'
  if [ "$reader" = pipe ]; then settle; fi
fi
if [ "$reader" = pipe ]; then
  pem() { "$@" | awk '{ printf "%s\\n", $0 }'; }
  printf '{"tenantId":"%s","clientId":"%s","certificate":"%s","privateKey":"%s"}\n' \
    "$tenant" "$app" "$(pem openssl x509 -in "$file")" "$(pem openssl pkey -in "$file")"
  say "Afterwards delete $file, because it holds the private key."${afterPipe(setup, '  ')}
fi
`;
}
