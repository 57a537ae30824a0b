#!/usr/bin/env bash
# Checks this pack with sha256sum (or shasum) and openssl alone: run it in the pack's folder with `bash verify.sh`.
# It checks every file's SHA-256, the signature of the checkpoint, the log's Merkle root (RFC 9162), and each document
# and answer against the log. Exit status 0: intact; 1: at least one finding; 2: a tool or the pack is missing.
# Options: --key <8 or 64 digits>, the id or the SHA-256 of the key that the company published.
set -u
export LC_ALL=C
cd "$(dirname "$0")" || exit 2

trusted=''
if [ "${1:-}" = --key ]; then trusted=${2:-}; fi
trusted=$(printf '%s' "$trusted" | tr -d : | tr A-F a-f)
if [ $# -ne 0 ] && { [ "$1" != --key ] || { [ ${#trusted} -ne 8 ] && [ ${#trusted} -ne 64 ]; }; }; then
  echo 'Usage: bash verify.sh [--key <the 8 digits of the key id, or the 64 of its SHA-256>]' >&2
  exit 2
fi
if command -v sha256sum >/dev/null; then sha256() { sha256sum "$@"; }; else sha256() { shasum -a 256 "$@"; }; fi
command -v openssl >/dev/null || { echo 'openssl is missing' >&2; exit 2; }
if [ ! -f SHA256SUMS ]; then
  printf 'missing: The pack has no SHA256SUMS\nNot intact: 1 finding\n'
  exit 1
fi

findings=0
finding() {
  echo "$1: $2"
  findings=$((findings + 1))
}
hash_of() { sha256 | cut -c 1-64; }
# shellcheck disable=SC2059
bytes_of() { printf "$(printf '%s' "$1" | sed 's/../\\x&/g')"; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# 1. Every file has the SHA-256 that SHA256SUMS gives it, and no other file is there.
sha256 -c SHA256SUMS >"$work/sums" 2>/dev/null || true
while IFS= read -r line; do
  case $line in
    *': OK') ;;
    *) [ ! -f "${line%: *}" ] || finding tampered "${line%: *} does not have the SHA-256 that SHA256SUMS gives it" ;;
  esac
done <"$work/sums"
sed 's/^[0-9a-f]\{64\}  //' SHA256SUMS | sort >"$work/listed"
# A link may lead out of the pack. What a desktop adds to a folder is no part of a pack.
find . ! -type d ! -path ./SHA256SUMS ! -name .DS_Store ! -name '._*' ! -name Thumbs.db ! -name desktop.ini \
  ! -path '*/__MACOSX/*' | sed 's,^\./,,' | sort >"$work/there"
find . ! -type d ! -type f | sed 's,^\./,,' >"$work/links"
while IFS= read -r file; do finding tampered "$file is a link or a device, and not a file"; done <"$work/links"
comm -13 "$work/listed" "$work/there" >"$work/unlisted"
while IFS= read -r file; do finding unlisted "$file is in the pack, but not in SHA256SUMS"; done <"$work/unlisted"
comm -23 "$work/listed" "$work/there" >"$work/missing"
while IFS= read -r file; do finding missing "$file is in SHA256SUMS, but not in the pack"; done <"$work/missing"

# 2. The checkpoint is signed by a key of the pack.
keys=''
if [ -f checkpoint ]; then
  head -n 3 checkpoint >"$work/text"
  origin=$(sed -n 1p checkpoint)
  size=$(sed -n 2p checkpoint)
  root=$(sed -n 3p checkpoint)
  signed=no
  tail -n +5 checkpoint >"$work/signatures"
  while IFS= read -r line; do
    printf '%s' "${line##* }" | openssl base64 -d -A >"$work/signature"
    id=$(head -c 4 "$work/signature" | od -An -tx1 | tr -d ' \n')
    [ -f "keys/$id.pem" ] || continue
    tail -c +5 "$work/signature" >"$work/der"
    own=$(openssl pkey -pubin -in "keys/$id.pem" -outform DER 2>/dev/null | hash_of)
    [ "${own:0:8}" = "$id" ] || finding tampered "keys/$id.pem is not the public key whose id is $id"
    if [ "$line" = "— $origin ${line##* }" ] &&
      openssl dgst -sha256 -verify "keys/$id.pem" -signature "$work/der" "$work/text" >/dev/null 2>&1; then
      keys="$keys${keys:+, }$id"
      if [ -z "$trusted" ] || [ "$trusted" = "${own:0:${#trusted}}" ]; then signed=yes; fi
    else
      finding bad-signature "The signature by the key $id is not of this checkpoint"
    fi
  done <"$work/signatures"
  [ "$signed" = yes ] || finding key-unknown "The checkpoint is not signed by ${trusted:-a key of the pack}"
else
  finding unsigned 'There is no checkpoint, so nobody signed this log'
  size=''
  root=''
fi

# 3. The entries of the log have the root that the checkpoint signs. Hashes all nodes of one level of the Merkle tree
#    (RFC 9162, section 2.1) in one process, because a process for each takes minutes. The last node of an odd level moves up.
mkdir "$work/level" "$work/answers"
hashes_in() { (cd "$1" && find . -type f | sort | sed 's,^\./,,' | tr '\n' '\0' | xargs -0 sh -c "$2" sha) | cut -c 1-64; }
if command -v sha256sum >/dev/null; then each='sha256sum "$@"'; else each='shasum -a 256 "$@"'; fi
bytes=0
count=0
for entry in log/*.json; do
  [ -f "$entry" ] || continue
  printf -v number '%012d' "$count"
  [ "$entry" = "log/$number.json" ] || finding missing "Entry $count of the log is missing"
  text=''
  IFS= read -r -d '' text <"$entry" || true
  printf '\0%s' "$text" >"$work/level/$number"
  bytes=$((bytes + ${#text}))
  count=$((count + 1))
done
if [ "$count" -gt 0 ] && [ "$bytes" -ne "$(find log -type f -name '*.json' -exec cat {} + | wc -c)" ]; then
  finding tampered 'An entry of the log holds a zero byte'
fi
nodes=$count
if [ "$nodes" -gt 0 ]; then hashes_in "$work/level" "$each" >"$work/nodes"; else printf '' | hash_of >"$work/nodes"; fi
while [ "$nodes" -gt 1 ]; do
  rm -r "$work/level"
  mkdir "$work/level"
  pairs=0
  rest=''
  while IFS= read -r left; do
    if ! IFS= read -r right; then
      rest=$left
      break
    fi
    pair=$left$right
    escaped=''
    for ((at = 0; at < 128; at += 2)); do escaped="$escaped\\x${pair:at:2}"; done
    printf -v number '%012d' "$pairs"
    # shellcheck disable=SC2059
    printf "\\1$escaped" >"$work/level/$number"
    pairs=$((pairs + 1))
  done <"$work/nodes"
  hashes_in "$work/level" "$each" >"$work/nodes"
  nodes=$pairs
  if [ -n "$rest" ]; then
    echo "$rest" >>"$work/nodes"
    nodes=$((nodes + 1))
  fi
done
own_root=$(bytes_of "$(cat "$work/nodes")" | openssl base64 -A)
if [ -n "$size" ] && { [ "$count" != "$size" ] || [ "$own_root" != "$root" ]; }; then
  finding root-mismatch "The checkpoint signs $size entries with the root $root, but the log has $count with the root $own_root"
fi

# 4. Each document and each collector's answers have the SHA-256 that their entry of the log gives them. The SHA-256 of
#    each file is taken from SHA256SUMS, which step 1 compared with the files.
entry=''
answers=''
all=''
syncs=0
items=0
answer_count=0
annotations=0
groups=()
end_of_answers() {
  [ -n "$answers" ] || return 0
  printf -v number '%012d' "${#groups[@]}"
  printf '%s' "$all" >"$work/answers/$number"
  groups+=("$answers")
}
while IFS= read -r line; do
  sum=${line:0:64}
  file=${line:66}
  case $file in
    syncs/*/answers/*)
      if [ "${file%/*}" != "$answers" ]; then
        end_of_answers
        answers=${file%/*}
        all=''
      fi
      all=$all$sum
      answer_count=$((answer_count + 1))
      ;;
    annotations/*)
      entry=''
      IFS= read -r entry <"log/${file:12:12}.json" 2>/dev/null || true
      case $entry in
        *'"kind":"annotation"'*"\"sha256\":\"$sum\""*) annotations=$((annotations + 1)) ;;
        *) finding tampered "$file does not have the SHA-256 that the log gives it" ;;
      esac
      ;;
    syncs/*)
      entry=''
      IFS= read -r entry <"log/${file:6:12}.json" 2>/dev/null || true
      case $entry in
        *"\"$sum\""*) ;;
        *) finding tampered "$file does not have the SHA-256 that the log gives it" ;;
      esac
      case $file in */run.json) syncs=$((syncs + 1)) ;; *) items=$((items + 1)) ;; esac
      ;;
  esac
done <SHA256SUMS
end_of_answers
nth=0
if [ "${#groups[@]}" -gt 0 ]; then hashes_in "$work/answers" "$each" >"$work/sums-of-answers"; else : >"$work/sums-of-answers"; fi
while IFS= read -r sum; do
  entry=''
  IFS= read -r entry <"log/${groups[nth]:6:12}.json" 2>/dev/null || true
  case $entry in
    *"\"sha256\":\"$sum\""*) ;;
    *) finding tampered "${groups[nth]} does not have the SHA-256 that the log gives it" ;;
  esac
  nth=$((nth + 1))
done <"$work/sums-of-answers"

# 5. Each document and each collector's kept answers that the log names for the period of the pack are there, and each
#    annotation of the log.
from=$(sed -n 's/^.*"from": *"\([^"]*\)".*$/\1/p' manifest.json 2>/dev/null)
to=$(sed -n 's/^.*"to": *"\([^"]*\)".*$/\1/p' manifest.json 2>/dev/null)
there() { [ -f "$1" ] || finding missing "$1 is missing; the log names it"; }
for entry in log/*.json; do
  [ -f "$entry" ] || continue
  IFS= read -r text <"$entry" || true
  case $text in
    *'"kind":"annotation"'*) there "annotations/${entry:4:12}.json" && continue ;;
    *'"kind":"sync"'*) ;;
    *) continue ;;
  esac
  started=${text#*'"startedAt":"'}
  started=${started%%'"'*}
  if [[ $started < $from || ${started:0:${#to}} > $to ]]; then continue; fi
  folder=syncs/${entry:4:12}
  there "$folder/run.json"
  evidence=${text#*'"evidence":['}
  evidence=${evidence%%']'*}
  while [[ $evidence == *'"collector":"'* ]]; do
    answers=${evidence%%'"collector":"'*}
    evidence=${evidence#*'"collector":"'}
    collector=${evidence%%'"'*}
    there "$folder/$collector.json"
    case $answers in
      *'"count":0,'*) ;;
      *'"kept":true'*) there "$folder/answers/$collector/0001.json" ;;
    esac
  done
done

# Prints a number with its noun: 1 sync, 1,640 items.
counted() {
  number=$(printf '%s' "$1" | sed -e ':a' -e 's/^\([0-9]*[0-9]\)\([0-9]\{3\}\)/\1,\2/' -e 'ta')
  if [ "$1" -eq 1 ]; then printf '%s %s' "$number" "$2"; else printf '%s %ss' "$number" "$2"; fi
}
if [ "$findings" -gt 0 ]; then
  echo "Not intact: $(counted "$findings" finding)"
  exit 1
fi
annotated=''
if [ "$annotations" -gt 0 ]; then annotated=", $(counted "$annotations" annotation)"; fi
echo "Intact: $(counted "$syncs" sync), $(counted "$items" item), $(counted "$answer_count" answer)$annotated, root $root, key $keys"
if [ -z "$trusted" ]; then
  echo 'The key was taken from the data that it signs: compare it with the one that the company published.'
fi
